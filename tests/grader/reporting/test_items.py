"""Item analysis against NumPy, and what is flagged."""

import random

import numpy as np
import pytest

from grader.reporting import items
from tests.grader.verdict_store import CASES, verdict

NAMES = [name for cases in CASES.values() for name in cases]


def make_class(count=60, seed=4, odd=None):
    """Students of growing skill; `odd(skill, rng)` decides who fails 'negative'."""
    rng = random.Random(seed)
    graded = []
    for number in range(count):
        skill = number / (count - 1)
        failing = [
            n for n in NAMES if n != "negative" and rng.random() > 0.15 + 0.8 * skill
        ]
        if odd is not None and odd(skill, rng):
            failing.append("negative")
        graded.append(verdict(f"s{number:03}", failing))
    return graded


def by_name(found):
    return {item.case or item.exercise: item for item in found}


def test_figures_agree_with_numpy():
    graded = make_class(odd=lambda skill, rng: rng.random() > skill)
    for item in items.case_items(graded):
        points = np.array(
            [
                next(
                    c.points
                    for cell in v.cells
                    for c in cell.cases
                    if c.name == item.case
                )
                for v in graded
            ]
        )
        rest = np.array([v.score for v in graded]) - points
        assert item.share == pytest.approx(np.mean(points > 0))
        assert item.discrimination == pytest.approx(np.corrcoef(points, rest)[0, 1])


def test_an_exercise_is_compared_with_the_other_exercises():
    graded = make_class(odd=lambda skill, rng: rng.random() > skill)
    found = by_name(items.exercise_items(graded))
    double = np.array(
        [sum(c.score for c in v.cells if "double" in c.grade_id) for v in graded]
    )
    rest = np.array([v.score for v in graded]) - double
    assert found["double"].share == pytest.approx(double.mean() / 3.5)
    assert found["double"].discrimination == pytest.approx(
        np.corrcoef(double, rest)[0, 1]
    )
    assert list(found) == ["double", "root", "predict_sum"]


@pytest.mark.parametrize(
    ("odd", "words"),
    [
        (lambda skill, rng: skill > 0.6, "good students fail it more often"),
        (lambda skill, rng: True, "nobody passes"),
        (lambda skill, rng: round(skill * 59) % 4 != 1, "good students fail it too"),
        (lambda skill, rng: int(skill * 59) % 2 == 0, "does not tell"),
        (lambda skill, rng: rng.random() > skill + 0.1, ""),
        (lambda skill, rng: False, ""),
    ],
)
def test_what_a_person_should_look_at_is_flagged(odd, words):
    flag = by_name(items.case_items(make_class(odd=odd)))["negative"].flag
    assert (words in flag) if words else flag == ""


def test_a_small_class_has_shares_and_no_correlations():
    found = by_name(items.case_items(make_class(5, odd=lambda skill, rng: True)))
    assert found["negative"].share == 0
    assert found["negative"].discrimination is None
    assert found["negative"].flag == ""
    assert items.case_items([]) == items.exercise_items([]) == []


def test_a_column_that_does_not_vary_has_no_correlation():
    assert items.pearson([1, 1, 1], [1, 2, 3]) is None
    assert items.pearson([1, 2, 3], [2, 4, 6]) == pytest.approx(1)


def test_a_case_of_no_points_tells_and_costs_nothing(isolated_executor):
    from grader.engines.engine import Limits
    from grader.grading.job import Job, grade_submission
    from tests.grader.small_class import RIGHT, STEM, TEXT, answered, to_bytes

    only_told = 'with case("zero", points=0, message="Zero stays zero."):'
    text = TEXT.replace(
        'with case("zero", points=0.5, message="Zero stays zero."):', only_told
    )
    wrong = {**RIGHT, "double": "def double(x):\n    return 2 * x if x else 1"}
    data = to_bytes(answered(wrong))
    task = Job("ada", STEM, text, data, 1, Limits(), "isolated")
    verdict = grade_submission(task, isolated_executor).verdict
    assert (verdict.score, verdict.max_score) == (8, 8)
    (missed,) = [c for cell in verdict.cells for c in cell.cases if not c.passed]
    assert missed.message.startswith("Zero stays zero.")
    assert "zero" not in {item.case for item in items.case_items([verdict] * 9)}
    assert [item.share for item in items.exercise_items([verdict] * 9)] == [1, 1, 1]
