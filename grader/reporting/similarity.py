"""Which submissions are alike enough for a person to look at; never a verdict.

Answer cells become token sequences in which names, numbers and texts are only that,
and comments, docstrings and layout are gone. Of every `K` tokens in a row a hash is
taken, and of every `WINDOW` hashes the least is kept (winnowing), so that a shared
stretch of K + WINDOW - 1 tokens always leaves a shared fingerprint. Fingerprints of
what was released, and those that much of the class shares, count nothing: short tasks
have natural answers. What is left weighs more the rarer it is.
"""

from __future__ import annotations

import builtins
import io
import json
import keyword
import math
import tokenize
import zlib
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from grader.source.marks import marks_of

K = 12
WINDOW = 8
_PRIME = 2**61 - 1
_BASE, _MIX = 1_000_003, 0x9E3779B97F4A7C15
_LAST = pow(_BASE, K, _PRIME)
COMMON_SHARE = 0.1  # of the class: what more than these share is common knowledge
COMMON_LEAST, COMMON_MOST = 3, 40
LEAST_SHARED = 8  # rare fingerprints that a pair has to share
LEAST_LIKENESS = 0.1
SHORTLIST = 20

_SKIPPED = {
    tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.ENCODING,
    tokenize.ENDMARKER, tokenize.INDENT, tokenize.DEDENT,
}  # fmt: skip
_BUILTINS = frozenset(dir(builtins))


class Token(NamedTuple):
    """A token as it is compared, and the line that it stands in (from 0)."""

    text: str
    line: int


class Fingerprint(NamedTuple):
    """A hash of K tokens and the lines from which to which they go."""

    value: int
    first: int
    last: int


@dataclass(frozen=True)
class Work:
    """The answers of one student: the lines, and where in them is what."""

    student: str
    lines: tuple[str, ...]
    prints: tuple[Fingerprint, ...]
    is_earlier: bool = False

    @property
    def name(self) -> str:
        """Who it is, and that it was in an earlier class."""
        return f"{self.student} (earlier class)" if self.is_earlier else self.student


@dataclass(frozen=True)
class Pair:
    """Two students whose answers share rare stretches: a reason to look, no more."""

    first: Work
    second: Work
    likeness: float
    shared: frozenset[int]

    @property
    def percent(self) -> int:
        """The likeness as people say it."""
        return round(100 * self.likeness)

    def marked(self, work: Work) -> list[tuple[str, bool]]:
        """(line, whether it is part of a shared stretch) of one of the two."""
        lines: set[int] = set()
        for mark in work.prints:
            if mark.value in self.shared:
                lines.update(range(mark.first, mark.last + 1))
        return [(text, number in lines) for number, text in enumerate(work.lines)]


def tokens(source: str) -> list[Token]:
    """The tokens of a cell, without what a copyist changes first.

    A name is any name, but keywords, builtins and attributes (`.sum`) stay, since they
    are not the student's. What is no Python gives the tokens before the error.
    """
    found: list[Token] = []
    before = ""
    try:
        for token in tokenize.generate_tokens(io.StringIO(source).readline):
            if token.type in _SKIPPED:
                continue
            text = _plain(token, before)
            before = token.string
            found.append(Token(text, token.start[0] - 1))
    except (tokenize.TokenError, SyntaxError, ValueError):
        pass
    return found


def _plain(token: tokenize.TokenInfo, before: str) -> str:
    if token.type == tokenize.NAME:
        is_own = not keyword.iskeyword(token.string) and before != "."
        return "N" if is_own and token.string not in _BUILTINS else token.string
    if token.type == tokenize.NUMBER:
        return "0"
    if token.type == tokenize.STRING:
        return "S"
    return token.string


def fingerprints(found: Sequence[Token]) -> list[Fingerprint]:
    """The winnowed hashes of all K tokens in a row, each with its lines."""
    hashes = _hashes([zlib.crc32(token.text.encode()) + 1 for token in found])
    if not hashes:
        return []
    kept: list[int] = []
    best = -1
    for end in range(min(WINDOW, len(hashes)) - 1, len(hashes)):
        start = max(end - WINDOW + 1, 0)
        if best < start:
            window = hashes[start : end + 1]
            # The last of equal ones, so that neighboring windows agree on it.
            best = end - window[::-1].index(min(window))
            kept.append(best)
        elif hashes[end] <= hashes[best]:
            best = end
            kept.append(best)
    return [Fingerprint(hashes[i], found[i].line, found[i + K - 1].line) for i in kept]


def _hashes(codes: Sequence[int]) -> list[int]:
    """The rolling hash of every K codes in a row, mixed so that the least is chance."""
    value, found = 0, []
    for position, code in enumerate(codes):
        value = (value * _BASE + code) % _PRIME
        if position >= K:
            value = (value - codes[position - K] * _LAST) % _PRIME
        if position >= K - 1:
            found.append(value * _MIX % _PRIME)
    return found


def make_work(student: str, cells: Iterable[str], *, is_earlier: bool = False) -> Work:
    """The fingerprints of a student's answer cells, one after another."""
    lines: list[str] = []
    prints: list[Fingerprint] = []
    for source in cells:
        start = len(lines)
        prints += [
            Fingerprint(mark.value, mark.first + start, mark.last + start)
            for mark in _cell_prints(source)
        ]
        lines += [*source.splitlines(), ""]
    return Work(student, tuple(lines), tuple(prints), is_earlier)


@lru_cache(maxsize=20_000)
def _cell_prints(source: str) -> list[Fingerprint]:
    """The fingerprints of one cell; much of a class hands in the same text."""
    return fingerprints(_without_docstrings(tokens(source)))


def _without_docstrings(found: Sequence[Token]) -> list[Token]:
    """Without texts that stand alone on their line: they do nothing."""
    count = Counter(token.line for token in found)
    return [t for t in found if t.text != "S" or count[t.line] > 1]


def answers_of(notebook: Path) -> list[str]:
    """The code answers in an executed notebook; none if it cannot be read."""
    try:
        cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
        return [
            "".join(cell["source"])
            for cell in cells
            if marks_of(cell).solution and cell["cell_type"] == "code"
        ]
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return []


def shortlist(
    works: Sequence[Work], released: Iterable[str] = (), earlier: Sequence[Work] = ()
) -> list[Pair]:
    """The pairs most alike, the most alike first.

    Args:
        works: of the whole class; rare means rare in it.
        released: sources that everybody was given.
        earlier: of another year's class: each pair has at least one of this class, and
            what much of either class shares counts nothing.
    """
    given = {m.value for text in released for m in make_work("", [text]).prints}
    everybody = [*works, *earlier]
    owners: dict[int, set[int]] = defaultdict(set)
    for number, work in enumerate(everybody):
        for mark in work.prints:
            if mark.value not in given:
                owners[mark.value].add(number)
    sizes = (len(works), len(earlier))
    weights = {
        value: math.log(len(everybody) / len(who)) + 1
        for value, who in owners.items()
        if _is_rare(who, sizes)
    }
    return _pairs(everybody, sizes[0], owners, weights)


def _is_rare(who: Collection[int], sizes: tuple[int, int]) -> bool:
    """Whether few of either class share it; the earlier class has the later numbers."""
    here = sum(number < sizes[0] for number in who)
    counts = (here, len(who) - here)
    return all(
        count <= min(max(COMMON_LEAST, COMMON_SHARE * size), COMMON_MOST)
        for count, size in zip(counts, sizes, strict=True)
    )


def _pairs(
    works: Sequence[Work],
    size: int,
    owners: Mapping[int, set[int]],
    weights: Mapping[int, float],
) -> list[Pair]:
    """Each student of the class, who are the first `size`, beside those who share
    something rare, at most `COMMON_MOST` of a class and a stretch: so time and memory
    grow with the classes and not with their squares.
    """
    rare = [weights.keys() & {mark.value for mark in work.prints} for work in works]
    totals = [math.fsum(weights[value] for value in values) for values in rare]
    found = []
    for a, values in enumerate(rare[:size]):
        for b, shared in _later_owners(a, values, owners).items():
            weight = math.fsum(weights[value] for value in shared)
            likeness = weight / min(totals[a], totals[b])
            if len(shared) >= LEAST_SHARED and likeness >= LEAST_LIKENESS:
                names = (works[a].student, works[b].student)
                found.append((-likeness * weight, *names, a, b, likeness))
    # A list for each kind, so that an earlier class hides no pair of this one.
    found.sort()
    within = [row for row in found if row[4] < size][:SHORTLIST]
    across = [row for row in found if row[4] >= size][:SHORTLIST]
    return [
        _pair(works[a], works[b], likeness, weights)
        for *_, a, b, likeness in sorted([*within, *across])
    ]


def _later_owners(
    number: int, values: Iterable[int], owners: Mapping[int, set[int]]
) -> dict[int, list[int]]:
    """{a student who comes later: what that one shares with this one}."""
    shared: dict[int, list[int]] = defaultdict(list)
    for value in values:
        for other in owners[value]:
            if other > number:
                shared[other].append(value)
    return shared


def _pair(
    first: Work, second: Work, likeness: float, weights: Mapping[int, float]
) -> Pair:
    both = {m.value for m in first.prints} & {m.value for m in second.prints}
    return Pair(first, second, likeness, frozenset(both & weights.keys()))
