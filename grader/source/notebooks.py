"""Both notebooks of an assignment, made from its percent-format text.

The same text gives the same bytes: a cell's id is
its grade_id, or else a hash of what it says.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from copy import deepcopy
from functools import lru_cache
from typing import Any

import nbformat
from nbformat import NotebookNode

from grader.course import Course
from grader.source import adopted, bootstrap
from grader.source.marks import Marks, marks_of
from grader.source.text import (
    BEGIN_MARK_SCHEME,
    END_MARK_SCHEME,
    Assignment,
    Cell,
)

STUB = 'raise NotImplementedError("Replace this line with your answer.")'
TEXT_STUB = "*Replace this line with your answer, two to five sentences.*"
HIDDEN_NOTICE = "# Hidden tests: they run when your work is graded."
SHOW_TAG = "show"
STUDENT_TAG = "student"  # a code cell that the student added


def instructor_notebook(assignment: Assignment) -> NotebookNode:
    """The notebook with solutions, hidden tests and rubrics, in nbgrader's schema 3."""
    if assignment.is_adopted:
        return adopted.instructor(assignment)
    return deepcopy(_validated_notebook(assignment))


@lru_cache(maxsize=8)  # grading a class asks for the same one again and again
def _validated_notebook(assignment: Assignment) -> NotebookNode:
    from nbgrader.nbgraderformat import MetadataValidator

    cells = [piece for cell in assignment.cells for piece in _expand(cell)]
    first = next(i for i, cell in enumerate(cells) if cell.cell_type == "code")
    cells.insert(first, _bootstrap())
    _name_cells(cells)
    notebook = nbformat.v4.new_notebook(
        cells=cells,
        metadata={
            "kernelspec": {
                "display_name": "Python 3",
                "language": "python",
                "name": "python3",
            },
            "language_info": {"name": "python"},
        },
    )
    nbformat.validate(notebook)
    MetadataValidator().validate_nb(notebook)
    return notebook


def _bootstrap() -> NotebookNode:
    """The cell that finds the course on Colab and the like; grading skips it."""
    text = bootstrap.cell_text(Course().settings.zip_url)
    metadata = {"tags": [SHOW_TAG], "jupyter": {"source_hidden": True}}
    return nbformat.v4.new_code_cell(text, metadata=metadata)


def _expand(cell: Cell) -> Iterator[NotebookNode]:
    """The notebook cells of one source cell, not yet named."""
    make = nbformat.v4.new_code_cell
    if cell.kind == "markdown":
        yield nbformat.v4.new_markdown_cell(cell.source)
    elif cell.kind == "answer":
        # nbgrader empties a text answer cell as a whole, so the question stands apart.
        question, rubric = _split_rubric(cell.source)
        yield nbformat.v4.new_markdown_cell(question)
        answer = nbformat.v4.new_markdown_cell(rubric)
        yield _mark(
            answer, cell.grade_id, grade=True, solution=True, points=cell.points
        )
    elif cell.kind == "given":
        yield _mark(make(cell.source), "")
    elif cell.kind == "show":
        yield make(cell.source, metadata={"tags": [SHOW_TAG]})
    elif cell.kind == "solution":
        yield _mark(make(cell.source), cell.grade_id, solution=True)
    else:
        text = cell.source if cell.kind == "test" else _hide(cell.source)
        yield _mark(make(text), cell.grade_id, grade=True, points=cell.points)


def _split_rubric(text: str) -> tuple[str, str]:
    """(question, mark scheme with its own lines) of a text answer."""
    before, begin, rest = text.partition(BEGIN_MARK_SCHEME)
    scheme, end, after = rest.partition(END_MARK_SCHEME)
    return f"{before.strip()}\n{after.strip()}".strip(), f"{begin}{scheme}{end}"


def _hide(tests: str) -> str:
    return f"{HIDDEN_NOTICE}\n### BEGIN HIDDEN TESTS\n{tests}\n### END HIDDEN TESTS"


def _mark(
    cell: NotebookNode,
    grade_id: str,
    *,
    grade: bool = False,
    solution: bool = False,
    points: float = 0.0,
) -> NotebookNode:
    """Add nbgrader's metadata; a cell that is no answer is locked."""
    name = grade_id or f"given_{_digest(cell)}"
    Marks(name, grade, solution, locked=not solution, points=points).put_on(cell)
    return cell


def _digest(cell: NotebookNode | Cell) -> str:
    return hashlib.sha256(cell.source.encode()).hexdigest()[:8]


def line_of(assignment: Assignment, cell_id: str) -> int:
    """The line of the text that made a notebook's cell; 0 for one that it did not."""
    for cell in assignment.cells:
        digest = _digest(cell)
        if cell_id in (cell.grade_id, f"given_{digest}", f"code_{digest}"):
            return cell.line
    return 0


def _name_cells(cells: Iterable[NotebookNode]) -> None:
    """Give each cell an id that depends on its content alone, unique here."""
    seen: Counter[str] = Counter()
    for cell in cells:
        marks = marks_of(cell)
        name = marks.grade_id or f"{cell.cell_type}_{_digest(cell)}"
        seen[name] += 1
        cell.id = name if seen[name] == 1 else f"{name}-{seen[name]}"
        if marks.grade_id:
            cell.metadata["nbgrader"]["grade_id"] = cell.id.replace("-", "_")


def student_notebook(assignment: Assignment) -> NotebookNode:
    """The notebook a student opens, emptied by nbgrader's own preprocessors."""
    from nbgrader.preprocessors import ClearHiddenTests, ClearOutput, ClearSolutions
    from traitlets.config import Config

    if assignment.is_adopted:
        return adopted.released(assignment)
    config = Config(release_settings(assignment))
    notebook = instructor_notebook(assignment)
    for step in (ClearSolutions, ClearHiddenTests, ClearOutput):
        notebook, _ = step(config=config).preprocess(notebook, {})
    return notebook


def release_settings(assignment: Assignment) -> dict[str, Any]:
    """Settings with which nbgrader releases the notebook."""
    if assignment.is_adopted:
        return adopted.settings(assignment)
    return {"ClearSolutions": {"code_stub": {"python": STUB}, "text_stub": TEXT_STUB}}


def to_text(notebook: NotebookNode) -> str:
    """The notebook as JSON text; equal notebooks give equal text."""
    return str(nbformat.writes(notebook)).rstrip("\n") + "\n"
