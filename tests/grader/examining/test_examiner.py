"""What the examiner says, trusts and shows, without a kernel."""

from __future__ import annotations

import builtins

import pytest

from grader.examining import cases, examiner, remote
from grader.examining.cases import KernelLost
from grader.examining.wire.values import NotFinite
from grader.submissions.failures import NOT_REACHED, Failure, Kind


def test_hidden_tests_never_quote_the_student() -> None:
    for kind in ("ValueError", "ModuleNotFoundError", "MemoryError"):
        told = {"type": kind, "text": "LOOT [1, 2]", "missing": "LOOT"}
        error = remote.remote_error(told)
        assert "LOOT" not in str(cases.explain(error, hidden=True).to_json())
    error = remote.remote_error({"type": "ValueError", "text": "LOOT [1, 2]"})
    assert '"LOOT [1, 2]"' in str(cases.explain(error, hidden=False))


@pytest.mark.parametrize(
    ("error", "late", "failure"),
    [
        (KernelLost(Failure(Kind.DIED)), False, Failure(Kind.DIED)),
        (KernelLost(Failure(Kind.MEMORY)), False, Failure(Kind.MEMORY)),
        (NotFinite(), False, Failure(Kind.NOT_FINITE)),
        (cases.CaseTimeout(), False, Failure(Kind.LATE)),
        (AssertionError("expected 7"), True, Failure(Kind.LATE)),
        (NameError("x", name="softmax"), False, Failure(Kind.MISSING_NAME, "softmax")),
        (
            remote.remote_error({"type": "NotImplementedError"}),
            False,
            Failure(Kind.UNFINISHED),
        ),
        (remote.remote_error({"type": "MemoryError"}), False, Failure(Kind.MEMORY)),
        (
            remote.remote_error({"type": "ModuleNotFoundError", "missing": "torch"}),
            False,
            Failure(Kind.MISSING_MODULE),
        ),
    ],
)
def test_reasons_say_what_happened(
    error: BaseException, late: bool, failure: Failure
) -> None:
    assert cases.explain(error, hidden=True, late=late) == failure


def test_no_test_can_take_a_stop_for_an_exception() -> None:
    for stop in (KernelLost(Failure(Kind.DIED)), NotFinite(), cases.CaseTimeout()):
        assert not isinstance(stop, Exception)


def test_the_text_of_an_assertion_of_ours_is_not_shown() -> None:
    error = AssertionError("expected 7")
    assert cases.explain(error, hidden=False) == Failure(Kind.WRONG)
    assert str(Failure(Kind.WRONG)) == ""


@pytest.mark.parametrize(
    "kind",
    [
        *("SystemExit", "KeyboardInterrupt", "StopIteration", "ExceptionGroup"),
        *("print", "", "x" * 99),
    ],
)
def test_only_ordinary_exceptions_keep_their_type(kind: str) -> None:
    error = remote.remote_error({"type": kind})
    assert isinstance(error, RuntimeError)
    assert error.kind == "RuntimeError"  # never a word of the student's


ORDINARY = sorted(
    name
    for name, kind in vars(builtins).items()
    if isinstance(kind, type)
    and issubclass(kind, Exception)
    and not issubclass(kind, (StopIteration, StopAsyncIteration, ExceptionGroup))
)


@pytest.mark.parametrize("kind", ORDINARY)
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
    wrong = Failure(Kind.WRONG)
    for first, second in ((wrong, None), (None, wrong)):
        outcomes.end(f"{first}{second}", first)
        outcomes.end(f"{first}{second}", second)
        assert outcomes.failure(f"{first}{second}") == wrong


def test_a_case_that_is_not_seen_to_end_has_failed() -> None:
    outcomes = cases.Outcomes()
    outcomes.end("twice", None)
    for name in ("once", "twice"):
        outcomes.begin(name)
        assert outcomes.failure(name) == NOT_REACHED
    assert outcomes.failure("never") == NOT_REACHED
