"""What lateness costs, by the policy of `course.toml`: pure functions, no clock."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from grader.course.settings import LatePolicy

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Lateness:
    """How late a submission is and what share of its points it keeps (0 to 1)."""

    days: int = 0
    keeps: float = 1.0
    note: str = ""


ON_TIME = Lateness()


def judge(
    handed_in: datetime | None,
    deadline: datetime | None,
    policy: LatePolicy,
    *,
    marked_late: bool = False,
) -> Lateness:
    """The lateness of a submission.

    Args:
        handed_in: when, with a time zone; None when nobody knows.
        deadline: the student's own, with a time zone; None when there is none.
        policy: of the course.
        marked_late: whether the LMS called it late. Without a time this counts as
            one day; a time that is known decides alone.
    """
    if deadline is None:
        return ON_TIME
    if handed_in is None:
        if not marked_late:
            return ON_TIME
        note = "late by the LMS's mark, hour unknown: counted as one day"
        return Lateness(1, _share(1, policy), note)
    # In UTC, since aware times of one zone are subtracted as its clocks show them.
    late = handed_in.astimezone(UTC) - deadline.astimezone(UTC)
    if late <= policy.grace:
        return (
            Lateness(note="within the grace period") if late > timedelta(0) else ON_TIME
        )
    days = _days(handed_in, deadline, policy.grace)
    if policy.days is not None and days > policy.days:
        return Lateness(days, 0.0, f"more than {policy.days} days late: not taken")
    return Lateness(days, _share(days, policy), f"{days} day{'s' * (days > 1)} late")


def _days(handed_in: datetime, deadline: datetime, grace: timedelta) -> int:
    """Days that have begun by the clock on the wall, at least one.

    A day ends at the deadline's time of day also where clocks were changed in between,
    and the grace period holds at the end of each.
    """
    wall = handed_in.astimezone(deadline.tzinfo).replace(tzinfo=None)
    return max(1, math.ceil((wall - deadline.replace(tzinfo=None) - grace) / DAY))


def _share(days: int, policy: LatePolicy) -> float:
    if policy.days is not None and days > policy.days:
        return 0.0
    return max(100 - policy.penalty * days, policy.floor, 0.0) / 100
