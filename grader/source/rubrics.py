"""Rubrics of written answers: read from the text, and shown beside an answer."""

from __future__ import annotations

from dataclasses import dataclass

import nbformat
from nbformat import NotebookNode

from grader.source.marks import marks_of
from grader.source.text import BEGIN_MARK_SCHEME, END_MARK_SCHEME, Assignment

TAG = "rubric"
HEADING = "**For graders: the rubric of the answer below** (students do not see this)"


@dataclass(frozen=True)
class Rubric:
    """A written question, what it is worth, and how an answer is marked."""

    question: str
    scheme: str
    points: float


def read_rubrics(assignment: Assignment) -> dict[str, Rubric]:
    """{grade_id: rubric} of the written answers of an assignment.

    What stands in the cell of one that was adopted is an answer, and no rubric.
    """
    found: dict[str, Rubric] = {}
    for cell in () if assignment.is_adopted else assignment.cells:
        if cell.kind == "answer":
            question, _, rest = cell.source.partition(BEGIN_MARK_SCHEME)
            scheme = rest.partition(END_MARK_SCHEME)[0]
            found[cell.grade_id] = Rubric(question.strip(), scheme.strip(), cell.points)
    return found


def add_rubrics(notebook: NotebookNode, assignment: Assignment) -> None:
    """Put each rubric above its answer, so that formgrader shows both together."""
    rubrics = read_rubrics(assignment)
    remove_rubrics(notebook)
    cells = []
    for cell in notebook.cells:
        grade_id = marks_of(cell).grade_id
        if grade_id in rubrics:
            cells.append(_rubric_cell(grade_id, rubrics[grade_id]))
        cells.append(cell)
    notebook.cells = cells


def remove_rubrics(notebook: NotebookNode) -> None:
    """Take the rubrics out again: a page for students has none."""
    notebook.cells = [c for c in notebook.cells if not is_rubric(c)]


def is_rubric(cell: NotebookNode) -> bool:
    """Whether a cell is one that `add_rubrics` put there."""
    return TAG in cell.metadata.get("tags", [])


def _rubric_cell(grade_id: str, rubric: Rubric) -> NotebookNode:
    lines = "\n".join(f"> {line}  " for line in rubric.scheme.splitlines())
    text = f"{HEADING}\n\n{lines}"
    return nbformat.v4.new_markdown_cell(
        text, id=f"{TAG}-{grade_id}"[:64], metadata={"tags": [TAG]}
    )
