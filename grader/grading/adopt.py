"""Look at an nbgrader course before it is graded: `grader adopt COURSE`.

The instructor's own solution and the notebook as it is released are graded as two
submissions, and a table says what nbgrader never tells: which tests fail on their own
solution, which pass where nothing was answered, and where each of them can run. Nothing
in the course is changed; what was found is kept beside it for `grader grade`.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import nbformat

from grader import source
from grader.course import Course, CourseError
from grader.course.course import chosen
from grader.course.terminal import printable
from grader.engines import choice
from grader.engines.engine import Executor, Limits
from grader.grading import plan
from grader.grading.job import Job, Result, executor_of, grade_submission
from grader.grading.placing import UNTRIED, Placed, Scores, place
from grader.source import adopted, nbgrader_course
from grader.source.marks import marks_of
from grader.submissions import several
from grader.submissions.failures import Kind as FailureKind

FAILS = "fails on its own solution"
PARTLY = "gives its own solution {points:g}"
PASSES = "passes on the released notebook"
PRINTS = "nbgrader would give it 0: it prints on stderr"
SOME = "gives the released notebook {points:g}"
WHY_INSIDE = (
    "Outside: a test runs where no code of students' does. Inside: in the student's "
    "own process, behind the wall, as nbgrader's do; hostile code could forge its "
    "points."
)


@dataclass(frozen=True)
class Tried:
    """A test cell: what it is worth, and what it says of solution and release."""

    cell: str
    points: float
    solution: float
    release: float
    why_inside: str = ""
    prints: bool = False  # on stderr

    @property
    def where(self) -> str:
        """In a word."""
        return "inside" if self.why_inside else "outside"

    @property
    def signs(self) -> list[str]:
        """What an instructor should look at."""
        found = [] if self.why_inside in ("", UNTRIED) else [self.why_inside]
        if self.solution < self.points:
            said = PARTLY if self.solution else FAILS
            found.append(said.format(points=self.solution))
        if self.prints:
            found.append(PRINTS)
        if self.release > 0:
            said = PASSES if self.release == self.points else SOME
            found.append(said.format(points=self.release))
        return found


@dataclass(frozen=True)
class Look:
    """What was found of one assignment."""

    placed: Placed
    rows: list[Tried]
    stops: list[str]
    problem: str = ""

    @property
    def is_sound(self) -> bool:
        """Whether its own solution has all points."""
        return not self.problem and all(r.solution >= r.points for r in self.rows)


class _NotRunError(Exception):
    """Solution or release could not be graded at all."""


def look(assignment: source.Assignment, executor: Executor, limits: Limits) -> Look:
    """Grade the solution and the release of an assignment, inside and outside."""
    tried: list[tuple[Result, Result]] = []

    def run(made: source.Assignment) -> tuple[Scores, Scores]:
        full, empty = _both(made, executor, limits)
        tried.append((full, empty))
        return _scores(full), _scores(empty)

    try:
        placed = place(assignment, run)
    except _NotRunError as error:
        return Look(Placed(assignment), [], [], str(error))
    printing = _printing(assignment, executor, limits)
    solution, release = tried[0]
    pairs = zip(solution.verdict.cells, release.verdict.cells, strict=True)
    rows = [
        Tried(
            s.grade_id,
            s.max_score,
            s.score,
            r.score,
            placed.inside.get(s.grade_id, ""),
            s.grade_id in printing,
        )
        for s, r in pairs
    ]
    return Look(placed, rows, list(_stops(solution.notebooks)))


def _printing(
    assignment: source.Assignment, executor: Executor, limits: Limits
) -> set[str]:
    """Tests in which the instructor's own solution prints on stderr."""
    made = adopted.like_nbgrader(assignment)
    notebooks = {part.stem: adopted.instructor(part) for part in made.notebooks}
    verdict = _graded(made, notebooks, executor, limits).verdict
    return {
        cell.grade_id
        for cell in verdict.cells
        for case in cell.cases
        if case.failure is not None and case.failure.kind is FailureKind.ON_STDERR
    }


def _scores(result: Result) -> Scores:
    return {cell.grade_id: cell for cell in result.verdict.cells}


def _both(
    assignment: source.Assignment, executor: Executor, limits: Limits
) -> Iterator[Result]:
    for of in (adopted.instructor, adopted.released):
        notebooks = {part.stem: of(part) for part in assignment.notebooks}
        result = _graded(assignment, notebooks, executor, limits)
        if result.verdict.reason is not None:
            raise _NotRunError(result.verdict.reason)
        yield result


def _graded(
    assignment: source.Assignment,
    notebooks: Mapping[str, nbformat.NotebookNode],
    executor: Executor,
    limits: Limits,
) -> Result:
    data = {name: nbformat.writes(nb).encode() for name, nb in notebooks.items()}
    job = Job(
        student="instructor",
        stem=assignment.stem,
        text=assignment.text,
        data=several.pack(data),
        seed=0,
        limits=limits,
        engine="",
        files=adopted.files(assignment.text),
    )
    return grade_submission(job, executor)


def _stops(notebooks: Mapping[str, str]) -> Iterator[str]:
    """The cells of the solution that do not run to their end, each in a sentence."""
    for name, text in notebooks.items():
        for number, cell in enumerate(json.loads(text)["cells"], start=1):
            for output in cell.get("outputs", []):
                if output["output_type"] == "error":
                    who = marks_of(cell).grade_id or f"number {number}"
                    said = f"{output['ename']}: {output['evalue']}".splitlines()[0]
                    yield f"{name}: the cell '{who}' stops with {said[:150]}"


def table(found: Look) -> str:
    """What is printed of an assignment."""
    made = found.placed.assignment
    names = ", ".join(part.stem for part in made.notebooks)
    head = f"{made.stem}: {made.max_score:g} automatic points in {len(found.rows)} "
    head += f"tests, {made.manual_max_score:g} by hand ({names})"
    if found.problem:
        return f"{head}\n  could not be run: {found.problem}"
    width = max((len(row.cell) for row in found.rows), default=0)
    lines = [
        f"  {row.cell:{width}}  {row.points:6g}  {row.where:7}  {'; '.join(row.signs)}"
        for row in found.rows
    ]
    lines += [f"  {stop}" for stop in found.stops]
    return "\n".join([head, *(line.rstrip() for line in lines)])


# The command.


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what `grader adopt` takes."""
    add = parser.add_argument
    add("course", type=Path, metavar="COURSE", help="an nbgrader course directory")
    add("assignment", nargs="*", help="names; all when none is given")
    add("--unsafe", action="store_true", help="without isolation: the course is yours")


def main(options: argparse.Namespace) -> int:
    """Print a table an assignment; 1 when one cannot be graded as it should be."""
    course = chosen(options)
    names = options.assignment or nbgrader_course.assignments(course.root)
    if not names:
        raise CourseError(
            f"{course.root} has no assignment; an nbgrader course has notebooks in "
            "source/ASSIGNMENT/."
        )
    engine = choice.engine(unsafe=options.unsafe)
    plan.check_python(course, engine)
    python = course.settings.python
    executor = executor_of(plan.executor(engine, python=python, is_adopted=True))
    try:
        sound = [_tell(course, name, executor) for name in names]
    finally:
        executor.close()
    print(WHY_INSIDE)
    return 0 if all(sound) else 1


def _tell(course: Course, name: str, executor: Executor) -> bool:
    try:
        nbgrader_course.check_database(course)
        assignment = nbgrader_course.read(course.root, name)
        if course.settings.like_nbgrader:
            assignment = adopted.like_nbgrader(assignment)
        seconds = plan.seconds_of(course, assignment)
    except source.SourceError as error:
        print(printable(f"{name}: cannot be graded as it is. {error}"))
        return False
    found = look(assignment, executor, Limits.of(seconds))
    for line in table(found).splitlines():
        print(printable(line))
    found.placed.save(course, assignment.text)
    return found.is_sound
