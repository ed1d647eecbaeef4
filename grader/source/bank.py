"""Read the answer bank: wrong and right answers to every exercise.

`tests/answers/ASSIGNMENT/EXERCISE.py` has a cell for each, as an assignment's text has:

    # %% right log_domain
    # through the logarithms of the shares
    def softmax(scores, axis=-1): ...

    # %% wrong always_rows
    # ignores axis and always works along the last one
    # caught by: columns as examples
    def softmax(scores, axis=-1): ...

    # %% [markdown] equivalent
    # return shares + 0  ->  return shares - 0
    #     nothing is added either way

    # %% [markdown] lazy
    # a guess is there
    #     it is graded for being made

The comment lines below a marker say in words what the answer does; the last one of a
wrong answer names the case that has to see it. What follows replaces the whole answer
cell. The last cells list, with reasons: mutants that change nothing; cases that an
answer which computes nothing may pass (`lazy`); clothes that a right one may not wear
(`dressed`); slips that need no case (`slips`). Above the first cell there may be
comments.
"""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from grader.course.places import IS_CLONE, REPOSITORY
from grader.source.cells import read
from grader.source.text import Assignment, SourceError, cut, uncomment

BANK = REPOSITORY / ("tests/answers" if IS_CLONE else "grader/answers")
FEWEST_WRONG, FEWEST_RIGHT = 8, 4
EQUIVALENT, LAZY = "[markdown] equivalent", "[markdown] lazy"
DRESSED, SLIPS = "[markdown] dressed", "[markdown] slips"
CAUGHT_BY = "caught by:"

_MARKER = re.compile(r"(?P<kind>right|wrong)\s+(?P<name>\w+)")
_Cut = tuple[int, str, list[str]]  # line and rest of a marker, lines below it


@dataclass(frozen=True)
class BankAnswer:
    """One answer of the bank; `caught_by` names the case that must see a wrong one.

    `line` is the 1-based line of the marker in `file`; `source` is the answer's code,
    which begins in `code_line`.
    """

    file: Path
    line: int
    name: str
    is_right: bool
    description: str
    caught_by: str
    source: str
    code_line: int

    @property
    def label(self) -> str:
        """The answer as its marker has it: `wrong always_rows`."""
        return f"{'right' if self.is_right else 'wrong'} {self.name}"

    @property
    def title(self) -> str:
        """How people are told of it: `softmax.py: wrong always_rows`."""
        return f"{self.file.name}: {self.label}"


class BankError(SourceError):
    """A file of the answer bank is malformed; the message names line and cure."""


def read_bank(stem: str, exercise: str, bank: Path | None = None) -> list[BankAnswer]:
    """All answers of one exercise in the order of its file, right ones first.

    Raises:
        BankError: a cell is malformed, or two have the same name.
    """
    path = _file(stem, exercise, bank)
    answers = [_read_answer(path, *cell) for cell in _cells(path) if not _lists(cell)]
    lines: dict[str, int] = {}
    for answer in answers:
        if answer.label in lines:
            raise BankError(
                f"{path.name}:{answer.line}: '{answer.label}' stands in line "
                f"{lines[answer.label]} already; give one of them another name."
            )
        lines[answer.label] = answer.line
    return sorted(answers, key=lambda answer: not answer.is_right)


def _file(stem: str, exercise: str, bank: Path | None) -> Path:
    return (bank or BANK) / stem / f"{exercise}.py"


def _cells(path: Path) -> list[_Cut]:
    """The cells of one exercise's file, none where there is no file."""
    if not path.is_file():
        return []
    text = path.read_text(encoding="utf-8")
    cells = cut(text)
    head = text.splitlines()[: cells[0][0] - 1 if cells else None]
    for number, line in enumerate(head, start=1):
        if line.strip() and not line.startswith("#"):
            raise BankError(
                f"{path.name}:{number}: only comments may stand above the first cell; "
                "put a marker such as '# %% wrong NAME' above an answer."
            )
    return cells


def _lists(cell: _Cut) -> bool:
    """Whether a cell lists exceptions and their reasons; the others are answers."""
    return cell[1] in (EQUIVALENT, LAZY, DRESSED, SLIPS)


def _read_answer(path: Path, line: int, rest: str, body: list[str]) -> BankAnswer:
    marker = _MARKER.fullmatch(rest)
    if marker is None:
        raise BankError(
            f"{path.name}:{line}: the marker '# %% {rest}' is not understood; write "
            f"'# %% right NAME', '# %% wrong NAME', '# %% {EQUIVALENT}', "
            f"'# %% {LAZY}', '# %% {DRESSED}' or '# %% {SLIPS}'."
        )
    description, caught_by, height = _read_head(body)
    if not description:
        raise BankError(
            f"{path.name}:{line}: '{rest}' does not say what it does; write that as a "
            "comment right below the marker."
        )
    if marker["kind"] == "wrong" and not caught_by:
        raise BankError(
            f"{path.name}:{line}: a wrong answer needs the line "
            f"'# {CAUGHT_BY} NAME OF A CASE' below what it does."
        )
    while height < len(body) and not body[height].strip():
        height += 1
    return BankAnswer(
        file=path,
        line=line,
        name=marker["name"],
        is_right=marker["kind"] == "right",
        description=description,
        caught_by=caught_by,
        source="\n".join(body[height:]).strip("\n"),
        code_line=line + 1 + height,
    )


def _read_head(body: list[str]) -> tuple[str, str, int]:
    """What an answer does, which case catches it, and how many lines say so."""
    words: list[str] = []
    for number, line in enumerate(body):
        if not line.startswith("#"):
            return " ".join(words), "", number
        text = line.removeprefix("#").strip()
        if text.startswith(CAUGHT_BY):
            return " ".join(words), text.removeprefix(CAUGHT_BY).strip(), number + 1
        words.append(text)
    return " ".join(words), "", len(body)


def read_equivalent(
    stem: str, exercise: str, bank: Path | None = None
) -> dict[str, str]:
    """The listed equivalent mutants of an exercise: {mutant: reason}.

    Their cell has one mutant a line, as `grader prove` names it, and below it,
    indented, why it behaves as the reference does.

    Raises:
        BankError: a mutant has no reason.
        SourceError: a line of the cell is no comment.
    """
    return _read_list(EQUIVALENT, stem, exercise, bank)


def read_lazy(stem: str, exercise: str, bank: Path | None = None) -> dict[str, str]:
    """The cases that an answer which computes nothing may pass: {case: reason}.

    Raises:
        BankError: a case has no reason.
        SourceError: a line of the cell is no comment.
    """
    return _read_list(LAZY, stem, exercise, bank)


def read_dressed(stem: str, exercise: str, bank: Path | None = None) -> dict[str, str]:
    """Clothes that a right answer may not wear, "any" for all: {clothes: reason}.

    Raises:
        BankError: they have no reason.
        SourceError: a line of the cell is no comment.
    """
    return _read_list(DRESSED, stem, exercise, bank)


def read_slips(stem: str, exercise: str, bank: Path | None = None) -> dict[str, str]:
    """Slips of the wrapped reference that need no case, "any" for all: {slip: reason}.

    Raises:
        BankError: one has no reason.
        SourceError: a line of the cell is no comment.
    """
    return _read_list(SLIPS, stem, exercise, bank)


def _read_list(
    kind: str, stem: str, exercise: str, bank: Path | None
) -> dict[str, str]:
    path = _file(stem, exercise, bank)
    reasons: dict[str, str] = {}
    for line, rest, body in _cells(path):
        if rest == kind:
            reasons |= _read_reasons(uncomment(exercise, line, "\n".join(body)))
    unexplained = [name for name, reason in reasons.items() if not reason]
    if unexplained:
        raise BankError(
            f"{path.name}: '{unexplained[0]}' has no reason in the cell '# %% {kind}'; "
            "write it on the next line, indented."
        )
    return reasons


def _read_reasons(text: str) -> dict[str, str]:
    reasons: dict[str, str] = {}
    mutant = ""
    for line in text.splitlines():
        if line[:1].isspace() and mutant:
            reasons[mutant] = f"{reasons[mutant]} {line.strip()}".strip()
        elif line.strip():
            mutant = line.strip()
            reasons[mutant] = ""
    return reasons


def needs_bank(exercise: str) -> bool:
    """A predict exercise is graded for being answered: it needs no bank."""
    return not exercise.startswith("predict_")


def problems(assignment: Assignment, bank: Path | None = None) -> list[str]:
    """What can be said against a bank without running it, a sentence each."""
    folder = (bank or BANK) / assignment.stem
    expected = {f"{exercise}.py" for exercise in assignment.exercises}
    found = [
        f"{assignment.stem}: {path.name} in the bank belongs to no exercise; "
        "rename or remove it"
        for path in sorted(folder.glob("[!._]*"))
        if path.name not in expected
    ]
    for exercise in assignment.exercises:
        label = f"{assignment.stem}/{exercise}"
        try:
            answers = read_bank(assignment.stem, exercise, bank)
            read_equivalent(assignment.stem, exercise, bank)
            lazy = read_lazy(assignment.stem, exercise, bank)
            read_dressed(assignment.stem, exercise, bank)
            read_slips(assignment.stem, exercise, bank)
        except SourceError as error:
            found.append(f"{label}: {error}")
            continue
        cases = {
            c.name for x in assignment.cells if x.name == exercise for c in x.cases
        }
        found += [f"{label}: {p}" for p in _problems_of(answers, cases)]
        found += [
            f"{label}: '{case}' under '# %% {LAZY}' is no case; remove it"
            for case in lazy
            if case not in cases
        ]
        if needs_bank(exercise):
            found += [f"{label}: {p}" for p in size_problems(exercise, answers)]
    return found


def size_problems(exercise: str, answers: list[BankAnswer]) -> list[str]:
    """[] or one sentence that says how many answers are missing."""
    right = sum(answer.is_right for answer in answers)
    wrong = len(answers) - right
    if wrong >= FEWEST_WRONG and right >= FEWEST_RIGHT:
        return []
    needed = f"it needs {FEWEST_RIGHT} and {FEWEST_WRONG}"
    held = f"{exercise}.py of the bank has {right} right and {wrong} wrong answers"
    return [f"{held}; {needed}"]


def _problems_of(answers: list[BankAnswer], cases: set[str]) -> Iterator[str]:
    for answer in answers:
        if not answer.is_right and answer.caught_by not in cases:
            yield (
                f"{_place(answer)} names an unknown case '{answer.caught_by}'; "
                f"there are: {', '.join(sorted(cases))}"
            )
        try:
            read(answer.source)
        except SyntaxError as error:
            if answer.is_right:
                line = answer.code_line + (error.lineno or 1) - 1
                yield f"{_place(answer)} is no Python: line {line}"
    code = Counter(_code(answer.source) for answer in answers)
    for answer in answers:
        if code[_code(answer.source)] > 1:
            yield f"{_place(answer)} says the same as another answer of the bank"


def _place(answer: BankAnswer) -> str:
    return f"{answer.file.name}:{answer.line}: '{answer.label}'"


def _code(text: str) -> str:
    """The code of an answer without its comments and layout, where it is Python."""
    try:
        return ast.dump(read(text).tree)
    except SyntaxError:
        return text
