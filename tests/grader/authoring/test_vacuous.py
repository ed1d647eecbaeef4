"""Checks that an empty answer would meet are found, and only those."""

import pytest

from grader import source
from grader.authoring import conventions
from grader.authoring.vacuous import vacuous
from grader.source import Cell

REFUSED = {
    "zip(f(x), expected)": "for a, b in zip(f(x), expected):\n    assert a == b",
    "zip(expected, found)": "found = f(x)\nfor a, b in zip([1], found):\n    assert a == b",
    "np.all": "assert np.all(np.isfinite(f(x)))",
    "method": "result = np.asarray(f(x))\nassert (result > 0).all()",
    "any": "assert not any(value < 0 for value in f(x))",
    "allclose": "assert np.allclose(f(x), 1)",
    "loop": "for row in f(x):\n    assert sum(row) == 1",
    "loop over a copy": "rows = f(x)\nfor row in list(rows):\n    assert row",
    "helper": "def g(x):\n    return f(x)\nfor row in g(2):\n    assert row",
    "asserted too late": "r = f(x)\nassert all(v > 0 for v in r)\nassert len(r) == 3",
    "another asserted": "r, s = f(x), f(y)\nassert len(s) == 3\nassert all(r)",
    "set anew": "r = f(x)\nassert len(r) == 3\nr = f(y)\nassert all(r)",
}
ALLOWED = {
    "strict": "for a, b in zip(f(x), expected, strict=True):\n    assert a == b",
    "length": "r = f(x)\nassert len(r) == 3\nassert all(v > 0 for v in r)",
    "shape": "r = np.asarray(f(x))\nassert r.shape == (3,)\nassert np.all(r > 0)",
    "two shapes": "r, s = f(x)\nassert r.shape == s.shape == (3,)\nassert (r < s).all()",
    "equal": "r = f(x)\nnp.testing.assert_array_equal(r, [1])\nassert all(r)",
    "derived": "r = f(x)\nassert len(r) == 3\ns = sorted(r)\nfor v in s:\n    assert v",
    "own numbers": "for size in (1, 2, 3):\n    assert f(size) == size",
    "own list": "for a, b in ((f(x), 1), (f(y), 2)):\n    assert a == b",
    "own zip": "expected = [a * b for a, b in zip(x, y[1:])]\nassert f(x) == expected",
    "gradients": (
        "loss = f(W)\ng = tape.gradient(loss, [W, b])\n"
        "assert all(part is not None for part in g)"
    ),
}


def in_a_case(body):
    lines = "\n".join(f"    {line}" for line in body.splitlines())
    head = 'with case("it holds", points=1, message="Look at what comes back."):'
    return f"{head}\n{lines}"


def found(body):
    cell = Cell("hidden", "f", in_a_case(body), 1, (), 10)
    return list(vacuous(cell, frozenset({"f"})))


@pytest.mark.parametrize("body", REFUSED.values(), ids=REFUSED)
def test_a_check_that_an_empty_answer_meets_is_refused(body):
    (place,) = found(body)
    assert place[0] > 1
    assert "strict=True" in place[1] or "assert its length or shape first" in place[1]


@pytest.mark.parametrize("body", ALLOWED.values(), ids=ALLOWED)
def test_a_check_of_something_measured_is_allowed(body):
    assert found(body) == []


def test_the_convention_names_the_line():
    text = (
        "# %% solution f\ndef f(x):\n    ### BEGIN SOLUTION\n    return [x]\n"
        "    ### END SOLUTION\n\n# %% hidden f\n" + in_a_case("assert all(f(1))")
    )
    assignment = source.parse(text, "9_sample")
    (message,) = [m for m in conventions.check(assignment) if "empty answer" in m]
    line = text.splitlines().index("    assert all(f(1))") + 1
    assert message.startswith(f"9_sample.py:{line}: all of `f(1)`")
