"""Why something failed travels as a value; one place tells it to people."""

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.submissions.failures import (
    MACHINE_FAULTS,
    Failure,
    Kind,
    Note,
    Sign,
    message,
    of_a_cell,
)

text = st.text(max_size=30)
plain = st.builds(Failure, st.sampled_from(Kind), text, text, st.integers(0, 10**9))
stopped = st.builds(Failure, st.just(Kind.CELL_STOPPED), text, cause=plain)
failures = plain | stopped
notes = st.builds(Note, st.sampled_from(Sign), text, text, st.integers(0, 99))


@given(failures | notes)
def test_json_keeps_kind_and_details_and_has_the_sentence(told):
    data = json.loads(json.dumps(told.to_json()))
    assert data["sentence"] == str(told)
    assert type(told).from_json({**data, "sentence": "another"}) == told


@pytest.mark.parametrize(
    "data",
    [
        None,
        [],
        3,
        {},
        {"kind": "no such"},
        {"kind": 3},
        {"kind": "raised", "name": 3},
        {"kind": "late", "amount": "1"},
        {"kind": "late", "amount": float("nan")},
        {"kind": "late", "more": 1},
        {"kind": "cell stopped", "cause": {"kind": "late", "cause": {}}},
        {"kind": "cell stopped", "cause": 3},
    ],
)
def test_what_is_no_failure_is_a_value_error(data):
    for cls in (Failure, Note):
        with pytest.raises(ValueError, match=r".+"):
            cls.from_json(data)


def test_details_from_outside_are_bounded():
    failure = Failure.from_json({"kind": "raised", "name": "x" * 10**6, "text": "y"})
    assert len(str(failure)) < 10_000


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_has_one_sentence(kind):
    """Braces in a student's text are text; nothing is filled in twice."""
    failure = Failure(kind, "{name}", "{text}", 2)
    told = str(failure)
    if kind not in (Kind.WRONG, Kind.MACHINE, Kind.EARLIER):
        assert re.fullmatch(r"[A-Z{].*\.", told), told
    assert of_a_cell(failure) == told or of_a_cell(failure).startswith("This cell")


@pytest.mark.parametrize("sign", [sign for sign in Sign if sign is not Sign.EARLIER])
def test_every_sign_has_one_sentence(sign):
    assert re.fullmatch(r"[A-Z].*\.", str(Note(sign, "numpy.any", amount=2)))


def test_a_message_is_advice_then_cause():
    advice = "Mind the sign."
    assert message(advice, None) == ""
    assert message(advice, Failure(Kind.WRONG)) == advice
    late = "Mind the sign. Your code did not finish in time."
    assert message(advice, Failure(Kind.LATE)) == late
    assert message(advice, Failure(Kind.NOT_ANSWERED)) == "Not answered yet."


def test_a_lack_of_time_is_seen_through_the_cell_that_it_stopped():
    for kind in Kind:
        is_late = kind in (Kind.LATE, Kind.SUBMISSION_LATE)
        failure = Failure(kind)
        assert failure.is_of_time == is_late
        stopped = Failure(Kind.CELL_STOPPED, "f", cause=failure)
        assert stopped.is_of_time == is_late


def test_machines_faults_are_told_from_those_of_a_submission():
    assert Failure(Kind.EXAMINER_DIED).is_the_machines
    for kind in (Kind.EMPTY_FILE, Kind.LATE, Kind.DIED, Kind.MEMORY, Kind.FORGED):
        assert kind not in MACHINE_FAULTS
