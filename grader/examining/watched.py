"""What a test relies on and no exercise asks to replace.

The tests run elsewhere, so whoever replaces these gains nothing; the instructor is
told. The kernel remembers what they were before any student code ran, and the examiner
asks it afterwards which are something else.
"""

from __future__ import annotations

from typing import Any

from grader.examining.wire.tensors import loaded

WATCHED = {
    "builtins": (
        "abs all any bool callable dict eval exec float getattr hasattr id int "
        "isinstance issubclass len list max min open print range round set sorted "
        "str sum super tuple type zip AssertionError"
    ),
    "math": "isclose isfinite isnan sqrt exp log",
    "numpy": "abs all allclose any array array_equal asarray isclose isfinite max",
    "numpy.testing": (
        "assert_ assert_allclose assert_almost_equal assert_array_almost_equal "
        "assert_array_equal assert_array_less assert_equal assert_raises"
    ),
    "numpy.random": "default_rng Generator",
    "coursekit": "assert_close assert_finite assert_shape case",
    "tensorflow.debugging": "assert_equal assert_near assert_shapes check_numerics",
}


def watched() -> dict[str, Any]:
    """The objects behind the watched names of the modules that are loaded."""
    found = {}
    for module, names in WATCHED.items():
        owner = loaded(module)
        for name in names.split() if owner is not None else ():
            found[f"{module}.{name}"] = getattr(owner, name, None)
    return found
