"""Which notebook of which assignment a file is, by what is in it and not by its name.

Its name counts where nothing else tells two notebooks apart.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from grader import source
from grader.course import Course
from grader.source import notebooks
from grader.source.marks import marks_of
from grader.submissions.reading import FoundCell

LEAST = 3  # cells that have to be recognized; setup cells may be alike in two
MIN_TEXT = 12


@dataclass(frozen=True)
class Signature:
    """The ids and the texts of the cells that were released of one notebook.

    `part` is the notebook's name; an assignment of ours has one, of its own name.
    """

    stem: str
    part: str
    size: int
    ids: frozenset[str]
    texts: frozenset[str]
    stubs: dict[str, str]

    def count(self, cells: Sequence[FoundCell]) -> int:
        """How many cells of a notebook were released with this one."""
        return sum(
            not self.ids.isdisjoint(cell.ids) or _normal(cell.source) in self.texts
            for cell in cells
        )

    def rank(self, cells: Sequence[FoundCell], name: str) -> tuple[int, int, int]:
        """The greater, the likelier; `name` is that of the file."""
        unchanged = sum(_normal(cell.source) in self.texts for cell in cells)
        is_named = f" {_words(self.part)} " in f" {_words(name)} "
        return self.count(cells), unchanged, is_named * len(self.part)

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


def _words(name: str) -> str:
    """A name without what browsers and LMS replace in it."""
    return re.sub(r"[\W_]+", " ", name.casefold()).strip()


def signatures(course: Course, wanted: str = "") -> list[Signature]:
    """What tells the notebooks of a course apart.

    Raises:
        SourceError: there is no assignment that is wanted, or it is not as it should
            be; others that are not do no harm.
    """
    found = list(_signatures(course, wanted)) if wanted else []
    for stem in source.stems_of(course):
        if stem != wanted:
            with contextlib.suppress(source.SourceError):
                found += _signatures(course, stem)
    return found


def _signatures(course: Course, stem: str) -> Iterator[Signature]:
    for part in source.load_for(course, stem).notebooks:
        cells = notebooks.student_notebook(part).cells
        # Ids that were made up for cells without one are those of any other notebook.
        made_up = {"", *(f"cell-{number}" for number in range(len(cells)))}
        ids = {name for c in cells for name in (c.id, marks_of(c).grade_id)}
        texts = {_normal(cell.source) for cell in cells}
        yield Signature(
            stem,
            part.stem,
            len(cells),
            ids=frozenset(ids - made_up),
            texts=frozenset(text for text in texts if len(text) >= MIN_TEXT),
            stubs={
                marks_of(cell).grade_id or cell.id: _normal(cell.source)
                for cell in cells
                if marks_of(cell).solution
            },
        )


def recognize(
    cells: Sequence[FoundCell], known: Sequence[Signature], wanted: str, name: str
) -> list[Signature]:
    """What a notebook is; several where they cannot be told apart, [] for none.

    Between equals the wanted assignment is preferred.
    """
    likely = [s for s in known if s.count(cells) >= min(LEAST, s.size)]
    ranks = [(s.rank(cells, name)[:2], s.stem == wanted) for s in likely]
    best = max(ranks, default=None)
    equal = [s for s, rank in zip(likely, ranks, strict=True) if rank == best]
    by_name = [s.rank(cells, name) for s in equal]
    return [s for s, rank in zip(equal, by_name, strict=True) if rank == max(by_name)]
