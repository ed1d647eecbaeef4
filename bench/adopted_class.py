"""A small course of nbgrader's own, with pandas: what an instructor adopts.

nbgrader and ours grade the same course directory; nothing in it was made for ours.
"""

from __future__ import annotations

import sys
from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_notebook

from bench import grading_class as graded
from grader.source.marks import Marks

STEM = "week1"
DATA = "city,day,rain\n" + "".join(
    f"{city},{day},{(day * 7 + number * 5) % 11 / 2}\n"
    for number, city in enumerate(("Oslo", "Lima", "Rome", "Cork"))
    for day in range(60)
)
GIVEN = """\
import numpy as np
import pandas as pd

rain = pd.read_csv("rain.csv")
"""
ANSWERS = {
    "totals": """\
def totals(table):
    \"\"\"Rain of each city, a Series.\"\"\"
    ### BEGIN SOLUTION
    return table.groupby("city")["rain"].sum()
    ### END SOLUTION
""",
    "wettest": """\
def wettest(table, count):
    \"\"\"The rows with the most rain, a DataFrame.\"\"\"
    ### BEGIN SOLUTION
    return table.nlargest(count, "rain")
    ### END SOLUTION
""",
    "moving": """\
def moving(values, width):
    \"\"\"Means of neighbors, an array.\"\"\"
    ### BEGIN SOLUTION
    return pd.Series(values).rolling(width).mean().to_numpy()[width - 1 :]
    ### END SOLUTION
""",
}
TESTS = {
    "totals": """\
expected = rain.groupby("city")["rain"].sum()
pd.testing.assert_series_equal(totals(rain), expected)
### BEGIN HIDDEN TESTS
few = rain.head(90)
assert totals(few)["Oslo"] == few[few.city == "Oslo"].rain.sum()
### END HIDDEN TESTS
""",
    "wettest": """\
assert list(wettest(rain, 3).columns) == ["city", "day", "rain"]
assert len(wettest(rain, 5)) == 5
### BEGIN HIDDEN TESTS
assert wettest(rain, 4).rain.min() >= rain.rain.quantile(0.95)
### END HIDDEN TESTS
""",
    "moving": """\
np.testing.assert_allclose(moving([1, 2, 3, 4], 2), [1.5, 2.5, 3.5])
### BEGIN HIDDEN TESTS
values = rain.rain.to_numpy()
np.testing.assert_allclose(moving(values, 7)[0], values[:7].mean())
### END HIDDEN TESTS
""",
}
POINTS = 2


def prepare(folder: Path, students: int) -> None:
    """A course directory with a released assignment and right submissions of it."""
    place = folder / "source" / STEM
    place.mkdir(parents=True)
    (folder / "nbgrader_config.py").write_text(
        "c = get_config()\nc.CourseDirectory.course_id = 'bench'\n"
    )
    (place / "rain.csv").write_text(DATA)
    nbformat.write(_notebook(), place / f"{STEM}.ipynb")
    graded.run([*graded.NBGRADER, "generate_assignment", STEM], folder)
    for number in range(students):
        target = folder / "submitted" / f"s{number:04d}" / STEM
        target.mkdir(parents=True)
        for path in place.iterdir():
            (target / path.name).write_bytes(path.read_bytes())


def _notebook() -> nbformat.NotebookNode:
    cells = [_cell(GIVEN, Marks("given", locked=True))]
    for name, answer in ANSWERS.items():
        cells.append(_cell(answer, Marks(name, solution=True)))
        marks = Marks(f"test_{name}", grade=True, locked=True, points=POINTS)
        cells.append(_cell(TESTS[name], marks))
    notebook = new_notebook(cells=cells)
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    notebook.metadata["kernelspec"] = kernel
    return notebook


def _cell(text: str, marks: Marks) -> nbformat.NotebookNode:
    cell = new_code_cell(text)
    marks.put_on(cell)
    return cell


def adopt(folder: Path) -> str:
    """`grader adopt`: what it says of the course."""
    return graded.run([sys.executable, "-m", "grader", "adopt", str(folder)], folder)


def grade(folder: Path) -> None:
    """`grader grade` on two cores."""
    command = [sys.executable, "-m", "grader", "grade", STEM, "--course", str(folder)]
    graded.run([*command, "--jobs", "2", "--seed", "5"], folder)
    graded.check_scores(folder, float(POINTS * len(TESTS)), STEM)


def autograde(folder: Path, *options: str) -> None:
    """Stock `nbgrader autograde`."""
    graded.run([*graded.NBGRADER, "autograde", STEM, *options], folder)
