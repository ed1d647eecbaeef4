"""What the examiner says, trusts and shows, without a kernel."""

from __future__ import annotations

import base64
import builtins

import pytest

from grader.examining import examiner, protocol, remote
from grader.examining.remote import KernelLost


def test_hidden_tests_never_quote_the_student() -> None:
    error = remote.remote_error({"type": "ValueError", "text": "LOOT [1, 2]"})
    assert "LOOT" not in examiner.explain(error, hidden=True, late=False)
    assert '"LOOT [1, 2]"' in examiner.explain(error, hidden=False, late=False)


@pytest.mark.parametrize(
    ("error", "late", "part"),
    [
        (KernelLost("ended the Python process"), False, "ended the Python process"),
        (protocol.NotFinite(), False, "NaN"),
        (examiner.CaseTimeout(), False, "in time"),
        (AssertionError("expected 7"), True, "in time"),
        (NameError("x", name="softmax"), False, "'softmax'"),
    ],
)
def test_reasons_say_what_happened(error: BaseException, late: bool, part: str) -> None:
    assert part in examiner.explain(error, hidden=True, late=late)


def test_the_text_of_an_assertion_of_ours_is_not_shown() -> None:
    error = AssertionError("expected 7")
    assert examiner.explain(error, hidden=False, late=False) == ""


@pytest.mark.parametrize(
    "kind", ["SystemExit", "KeyboardInterrupt", "StopIteration", "print", "", "x" * 99]
)
def test_only_ordinary_exceptions_keep_their_type(kind: str) -> None:
    assert isinstance(remote.remote_error({"type": kind}), RuntimeError)


@pytest.mark.parametrize("kind", ["UnicodeDecodeError", "OSError", "ValueError"])
def test_builtin_exceptions_keep_their_type(kind: str) -> None:
    error = remote.remote_error({"type": kind, "text": "why"})
    assert isinstance(error, getattr(builtins, kind))
    assert str(error) == "why"


def test_only_imports_of_given_cells_are_trusted() -> None:
    names = examiner.trusted_names(
        [
            "import math\nfrom os import path as p\nx = 1\ndef f(): pass",
            "%matplotlib inline\nimport json\nimport does_not_exist",
            "def broken(:",
        ]
    )
    assert set(names) == {"math", "p", "json"}


def test_numbers_depend_on_every_part() -> None:
    made = {
        examiner.number_from(*parts)
        for parts in [("1", "a", "b"), ("2", "a", "b"), ("1", "ab"), ("1", "b", "a")]
    }
    assert len(made) == 4


def test_a_case_that_runs_twice_must_pass_twice() -> None:
    verdicts = examiner.Verdicts()
    verdicts.record("case", "first time")
    verdicts.record("case", None)
    assert verdicts.passed == {"case": False}


def test_outputs_are_reduced_to_harmless_forms() -> None:
    picture = base64.b64encode(b"png").decode()
    outputs = examiner.check_outputs(
        [
            {"output_type": "stream", "name": "evil", "text": "a\x1b[2Jb\x00\n"},
            {
                "output_type": "display_data",
                "data": {
                    "text/html": "<script>",
                    "text/plain": "x",
                    "image/png": picture,
                },
            },
            {"output_type": "display_data", "data": {"image/png": "<script>"}},
            {"output_type": "error", "ename": 3, "evalue": "e" * 9999, "traceback": 1},
            {"output_type": "update_display_data"},
            "text",
        ]
    )
    assert outputs[0] == {"output_type": "stream", "name": "stdout", "text": "a[2Jb\n"}
    assert outputs[1]["data"] == {"text/plain": "x", "image/png": picture}
    assert outputs[2]["data"] == {"text/plain": ""}
    assert outputs[3]["ename"] == ""
    assert len(outputs[3]["evalue"]) == 2000
    assert len(outputs) == 4


@pytest.mark.parametrize("outputs", [None, {}, "x", [None] * 1000, [[]]])
def test_outputs_of_another_form_are_dropped(outputs: object) -> None:
    assert examiner.check_outputs(outputs) == []


def test_much_output_is_bounded() -> None:
    outputs = [{"output_type": "stream", "name": "stdout", "text": "x" * 90_000}] * 50
    assert len(str(examiner.check_outputs(outputs))) < 300_000
