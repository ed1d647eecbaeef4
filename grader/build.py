"""Build both notebooks of an assignment from its percent-format text.

The instructor's notebook goes to `workspace/source/`, where nbgrader releases it from;
the student's goes to `notebooks/`. The same text gives the same bytes: a cell's id is
its grade_id, or else a hash of what it says.
"""

from __future__ import annotations

import argparse
import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from copy import deepcopy
from functools import lru_cache
from typing import Any

import nbformat
from nbformat import NotebookNode

from grader import bootstrap, conventions, source
from grader.course import NOTEBOOKS, REPOSITORY, Course, CourseError, write_text

STUB = 'raise NotImplementedError("Replace this line with your answer.")'
TEXT_STUB = "*Replace this line with your answer, two to five sentences.*"
HIDDEN_NOTICE = "# Hidden tests: they run when your work is graded."
SHOW_TAG = "show"


def instructor_notebook(assignment: source.Assignment) -> NotebookNode:
    """The notebook with solutions, hidden tests and rubrics, in nbgrader's schema 3."""
    return deepcopy(_validated_notebook(assignment))


@lru_cache(maxsize=8)  # grading a class asks for the same one again and again
def _validated_notebook(assignment: source.Assignment) -> NotebookNode:
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
    text = bootstrap.cell_text(bootstrap.address(REPOSITORY / "course.toml"))
    metadata = {"tags": [SHOW_TAG], "jupyter": {"source_hidden": True}}
    return nbformat.v4.new_code_cell(text, metadata=metadata)


def _expand(cell: source.Cell) -> Iterator[NotebookNode]:
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
    before, begin, rest = text.partition(source.BEGIN_MARK_SCHEME)
    scheme, end, after = rest.partition(source.END_MARK_SCHEME)
    if not (begin and end):
        raise source.SourceError(
            "A text answer needs a rubric between the lines "
            f"'{source.BEGIN_MARK_SCHEME}' and '{source.END_MARK_SCHEME}'."
        )
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
    metadata: dict[str, Any] = {
        "schema_version": 3,
        "grade_id": grade_id or f"given_{_digest(cell)}",
        "grade": grade,
        "solution": solution,
        "locked": not solution,
        "task": False,
    }
    if grade:
        metadata["points"] = int(points) if points == int(points) else points
    cell.metadata["nbgrader"] = NotebookNode(metadata)
    return cell


def _digest(cell: NotebookNode) -> str:
    return hashlib.sha256(cell.source.encode()).hexdigest()[:8]


def _name_cells(cells: Iterable[NotebookNode]) -> None:
    """Give each cell an id that depends on its content alone, unique here."""
    seen: Counter[str] = Counter()
    for cell in cells:
        marks = cell.metadata.get("nbgrader")
        name = marks["grade_id"] if marks else f"{cell.cell_type}_{_digest(cell)}"
        seen[name] += 1
        cell.id = name if seen[name] == 1 else f"{name}-{seen[name]}"
        if marks:
            marks["grade_id"] = cell.id.replace("-", "_")


def student_notebook(assignment: source.Assignment) -> NotebookNode:
    """The notebook a student opens, emptied by nbgrader's own preprocessors."""
    from nbgrader.preprocessors import ClearHiddenTests, ClearOutput, ClearSolutions
    from traitlets.config import Config

    config = Config()
    config.ClearSolutions.code_stub = {"python": STUB}
    config.ClearSolutions.text_stub = TEXT_STUB
    notebook = instructor_notebook(assignment)
    for step in (ClearSolutions, ClearHiddenTests, ClearOutput):
        notebook, _ = step(config=config).preprocess(notebook, {})
    return notebook


def to_text(notebook: NotebookNode) -> str:
    """The notebook as JSON text; equal notebooks give equal text."""
    return str(nbformat.writes(notebook)).rstrip("\n") + "\n"


def build(stem: str, course: Course | None = None) -> None:
    """Write both notebooks of one assignment."""
    assignment = source.load(stem)
    target = (course or Course()).notebook("source", stem)
    write_text(target, to_text(instructor_notebook(assignment)))
    write_text(NOTEBOOKS / f"{stem}.ipynb", to_text(student_notebook(assignment)))


def is_current(stem: str) -> bool:
    """Whether `notebooks/STEM.ipynb` is what its source gives."""
    path = NOTEBOOKS / f"{stem}.ipynb"
    fresh = to_text(student_notebook(source.load(stem)))
    return path.is_file() and path.read_text(encoding="utf-8") == fresh


def check_conventions(stems: Iterable[str]) -> None:
    """Raise CourseError with every place that breaks a convention, and its cure."""
    broken = [p for stem in stems for p in conventions.check(source.load(stem))]
    if broken:
        raise CourseError("\n".join(["conventions are broken:", *broken]))


def check(stems: Iterable[str]) -> None:
    """Raise CourseError, naming the cure, when a built notebook has drifted."""
    stale = [stem for stem in stems if not is_current(stem)]
    if stale:
        raise CourseError(
            f"notebooks/ differs from the sources of {', '.join(stale)}; run "
            "`make build` and commit what changes."
        )


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what `grader build` takes."""
    parser.add_argument("assignment", nargs="*", help="stems; all when none is given")
    parser.add_argument("--rules", action="store_true", help="list the conventions")
    parser.add_argument(
        "--check", action="store_true", help="change nothing; fail when out of date"
    )


def main(options: argparse.Namespace) -> int:
    """Build or check; 0 when done, 1 when something drifted."""
    stems = options.assignment or source.stems()
    if options.rules:
        print("\n".join(conventions.describe()))
        return 0
    if options.check:
        check(stems)
        check_conventions(stems)
        print(f"{len(stems)} notebooks match their sources.")
        return 0
    for stem in stems:
        build(stem)
        print(f"built notebooks/{stem}.ipynb")
    check_conventions(stems)
    return 0
