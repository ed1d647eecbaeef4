"""This class beside an earlier one, which did the same assignment in another course."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean

from grader.course import Course, CourseError
from grader.reporting import items
from grader.reporting.feedback import percent
from grader.reporting.items import ItemStatistics
from grader.submissions import records
from grader.submissions.verdicts import Record, SubmissionVerdict


@dataclass(frozen=True)
class Change:
    """An exercise (case is "") or a case: percent of its points, now and then."""

    exercise: str
    case: str
    now: int
    before: int | None

    @property
    def difference(self) -> str:
        return f"{self.now - self.before:+d}" if self.before is not None else "new"


@dataclass(frozen=True)
class Comparison:
    """Two classes on one assignment: how many, their mean in percent, every item."""

    counts: tuple[int, int]
    means: tuple[float, float]
    changes: Sequence[Change]


def earlier_course(folder: Path) -> Course:
    """The course directory of an earlier year.

    Raises:
        CourseError: no submission was ever graded there.
    """
    if not any(folder.glob("autograded/*/*/verdict.json")):
        raise CourseError(
            f"--before {folder} holds no graded submission; name the course directory "
            "of the earlier year, in which `autograded` lies."
        )
    return Course(folder)


def found_in(course: Course, stem: str) -> list[Record]:
    """The verdicts of an earlier class; none where it did not do the assignment."""
    if not any(course.folder("autograded").glob(f"*/{stem}/verdict.json")):
        return []
    return records.read_records(course, stem)


def compare(
    now: Sequence[SubmissionVerdict], course: Course, stem: str
) -> Comparison | None:
    """Beside the earlier class; None when either has nobody who was graded."""
    found = [record.verdict for record in found_in(course, stem)]
    before = [verdict for verdict in found if verdict.status == "graded"]
    if not now or not before:
        return None
    known = {(item.exercise, item.case): item.percent for item in _items(before)}
    changes = [
        Change(
            item.exercise,
            item.case,
            item.percent,
            known.get((item.exercise, item.case)),
        )
        for item in _items(now)
    ]
    return Comparison((len(now), len(before)), (_mean(now), _mean(before)), changes)


def _items(graded: Sequence[SubmissionVerdict]) -> list[ItemStatistics]:
    return [*items.exercise_items(graded), *items.case_items(graded)]


def _mean(graded: Sequence[SubmissionVerdict]) -> float:
    return fmean(map(percent, graded))
