"""Fill grades into the file that an LMS exported: `grader export STEM --into FILE`.

Importers want their own file back: the header in the language of the site, every
column, every id, in its order. Moodle looks for the columns of its grading worksheet
by their names in that language and takes a grade only with its "last modified"; Canvas
finds an assignment by the number in the name of its column. So only cells of grades and
comments change, and points are scaled to the maximum that stands in the file.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from grader.course import CourseError
from grader.course.roster import Person, plain
from grader.course.tables import Table, read_table

# Names of Moodle's columns in the languages that were looked at, in small letters; in
# another one the grade is found by its place, left of a maximum that all rows share.
GRADE = ("grade", "bewertung", "note", "calificación", "valutazione", "beoordeling")
COMMENT = (
    *("feedback comments", "feedback als kommentar", "feedback par commentaires"),
    *("comentarios de retroalimentación", "commenti di feedback"),
)
_OPEN = ("", "-")  # where nobody gave a grade yet
_ENDS_IN_NUMBER = re.compile(r"\D*(\d+)")


@dataclass(frozen=True)
class GradeEntry:
    """What goes into a person's row: points of a maximum, and a sentence or ""."""

    points: float
    maximum: float
    comment: str = ""


@dataclass
class Filled:
    """The file with its grades; who of the class is not in it, which rows stay.

    `capped` have more than the maximum, by extra credit, and the file takes no more.
    """

    content: bytes
    filled: int = 0
    absent: list[str] = field(default_factory=list)
    left: int = 0
    scaled: bool = False
    capped: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class _Layout:
    """Where things stand in a file; `maximum` is a column of Moodle, None elsewhere."""

    first: int  # the first row of a person
    grade: int
    ids: tuple[int, ...]
    names: tuple[int, ...]
    maximum: int | None = None
    limit: float | None = None
    comment: int | None = None


def fill(
    path: Path,
    people: Sequence[Person],
    entries: dict[str, GradeEntry],
    titles: Iterable[str],
) -> Filled:
    """The content of the file with the grades of one assignment.

    Args:
        path: a CSV that Moodle or Canvas exported; it is not changed.
        people: the class.
        entries: {student: what goes into their row}; who has none keeps the row.
        titles: what the column of the assignment may be called (Canvas).

    Raises:
        CourseError: there is no such file, or no place for the grades is found in it.
    """
    table = _table(path)
    head = [cell.strip() for cell in table.rows[0]]
    is_canvas = {"ID", "SIS Login ID"} <= set(head) or "SIS User ID" in head
    layout = _canvas(table, titles, path) if is_canvas else _moodle(table, path)
    return _fill(table, layout, _Index(people), entries)


def _table(path: Path) -> Table:
    try:
        table = read_table(path)
    except FileNotFoundError as error:
        raise CourseError(f"There is no file {path} to fill in.") from error
    except csv.Error as error:
        raise CourseError(f"{path} is no CSV ({error}).") from error
    if len(table.rows) < 2:
        raise CourseError(f"{path} has no rows to fill in.")
    return table


# Where things stand.


def _canvas(table: Table, titles: Iterable[str], path: Path) -> _Layout:
    head = [cell.strip() for cell in table.rows[0]]
    named = [re.compile(rf"{re.escape(title)}(\s*\(\d+\))?", re.I) for title in titles]
    places = [i for i, cell in enumerate(head) if any(n.fullmatch(cell) for n in named)]
    if len(places) != 1:
        asked = " or ".join(f"'{n.pattern.split('(')[0]}'" for n in named[:1])
        found = "no column" if not places else f"{len(places)} columns"
        raise CourseError(
            f"{path.name} has {found} for {asked.replace(chr(92), '')}; name it with "
            f"--column. There are: {', '.join(head)}."
        )
    ids = tuple(
        head.index(n) for n in ("ID", "SIS Login ID", "SIS User ID") if n in head
    )
    first, limit = 1, None
    for row in table.rows[1:]:
        if any(_cell(row, place) for place in ids):
            break
        first += 1
        limit = _number(_cell(row, places[0])) or limit
    return _Layout(first, places[0], ids, (0,), limit=limit)


def _moodle(table: Table, path: Path) -> _Layout:
    head = [cell.strip().lower() for cell in table.rows[0]]
    grade = next((head.index(name) for name in GRADE if name in head), None)
    maximum = _maximum(table.rows[1:], grade)
    if maximum is None:
        raise CourseError(
            f"{path.name} has no column of grades with its maximum beside it; export "
            "the grading worksheet of the assignment from Moodle (or a gradebook of "
            f"Canvas) and fill in that. Its columns are: {', '.join(table.rows[0])}."
        )
    comment = next((head.index(name) for name in COMMENT if name in head), None)
    emails = [i for i, cell in enumerate(table.rows[1]) if "@" in cell]
    others = [i for i in range(1, maximum - 1) if i not in emails]
    return _Layout(
        first=1,
        grade=maximum - 1,
        ids=(0, *emails),
        names=tuple(others[:1]),
        maximum=maximum,
        comment=comment,
    )


def _maximum(rows: list[list[str]], grade: int | None) -> int | None:
    """The column that holds one number for all, with grades or nothing to its left."""
    width = min(len(row) for row in rows)
    places = range(1, width) if grade is None else [grade + 1]
    for place in places:
        numbers = {_number(_cell(row, place)) for row in rows}
        left = [_cell(row, place - 1) for row in rows]
        is_one = len(numbers) == 1 and not numbers & {None, 0.0}
        if is_one and all(cell in _OPEN or _number(cell) is not None for cell in left):
            return place
    return None


def _cell(row: list[str], place: int) -> str:
    return row[place].strip() if place < len(row) else ""


def _number(cell: str) -> float | None:
    try:
        return float(cell.replace(",", "."))
    except ValueError:
        return None


# Whose row it is.


class _Index:
    """The class by whatever names a person for certain; a full name comes last."""

    def __init__(self, people: Sequence[Person]) -> None:
        self.people = {person.student: person for person in people}
        self._ids: dict[str, str] = {}
        self._names: dict[str, list[str]] = {}
        for person in people:
            for key in (person.lms_id, person.email, person.sis_id, person.student):
                if key:
                    self._ids.setdefault(key.lower(), person.student)
            self._names.setdefault(_plain(person.name), []).append(person.student)

    def find(self, row: list[str], layout: _Layout) -> str | None:
        """The student whose row this is."""
        for place in layout.ids:
            cell = _cell(row, place).lower()
            number = _ENDS_IN_NUMBER.fullmatch(cell)
            for key in (cell, number[1] if number else ""):
                if key and key in self._ids:
                    return self._ids[key]
        for place in layout.names:
            name = _plain(_cell(row, place))
            if name and len(self._names.get(name, ())) == 1:
                return self._names[name][0]
        return None


def _plain(name: str) -> str:
    """A name whatever its order: `Byron, Ada` and `Ada Byron` are one."""
    return " ".join(sorted(re.findall(r"\w+", plain(name).lower())))


# The grades.


def _fill(
    table: Table, layout: _Layout, index: _Index, entries: dict[str, GradeEntry]
) -> Filled:
    rows = [list(row) for row in table.rows]
    comma = any("," in _cell(row, layout.maximum or layout.grade) for row in rows[1:])
    done = Filled(b"")
    seen: set[str] = set()
    for row in rows[layout.first :]:
        student = index.find(row, layout)
        entry = entries.get(student or "")
        if student is None or entry is None:
            done.left += 1
            continue
        seen.add(student)
        limit = layout.limit
        if layout.maximum is not None:
            limit = _number(_cell(row, layout.maximum))
            if entry.points > entry.maximum:  # its importer refuses such a row
                entry = replace(entry, points=entry.maximum)
                done.capped.append(student)
        _write(row, layout, entry, limit or entry.maximum, comma=comma)
        done.scaled |= limit not in (None, entry.maximum)
        done.filled += 1
    done.absent = sorted(set(entries) - seen)
    done.content = table.to_bytes(rows)
    return done


def _write(
    row: list[str], layout: _Layout, entry: GradeEntry, limit: float, *, comma: bool
) -> None:
    points = round(entry.points * limit / entry.maximum + 1e-9, 2)
    row.extend([""] * (layout.grade + 1 - len(row)))
    row[layout.grade] = f"{points:.2f}".replace(".", "," if comma else ".")
    if layout.comment is not None and entry.comment:
        row.extend([""] * (layout.comment + 1 - len(row)))
        row[layout.comment] = entry.comment
