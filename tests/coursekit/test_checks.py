"""The checks that test cells are made of."""

from contextlib import contextmanager

import numpy as np
import pytest
from coursekit import checks
from coursekit.checks import assert_close, assert_finite, assert_shape, case
from IPython.core.interactiveshell import InteractiveShell


def test_a_passed_case_gives_a_generator_and_prints_its_name(capsys):
    with case("adds up", points=1, message="Add.") as rng:
        assert rng.normal(size=3).shape == (3,)
    assert "adds up" in capsys.readouterr().out


def test_each_run_of_a_case_draws_other_numbers():
    drawn = []
    for _ in range(2):
        with case("draws", points=1, message="Draw.") as rng:
            drawn.append(rng.integers(1 << 62))
    assert drawn[0] != drawn[1]


def test_a_failed_case_names_itself_its_advice_and_the_reason():
    with (
        pytest.raises(AssertionError, match=r"(?s)sums: Divide\.\n3 is not 1\n.*seed"),
        case("sums", points=1, message="Divide."),
    ):
        raise AssertionError("3 is not 1")


def test_a_bare_assert_is_put_into_words():
    with (
        pytest.raises(AssertionError, match="The check was not met"),
        case("sums", points=1, message="Divide."),
    ):
        raise AssertionError


def test_an_error_of_the_answer_is_named():
    with (
        pytest.raises(AssertionError, match="raised KeyError"),
        case("sums", points=1, message="Divide."),
    ):
        raise KeyError("x")


def test_an_unanswered_exercise_says_so():
    with (
        pytest.raises(NotImplementedError, match="not answered yet"),
        case("sums", points=1, message="Divide."),
    ):
        raise NotImplementedError("stub")


def test_a_notebook_shows_a_failed_case_without_a_traceback():
    shell = InteractiveShell()
    shell.push({"case": case})
    shell.run_cell("def half(x):\n    return x / 0", store_history=True)
    result = shell.run_cell(
        "with case('of four', points=1, message='Divide by two.'):\n    half(4)"
    )
    error = result.error_in_exec
    first, second, third, fourth = error._render_traceback_()
    assert first == "✗ of four: Divide by two."
    assert second == "Your code raised ZeroDivisionError: division by zero"
    assert third == "(line 2 of the cell with half, `return x / 0`)"
    assert fourth.startswith("(drawn with seed ")


def test_a_recorder_takes_over_the_cases(monkeypatch):
    seen = []

    @contextmanager
    def record(name, points, message):
        yield np.random.default_rng(4)
        seen.append((name, points, message))

    monkeypatch.setattr(checks, "recorder", record)
    with case("sums", points=2, message="Divide.") as rng:
        assert rng.integers(1000) == np.random.default_rng(4).integers(1000)
    assert seen == [("sums", 2, "Divide.")]


def test_shapes_are_compared_with_any_length_allowed():
    assert_shape(np.zeros((3, 5)), (3, 5))
    assert_shape(np.zeros((3, 5)), (None, 5))
    assert_shape(2.0, ())
    with pytest.raises(
        AssertionError, match=r"Expected shape \(any, 4\), got \(3, 5\)"
    ):
        assert_shape(np.zeros((3, 5)), (None, 4))
    with pytest.raises(AssertionError, match="Expected shape"):
        assert_shape(np.zeros(3), (3, 1))


def test_close_values_pass_in_any_float_type():
    rng = np.random.default_rng(5)
    values = rng.normal(size=(4, 3))
    assert_close(values.astype(np.float32), values)
    assert_close([np.inf, -np.inf], [np.inf, -np.inf])
    assert_close(1, 1.0)


def test_the_worst_value_is_named():
    values = np.arange(6.0).reshape(2, 3)
    wrong = values.copy()
    wrong[1, 2] += 3
    wrong[0, 0] += 1
    with pytest.raises(
        AssertionError,
        match=r"Expected 5 at index \(1, 2\), got 8 \(2 of 6 values differ\)\. Look\.",
    ):
        assert_close(wrong, values, hint="Look.")
    with pytest.raises(AssertionError, match=r"^Expected 2, got 3\.$"):
        assert_close(3, 2)


@pytest.mark.parametrize("actual", [np.nan, np.inf, -np.inf])
def test_what_is_not_finite_is_not_close(actual):
    with pytest.raises(AssertionError, match="Expected 1"), np.errstate(all="ignore"):
        assert_close([actual], [1.0])


def test_other_shapes_are_not_close():
    with pytest.raises(AssertionError, match="Expected shape"):
        assert_close(np.ones((2, 1)), np.ones(2))


def test_finite_values_are_asked_for():
    assert_finite(np.ones(3))
    with pytest.raises(AssertionError, match="2 of 3 values"):
        assert_finite([np.nan, 1.0, np.inf])
