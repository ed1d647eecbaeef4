"""What became of a plain test cell that ran in the student's own process.

A course that was made for nbgrader has such tests: they pass when nothing is raised, or
give the number of points that they evaluate to. A student's code shares the process and
may say of them what it likes; a verdict marks their points for that.
"""

from __future__ import annotations

from grader.examining.cases import MAX_QUOTE, StudentError, explain
from grader.submissions.failures import Failure, Kind


def judge(
    error: BaseException | None, shown: str | None, points: float, *, hidden: bool
) -> Failure | None:
    """Why a test has not all of its points, None when it has.

    Args:
        error: what it raised, None when it came to its end.
        shown: the text of what its last expression is, None where there is none.
        points: the most that it gives.
        hidden: whether nothing may be told of it.
    """
    if error is not None:
        return _explain(error, hidden=hidden)
    amount = _number(shown)
    if amount is None or amount < 0 or amount == points:
        return None  # as nbgrader has it: what is no number of points is no objection
    if amount > points:
        return Failure(Kind.BAD_POINTS, text="" if hidden else str(shown)[:MAX_QUOTE])
    return Failure(Kind.PARTIAL, amount=amount)


def _number(shown: str | None) -> float | None:
    """A number as nbgrader reads it, None for what is none; NaN is none."""
    try:
        amount = float(shown or "")
    except ValueError:
        return None
    return None if amount != amount else amount


def _explain(error: BaseException, *, hidden: bool) -> Failure:
    """As of every case, but that a check of the test itself may say what is wrong."""
    if isinstance(error, StudentError) and error.kind == "AssertionError":
        return Failure(Kind.WRONG, text="" if hidden else error.text[:MAX_QUOTE])
    return explain(error, hidden=hidden)
