"""Checks whose failures teach: what was expected, what came, what to look at.

A test cell groups its asserts into named cases:

    with case("rows sum to one", points=1, message="Divide by the row sums.") as rng:
        probabilities = softmax(rng.normal(size=(5, 3)), axis=1)
        assert_close(probabilities.sum(axis=1), np.ones(5))

In a notebook a failed case raises an AssertionError that reads well. When the notebook
is graded, the grader sets `recorder`, and each case is recorded on its own. Inside a
case `np.testing` compares shapes too (`strict`).
"""

from __future__ import annotations

import secrets
import sys
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from coursekit import strict

# Takes (name, points, message) and gives the context manager that records the case.
Recorder = Callable[[str, float, str], AbstractContextManager[np.random.Generator]]

recorder: Recorder | None = None


class _Told:
    """An error that a notebook shows in its own words, without a traceback."""

    def _render_traceback_(self) -> list[str]:
        """What IPython prints in place of a traceback."""
        return [f"✗ {line}" if not i else line for i, line in enumerate(self._lines())]

    def _lines(self) -> list[str]:
        return str(self).splitlines()


class CaseError(_Told, AssertionError):
    """A case failed; the text says which, what to look at, and what was found."""


class NotAnsweredError(_Told, NotImplementedError):
    """The exercise that a case belongs to has no answer yet."""


def case(
    name: str, *, points: float, message: str, in_place: bool = False
) -> AbstractContextManager[np.random.Generator]:
    """One graded check: a context manager that gives a fresh random generator.

    Args:
        name: what holds when the case passes, such as "rows sum to one".
        points: what the case is worth.
        message: what to look at when it fails.
        in_place: the functions called here are meant to change what they are passed,
            although they return something. Without it, grading counts a case only if
            it also passes without such changes.

    Raises:
        AssertionError: on leaving the block, when anything inside it failed.
    """
    del in_place  # only the grader tells the two apart
    test_file = sys._getframe(1).f_code.co_filename
    if recorder is not None:
        return strict.within(recorder(name, points, message), test_file)
    return strict.within(_told_case(name, message), test_file)


@contextmanager
def _told_case(name: str, message: str) -> Iterator[np.random.Generator]:
    """A case in a notebook: a line when it passes, a readable error when it fails."""
    seed = secrets.randbits(32)
    try:
        yield np.random.default_rng(seed)
    except NotImplementedError as error:
        raise NotAnsweredError(
            f"{name}: not answered yet. Write your answer, run its cell, then this one."
        ) from error
    except Exception as error:
        raise CaseError(
            f"{name}: {message}\n{explain(error)}\n(drawn with seed {seed})"
        ) from error
    print(f"✓ {name}")  # noqa: T201 - the notebook is the place to print


def explain(error: Exception) -> str:
    """What went wrong inside a case, in words."""
    text = str(error).strip()
    if isinstance(error, AssertionError):
        return text or "The check was not met."
    return f"Your code raised {type(error).__name__}: {text}{_place(error)}"


def _place(error: Exception) -> str:
    """The line of a notebook cell that an error comes from, "" when there is none."""
    frames = [
        frame
        for frame in traceback.extract_tb(error.__traceback__)
        if "ipykernel_" in frame.filename or frame.filename.startswith("<ipython")
    ]
    if not frames or frames[-1].name == "<module>":
        return ""
    last = frames[-1]
    code = f", `{last.line}`" if last.line else ""
    return f"\n(line {last.lineno} of the cell with {last.name}{code})"


def assert_shape(value: Any, shape: Sequence[int | None]) -> None:
    """Assert that an array or tensor has this shape; None stands for any length."""
    actual = tuple(np.shape(value))
    expected = tuple(shape)
    fits = len(actual) == len(expected) and all(
        want is None or want == have
        for want, have in zip(expected, actual, strict=True)
    )
    if not fits:
        words = "(" + ", ".join("any" if n is None else str(n) for n in expected) + ")"
        raise AssertionError(f"Expected shape {words}, got {actual}.")


def assert_close(
    actual: ArrayLike,
    expected: ArrayLike,
    *,
    rtol: float = 1e-5,
    atol: float = 1e-6,
    hint: str = "",
) -> None:
    """Assert equal shapes and values within `atol + rtol * |expected|`.

    Numbers, arrays and tensors of any float type are welcome. NaN is never close.
    """
    have = np.asarray(actual, dtype=np.float64)
    want = np.asarray(expected, dtype=np.float64)
    assert_shape(have, want.shape)
    with np.errstate(invalid="ignore"):  # inf - inf
        difference = np.abs(have - want)
    # A NaN compares as False, so it counts as too far away; equal infinities are equal.
    far = ~((difference <= atol + rtol * np.abs(want)) | (have == want))
    if not far.any():
        return
    worst = np.unravel_index(np.argmax(np.where(far, difference, -1.0)), far.shape)
    where = f" at index {tuple(int(i) for i in worst)}" if have.ndim else ""
    share = f" ({far.sum()} of {far.size} values differ)" if have.ndim else ""
    advice = f" {hint}" if hint else ""
    raise AssertionError(
        f"Expected {want[worst]:.7g}{where}, got {have[worst]:.7g}{share}.{advice}"
    )


def assert_finite(value: ArrayLike) -> None:
    """Assert that no value is NaN or infinite."""
    array = np.asarray(value, dtype=np.float64)
    bad = array.size - int(np.isfinite(array).sum())
    if bad:
        raise AssertionError(
            f"{bad} of {array.size} values are NaN or infinite: look for a log of 0, a "
            "division by 0, or an exp that overflows."
        )
