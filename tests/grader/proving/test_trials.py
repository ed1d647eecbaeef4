"""Which cells an answer needs, and trying it in the isolated engine."""

import pytest

from grader import source
from grader.engines.engine import Limits
from grader.proving import trials

TEXT = """\
# %%
import math

# %%
OFFSET, unused = 1, 2

# %%
settings = {}

# %%
settings["step"] = OFFSET

# %% solution double
def double(x):
    return 2 * x

# %% test double
with case("twice", points=1, message="Double it."):
    assert double(2) == 4

# %%
other = double(3)

# %% solution add_one
def add_one(x):
    return x + settings["step"]

# %%
print(add_one(0))

# %% test add_one
with case("small numbers", points=1, message="Add one."):
    assert add_one(1) == 2

# %% hidden add_one
with case("any number", points=1, message="Add one to any number.") as rng:
    x = float(rng.normal())
    assert add_one(x) == x + 1

# %%
print("afterwards")
"""
ASSIGNMENT = source.parse(TEXT, "9_sample")
REFERENCE = ASSIGNMENT.cell("add_one").source


def firsts(cells):
    return [cell.source.splitlines()[0] for cell in cells]


def test_a_slice_has_what_the_answer_rests_on_and_no_more():
    kept = firsts(trials.slice_of(ASSIGNMENT, "add_one", [REFERENCE]))
    assert kept[:4] == [
        "import math",
        "OFFSET, unused = 1, 2",
        "settings = {}",
        'settings["step"] = OFFSET',
    ]
    assert kept[4] == "def add_one(x):"
    assert len(kept) == 7  # both test cells; no other exercise, nothing afterwards


def test_a_slice_follows_the_names_of_the_answer_that_is_tried():
    answer = "def add_one(x):\n    return x + double(1) - other + 5\n"
    kept = firsts(trials.slice_of(ASSIGNMENT, "add_one", [answer]))
    assert "def double(x):" in kept
    assert "other = double(3)" in kept


def test_an_answer_that_is_no_python_has_a_slice():
    assert trials.slice_of(ASSIGNMENT, "add_one", ["def add_one(x:"])


def test_the_whole_prefix_leaves_other_tests_out():
    kept = trials.whole_prefix(ASSIGNMENT, "add_one")
    assert [c.name for c in kept if c.kind in ("test", "hidden")] == ["add_one"] * 2
    assert "other = double(3)" in firsts(kept)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("x.y[0].z = 1", {"x"}),
        ("x[0] = 1", {"x"}),
        ("del x[0]", {"x"}),
        ("x.append(y)", {"x", "y"}),
        ("fill(x)", {"fill", "x"}),
        ("y = x.copy()", set()),
        ("%matplotlib inline\nx.a += 1", {"x"}),
    ],
)
def test_names_that_a_cell_changes_in_place(cell, expected):
    assert trials._changed_names(cell) == expected


def attempt(executor, answer, **options):
    cells = trials.slice_of(ASSIGNMENT, "add_one", [answer])
    return trials.try_answer(executor, ASSIGNMENT, cells, "add_one", answer, **options)


def test_the_reference_passes_in_its_slice(isolated_executor):
    trial = attempt(isolated_executor, REFERENCE)
    assert trial.passed
    assert trial.tried == ("small numbers", "any number")
    assert trial.seconds > 0


def test_a_wrong_answer_loses_its_cases_with_the_students_message(isolated_executor):
    trial = attempt(isolated_executor, "def add_one(x):\n    return 2\n")
    assert not trial.passed
    assert list(trial.failed) == ["any number"]
    assert trial.failed["any number"].startswith("Add one to any number.")
    assert not trial.failed_visible


def test_a_wrong_answer_in_the_visible_tests_is_seen_as_such(isolated_executor):
    trial = attempt(isolated_executor, "def add_one(x):\n    return x\n")
    assert trial.failed_visible
    assert set(trial.failed) == {"small numbers", "any number"}


def test_an_endless_answer_is_stopped_and_fails(isolated_executor):
    endless = "def add_one(x):\n    while True:\n        pass\n"
    trial = attempt(isolated_executor, endless, limits=Limits(cell_s=1, case_s=1))
    assert set(trial.failed) == {"small numbers", "any number"}


def test_another_exercises_answer_can_be_replaced(isolated_executor):
    answer = "def add_one(x):\n    return x + double(1) - 1\n"
    assert attempt(isolated_executor, answer).passed
    broken = {"double": "def double(x):\n    return 0\n"}
    assert not attempt(isolated_executor, answer, replaced=broken).passed
