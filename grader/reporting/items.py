"""Item analysis: how hard each exercise and case is, and whether it tells who knows.

Difficulty is the share of the points that the class got. Discrimination is the
corrected item-total correlation: of the item's points with all other points, so that
no item is correlated with itself.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from grader.source.marks import exercise_of
from grader.submissions.verdicts import SubmissionVerdict

LEAST_CLASS = 10  # of fewer, a correlation says nothing
GOOD_SHARE = 0.27  # upper and lower group, as is usual for tests
LOW_DISCRIMINATION = 0.1
EASY, HARD = 0.9, 0.1


@dataclass(frozen=True)
class ItemStatistics:
    """One exercise (case is "") or one case of a class.

    `top` and `bottom` are the shares of the points that the best and the weakest
    quarter got; `flag` says what a person should look at, "" when nothing.
    """

    exercise: str
    case: str
    kind: str
    share: float
    discrimination: float | None
    top: float | None
    bottom: float | None
    flag: str = ""

    @property
    def percent(self) -> int:
        """The share of the points that the class got, as people say it."""
        return round(100 * self.share)

    @property
    def name(self) -> str:
        """What the item is called in a plot."""
        exercise = self.exercise.replace("_", " ")
        return f"{exercise}: {self.case}" if self.case else exercise


def case_items(graded: Sequence[SubmissionVerdict]) -> list[ItemStatistics]:
    """Every case that is worth points, in the order of the notebook."""
    columns: dict[tuple[str, str], list[float]] = {}
    totals = [verdict.score for verdict in graded]
    maximum: dict[tuple[str, str], float] = {}
    hidden: dict[str, bool] = {}
    for number, verdict in enumerate(graded):
        for cell in verdict.cells:
            hidden[cell.grade_id] = cell.hidden
            for case in (case for case in cell.cases if case.max_points):
                key = (cell.grade_id, case.name)
                column = columns.setdefault(key, [0.0] * len(graded))
                column[number] = case.points
                maximum[key] = case.max_points
    return [
        _item(
            exercise=exercise_of(grade_id),
            case=name,
            kind="hidden" if hidden[grade_id] else "visible",
            points=column,
            maximum=maximum[grade_id, name],
            totals=totals,
        )
        for (grade_id, name), column in columns.items()
    ]


def exercise_items(graded: Sequence[SubmissionVerdict]) -> list[ItemStatistics]:
    """Every exercise that is worth points, in the order of the notebook."""
    columns: dict[str, list[float]] = {}
    maximum: dict[str, float] = {}
    for number, verdict in enumerate(graded):
        best: dict[str, float] = {}
        for cell in verdict.cells:
            name = exercise_of(cell.grade_id)
            column = columns.setdefault(name, [0.0] * len(graded))
            column[number] += cell.score
            best[name] = best.get(name, 0.0) + cell.max_score
        maximum.update(best)
    totals = [verdict.score for verdict in graded]
    return [
        _item(name, "", "", column, maximum[name], totals)
        for name, column in columns.items()
        if maximum[name]
    ]


def _item(
    exercise: str,
    case: str,
    kind: str,
    points: Sequence[float],
    maximum: float,
    totals: Sequence[float],
) -> ItemStatistics:
    """One item from its column of points and the class's totals."""
    share = sum(points) / (len(points) * maximum) if maximum and points else 0.0
    if len(points) < LEAST_CLASS or not maximum:
        return ItemStatistics(exercise, case, kind, share, None, None, None)
    rest = [total - own for total, own in zip(totals, points, strict=True)]
    order = sorted(range(len(rest)), key=rest.__getitem__)
    count = max(1, round(GOOD_SHARE * len(order)))
    bottom = sum(points[i] for i in order[:count]) / (count * maximum)
    top = sum(points[i] for i in order[-count:]) / (count * maximum)
    correlation = pearson(points, rest)
    flag = _flag(share, correlation, top, bottom)
    return ItemStatistics(exercise, case, kind, share, correlation, top, bottom, flag)


def pearson(x: Sequence[float], y: Sequence[float]) -> float | None:
    """The correlation of two columns; None where one of them does not vary."""
    n = len(x)
    mean_x, mean_y = math.fsum(x) / n, math.fsum(y) / n
    dx, dy = [v - mean_x for v in x], [v - mean_y for v in y]
    norm = math.sqrt(math.fsum(v * v for v in dx) * math.fsum(v * v for v in dy))
    if norm < 1e-12:
        return None
    return math.fsum(a * b for a, b in zip(dx, dy, strict=True)) / norm


def _flag(share: float, correlation: float | None, top: float, bottom: float) -> str:
    """What is odd about an item, the most serious first."""
    if share == 0:
        return "nobody passes: look at the test"
    if bottom - top > 0.1 and correlation is not None and correlation < 0:
        return "good students fail it more often than weak ones: look at the test"
    if top < 0.5 and share < 0.5 and (correlation or 0) < LOW_DISCRIMINATION:
        return "good students fail it too: look at the test or the statement"
    is_telling = EASY > share > HARD
    if is_telling and correlation is not None and correlation < LOW_DISCRIMINATION:
        return "does not tell who knows the rest"
    return ""
