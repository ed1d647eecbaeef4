"""NumPy's comparisons with one rule more: the shapes are compared first.

`np.testing.assert_allclose` broadcasts, so an empty array is close to anything, and a
single number to a whole array of its equals. While a case runs, `np.testing` compares
shapes before values wherever a test cell calls it; the dtype is left alone, and every
kind of number counts as one. Other callers (an answer that checks itself) get NumPy's
own.
"""

from __future__ import annotations

import functools
import inspect
import operator
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import numpy as np

COMPARISONS = (
    *("assert_allclose", "assert_almost_equal", "assert_approx_equal"),
    *("assert_array_almost_equal", "assert_array_almost_equal_nulp"),
    *("assert_array_equal", "assert_array_less", "assert_array_max_ulp"),
    "assert_equal",
)
_NO_ARRAYS = (str, list, tuple, dict, set, frozenset, type(None))


@contextmanager
def within(
    case: AbstractContextManager[np.random.Generator], test_file: str
) -> Iterator[np.random.Generator]:
    """A case of a test cell, compiled from this file name, with strict comparisons."""
    with case as rng, comparisons(test_file):
        yield rng


@contextmanager
def comparisons(test_file: str) -> Iterator[None]:
    """Make `np.testing` strict about shapes for code compiled from this file name."""
    before = {name: getattr(np.testing, name) for name in COMPARISONS}
    try:
        for name, original in before.items():
            setattr(np.testing, name, _strict(original, test_file))
        yield
    finally:
        for name, original in before.items():
            setattr(np.testing, name, original)


def _strict(original: Callable[..., Any], test_file: str) -> Callable[..., Any]:
    signature = inspect.signature(original)
    first, second = list(signature.parameters)[:2]

    @functools.wraps(original)
    def compare(*args: Any, **kwargs: Any) -> Any:
        __tracebackhide__ = True
        if sys._getframe(1).f_code.co_filename != test_file:
            return original(*args, **kwargs)
        bound = signature.bind(*args, **kwargs)
        pair = bound.arguments[first], bound.arguments[second]
        are_arrays = not all(isinstance(value, _NO_ARRAYS) for value in pair)
        # NumPy compares two lists, texts or dictionaries part by part.
        if original.__name__ != "assert_equal" or are_arrays:
            bound.arguments[first], bound.arguments[second] = same_shape(*pair)
        return original(*bound.args, **bound.kwargs)

    return compare


def same_shape(
    actual: Any, expected: Any
) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    """Both as arrays; AssertionError, naming both shapes, when these differ.

    A number of any kind has the shape (), as a 0-d array has.
    """
    want, have = as_array(expected), as_array(actual)
    if have.shape != want.shape:
        raise AssertionError(
            f"Expected {_words(want.shape)}, got {_words(have.shape)}."
        )
    return have, want


def as_array(value: Any) -> np.ndarray[Any, Any]:
    """A value as an array, of floats where it holds numbers that NumPy does not know.

    AssertionError where it is nothing that a number or an array could be compared with.
    """
    try:
        array = np.asarray(value)
    except ValueError as error:
        raise AssertionError(
            "This is no array: its rows differ in length or kind."
        ) from error
    if array.dtype.kind != "O":
        return array
    try:
        numbers = [float(as_number(part)) for part in array.flat]
        return np.array(numbers).reshape(array.shape)
    except (TypeError, ValueError, OverflowError) as error:
        if array.ndim:
            return array
        name = "None" if value is None else f"a {type(value).__name__}"
        raise AssertionError(f"Expected a number or an array, got {name}.") from error


def as_number(value: Any) -> int | float:
    """The int or float that an object stands for, such as a Fraction or a Decimal.

    TypeError for what does not say that it is a number, as a text, and for what is more
    than one: what can be called or has an array's form.
    """
    if not callable(value) and not hasattr(type(value), "__array__"):
        for method, kind in _KINDS.items():
            if hasattr(type(value), method):
                number: int | float = kind(value)
                return number
    raise TypeError(f"A {type(value).__name__} is no number.")


_KINDS: dict[str, Callable[[Any], Any]] = {
    "__index__": operator.index,
    "__float__": float,
    "__int__": int,
}


def _words(shape: tuple[int, ...]) -> str:
    return f"an array of shape {shape}" if shape else "one number"
