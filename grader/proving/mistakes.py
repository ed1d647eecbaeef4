"""The mistakes of the field against every exercise: what was tried, what was caught.

A table with a line an exercise and a column a mistake. What is tried are small changes
of the reference (`mutants`) and slips that any function can have (`wrapped`); wrong
answers of the bank are written by hand and counted in a column of their own. An empty
cell has a reason, which the documentation tells: the reference has no place where this
mistake could be made, or its text promises nothing of the kind.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from grader.proving.rows import Row
from grader.source.bank import needs_bank


@dataclass(frozen=True)
class Mistake:
    """A kind of mistake: the operators of mutants and the beginnings of slips."""

    label: str
    operators: tuple[str, ...] = ()
    slips: tuple[str, ...] = ()


MISTAKES = (
    Mistake("off by one", ("off by one", "constant", "slice")),
    Mistake("at the edge", ("comparison",)),
    Mistake("sign, operation", ("sign", "arithmetic")),
    Mistake("mean, sum, log base", ("word",)),
    Mistake("condition", ("logic", "condition")),
    Mistake(
        "left out", ("dropped operand", "dropped statement", "dropped call", "jump")
    ),
    Mistake("option", ("dropped keyword",)),
    Mistake("order", ("swapped arguments",)),
    Mistake("ignored", slips=("ignores ", "takes the default for ")),
    Mistake("state kept", slips=("keeps its first result",)),
    Mistake("type", slips=("gives ",)),
    Mistake("lists", slips=("takes no lists",)),
    Mistake("empty", slips=("takes nothing empty",)),
    Mistake("in place", slips=("changes its arrays",)),
    Mistake("gradient", slips=("cuts the gradient",)),
)
NOTHING, EXCUSED = "·", "(·)"


def tried(row: Row, mistake: Mistake) -> tuple[int, int]:
    """(caught, tried) of a mistake in an exercise, without what changes nothing."""
    outcomes = [
        bool(m.killed_by)
        for m in row.mutants
        if m.operator in mistake.operators and not m.reason
    ]
    outcomes += [
        bool(cases)
        for slip, cases in row.slips.items()
        if slip.startswith(mistake.slips or ("\0",))
    ]
    return sum(outcomes), len(outcomes)


def is_excused(row: Row, mistake: Mistake) -> bool:
    """Whether the bank gives a reason why it needs no case here."""
    is_slip = bool(mistake.slips)
    named = any(slip.startswith(mistake.slips or ("\0",)) for slip in row.excused)
    equal = any(m.reason and m.operator in mistake.operators for m in row.mutants)
    return named or equal or (is_slip and "any" in row.excused)


def as_markdown(rows: Iterable[Row]) -> str:
    """A table for each assignment."""
    return "\n".join(_lines([row for row in rows if needs_bank(row.exercise)]))


def _lines(rows: list[Row]) -> Iterator[str]:
    labels = [mistake.label for mistake in MISTAKES]
    for stem in sorted({row.stem for row in rows}):
        yield f"| {stem} | by hand | {' | '.join(labels)} |"
        yield f"|---|--:|{'--:|' * len(labels)}"
        for row in rows:
            if row.stem == stem:
                cells = [_cell(row, mistake) for mistake in MISTAKES]
                by_hand = f"{row.wrong_caught}/{len(row.wrong)}"
                yield f"| `{row.exercise}` | {by_hand} | {' | '.join(cells)} |"
        yield ""


def _cell(row: Row, mistake: Mistake) -> str:
    caught, count = tried(row, mistake)
    if count:
        return f"{caught}/{count}"
    return EXCUSED if is_excused(row, mistake) else NOTHING
