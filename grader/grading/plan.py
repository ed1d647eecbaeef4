"""One run of `grader grade`: what is graded, with what, into where."""

from __future__ import annotations

import argparse
import secrets
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from grader import source
from grader.collecting.students import Students
from grader.course import Course, CourseError
from grader.course.course import chosen
from grader.course.roster import Roster, read_roster
from grader.engines import choice, deciding
from grader.engines.engine import Limits
from grader.gradebook.book import COURSE_ID
from grader.grading import placing
from grader.source import nbgrader_course
from grader.source.adopted import ADOPTED


@dataclass(frozen=True)
class Plan:
    """One run of the command: what is graded, with what, into where."""

    course: Course
    assignment: source.Assignment
    submitted: Path
    url: str
    engine: str
    isolated: bool
    wall: str
    limits: Limits
    seed: int
    jobs: int = 1
    force: bool = False
    keep: bool = False
    students: frozenset[str] = frozenset()
    scheduler: str = ""
    tls: tuple[str, str, str] = ("", "", "")

    @property
    def stem(self) -> str:
        return self.assignment.stem

    def folder(self, student: str) -> Path:
        return self.course.folder("autograded") / student / self.stem

    def executed(self, student: str, name: str) -> Path:
        """Where an executed notebook lies: of the assignment, or one of several."""
        return self.folder(student) / f"{name}.ipynb"

    def verdict_path(self, student: str) -> Path:
        return self.folder(student) / "verdict.json"

    @property
    def forced(self) -> Path:
        """Stands while a run with --force is under way: what is older is not done."""
        return self.course.folder("autograded") / f".{self.stem}.forced"

    def is_forced(self, student: str) -> bool:
        """Whether --force asks for a submission, and has not graded it since it began.

        So the same command goes on where it was stopped.
        """
        if not self.force:
            return False
        try:
            began = self.forced.stat().st_mtime_ns
            return self.verdict_path(student).stat().st_mtime_ns <= began
        except FileNotFoundError:
            return True

    @cached_property
    def alike(self) -> dict[str, str]:
        """{folder of a student who is not in the roster: one that looks the same}."""
        said = self.course.settings
        roster = read_roster(said.roster, said.zone) if said.roster else Roster()
        names = [path.name for path in self.submitted.iterdir()]
        return Students(roster, []).alike(names)

    @property
    def course_id(self) -> str:
        """The course's name in the gradebook."""
        if not self.assignment.is_adopted:
            return COURSE_ID
        return nbgrader_course.course_id(self.course.root)

    @property
    def executor(self) -> str:
        """The engine with wall and interpreter that were asked for, for workers."""
        python, is_adopted = self.course.settings.python, self.assignment.is_adopted
        return executor(self.engine, self.wall, python, is_adopted=is_adopted)

    @property
    def made_by(self) -> str:
        """Engine and mark of this grader: what its verdicts say that made them."""
        return f"{self.engine} {deciding.mark()}"


def make_plan(options: argparse.Namespace) -> Plan:
    """The run that the options ask for; CourseError for what cannot be."""
    if options.jobs < 1:
        raise CourseError("--jobs is how many submissions run at once: 1 or more.")
    course = chosen(options)
    assignment = source.load_for(course, options.assignment)
    limits = _limits(options, course, assignment)
    if assignment.is_adopted:
        assignment = _placed(course, assignment)
    if options.wall and options.unsafe:
        raise CourseError("--wall asks for a wall and --unsafe for none; give one.")
    if options.wall and not options.scheduler:  # workers look for themselves
        choice.wall(options.wall)
    engine = options.engine or choice.engine(unsafe=options.unsafe)
    check_python(course, engine)
    return Plan(
        course=course,
        assignment=assignment,
        submitted=options.submitted or course.folder("submitted"),
        url=options.db or course.database,
        engine=engine,
        isolated=engine == "isolated",
        wall=options.wall,
        limits=limits,
        seed=secrets.randbits(63) if options.seed is None else options.seed,
        jobs=options.jobs,
        force=options.force,
        keep=options.keep,
        students=frozenset(options.students),
        scheduler=options.scheduler,
        tls=(options.tls_ca_file, options.tls_cert, options.tls_key),
    )


def executor(
    engine: str, wall: str = "", python: str = "", *, is_adopted: bool = False
) -> str:
    """What `job.executor_of` is asked for."""
    course = ADOPTED if is_adopted and engine != "kernel" else ""
    return f"{engine}:{wall}:{course}:{python}".rstrip(":")


def check_python(course: Course, engine: str) -> None:
    """Whether the course's own interpreter can be the kernel's, if it names one.

    Raises:
        CourseError: it cannot.
    """
    if python := course.settings.python:
        if engine == "kernel":
            raise CourseError(
                "`python` in [kernel] of course.toml is for the isolated engine; an "
                "ordinary kernel is the Python that runs the grader."
            )
        choice.check_python(python)


def _placed(course: Course, assignment: source.Assignment) -> source.Assignment:
    found = placing.known(course, assignment)
    if found is not None:
        return found
    print(
        f"{assignment.stem}: all of its tests run inside the students' own processes; "
        f"`grader adopt {course.root} {assignment.stem}` finds out which can run "
        "outside, and has not looked at it as it is now."
    )
    return assignment


def seconds_of(course: Course, assignment: source.Assignment) -> dict[str, float]:
    """Limits of an assignment: of course.toml, else of an adopted course's own file."""
    theirs = nbgrader_course.limits(course.root) if assignment.is_adopted else {}
    return {**theirs, **course.settings.limits_of(assignment.stem)}


def _limits(
    options: argparse.Namespace, course: Course, assignment: source.Assignment
) -> Limits:
    """Limits from the command line, else from the course, else the defaults."""
    asked = {
        name: getattr(options, f"{name}_limit")
        for name in ("cell", "case", "submission")
    }
    said = {name: value for name, value in asked.items() if value is not None}
    if not all(0 < value < float("inf") for value in said.values()):
        raise CourseError("A limit is a number of seconds above 0.")
    return Limits.of({**seconds_of(course, assignment), **said})
