"""Comparisons of test cells look at the shapes first."""

import secrets
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
from coursekit import case
from coursekit.strict import COMPARISONS

EMPTY = [(), [], np.zeros(0), np.zeros((0, 3)), [[]]]


def holds(compare):
    """Whether a comparison holds inside a case, and what the student reads if not."""
    try:
        with case("compares", points=1, message="Compare them."):
            compare()
    except AssertionError as error:
        return str(error)
    return ""


@pytest.mark.parametrize("name", COMPARISONS)
@pytest.mark.parametrize("empty", EMPTY, ids=repr)
def test_nothing_is_not_equal_to_something(name, empty):
    for expected in (0, 1.5, np.ones(3), np.zeros((2, 3))):
        said = holds(lambda e=expected: getattr(np.testing, name)(empty, e))
        assert "Expected" in said, expected


def test_a_number_and_an_array_of_it_differ_and_both_shapes_are_told():
    said = holds(lambda: np.testing.assert_allclose(1.0, np.ones((2, 3))))
    assert "Expected an array of shape (2, 3), got one number." in said
    said = holds(lambda: np.testing.assert_allclose(np.ones(1), 1.0))
    assert "Expected one number, got an array of shape (1,)." in said
    said = holds(lambda: np.testing.assert_array_equal(desired=[1, 1], actual=[[1, 1]]))
    assert "shape (2,), got an array of shape (1, 2)" in said


def kind(value):
    return type(value).__name__


class Half:
    """A number that NumPy does not know."""

    def __float__(self):
        return 0.5


@pytest.mark.parametrize(
    "number",
    [0.5, np.float32(0.5), np.array(0.5), Fraction(1, 2), Decimal("0.5"), Half()],
    ids=kind,
)
def test_every_kind_of_number_is_one(number):
    assert holds(lambda: np.testing.assert_allclose(number, 0.5)) == ""
    assert holds(lambda: np.testing.assert_array_less(number, 0.6)) == ""
    assert (
        holds(lambda: np.testing.assert_array_equal([number, number], [0.5] * 2)) == ""
    )
    assert "Mismatch" in holds(lambda: np.testing.assert_allclose(number, 0.6))


def test_kind_order_and_permission_of_an_array_are_left_alone():
    seed = secrets.randbits(32)
    print("seed", seed)
    values = np.random.default_rng(seed).integers(-9, 9, size=(4, 3)).astype(np.float64)
    frozen = values.copy()
    frozen.flags.writeable = False
    for same in (
        *(values.astype(np.float32), np.asfortranarray(values), frozen),
        *(values.astype(np.int8), values.tolist(), values[::-1][::-1]),
    ):
        assert holds(lambda s=same: np.testing.assert_array_equal(s, values)) == ""


def test_a_tensor_is_an_array():
    tf = pytest.importorskip("tensorflow")
    for tensor in (tf.constant([1.0, 2.0]), tf.Variable([1.0, 2.0])):
        assert holds(lambda t=tensor: np.testing.assert_allclose(t, [1, 2])) == ""
    assert holds(lambda: np.testing.assert_allclose(tf.constant(2.0), 2)) == ""
    assert "shape (1,)" in holds(lambda: np.testing.assert_allclose(tf.ones(1), 1))


@pytest.mark.parametrize("value", [None, "", "0", {}, "nan", object()], ids=kind)
def test_what_is_no_number_equals_none(value):
    for expected in (0.0, np.nan):
        assert holds(lambda e=expected: np.testing.assert_array_equal(value, e))


def test_ragged_rows_are_told():
    said = holds(lambda: np.testing.assert_array_equal([[1], [1, 2]], np.ones((2, 2))))
    assert "differ in length" in said


def test_texts_and_containers_are_compared_as_ever():
    assert holds(lambda: np.testing.assert_array_equal(["a", "b"], ["a", "b"])) == ""
    assert holds(lambda: np.testing.assert_equal({"a": [1]}, {"a": [1]})) == ""
    assert holds(lambda: np.testing.assert_equal({"a": [1]}, {"a": [2]}))


def test_an_answer_that_checks_itself_has_numpys_own():
    names = {"np": np}
    answer = "def f(p):\n    np.testing.assert_allclose(p.sum(axis=1), 1)\n    return p"
    exec(compile(answer, "<answer>", "exec"), names)
    assert holds(lambda: names["f"](np.full((4, 2), 0.5))) == ""


def test_outside_a_case_numpy_is_as_it_was():
    before = {name: getattr(np.testing, name) for name in COMPARISONS}
    assert holds(lambda: np.testing.assert_allclose([], 1))
    assert {name: getattr(np.testing, name) for name in COMPARISONS} == before
    np.testing.assert_allclose([], 1)
