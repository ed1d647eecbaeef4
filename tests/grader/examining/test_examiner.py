"""What the examiner says, trusts and shows, without a kernel."""

from __future__ import annotations

import builtins

import pytest

from grader.examining import cases, examiner, remote
from grader.examining.cases import KernelLost
from grader.examining.values import NotFinite


def test_hidden_tests_never_quote_the_student() -> None:
    error = remote.remote_error({"type": "ValueError", "text": "LOOT [1, 2]"})
    assert "LOOT" not in examiner.explain(error, hidden=True, late=False)
    assert '"LOOT [1, 2]"' in examiner.explain(error, hidden=False, late=False)


@pytest.mark.parametrize(
    ("error", "late", "part"),
    [
        (KernelLost("ended the Python process"), False, "ended the Python process"),
        (NotFinite(), False, "NaN"),
        (cases.CaseTimeout(), False, "in time"),
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
        cases.number_from(*parts)
        for parts in [("1", "a", "b"), ("2", "a", "b"), ("1", "ab"), ("1", "b", "a")]
    }
    assert len(made) == 4


def test_a_case_that_runs_twice_must_pass_twice() -> None:
    outcomes = cases.Outcomes()
    outcomes.record("case", "first time")
    outcomes.record("case", None)
    assert outcomes.passed == {"case": False}
