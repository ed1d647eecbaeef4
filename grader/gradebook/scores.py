"""Points of the class as the gradebook has them, automatic and by hand, in one query.

The gradebook is nbgrader's: what a person gave in formgrader counts in place of the
automatic score of a cell, and extra credit on top of it.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from grader.course import Course, CourseError
from grader.gradebook import address


@dataclass(frozen=True)
class CellScore:
    """One graded cell of one submission, with what a person wrote about it."""

    name: str
    is_manual: bool
    max_score: float
    auto: float | None
    manual: float | None
    extra: float
    needs_a_person: bool

    @property
    def score(self) -> float:
        """What counts: the manual score where there is one."""
        base = self.auto if self.manual is None else self.manual
        return (base or 0.0) + self.extra


@dataclass
class Score:
    """One submission in the gradebook."""

    student: str
    handed_in: datetime | None = None
    cells: dict[str, CellScore] = field(default_factory=dict)
    comments: dict[str, str] = field(default_factory=dict)

    @property
    def automatic(self) -> float:
        return sum(c.score for c in self.cells.values() if not c.is_manual)

    @property
    def by_hand(self) -> float:
        return sum(c.score for c in self.cells.values() if c.is_manual)

    @property
    def is_by_hand(self) -> bool:
        """Whether a person gave points for any cell."""
        return any(c.manual is not None for c in self.cells.values())

    @property
    def waiting(self) -> list[str]:
        """Cells that a person still has to look at."""
        return [c.name for c in self.cells.values() if c.needs_a_person]


def read_scores(course: Course, stem: str) -> dict[str, Score]:
    """{student: points} of an assignment, by name; empty when none was graded.

    Raises:
        CourseError: the gradebook is not there or cannot be read.
    """
    if not is_there(course):
        raise CourseError(f"There is no gradebook yet; run `grader grade {stem}`.")
    scores: dict[str, Score] = {}
    with _connection(course) as connection:
        are_several = connection.execute(_text(_NOTEBOOKS), {"stem": stem}).scalar() > 1

        def name_of(row: Any) -> str:
            return f"{row.notebook}/{row.name}" if are_several else str(row.name)

        for row in connection.execute(_text(_GRADES), {"stem": stem}):
            score = scores.setdefault(row.student, Score(row.student, _utc(row.at)))
            name = name_of(row)
            score.cells[name] = CellScore(
                name=name,
                is_manual=row.cell_type != "code" or row.answer is not None,
                max_score=float(row.max_score or 0),
                auto=row.auto_score,
                manual=row.manual_score,
                extra=float(row.extra_credit or 0),
                needs_a_person=bool(row.needs_manual_grade),
            )
        for row in connection.execute(_text(_COMMENTS), {"stem": stem}):
            if row.student in scores and row.manual_comment:
                scores[row.student].comments[name_of(row)] = row.manual_comment
    return dict(sorted(scores.items()))


def is_there(course: Course) -> bool:
    """Whether there is a gradebook: a server is taken to have one."""
    file = address.sqlite_file(course.database)
    return file is None or file.is_file()


_WHERE = """
    FROM submitted_assignment sa
    JOIN assignment a ON a.id = sa.assignment_id AND a.name = :stem
    JOIN submitted_notebook sn ON sn.assignment_id = sa.id
    JOIN notebook n ON n.id = sn.notebook_id
"""
_GRADES = f"""
    SELECT sa.student_id AS student, sa.timestamp AS at, bc.name AS name,
        n.name AS notebook, gc.cell_type AS cell_type, s.id AS answer,
        COALESCE(gc.max_score, tc.max_score) AS max_score,
        g.auto_score AS auto_score, g.manual_score AS manual_score,
        g.extra_credit AS extra_credit, g.needs_manual_grade AS needs_manual_grade
    {_WHERE}
    JOIN grade g ON g.notebook_id = sn.id
    JOIN base_cell bc ON bc.id = g.cell_id
    LEFT JOIN grade_cells gc ON gc.id = bc.id
    LEFT JOIN task_cells tc ON tc.id = bc.id
    LEFT JOIN base_cell s ON s.notebook_id = bc.notebook_id AND s.name = bc.name
        AND s.type = 'SolutionCell'
    ORDER BY sa.student_id, n.name, bc.name
"""
_COMMENTS = f"""
    SELECT sa.student_id AS student, bc.name AS name, n.name AS notebook,
        c.manual_comment AS manual_comment
    {_WHERE}
    JOIN comment c ON c.notebook_id = sn.id
    JOIN base_cell bc ON bc.id = c.cell_id
"""
_NOTEBOOKS = """
    SELECT COUNT(*) FROM notebook n
    JOIN assignment a ON a.id = n.assignment_id AND a.name = :stem
"""


def _text(query: str) -> Any:
    from sqlalchemy import text

    return text(query)


@contextlib.contextmanager
def _connection(course: Course) -> Iterator[Any]:
    """A connection that only reads; a database's complaint becomes one sentence."""
    from sqlalchemy import create_engine
    from sqlalchemy.exc import SQLAlchemyError

    address.check(course.database)
    try:
        engine = create_engine(course.database)
        with engine.connect() as connection:
            yield connection
        engine.dispose()
    except (SQLAlchemyError, ImportError) as error:
        reason = str(getattr(error, "orig", None) or error).strip().splitlines()[0]
        raise CourseError(
            f"The gradebook {address.shown(course.database)} cannot be read: {reason}."
        ) from error


def _utc(value: Any) -> datetime | None:
    """SQLite gives text, servers give times; both are in UTC."""
    if value is None:
        return None
    when = datetime.fromisoformat(value) if isinstance(value, str) else value
    return when.replace(tzinfo=UTC) if isinstance(when, datetime) else None
