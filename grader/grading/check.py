"""Check notebooks as their student would: visible tests, the table of `coursekit`.

Where this machine can isolate, answers and tests run exactly as in grading; elsewhere
in an ordinary kernel, as in the students' own `python -m coursekit check`. A notebook
of an adopted course is known by its cells; what its tests hide is not run.
"""

from __future__ import annotations

import argparse
import secrets
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from grader import source
from grader.collecting.recognize import recognize, signatures
from grader.course import Course, CourseError
from grader.course.course import add_course, chosen
from grader.course.places import find_coursekit
from grader.engines import choice
from grader.engines.engine import Limits
from grader.grading import placing, plan
from grader.grading.job import executor_of
from grader.source import adopted
from grader.source.cells import normal
from grader.source.marks import marks_of
from grader.submissions.beside import files_beside
from grader.submissions.reading import UnreadableError, read_cells
from grader.submissions.repair import repair

if TYPE_CHECKING:
    from coursekit.outcomes import Checked, Outcome
    from coursekit.runner import Report
    from nbformat import NotebookNode

    from grader.engines.engine import Executor
    from grader.submissions.verdicts import CellVerdict

ISOLATED = "Run in isolation, as in grading. More tests run when the work is graded."
ORDINARY = "Run on this machine as you. More tests run when the work is graded."


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


def find(path: Path, course: Course) -> tuple[source.Assignment, source.Assignment]:
    """The assignment of a course that a file belongs to, and which notebook it is.

    Raises:
        CourseError: its cells do not say.
        UnreadableError: it is no notebook.
    """
    cells, _ = read_cells(path.read_bytes())
    known, folder = signatures(course), path.resolve().parent.name
    found = recognize(cells, known, folder, path.stem)
    if not found:
        raise CourseError(
            f"{path} has too few cells of any assignment of {course.root}; look at the "
            "names of both."
        )
    if len(found) > 1:
        names = " or ".join(f"{one.stem}/{one.part}.ipynb" for one in found)
        raise CourseError(
            f"{path} may be {names}, which have the same cells; give it that name."
        )
    assignment = source.load_for(course, found[0].stem)
    if assignment.is_adopted:
        assignment = placing.known(course, assignment) or assignment
    own = (part for part in assignment.notebooks if part.stem == found[0].part)
    return assignment, next(own)


def without_hidden(notebook: NotebookNode) -> NotebookNode:
    """The instructor's notebook with the visible tests only."""
    notebook.cells = [cell for cell in notebook.cells if not marks_of(cell).is_hidden]
    return notebook


def check_isolated(
    path: Path,
    told: Callable[[str], None],
    executor: Executor,
    course: Course | None = None,
) -> Report:
    """Repair a notebook and run its answers and visible tests as grading does.

    Raises:
        CourseError: it cannot be read, or the machine failed.
    """
    from coursekit.runner import Report

    try:
        assignment, part = _named(path) if course is None else find(path, course)
        mended = repair(path.read_bytes(), part)
    except UnreadableError as error:
        raise CourseError(f"{path}: {error}") from error
    told("all exercises")
    notebook, unanswered = mended.notebook, mended.unanswered
    place = path.resolve()
    files, _ = files_beside(place.parent.parent, place)
    if assignment.is_adopted:
        notebook = adopted.as_students_see_it(notebook, part)
        unanswered = _as_released(notebook, part)
        files = adopted.files_for(assignment.text, files)
    else:
        notebook = without_hidden(notebook)
    limits = Limits.of(plan.seconds_of(course, assignment) if course else {})
    seed = secrets.randbits(32)
    execution = executor.execute(notebook, seed=seed, limits=limits, files=files)
    if execution.problem:
        raise CourseError(str(execution.problem))
    verdicts = {verdict.grade_id: verdict for verdict in execution.cells}
    checked = _plainly_checked if assignment.is_adopted else _checked
    return Report(tuple(checked(part, verdicts, unanswered)))


def _named(path: Path) -> tuple[source.Assignment, source.Assignment]:
    assignment = source.load(stem_of(path))
    return assignment, assignment


def _as_released(notebook: NotebookNode, part: source.Assignment) -> frozenset[str]:
    """Ids of the answer cells of an adopted notebook that nobody has touched."""
    released = {
        marks_of(cell).grade_id: normal(cell.source).strip()
        for cell in adopted.released(part).cells
        if marks_of(cell).solution
    }
    return frozenset(
        marks_of(cell).grade_id
        for cell in notebook.cells
        if released.get(marks_of(cell).grade_id) == normal(cell.source).strip()
    )


def _checked(
    assignment: source.Assignment,
    verdicts: Mapping[str, CellVerdict],
    unanswered: frozenset[str],
) -> Iterator[Checked]:
    """What `coursekit` prints, from verdicts."""
    from coursekit.outcomes import Checked

    for cell in assignment.cells:
        if cell.kind == "answer":
            yield Checked(cell.name, cell.grade_id in unanswered, is_written=True)
        if cell.kind == "test":
            outcomes = _outcomes(verdicts.get(cell.grade_id))
            yield Checked(cell.name, cell.name in unanswered, outcomes)


def _plainly_checked(
    part: source.Assignment,
    verdicts: Mapping[str, CellVerdict],
    unanswered: frozenset[str],
) -> Iterator[Checked]:
    """The same of an adopted notebook, where each test is an exercise.

    It is open while nobody has touched the answers right before it, which are all
    between an earlier test and the tests that follow them.
    """
    from coursekit.outcomes import Checked

    answers: set[str] = set()
    is_after_test = False
    for cell in part.cells:
        if cell.kind == "answer":
            yield Checked(cell.name, cell.grade_id in unanswered, is_written=True)
        elif cell.kind == "solution":
            answers = {cell.grade_id} | (set() if is_after_test else answers)
            is_after_test = False
        elif cell.kind in ("test", "hidden"):
            is_after_test = True
            if cell.grade_id in verdicts:
                is_open = bool(answers) and answers <= unanswered
                outcomes = _outcomes(verdicts[cell.grade_id])
                yield Checked(cell.name, is_open, outcomes)


def _outcomes(verdict: CellVerdict | None) -> tuple[Outcome, ...]:
    from coursekit.outcomes import Outcome

    return tuple(
        Outcome(case.name, "passed" if case.passed else "failed", case.message)
        for case in (verdict.cases if verdict else [])
    )


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what `grader check` takes: as the students' command, and the course."""
    find_coursekit()
    from coursekit import __main__ as students

    students.add_arguments(parser)
    add_course(parser)


def _engine(course: Course | None, unsafe: bool) -> str:
    """As `grader grade` would run it, on the course's own interpreter."""
    engine = choice.engine(unsafe=unsafe)
    if course is None:
        return engine
    plan.check_python(course, engine)
    return plan.executor(engine, python=course.settings.python)


def main(options: argparse.Namespace) -> int:
    """Check; 0 when nothing that is answered fails, else 1."""
    find_coursekit()
    from coursekit import __main__ as students
    from coursekit import runner
    from coursekit.exercises import NotebookError
    from coursekit.kernel import KernelError

    course = chosen(options) if options.course else None
    if course is not None and not options.notebook:
        raise CourseError("Name the notebook to check: grader check FILE --course DIR.")
    if lacking := choice.why_none():
        print(
            f"This machine cannot isolate ({lacking}): the notebooks run as you, "
            "with all that you may do.",
            file=sys.stderr,
        )
    try:
        if lacking and course is None:
            return students.check_all(options.notebook, runner.check_notebook)
        with closing(executor_of(_engine(course, bool(lacking)))) as executor:
            return students.check_all(
                options.notebook,
                lambda path, told: check_isolated(path, told, executor, course),
                ORDINARY if lacking else ISOLATED,
            )
    except (NotebookError, KernelError) as error:
        raise CourseError(str(error)) from error
