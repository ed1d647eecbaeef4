"""Outcomes are collected, written at once, and told in a plain table."""

import pytest
from coursekit import checks, outcomes
from coursekit.outcomes import Checked, Outcome

GOOD, BAD = Outcome("a", "passed"), Outcome("b", "failed", "Look here.\nGot 3.")


@pytest.fixture
def collected():
    found = []
    checks.recorder = outcomes.CaseCollector(found.append).case
    yield found
    checks.recorder = None


def test_cases_are_collected_and_the_cell_goes_on(collected):
    with checks.case("right", points=1, message="m") as rng:
        assert rng.random() < 1
    with checks.case("wrong", points=1, message="Mind the sign."):
        raise AssertionError("one is not two")
    with checks.case("error", points=1, message="Mind the zero."):
        1 / 0  # noqa: B018
    with checks.case("stub", points=1, message="m"):
        raise NotImplementedError
    right, wrong, error, stub = collected
    assert right == Outcome("right", "passed")
    assert wrong.status == "failed"
    assert wrong.message.startswith("Mind the sign.\none is not two\n(drawn with seed ")
    assert "Your code raised ZeroDivisionError: division by zero" in error.message
    assert (stub.status, stub.message) == ("open", "Not answered yet.")


def test_an_interrupt_is_not_a_wrong_answer(collected):
    with pytest.raises(KeyboardInterrupt), checks.case("c", points=1, message="m"):
        raise KeyboardInterrupt
    assert collected == []


def test_what_is_written_is_read_again_and_a_cut_line_is_left_out(tmp_path):
    path = tmp_path / "cases"
    outcomes.record_to(str(path))
    try:
        for name in ("ä", "b"):
            with checks.case(name, points=1, message="m"):
                assert name == "b", "told"
    finally:
        checks.recorder = None
    text = path.read_text("utf-8")
    first, second = outcomes.read_outcomes(text)
    assert (first.case, first.status, second) == ("ä", "failed", Outcome("b", "passed"))
    assert outcomes.read_outcomes(text[:-3]) == (first,)


def test_the_table_tells_answered_passing_open():
    rows = [
        Checked("softmax", False, (GOOD,)),
        Checked("entropy", False, (GOOD, BAD)),
        Checked("dropout", True, (Outcome("c", "open"),)),
        Checked("halfway", True, (GOOD, BAD)),
        Checked("crashes", False, (), trouble="It died."),
        Checked("why", True, is_written=True),
    ]
    assert outcomes.table(rows).splitlines() == [
        "exercise  answer    tests",
        "softmax   yes       ✓ 1 of 1 pass",
        "entropy   yes       ✗ 1 of 2 pass",
        "dropout   open      –",
        "halfway   open      1 of 2 pass",
        "crashes   yes       ✗ did not run",
        "why       open      read by a person",
    ]
    told = outcomes.summary(rows)
    assert told.startswith("1 of 5 exercises pass, 2 fail, 2 are open. Written")
    told = outcomes.failures(rows)
    assert told == "entropy\n  ✗ b\n    Look here.\n    Got 3.\n\ncrashes\n  It died."


def test_no_exercises_is_said():
    assert "no exercises" in outcomes.table([])
