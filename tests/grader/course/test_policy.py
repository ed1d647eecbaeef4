"""The late policy: days, grace, penalty, floor, and what is not known."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.course.policy import ON_TIME, judge
from grader.course.settings import LatePolicy

DUE = datetime(2027, 1, 15, 23, 59, tzinfo=UTC)
POLICY = LatePolicy(days=5, penalty=10, grace=timedelta(minutes=15), floor=60)


@pytest.mark.parametrize(
    ("late", "days", "keeps"),
    [
        (timedelta(hours=-3), 0, 1),
        (timedelta(0), 0, 1),
        (timedelta(minutes=15), 0, 1),
        (timedelta(minutes=16), 1, 0.9),
        (timedelta(days=1), 1, 0.9),
        (timedelta(days=1, minutes=15), 1, 0.9),
        (timedelta(days=1, minutes=16), 2, 0.8),
        (timedelta(days=5), 5, 0.6),
        (timedelta(days=5, minutes=15), 5, 0.6),
        (timedelta(days=5, minutes=16), 6, 0),
    ],
)
def test_each_begun_day_costs_the_penalty(late, days, keeps):
    found = judge(DUE + late, DUE, POLICY)
    assert (found.days, found.keeps) == (days, pytest.approx(keeps))
    assert bool(found.note) == (late > timedelta(0))


def test_the_floor_holds_for_what_is_taken():
    policy = LatePolicy(penalty=30, floor=25)
    assert judge(DUE + timedelta(days=40), DUE, policy).keeps == 0.25


def test_without_a_deadline_nothing_is_late():
    assert judge(DUE, None, POLICY, marked_late=True) == ON_TIME


def test_a_mark_of_the_lms_counts_a_day_where_the_hour_is_unknown():
    found = judge(None, DUE, POLICY, marked_late=True)
    assert (found.days, found.keeps) == (1, 0.9)
    assert "unknown" in found.note
    assert judge(None, DUE, POLICY) == ON_TIME
    assert judge(None, DUE, LatePolicy(days=0), marked_late=True).keeps == 0


def test_a_known_time_beats_the_mark():
    assert judge(DUE, DUE, POLICY, marked_late=True) == ON_TIME


def test_the_hour_that_clocks_repeat_is_counted_as_it_passed():
    berlin = ZoneInfo("Europe/Berlin")
    due = datetime(2026, 10, 25, 2, 30, tzinfo=berlin)  # the first half past two
    handed_in = datetime(2026, 10, 25, 2, 35, tzinfo=berlin, fold=1)  # an hour later
    assert judge(handed_in, due, POLICY).days == 1


@pytest.mark.parametrize("late", [1, 2, 7])
@pytest.mark.parametrize("spring", [True, False])
def test_a_day_is_over_by_the_clock_on_the_wall(late, spring):
    """Also where clocks are changed in it, which makes it 23 or 25 hours long."""
    berlin = ZoneInfo("Europe/Berlin")
    month, day = (3, 27) if spring else (10, 24)  # of 2027 and 2026, the eve
    due = datetime(2027 if spring else 2026, month, day, 23, 59, tzinfo=berlin)
    last = due + timedelta(days=late)  # the same time of day
    for handed_in in (last, last.astimezone(UTC)):
        assert judge(handed_in, due, POLICY).days == late
        assert judge(handed_in + POLICY.grace, due, POLICY).days == late
        over = handed_in + POLICY.grace + timedelta(seconds=1)
        assert judge(over, due, POLICY).days == late + 1


@given(
    st.timedeltas(timedelta(days=-9), timedelta(days=9)),
    st.timedeltas(timedelta(0), timedelta(days=3)),
    st.floats(0, 100),
    st.floats(0, 100),
)
def test_later_never_gives_more(late, more, penalty, floor):
    policy = LatePolicy(days=4, penalty=penalty, floor=floor)
    first, second = (judge(DUE + t, DUE, policy) for t in (late, late + more))
    assert 0 <= second.keeps <= first.keeps <= 1
