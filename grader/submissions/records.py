"""Find the verdicts that grading left in `workspace/autograded/`."""

from __future__ import annotations

from pathlib import Path

from grader import source
from grader.course import Course, CourseError
from grader.submissions.verdicts import Record, VerdictError


def read_records(course: Course, stem: str) -> list[Record]:
    """All verdicts of an assignment, by student name.

    Raises:
        CourseError: there is no such assignment, nothing of it was graded yet, or a
            verdict cannot be read; the message names the command that cures it.
    """
    paths = sorted(course.folder("autograded").glob(f"*/{stem}/verdict.json"))
    if not paths:
        source.load_for(course, stem)  # a wrong name is told as such
        raise CourseError(
            f"No submission of {stem} has been graded yet; run `grader grade {stem}`."
        )
    try:
        return [Record.read(path) for path in paths]
    except VerdictError as error:
        raise CourseError(str(error)) from error


def quarantined(course: Course, stem: str) -> frozenset[str]:
    """Students whose submission could not be graded, by what was last tried."""
    paths = course.folder("autograded").glob(f"*/{stem}/verdict.json")
    found = (Record.read(path).verdict for path in paths)
    return frozenset(v.student for v in found if v.status == "quarantined")


def graded_stems(course: Course) -> list[str]:
    """Assignments that have at least one verdict, in course order.

    Raises:
        CourseError: there is none; the message names the command.
    """
    found = {
        p.parent.name for p in course.folder("autograded").glob("*/*/verdict.json")
    }
    if not found:
        raise CourseError("Nothing has been graded yet; run `grader grade ASSIGNMENT`.")
    return sorted(found)


def executed_notebook(course: Course, stem: str, student: str) -> Path:
    """The executed notebook of one submission; it may be missing."""
    return course.notebook("autograded", stem, student)


def executed_notebooks(course: Course, stem: str, student: str) -> dict[str, Path]:
    """{name: path} of the executed notebooks of one submission, if it has any."""
    folder = executed_notebook(course, stem, student).parent
    return {path.stem: path for path in sorted(folder.glob("*.ipynb"))}


def title(course: Course, stem: str) -> str:
    """The heading of an assignment, or its stem when the source is not at hand."""
    try:
        assignment = source.load_for(course, stem)
    except source.SourceError:
        return stem
    if assignment.is_adopted:
        return stem  # its notebooks may begin with anything
    texts = (cell.source for cell in assignment.cells if cell.kind == "markdown")
    first = next(texts, stem)
    return first.splitlines()[0].lstrip("# ").strip()
