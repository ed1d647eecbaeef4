"""Verdicts: only finite points within the maximum, JSON in and out, nothing mixed."""

import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.submissions.failures import Failure, Kind, Note, Sign
from grader.submissions.verdicts import (
    CaseVerdict,
    CellVerdict,
    Record,
    SubmissionVerdict,
    VerdictError,
)

WRONG = Failure(Kind.WRONG)
points = st.sampled_from([0.5, 1, 2, 3.25, 10.0])
failures = st.builds(
    Failure,
    st.sampled_from([Kind.WRONG, Kind.RAISED, Kind.LATE, Kind.MISSING_NAME]),
    st.text(max_size=9),
    st.text(max_size=9),
    st.floats(0, 1e6) | st.integers(0, 99),
)
notes = st.builds(
    Note, st.sampled_from(Sign), st.text(max_size=9), st.just(""), st.integers(0, 9)
)
case_verdicts = st.builds(
    CaseVerdict.of,
    st.text(max_size=9),
    points,
    st.none() | failures,
    st.text(max_size=9),
)
cell_verdicts = st.builds(
    CellVerdict.of, st.text(max_size=9), st.lists(case_verdicts, max_size=4)
)


def submission(cells=(), **changes):
    cells = list(cells)
    fields = {
        "student": "ada",
        "status": "graded",
        "reason": None,
        "score": sum(cell.score for cell in cells),
        "max_score": sum(cell.max_score for cell in cells),
        "manual_max_score": 3.0,
        "seconds": 1.5,
        "cpu_seconds": 1.25,
        "repairs": ["A test cell was put back."],
        "cells": cells,
    }
    return SubmissionVerdict(**{**fields, **changes})


@given(st.lists(cell_verdicts, max_size=4), st.lists(notes, max_size=3))
def test_json_keeps_everything(cells, notes):
    verdict = submission(cells, notes=notes)
    text = json.dumps(verdict.to_json(), allow_nan=False)
    assert SubmissionVerdict.from_json(json.loads(text)) == verdict


@pytest.mark.parametrize(
    "bad", [math.nan, math.inf, -math.inf, -1.0, 2.5, True, "2", None]
)
def test_points_that_are_no_points_cannot_exist(bad):
    with pytest.raises(VerdictError):
        CaseVerdict("a", bad, 2.0, bad == 2.5, None if bad == 2.5 else WRONG)
    with pytest.raises(VerdictError):
        CellVerdict("test_a", bad, 2.0, [CaseVerdict.of("a", 2.0, None)])
    with pytest.raises(VerdictError):
        submission(score=bad, max_score=2.0)
    with pytest.raises(VerdictError):
        submission(cpu_seconds=bad if bad != 2.5 else -2.5)


def test_a_failed_case_has_no_points_and_a_passed_one_has_all():
    assert CaseVerdict.of("a", 2, None) == CaseVerdict("a", 2, 2, True)
    assert CaseVerdict.of("a", 2, WRONG) == CaseVerdict("a", 0, 2, False, WRONG)
    for score, passed in [(1, False), (1, True), (2, False), (0, True)]:
        with pytest.raises(VerdictError, match="'a'"):
            CaseVerdict("a", score, 2, passed, None if passed else WRONG)
    for passed, failure in [(True, WRONG), (False, None)]:
        with pytest.raises(VerdictError, match="'a'"):
            CaseVerdict("a", 2 * passed, 2, passed, failure)


def test_a_sum_that_does_not_add_up_is_refused():
    case = CaseVerdict.of("a", 2, None)
    with pytest.raises(VerdictError, match="sum of its cases"):
        CellVerdict("test_a", 1.0, 2.0, [case])
    with pytest.raises(VerdictError, match="sum of its cells"):
        submission([CellVerdict.of("test_a", [case])], score=1.0)


def test_quarantine_has_a_reason_and_no_points():
    passed = CellVerdict.of("test_a", [CaseVerdict.of("a", 2, None)])
    reason = Failure(Kind.NOT_JSON, text="line 1")
    assert submission(status="quarantined", reason=reason).reason == reason
    for changes in [
        {"status": "quarantined"},
        {"reason": reason},
        {"status": "lost"},
        {"status": "quarantined", "reason": reason, "cells": [passed]},
    ]:
        cells = changes.pop("cells", [])
        with pytest.raises(VerdictError):
            submission(cells, **changes)


def test_a_verdict_of_a_grader_that_kept_sentences_is_read(tmp_path):
    said = "Mind the sign. Your code raised KeyError."
    case = {"name": "a", "points": 0.0, "max_points": 2, "passed": False}
    passed = {**case, "name": "b", "points": 2, "passed": True, "message": ""}
    cells = [
        {
            "grade_id": "test_a",
            "score": 2.0,
            "max_score": 4.0,
            "cases": [{**case, "message": said}, passed],
        }
    ]
    old = {
        **submission().to_json(),
        "cells": cells,
        "score": 2.0,
        "max_score": 4.0,
        "reason": "",
        "notes": ["Its code replaced builtins.all."],
    }
    verdict = SubmissionVerdict.from_json(json.loads(json.dumps(old)))
    assert [case.message for case in verdict.cells[0].cases] == [said, ""]
    assert [str(note) for note in verdict.notes] == old["notes"]
    set_aside = {**old, "cells": [], "score": 0, "status": "quarantined"}
    set_aside["reason"] = "The file is empty."
    verdict = SubmissionVerdict.from_json(set_aside)
    assert str(verdict.reason) == "The file is empty."
    again = SubmissionVerdict.from_json(verdict.to_json())
    assert again == verdict


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"verdict": 3}',
        '{"verdict": {"cells": [{"cases": [{"name": "a"}]}]}}',
        '{"verdict": {"cells": "abc"}}',
        "\udce9",
    ],
)
def test_a_broken_record_is_named_with_the_cure(tmp_path, text):
    path = tmp_path / "verdict.json"
    path.write_bytes(text.encode(errors="surrogateescape"))
    with pytest.raises(VerdictError, match=r"verdict\.json .*grade the submission"):
        Record.read(path)


def test_a_record_survives_the_disk(tmp_path):
    record = Record("1_a", "hash", "other", "engine-1", True, submission())
    path = tmp_path / "deep" / "verdict.json"
    record.write(path)
    assert Record.read(path) == record
    assert record.inputs == ("hash", "other", True)
    assert [p.name for p in path.parent.iterdir()] == ["verdict.json"]


def test_a_missing_record_is_an_os_error(tmp_path):
    with pytest.raises(FileNotFoundError):
        Record.read(tmp_path / "verdict.json")
