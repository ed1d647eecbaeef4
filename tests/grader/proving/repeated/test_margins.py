"""Thresholds of test cells: what they measure is told without changing verdicts."""

import math

import pytest

from grader import source
from grader.engines.engine import Limits
from grader.proving.repeated import margins
from grader.source import notebooks
from grader.submissions.failures import NOT_REACHED

CELL = """\
with case("good enough", points=1, message="Train it better.") as rng:
    reached = float(accuracy() + 0.01 * rng.normal())
    assert reached >= 0.5, f"{reached}"
with case("both ways", points=1, message="Keep the loss low."):
    for step in range(3):
        assert accuracy() > 0.25 + 0 and accuracy() - step <= 0.9
with case("exact", points=1, message="Just so."):
    assert accuracy() == 0.75
"""
TEXT = f"""\
# %%
import numpy as np

# %% solution accuracy
def accuracy():
    return 0.75

# %% test accuracy
{CELL}"""


def test_thresholds_are_found_with_their_case_and_bound():
    _, found = margins.instrument("accuracy", CELL)
    assert [(t.case, t.measure, t.bound, t.is_floor) for t in found] == [
        ("good enough", "reached", 0.5, True),
        ("both ways", "accuracy() - step", 0.9, False),
    ]


def test_a_cell_without_thresholds_stays_as_it_is():
    text = 'with case("a", points=1, message="m"):\n    assert f() == 1\n'
    assert margins.instrument("f", text) == (text, [])


def run(executor, text, seed=0):
    assignment = source.parse(text, "9_sample")
    notebook = notebooks.instructor_notebook(assignment)
    (cell,) = executor.execute(notebook, seed=seed, limits=Limits()).cells
    return {case.name: case for case in cell.cases}


def test_the_engine_tells_what_was_measured_and_verdicts_stay(isolated_executor):
    told, _ = margins.instrument("accuracy", CELL)
    cases = run(isolated_executor, TEXT.replace(CELL, told + "\n"))
    measured = margins.read_measured(cases[margins.CASE].failure)
    assert 0.6 < measured[0][0] < 0.9
    assert measured[1] == [0.75, -0.25, -1.25]
    plain = run(isolated_executor, TEXT)
    assert {n: c.passed for n, c in cases.items() if n != margins.CASE} == {
        name: case.passed for name, case in plain.items()
    }


def test_a_failing_threshold_is_measured_too(isolated_executor):
    told, _ = margins.instrument("accuracy", CELL)
    text = TEXT.replace(CELL, told + "\n").replace("return 0.75", "return 0.125")
    cases = run(isolated_executor, text)
    assert not cases["good enough"].passed
    assert margins.read_measured(cases[margins.CASE].failure)[0][0] < 0.3


FLOOR = margins.Threshold("e", "c", "accuracy", 0.8, True)
CEILING = margins.Threshold("e", "c", "loss", 0.8, False)


def test_the_worst_value_of_each_run_counts():
    runs = [{0: [0.9, 0.85], 1: [0.1]}, {0: [0.95], 1: [0.2, 0.3]}, {}]
    floor, ceiling = margins.collect([FLOOR, CEILING], runs)
    assert floor.values == (0.85, 0.95)
    assert ceiling.values == (0.1, 0.3)


@pytest.mark.parametrize(
    ("threshold", "values", "expected"),
    [
        (FLOOR, (0.9, 1.0, 1.1), 2.0),
        (CEILING, (0.5, 0.6, 0.7), 2.0),
        (FLOOR, (0.6, 0.7, 0.8), -1.0),
        (FLOOR, (0.9, 0.9), math.inf),
        (FLOOR, (0.7, 0.7), -1.0),
    ],
)
def test_margins_are_counted_in_standard_deviations(threshold, values, expected):
    margin = margins.Margin(threshold, values)
    assert margin.deviations == pytest.approx(expected)


def test_a_message_without_figures_gives_none():
    assert margins.read_measured(NOT_REACHED) == {}
    assert margins.read_measured(None) == {}
