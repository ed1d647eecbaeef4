"""Verdicts with many seeds, and what one broken answer costs the others."""

import pytest

from grader import source
from grader.proving import independence
from grader.proving.repeated import steady
from grader.proving.workers import Workers

TEXT = """\
# %%
import numpy as np

# %% solution add_one
def add_one(x):
    ### BEGIN SOLUTION
    return x + 1
    ### END SOLUTION

# %% test add_one
with case("a draw", points=1, message="Add one to every number.") as rng:
    x = int(rng.integers(2))
    assert add_one(x) == x + 1
with case("near enough", points=1, message="Stay near.") as rng:
    assert add_one(float(rng.normal())) >= -100

# %% solution add_two
def add_two(x):
    return x + 2

# %% test add_two
with case("two more", points=1, message="Add two."):
    assert add_two(1) == 3
"""
BANK = """\
# %% right a
# a
def add_one(x):
    return 1 + x

# %% wrong a
# a
# caught by: a draw
def add_one(x):
    return 1

# %% wrong b
# b
# caught by: a draw
def add_one(x):
    return 0
"""
ALONE = source.parse(TEXT, "9_sample")
TIED = source.parse(TEXT.replace("x + 2", "add_one(add_one(x))"), "9_sample")
SEEDS = range(6)


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "9_sample").mkdir()
    (tmp_path / "9_sample/add_one.py").write_text(BANK)
    return tmp_path


@pytest.fixture
def workers(isolated_executor):
    return Workers(isolated_executor, 2)


def check(isolated_executor, text):
    workers = [Workers(isolated_executor, jobs) for jobs in (1, 2)]
    assignment = source.parse(text, "9_sample")
    return steady.check_references(workers, [assignment], SEEDS)


def test_a_steady_reference_has_only_margins(isolated_executor):
    result = check(isolated_executor, TEXT)
    assert not result.has_failed
    (margin,) = result.margins["9_sample"]
    assert len(margin.values) == len(SEEDS)
    assert margin.deviations > 10
    said = steady.as_text(result)
    assert "add_one(float(rng.normal()))" in said
    assert "Seeds tried: 6; no grade depends on it." in said


def test_a_reference_that_fails_with_some_seeds_is_named(isolated_executor):
    result = check(isolated_executor, TEXT.replace("return x + 1", "return 1"))
    (sentence,) = result.unjust
    assert sentence.startswith("9_sample: the reference fails 'a draw' of test_add_one")
    assert result.has_failed
    assert result.jobs == []


def test_verdicts_that_depend_on_the_number_of_jobs_are_named(isolated_executor):
    result = check(isolated_executor, TEXT)
    runs = [steady._verdicts(FakeRun(True)), steady._verdicts(FakeRun(False))]
    assert runs[0] != runs[1]
    found = steady._differing("9_sample", [7], [[FakeRun(True)], [FakeRun(False)]])
    assert found == ["9_sample, seed 7: 'c' of test_x depends on --jobs"]
    assert result.jobs == []


class FakeRun:
    """An execution with one case."""

    class Cell:
        grade_id = "test_x"

        def __init__(self, passed):
            self.cases = [type("Case", (), {"name": "c", "passed": passed})]

    def __init__(self, passed):
        self.cells = [self.Cell(passed)]


def test_a_wrong_answer_that_some_seeds_miss_is_a_hole(workers, folder):
    result = steady.check_bank(workers, [(ALONE, "add_one")], SEEDS, folder)
    (sentence,) = result.holes  # 1 is right when the draw is zero
    assert sentence.startswith("9_sample/add_one.py: wrong a gets every point with")
    assert result.unjust == []
    assert any("wrong a is seen by 'a draw' with" in s for s in result.wavering)


def test_a_right_answer_that_fails_with_some_seeds_is_unjust(workers, folder):
    text = "# %% right b\n# not always\ndef add_one(x):\n    return 2 if x else 0\n"
    (folder / "9_sample/add_one.py").write_text(text)
    result = steady.check_bank(workers, [(ALONE, "add_one")], SEEDS, folder)
    assert any("right b fails 'a draw' with" in s for s in result.unjust)


def test_an_exercise_that_rests_on_anothers_answer_loses_with_it(workers, folder):
    chosen = [(TIED, "add_one"), (TIED, "add_two")]
    found = independence.matrix(workers, chosen, folder)
    losses = found["9_sample", "add_one"]
    assert {loss.answer for loss in losses} == {
        independence.BLANK,
        "add_one.py: wrong a",
        "add_one.py: wrong b",
    }
    assert {loss.victim for loss in losses} == {"add_two"}
    assert found["9_sample", "add_two"] == []
    assert (
        "add_two loses 'two more' beside add_one.py: wrong a"
        in independence.as_text(found)
    )


def test_independent_exercises_break_alone(workers, folder):
    chosen = [(ALONE, "add_one"), (ALONE, "add_two")]
    found = independence.matrix(workers, chosen, folder)
    assert found == {("9_sample", "add_one"): [], ("9_sample", "add_two"): []}
    assert independence.as_text(found).count("alone") == 2


def test_only_exercises_that_need_the_answer_are_tried():
    assert independence.dependents(ALONE, "add_one") == []
    assert independence.dependents(TIED, "add_one") == ["add_two"]
    assert independence.dependents(TIED, "add_two") == []
