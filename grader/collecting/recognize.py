"""Which assignment a notebook is, by what is in it and not by its name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from grader import source
from grader.source import notebooks
from grader.source.marks import marks_of
from grader.submissions.reading import FoundCell

LEAST = 3  # cells that have to be recognized; setup cells may be alike in two
MIN_TEXT = 12


@dataclass(frozen=True)
class Signature:
    """The ids and the texts of the cells that were released."""

    stem: str
    ids: frozenset[str]
    texts: frozenset[str]
    stubs: dict[str, str]

    def count(self, cells: Sequence[FoundCell]) -> int:
        """How many cells of a notebook were released with this assignment."""
        return sum(
            not self.ids.isdisjoint(cell.ids) or _normal(cell.source) in self.texts
            for cell in cells
        )

    def answered(self, cells: Sequence[FoundCell]) -> int:
        """How many answer cells are no longer as released.

        Where an editor took the ids away, those whose released text is gone.
        """
        named = [
            (name, cell) for cell in cells for name in cell.ids if name in self.stubs
        ]
        if named:
            return sum(_normal(cell.source) != self.stubs[name] for name, cell in named)
        texts = {_normal(cell.source) for cell in cells}
        return sum(stub not in texts for stub in self.stubs.values())


def _normal(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.split("\n")).strip()


def signature(stem: str) -> Signature:
    """What tells this assignment from the others."""
    cells = notebooks.student_notebook(source.load(stem)).cells
    return Signature(
        stem,
        ids=frozenset(cell.id for cell in cells),
        texts=frozenset(
            text for cell in cells if len(text := _normal(cell.source)) >= MIN_TEXT
        ),
        stubs={
            cell.id: _normal(cell.source) for cell in cells if marks_of(cell).solution
        },
    )


def recognize(
    cells: Sequence[FoundCell], signatures: Sequence[Signature], wanted: str
) -> str:
    """The stem of the assignment that a notebook is; "" when it is none of them.

    Between equals the wanted one is preferred.
    """
    counts = {s.stem: s.count(cells) for s in signatures}
    best = max(counts.values(), default=0)
    if best < LEAST:
        return ""
    if counts.get(wanted) == best:
        return wanted
    return next(stem for stem, count in counts.items() if count == best)
