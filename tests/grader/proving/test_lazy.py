"""Answers that compute nothing: how they are made, and that passing cases are told."""

import numpy as np
import pytest

from grader import source
from grader.proving import prove, rows
from grader.proving.lazy import lazy_answers
from grader.proving.workers import Workers
from grader.source import bank

ANSWER = '''\
import math

SCALE = 2


class Ring:
    """Something round."""

    def __init__(self, radius):
        ### BEGIN SOLUTION
        self.radius = radius
        ### END SOLUTION

    def area(self, factor):
        ### BEGIN SOLUTION
        return math.pi * self.radius**2 * factor
        ### END SOLUTION

    def name(self):
        return "ring"


def double(x, times=1):
    """Twice as much.

    Example:
        double([1.0, 2.0]) -> [2.0, 4.0] for a list.
    """
    ### BEGIN SOLUTION
    for _ in range(times):
        x = SCALE * x
    return x
    ### END SOLUTION


### BEGIN SOLUTION
table = {"a": 1}
print(table)
### END SOLUTION
'''


def namespace_of(name):
    (answer,) = [a for a in lazy_answers(ANSWER) if a.name == name]
    names = {}
    exec(answer.source, names)
    return names


def test_functions_methods_and_names_get_the_value_and_the_rest_stays():
    names = namespace_of("returns ()")
    ring = names["Ring"](3)
    assert names["double"](5) == ring.area(2) == names["table"] == ()
    assert ring.name() == "ring"
    assert not hasattr(ring, "radius")
    assert names["SCALE"] == 2


def test_arguments_shapes_and_examples_are_handed_back():
    x = np.array([[1.0, 2.0]])
    for name, first in {
        "returns its first argument": x,
        "returns its last argument": 7,
        "returns zeros of its first argument's shape": np.zeros((1, 2)),
        "returns ones of its first argument's shape": np.ones((1, 2)),
        "returns its docstring's example": [2.0, 4.0],
    }.items():
        np.testing.assert_array_equal(namespace_of(name)["double"](x, 7), first)
    assert namespace_of("returns its first argument")["Ring"](1).area(9) == 9
    with pytest.raises(ValueError):
        namespace_of("raises ValueError")["double"](1)


TEXT = """\
# %% solution absolute
def absolute(x):
    ### BEGIN SOLUTION
    return x if x > 0 else -x
    ### END SOLUTION

# %% test absolute
with case("a positive number", points=2, message="Leave it as it is."):
    assert absolute(3) == 3
with case("one", points=1, message="Leave it as it is."):
    assert absolute(1) == 1
with case("negative numbers", points=1, message="Turn the sign."):
    assert absolute(-3) == 3
"""


def proven(executor, folder):
    assignment = source.parse(TEXT, "9_sample")
    chosen = [(assignment, "absolute")]
    (row,) = prove.prove(Workers(executor, 1), chosen, most_mutants=0, folder=folder)
    return row


def test_a_case_that_a_lazy_answer_passes_is_told_unless_there_is_a_reason(
    isolated_executor, tmp_path
):
    row = proven(isolated_executor, tmp_path)
    assert row.lazy_cases == {
        "a positive number": [
            "returns its first argument",
            "returns its last argument",
        ],
        "one": [
            *("returns 1", "returns True"),
            "returns ones of its first argument's shape",
            *("returns its first argument", "returns its last argument"),
        ],
    }
    assert rows.Totals.of([row]).lazy_points == 3
    told = [problem for problem in row.problems if "passed by an answer" in problem]
    assert len(told) == 2
    (tmp_path / "9_sample").mkdir()
    (tmp_path / "9_sample/absolute.py").write_text(
        "# %% [markdown] lazy\n# one\n#     it is too short\n"
        "# negative numbers\n#     none\n"
    )
    row = proven(isolated_executor, tmp_path)
    assert list(row.lazy_cases) == ["a positive number"]
    assert rows.Totals.of([row]).lazy_points == 2
    assert any("'negative numbers' is listed" in problem for problem in row.problems)


def test_a_listed_case_needs_a_reason_and_has_to_exist(tmp_path):
    (tmp_path / "9_sample").mkdir()
    path = tmp_path / "9_sample/absolute.py"
    path.write_text("# %% [markdown] lazy\n# two\n#     no case of that name\n")
    assignment = source.parse(TEXT, "9_sample")
    assert any(
        "'two'" in p and "no case" in p for p in bank.problems(assignment, tmp_path)
    )
    path.write_text("# %% [markdown] lazy\n# one\n")
    with pytest.raises(bank.BankError, match="'one' has no reason"):
        bank.read_lazy("9_sample", "absolute", tmp_path)


def test_guesses_are_left_alone(isolated_executor):
    text = TEXT.replace("absolute", "predict_absolute")
    assignment = source.parse(text, "9_sample")
    workers = Workers(isolated_executor, 1)
    (row,) = prove.prove(workers, [(assignment, "predict_absolute")], most_mutants=0)
    assert row.lazy == []
    assert row.lazy_cases == {}
