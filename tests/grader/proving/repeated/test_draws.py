"""Repeating test cells: failures of what is right and luck of what is wrong are told."""

import pytest

from grader import source
from grader.proving.repeated import draws
from grader.proving.repeated.draws import Drawn, Task

TEXT = """\
# %%
import numpy as np

OFFSET = 1

# %% solution add_one
def add_one(x):
    ### BEGIN SOLUTION
    return x + OFFSET
    ### END SOLUTION

# %% test add_one
with case("a number", points=1, message="Add one to it."):
    assert add_one(1) == 2

# %% hidden add_one
with case("a draw", points=1, message="Add one to any number.") as rng:
    x = rng.integers(0, 4, size=2)
    np.testing.assert_array_equal(add_one(x), x + 1)
"""
BANK = """\
# %% right other_words
# the other way round
def add_one(x):
    return 1 + x

# %% right seldom_wrong
# fails where both draws are three
def add_one(x):
    return x + 1 - int(np.min(x) == 3)

# %% wrong by_luck
# right where no draw is zero
# caught by: a draw
def add_one(x):
    return np.where(x == 0, 0, x + 1) if np.ndim(x) else x + 1

# %% wrong constant
# two, whatever comes
# caught by: a draw
def add_one(x):
    return 2

# %% wrong ends
# ends the process
# caught by: a number
def add_one(x):
    import os
    os._exit(3)

# %% wrong no_python
# is not even a function
# caught by: a number
add_one = undefined + 1
"""


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    folder = tmp_path_factory.mktemp("bank")
    (folder / "9_sample").mkdir()
    (folder / "9_sample/add_one.py").write_text(BANK)
    assignment = source.parse(TEXT, "9_sample")
    chosen = [(assignment, "add_one")]
    tasks = draws.tasks_for(chosen, 2000, bank=True, folder=folder)
    drawn = draws.draw_all(tasks, 2, {"9_sample": assignment})
    return {d.task.name: d for d in drawn}


def test_an_answer_that_is_right_never_fails(found):
    for name, count in {draws.REFERENCE: 2000, "right other_words": 200}.items():
        assert (found[name].draws, found[name].caught) == (count, 0)
        assert list(draws.lines_of(found[name])) == []


def test_a_seldom_failure_of_a_right_answer_is_told_with_its_bound(found):
    drawn = found["right seldom_wrong"]
    assert 0 < drawn.failed["a draw"] < 50
    (line,) = draws.lines_of(drawn)
    assert "9_sample/add_one: right seldom_wrong fails 'a draw' with" in line
    assert "of 200 draws" in line


def test_what_is_caught_by_luck_is_told_and_what_always_is_is_not(found):
    drawn = found["wrong by_luck"]
    assert 0 < drawn.caught < drawn.draws == draws.WRONG_DRAWS
    (line,) = draws.lines_of(drawn)
    assert f"is caught with {drawn.caught} of 20 draws" in line
    for name in ("wrong constant", "wrong no_python"):
        assert found[name].caught == draws.WRONG_DRAWS
        assert list(draws.lines_of(found[name])) == []


def test_an_answer_that_ends_its_process_costs_only_itself(found):
    assert found["wrong ends"].draws == 0
    assert list(draws.lines_of(found["wrong ends"])) == []


def test_the_summary_names_the_highest_rate_with_its_bound(found):
    said = draws.summary(list(found.values()))
    assert "1 reference answers, 2,000 draws each" in said
    assert "0 of 2,000 (below 0.15% at 95 %)" in said
    assert "1 of 4 wrong answers are caught by luck" in said
    assert draws.has_failed(found.values())
    assert not draws.has_failed([found[draws.REFERENCE]])


def test_the_bound_is_that_of_clopper_and_pearson():
    assert draws.upper_bound(0, 2000) == pytest.approx(1 - 0.05 ** (1 / 2000))
    assert draws.upper_bound(1, 10) == pytest.approx(0.3942, abs=1e-4)
    assert draws.upper_bound(10, 10) == 1


def test_a_time_ends_the_drawing(tmp_path):
    text = TEXT.replace(
        'with case("a draw"', 'import time; time.sleep(0.05)\nwith case("a draw"'
    )
    assignment = source.parse(text, "9_sample")
    answer = assignment.cell("add_one").source
    task = Task("9_sample", "add_one", draws.REFERENCE, answer, True, 500, seconds=0.2)
    drawn = draws.draw(task, assignment)
    assert 1 < drawn.draws < 10
    assert isinstance(drawn, Drawn)


def test_a_given_cell_that_fails_is_the_references_problem():
    assignment = source.parse(TEXT.replace("OFFSET = 1", "OFFSET = lost"), "9_sample")
    answer = assignment.cell("add_one").source
    task = Task("9_sample", "add_one", draws.REFERENCE, answer, True, 3)
    (line,) = draws.lines_of(draws.draw(task, assignment))
    assert "could not be drawn" in line
    assert "lost" in line
