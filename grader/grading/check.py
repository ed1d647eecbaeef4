"""Check notebooks as their student would: visible tests, the table of `coursekit`.

Where this machine can isolate, answers and tests run exactly as in grading; elsewhere
in an ordinary kernel, as in the students' own `python -m coursekit check`.
"""

from __future__ import annotations

import argparse
import secrets
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from grader import source
from grader.course import CourseError
from grader.course.places import find_coursekit
from grader.engines import choice
from grader.source.marks import marks_of

if TYPE_CHECKING:
    from coursekit.outcomes import Checked
    from coursekit.runner import Report
    from nbformat import NotebookNode

    from grader.engines.engine import Executor
    from grader.submissions.verdicts import CellVerdict

ISOLATED = "Run in isolation, as in grading. More tests run when the work is graded."


def stem_of(path: Path) -> str:
    """The assignment that a notebook belongs to, by its name or a piece of it.

    Raises:
        CourseError: its name does not say.
    """
    for stem in source.stems():
        if stem in path.stem:
            return stem
    raise CourseError(
        f"{path.name} is named after no assignment; its name must contain one of "
        f"{', '.join(source.stems())}."
    )


def without_hidden(notebook: NotebookNode) -> NotebookNode:
    """The instructor's notebook with the visible tests only."""
    notebook.cells = [cell for cell in notebook.cells if not marks_of(cell).is_hidden]
    return notebook


def check_isolated(
    path: Path, told: Callable[[str], None], executor: Executor
) -> Report:
    """Repair a notebook and run its answers and visible tests as grading does.

    Raises:
        CourseError: it cannot be read, or the machine failed.
    """
    from coursekit.runner import Report

    from grader.engines.engine import Limits
    from grader.submissions.beside import files_beside
    from grader.submissions.repair import UnreadableError, repair

    assignment = source.load(stem_of(path))
    try:
        mended = repair(path.read_bytes(), assignment)
    except UnreadableError as error:
        raise CourseError(f"{path}: {error}") from error
    told("all exercises")
    seed = secrets.randbits(32)
    notebook = without_hidden(mended.notebook)
    place = path.resolve()
    files, _ = files_beside(place.parent.parent, place)
    execution = executor.execute(notebook, seed=seed, limits=Limits(), files=files)
    if execution.problem:
        raise CourseError(str(execution.problem))
    verdicts = {verdict.grade_id: verdict for verdict in execution.cells}
    return Report(tuple(_checked(assignment, verdicts, mended.unanswered)))


def _checked(
    assignment: source.Assignment,
    verdicts: dict[str, CellVerdict],
    unanswered: frozenset[str],
) -> list[Checked]:
    """What `coursekit` prints, from verdicts."""
    from coursekit.outcomes import Checked, Outcome

    checked = []
    for cell in assignment.cells:
        if cell.kind == "answer":
            is_open = cell.grade_id in unanswered
            checked.append(Checked(cell.name, is_open, is_written=True))
        if cell.kind != "test":
            continue
        verdict = verdicts.get(cell.grade_id)
        outcomes = tuple(
            Outcome(case.name, "passed" if case.passed else "failed", case.message)
            for case in (verdict.cases if verdict else [])
        )
        checked.append(Checked(cell.name, cell.name in unanswered, outcomes))
    return checked


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what `grader check` takes: the same as the students' command."""
    find_coursekit()
    from coursekit import __main__ as students

    students.add_arguments(parser)


def main(options: argparse.Namespace) -> int:
    """Check; 0 when nothing that is answered fails, else 1."""
    find_coursekit()
    from coursekit import __main__ as students
    from coursekit import runner
    from coursekit.exercises import NotebookError
    from coursekit.kernel import KernelError

    try:
        if lacking := choice.why_none():
            print(
                f"This machine cannot isolate ({lacking}): the notebooks run as you, "
                "with all that you may do.",
                file=sys.stderr,
            )
            return students.check_all(options.notebook, runner.check_notebook)
        from grader.engines.isolated import IsolatedExecutor

        with IsolatedExecutor() as executor:
            return students.check_all(
                options.notebook,
                lambda path, told: check_isolated(path, told, executor),
                ISOLATED,
            )
    except (NotebookError, KernelError) as error:
        raise CourseError(str(error)) from error
