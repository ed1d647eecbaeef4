"""What travels by value arrives equal, and no tree can do harm."""

from __future__ import annotations

import contextlib
import json
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as npst

from grader.examining.wire import values as codec
from grader.examining.wire.messages import ProtocolError, Unsendable
from grader.examining.wire.values import Decoder, Encoder, NotFinite


def refuse(*_: Any) -> Any:
    raise ProtocolError("no references here")


def unsendable(value: Any) -> Any:
    raise Unsendable(type(value).__name__)


def round_trip(value: Any, *, finite: bool = False) -> Any:
    encoder = Encoder(unsendable)
    node = json.loads(json.dumps(encoder.encode(value), allow_nan=False))
    buffers = [memoryview(bytes(b)) for b in encoder.buffers]
    return Decoder(buffers, refuse, finite=finite).decode(node)


scalars = (
    st.none()
    | st.booleans()
    | st.integers(-(2**200), 2**200)
    | st.floats(allow_nan=False)
    | st.text(st.characters(exclude_categories=["Cs"]))
    | st.binary()
    | st.complex_numbers(allow_nan=False)
)
values = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.tuples(inner, inner)
        | st.dictionaries(st.text(max_size=3) | st.integers(), inner, max_size=3)
        | st.frozensets(st.integers() | st.text(max_size=3), max_size=4)
    ),
    max_leaves=12,
)
arrays = npst.arrays(
    npst.boolean_dtypes()
    | npst.integer_dtypes()
    | npst.unsigned_integer_dtypes()
    | npst.floating_dtypes(sizes=(16, 32, 64))
    | npst.complex_number_dtypes(sizes=(64, 128))
    | npst.unicode_string_dtypes(min_len=1, max_len=5),
    npst.array_shapes(min_dims=0, max_dims=4, min_side=0, max_side=4),
)


@given(values)
@settings(max_examples=150, deadline=None)
def test_plain_values_arrive_equal_and_of_the_same_type(value: Any) -> None:
    arrived = round_trip(value)
    assert arrived == value
    assert type(arrived) is type(value)


class Half:
    """A number by its own word."""

    def __float__(self) -> float:
        return 0.5


class Seven:
    """A whole number by its own word."""

    def __index__(self) -> int:
        return 7


class Eight:
    """Only int() knows what it is."""

    def __int__(self) -> int:
        return 8


class Both(Half):
    """More than a number: it can be called."""

    def __call__(self) -> float:
        return 0.5


@pytest.mark.parametrize(
    ("value", "number"),
    [
        *((Fraction(3, 4), 0.75), (Decimal("0.1"), 0.1), (Fraction(6, 3), 2.0)),
        *((Half(), 0.5), (Seven(), 7), (Eight(), 8), (np.longdouble(0.25), 0.25)),
    ],
)
def test_every_kind_of_number_arrives_as_one(value: Any, number: Any) -> None:
    for arrived in (round_trip(value), round_trip([value])[0]):
        assert arrived == number
        assert isinstance(arrived, (int, float))


def test_arrays_of_other_numbers_arrive_as_floats() -> None:
    arrived = round_trip(np.array([[Fraction(1, 2), Decimal(3)], [Half(), 4]]))
    np.testing.assert_array_equal(arrived, [[0.5, 3], [0.5, 4]])
    assert round_trip(np.ones(3, np.longdouble)).dtype == np.float64


@pytest.mark.parametrize(
    "value", [Both(), object(), np.array([None, 1]), np.array(object())]
)
def test_what_is_more_or_less_than_a_number_does_not(value: Any) -> None:
    with pytest.raises(Unsendable):
        round_trip(value)


@pytest.mark.parametrize("value", [Decimal("nan"), Decimal("Infinity")])
def test_a_decimal_that_is_not_finite_is_refused(value: Any) -> None:
    with pytest.raises(NotFinite):
        round_trip(value, finite=True)


@given(arrays)
@settings(max_examples=150, deadline=None)
def test_arrays_arrive_with_dtype_shape_and_bytes(value: Any) -> None:
    arrived = round_trip(value)
    assert arrived.dtype == value.dtype.newbyteorder("<")
    assert arrived.shape == value.shape
    little = value.astype(value.dtype.newbyteorder("<"))
    assert arrived.tobytes() == np.ascontiguousarray(little).tobytes()


@pytest.mark.parametrize(
    "value",
    [slice(1, None, 2), range(3, 9, 2), ..., Path("a/b"), {1, 2}, bytearray(b"x")],
    ids=repr,
)
def test_other_plain_values_arrive_equal(value: Any) -> None:
    assert round_trip(value) == value


def test_a_generator_arrives_in_the_same_state() -> None:
    generator = np.random.default_rng(7)
    generator.normal(size=3)
    arrived = round_trip(generator)
    assert np.array_equal(arrived.normal(size=5), generator.normal(size=5))


@pytest.mark.parametrize(
    "value",
    [
        float("nan"),
        float("-inf"),
        np.float32("nan"),
        np.array([1.0, np.inf]),
        [1.0, {"a": np.array([np.nan], np.float16)}],
        complex("nan"),
    ],
    ids=repr,
)
def test_what_is_not_finite_is_refused_where_answers_are_read(value: Any) -> None:
    with pytest.raises(NotFinite):
        round_trip(value, finite=True)


class Equal(float):
    def __eq__(self, other: object) -> bool:
        return True

    __hash__ = float.__hash__


class Fake(np.ndarray):
    pass


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        (Equal(3), float),
        (np.zeros(3).view(Fake), np.ndarray),
        (type("S", (str,), {})("x"), str),
        (type("I", (int,), {})(4), int),
        (type("D", (dict,), {})(a=1), dict),
    ],
)
def test_instances_of_subclasses_arrive_as_their_base(value: Any, kind: type) -> None:
    assert type(round_trip(value)) is kind


@pytest.mark.parametrize(
    "value",
    [np.array([object()], object), np.zeros(2, [("a", "f8")]), object(), Equal],
)
def test_objects_do_not_travel_by_value(value: Any) -> None:
    with pytest.raises(Unsendable):
        round_trip(value)


def test_a_container_that_holds_itself_is_refused() -> None:
    loop: list[Any] = []
    loop.append(loop)
    with pytest.raises(Unsendable):
        round_trip(loop)


nodes = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=6)
    | st.sampled_from([*codec._READERS, "<f8", "|O", "<U9999999", "V8", "R", "M"]),
    lambda inner: (
        st.lists(inner, max_size=6)
        | st.builds(
            lambda tag, rest: [tag, *rest],
            st.sampled_from(sorted(codec._READERS)),
            st.lists(inner, max_size=5),
        )
        | st.dictionaries(st.text(max_size=3), inner, max_size=2)
    ),
    max_leaves=15,
)


@given(nodes, st.lists(st.binary(max_size=40), max_size=4))
@settings(max_examples=1500, deadline=None)
def test_no_tree_does_more_than_raise_an_error_of_the_wire(
    node: Any, buffers: list[bytes]
) -> None:
    decoder = Decoder([memoryview(b) for b in buffers], refuse, finite=True)
    with contextlib.suppress(ProtocolError, NotFinite):
        decoder.decode(node)


def test_the_filter_of_arrays_checks_size_before_shape() -> None:
    decoder = Decoder([memoryview(bytes(8))], refuse)
    for shape in ([2**40, 2**40], [-1], [3], [1] * 17, "8", [True]):
        with pytest.raises(ProtocolError):
            decoder.decode(["a", "<f8", shape, 0, True])


@pytest.mark.parametrize("shape", [[], [1], [1, 1]])
def test_a_text_with_more_than_unicode_has_is_refused(shape: list[int]) -> None:
    node = ["n", "<U1", shape, 0] if not shape else ["a", "<U1", shape, 0, True]
    decoder = Decoder([memoryview(b"\x00\x00\x67\x40")], refuse)
    with pytest.raises(ProtocolError, match="no character"):
        decoder.decode(node)
