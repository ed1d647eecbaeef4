"""A tiny assignment and answers to it, for the tests of the grading pipeline."""

import nbformat

from grader import source
from grader.course import write_text
from grader.source import notebooks

STEM = "9_small"

TEXT = '''\
# %% [markdown]
# # A small assignment

# %%
import math

from coursekit import case

# %% [markdown]
# Write `double`.

# %% solution double
def double(x):
    """Two times x."""
    ### BEGIN SOLUTION
    return 2 * x
    ### END SOLUTION

# %% show
shown_by_a_plot = double(21)

# %% test double
with case("doubles", points=1, message="Multiply by two.") as rng:
    number = rng.normal()
    assert double(number) == 2 * number
with case("zero", points=0.5, message="Zero stays zero."):
    assert double(0) == 0

# %% hidden double
secret_expectation = -6
with case("negative", points=2, message="Mind the sign."):
    assert double(-3) == secret_expectation

# %% [markdown]
# Write `root`.

# %% solution root
def root(x):
    """The square root of x."""
    ### BEGIN SOLUTION
    return math.sqrt(x)
    ### END SOLUTION

# %% test root
with case("of four", points=1, message="Look at math.sqrt."):
    assert root(4) == 2

# %% hidden root
inputs = [root(square) for square in (9, 16)]
with case("of squares", points=3, message="Squares have whole roots."):
    assert inputs == [3, 4]

# %% [markdown]
# Guess.

# %% solution predict_sum
### BEGIN SOLUTION
predicted_sum = 3
### END SOLUTION

# %% test predict_sum
with case("filled in", points=1, message="Write a number."):
    assert isinstance(predicted_sum, (int, float))

# %% [markdown] answer why points=3
# Why two?
#
# === BEGIN MARK SCHEME ===
# A secret rubric.
# === END MARK SCHEME ===
'''

MAX_SCORE = 8.5
RIGHT = {
    "double": "def double(x):\n    return x + x",
    "root": "def root(x):\n    return x ** 0.5",
    "predict_sum": "predicted_sum = 4",
    "answer_why": "Because one is not enough.",
}


def assignment():
    return source.parse(TEXT, STEM)


def released():
    """The notebook as a student gets it."""
    return notebooks.student_notebook(assignment())


def answered(answers=RIGHT, *, blank=()):
    """A student's notebook with these answers, by cell id."""
    notebook = released()
    for cell in notebook.cells:
        if cell.id in answers and cell.id not in blank:
            cell.source = answers[cell.id]
    return notebook


def to_bytes(notebook):
    return nbformat.writes(notebook).encode()


def with_answers(answers):
    """The instructor's notebook with a student's answers, as repair gives it."""
    notebook = notebooks.instructor_notebook(assignment())
    stubs = {cell.id: cell.source for cell in released().cells}
    for cell in notebook.cells:
        if cell.metadata.get("nbgrader", {}).get("solution"):
            cell.source = answers.get(cell.id, stubs[cell.id])
    return notebook


def hand_in(course, student, notebook, stem=STEM):
    """Put a notebook (or bytes, or text) into the course's submitted folder."""
    path = course.notebook("submitted", stem, student)
    if isinstance(notebook, bytes):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(notebook)
    else:
        write_text(path, nbformat.writes(notebook))
    return path
