"""The sample class of the demo: one of every kind of submission, and nobody real.

Each member hands in a notebook made from the released one: the reference answers, with
whatever makes this member different. Mistakes come from the answer bank, so what the
class gets wrong is what the tests are proven to catch.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from nbformat import NotebookNode

from grader import source
from grader.course import Course, write_text
from grader.proving import prove
from grader.source import notebooks
from grader.source.marks import marks_of

EVERY_MEMBER_UP_TO = 2  # later assignments get the few with `is_in_all`

# An answer that never comes back, and one that takes its kernel with it.
ENDLESS = "while True:\n    pass\n"
CRASH = "import os\n\nos._exit(1)\n"

# What a cheat tries: objects that equal everything, and tests that cannot fail.
HOSTILE = '''\
import numpy.testing


class Equal:
    """Equal to whatever it is compared with."""

    __hash__ = None

    def __eq__(self, other):
        return True

    def __getattr__(self, name):
        return self

    def __call__(self, *args, **kwargs):
        return self


for name in dir(numpy.testing):
    if name.startswith("assert"):
        setattr(numpy.testing, name, lambda *args, **kwargs: None)
{name} = Equal()
'''
WRITTEN = "I would look at the data first, because the lecture says so."


@dataclass(frozen=True)
class Member:
    """One member of the class: a name, what they stand for, and what they change.

    An attacker goes for the process or the tests, and needs a wall around.
    """

    name: str
    about: str
    change: Callable[[NotebookNode, source.Assignment], None]
    is_in_all: bool = False
    is_attacker: bool = False


def _nothing(notebook: NotebookNode, assignment: source.Assignment) -> None:
    """The reference answers as they are."""


def _blank(notebook: NotebookNode, assignment: source.Assignment) -> None:
    """The released notebook, untouched."""
    notebook.cells = notebooks.student_notebook(assignment).cells


def _mistake(number: int) -> Callable[[NotebookNode, source.Assignment], None]:
    """One wrong answer from the bank; `number` picks the exercise, spread over all."""

    def change(notebook: NotebookNode, assignment: source.Assignment) -> None:
        exercise, answer = pick_mistake(assignment, number)
        _cell(notebook, exercise).source = answer.source

    return change


def pick_mistake(
    assignment: source.Assignment, number: int
) -> tuple[str, prove.BankAnswer]:
    """The exercise and the wrong answer of mistake 0, 1 or 2 of an assignment."""
    banked = {
        exercise: [
            a for a in prove.read_bank(assignment.stem, exercise) if not a.is_right
        ]
        for exercise in assignment.exercises
    }
    names = [exercise for exercise, wrong in banked.items() if wrong]
    if not names:
        raise prove.BankError(f"There is no wrong answer to {assignment.stem} yet.")
    exercise = names[number * (len(names) - 1) // 2]
    return exercise, banked[exercise][0]


def _replace_first(text: str) -> Callable[[NotebookNode, source.Assignment], None]:
    """Put `text` in place of the first exercise's answer."""

    def change(notebook: NotebookNode, assignment: source.Assignment) -> None:
        name = first_function(assignment)
        _cell(notebook, name).source = text.replace("{name}", name)

    return change


def first_function(assignment: source.Assignment) -> str:
    """The first exercise that is no prediction."""
    return next(e for e in assignment.exercises if not e.startswith("predict_"))


def _lose_metadata(notebook: NotebookNode, _: source.Assignment) -> None:
    """What some editors do: no nbgrader metadata and new cell ids."""
    for index, cell in enumerate(notebook.cells):
        cell.metadata = NotebookNode()
        cell.id = f"rewritten{index}"


CLASS: tuple[Member, ...] = (
    Member("ada", "the reference answers", _nothing, is_in_all=True),
    Member("ben", "handed in without an answer", _blank, is_in_all=True),
    Member("cleo", "an early mistake", _mistake(0), is_in_all=True),
    Member("dev", "a mistake half-way", _mistake(1)),
    Member("eli", "a late mistake", _mistake(2)),
    Member(
        "fay",
        "an answer that kills its kernel",
        _replace_first(CRASH),
        is_attacker=True,
    ),
    Member(
        "gus", "an answer that never ends", _replace_first(ENDLESS), is_attacker=True
    ),
    Member(
        "hal",
        "objects that equal everything",
        _replace_first(HOSTILE),
        is_attacker=True,
    ),
    Member("ida", "an editor that lost all metadata", _lose_metadata),
)


def reference_submission(assignment: source.Assignment) -> NotebookNode:
    """The student's notebook with every answer filled in as the reference has it."""
    notebook = notebooks.student_notebook(assignment)
    for cell in assignment.cells:
        if cell.kind == "solution":
            _cell(notebook, cell.grade_id).source = strip_marks(cell.source)
        elif cell.kind == "answer":
            _cell(notebook, cell.grade_id).source = WRITTEN
    return notebook


def strip_marks(text: str) -> str:
    """A solution without the lines that tell nbgrader where it is."""
    marks = (source.BEGIN_SOLUTION, source.END_SOLUTION)
    lines = [line for line in text.splitlines() if line.strip() not in marks]
    return "\n".join(lines)


def _cell(notebook: NotebookNode, grade_id: str) -> NotebookNode:
    for cell in notebook.cells:
        if marks_of(cell).grade_id == grade_id:
            return cell
    raise KeyError(grade_id)


def members_of(stem: str, *, walled: bool = True) -> list[Member]:
    """Who hands in an assignment: all of the first two, a few of the others.

    Without walls nobody does who attacks.
    """
    is_early = int(stem.split("_")[0]) <= EVERY_MEMBER_UP_TO
    return [
        member
        for member in CLASS
        if (is_early or member.is_in_all) and (walled or not member.is_attacker)
    ]


def write_submissions(stem: str, course: Course, *, walled: bool = True) -> list[Path]:
    """Write `submitted/MEMBER/STEM/STEM.ipynb` for the class; the paths.

    A file that already says the same is left alone, so its verdict still holds.
    """
    assignment = source.load(stem)
    paths = []
    for member in members_of(stem, walled=walled):
        notebook = reference_submission(assignment)
        member.change(notebook, assignment)
        path = course.notebook("submitted", stem, member.name)
        text = notebooks.to_text(notebook)
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            write_text(path, text)
        paths.append(path)
    return paths
