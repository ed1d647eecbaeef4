"""Published approaches to the open exercises: tiers rank them as their results do.

The cells in `tests/answers/originals/` are answers in the spirit of public solutions of
the original course: layers, weights, optimizer, schedule and regularization as they
were described, scaled down to the grading budget. The first line below a marker
(`# %% approach NAME`) has the accuracy that was published.
"""

import ast
import itertools
import re

import pytest

from grader import source
from grader.engines.engine import Limits
from grader.proving import trials
from grader.source import bank
from grader.source.text import cut

FOLDER = bank.BANK / "originals"
EXERCISES = [("3_deep_networks", "classify"), ("4_convnets", "train_best")]
CLEARLY = 3.0  # points of accuracy; closer results of other people's runs may swap


def approaches(stem, exercise):
    """{name: (published accuracy, answer)}"""
    found = {}
    path = FOLDER / stem / f"{exercise}.py"
    for line, rest, body in cut(path.read_text()):
        word, name = rest.split()
        assert word == "approach"
        text = "\n".join(body)
        published = re.match(r"# published: ([\d.]+) %: .+\n# here: .+\n", text)
        assert published, f"{path.name}:{line} does not say what was published"
        assert name not in found
        found[name] = float(published[1]), text
    return found


def test_there_are_ten_approaches_of_python_from_collapsed_to_excellent():
    every = [a for pair in EXERCISES for a in approaches(*pair).values()]
    assert len(every) >= 10
    assert min(published for published, _ in every) < 20
    assert max(published for published, _ in every) > 97
    for _, text in every:
        ast.parse(text)


@pytest.mark.nightly
@pytest.mark.parametrize(("stem", "exercise"), EXERCISES)
def test_tiers_rank_published_approaches_as_their_results_do(
    isolated_executor, stem, exercise
):
    assignment = source.load(stem)
    worth = {
        case.name: case.points
        for cell in trials.cells_of(assignment, exercise)
        for case in cell.cases
    }
    points = {}
    for name, (published, text) in approaches(stem, exercise).items():
        cells = trials.slice_of(assignment, exercise, [text])
        trial = trials.try_answer(
            isolated_executor, assignment, cells, exercise, text, limits=Limits()
        )
        assert not trial.problem, trial.problem
        earned = sum(worth[case] for case in trial.tried if case not in trial.failed)
        points[name] = published, earned
        print(f"{name}: published {published} %, {earned} points")
    for (_, worse), (_, better) in itertools.permutations(points.items(), 2):
        if better[0] - worse[0] >= CLEARLY:
            assert worse[1] <= better[1], points
    ranked = sorted(points.values())
    assert ranked[0][1] < ranked[-1][1], points
