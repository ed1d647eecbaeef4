"""The solutions of an assignment, for the day after its last deadline.

The reference notebook as students may see it: run, with its outputs, without hidden
tests; rubrics are in it where `course.toml` shows them to students.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from nbformat import NotebookNode

from grader import source
from grader.authoring.run_notebooks import execute
from grader.course import Course, CourseError, prepared, write_text
from grader.source.notebooks import instructor_notebook, to_text

MARKS = (
    source.BEGIN_SOLUTION,
    source.END_SOLUTION,
    source.BEGIN_MARK_SCHEME,
    source.END_MARK_SCHEME,
)


def require_over(course: Course, stem: str, now: datetime | None = None) -> None:
    """CourseError while somebody may still hand the assignment in on time."""
    last = course.settings.last_deadline(stem)
    cure = "--anyway writes the solutions all the same."
    if last is None:
        raise CourseError(
            f"course.toml has no deadline for {stem}, so nothing says that it is over; "
            f"{cure}"
        )
    if (now or datetime.now(UTC)) <= last:
        raise CourseError(
            f"{stem} can be handed in until {last:%Y-%m-%d %H:%M %Z}, extensions "
            f"included; {cure}"
        )


def solutions_notebook(
    assignment: source.Assignment, *, with_rubrics: bool
) -> NotebookNode:
    """The reference without hidden tests, nbgrader's marks and the lines that mark."""
    shown = tuple(cell for cell in assignment.cells if cell.kind != "hidden")
    notebook = instructor_notebook(replace(assignment, cells=shown))
    notebook.cells = list(_as_shown(notebook.cells, with_rubrics=with_rubrics))
    return notebook


def _as_shown(
    cells: list[NotebookNode], *, with_rubrics: bool
) -> Iterator[NotebookNode]:
    for cell in cells:
        if source.BEGIN_MARK_SCHEME in cell.source and not with_rubrics:
            continue
        lines = cell.source.splitlines()
        cell.source = "\n".join(line for line in lines if line.strip() not in MARKS)
        cell.metadata.pop("nbgrader", None)
        yield cell


def write_solutions(course: Course, stem: str) -> list[Path]:
    """Run the notebook and write it as `.ipynb` and `.html`.

    Raises:
        CourseError: the data are not there, or a cell of the reference fails.
    """
    from nbconvert import HTMLExporter

    assignment = source.load(stem)
    prepared.require([assignment.text])
    with_rubrics = course.settings.feedback.mark_scheme
    notebook = solutions_notebook(assignment, with_rubrics=with_rubrics)
    folder = course.folder("solutions")
    if problem := execute(notebook, assignment, folder / f"{stem}.log"):
        raise CourseError(f"The solutions of {stem} do not run: {problem}.")
    page, _ = HTMLExporter().from_notebook_node(
        notebook, {"metadata": {"name": f"{stem}: solutions"}}
    )
    texts = {".ipynb": to_text(notebook), ".html": page}
    for ending, text in texts.items():
        write_text(folder / f"{stem}{ending}", text)
    (folder / f"{stem}.log").unlink()
    return [folder / f"{stem}{ending}" for ending in texts]
