"""The whole road on a sample class: data, release, grade, feedback, report, grades.

It has a course directory of its own, `workspace/demo/`, so that nobody of the invented
class is ever met in the course of real students.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time

from grader import source
from grader.course import BASE, Course, CourseError, write_text
from grader.course.roster import Roster
from grader.demo import sample_class
from grader.engines import choice
from grader.grading import grade, plan
from grader.grading.pool import Pool
from grader.pages.render import format_points
from grader.releasing import release
from grader.reporting import export, feedback, report
from grader.submissions import records

SETTINGS = """\
# The course of `make demo`: an invented class, apart from yours; made anew each time.
[course]
name = "A sample class"

# gus hands in an answer that never ends, which need not be waited for long.
[limits]
cell = 30  # seconds
[assignments.1_notmnist.limits]
cell = 6
[assignments.2_logistic_regression.limits]
cell = 6
"""
NO_WALL_MARK = "*"


def run(course: Course, stems: list[str], *, walled: bool) -> None:
    """Every step, each saying what it does and how long it took.

    Where no wall can stand, whoever attacks the machine stays away, and of whatever
    has been handed in only the rest of the class runs: it is ours.
    """
    with _Step("preparing the data"):
        _prepare_data()
    with Pool(os.cpu_count() or 1) as pool:
        # The import of TensorFlow takes one core; what is released, another.
        pool.start(plan.executor(choice.engine(unsafe=not walled)))
        for stem in stems:
            with _Step(f"building and releasing {stem}"):
                release.release(stem, course)
                sample_class.write_submissions(stem, course, walled=walled)
        for stem in stems:
            with _Step(f"grading the sample class on {stem}"):
                _grade(stem, course, pool, walled=walled)
    with _Step("writing feedback, report and grades"):
        for stem in stems:
            feedback.write_feedback(course, stem)
        report.write_report(course, stems)
        export.write_export(export.make_book(course, stems, Roster()), "csv")


class _Step:
    """Says what is being done, and afterwards how long it took."""

    def __init__(self, what: str) -> None:
        self._what, self._start = what, 0.0

    def __enter__(self) -> None:
        print(f"· {self._what} ...", flush=True)
        self._start = time.perf_counter()

    def __exit__(self, kind: object, value: object, trace: object) -> None:
        if kind is None:
            print(f"  {time.perf_counter() - self._start:.1f} s", flush=True)


def _prepare_data() -> None:
    """The data come from their own package, in a process of its own."""
    command = [sys.executable, "-m", "data_scripts", "--exam"]
    if subprocess.run(command, cwd=BASE, check=False).returncode:
        raise CourseError("The data could not be prepared; the reason is above.")


def _grade(stem: str, course: Course, pool: Pool, *, walled: bool) -> None:
    """Grade as the command does, with workers that all assignments share."""
    members = sample_class.members_of(stem, walled=False)
    without = ["--unsafe", "--students", *(member.name for member in members)]
    parser = argparse.ArgumentParser()
    grade.add_arguments(parser)
    words = [stem, "--course", str(course.root), *([] if walled else without)]
    grade.main(parser.parse_args(words), pool)


def class_table(course: Course, stems: list[str]) -> str:
    """A line a member, a column an assignment: points of the automatic points.

    What was graded without a wall is marked.
    """
    scores: dict[str, dict[str, str]] = {}
    for stem in stems:
        for record in records.read_records(course, stem):
            verdict = record.verdict
            score = (
                f"{format_points(verdict.score)}/{format_points(verdict.max_score)}"
                if verdict.status == "graded"
                else "quarantined"
            )
            if verdict.wall == choice.NO_WALL:
                score += NO_WALL_MARK
            scores.setdefault(verdict.student, {})[stem] = score
    about = {member.name: member.about for member in sample_class.CLASS}
    lines = [f"{'':6}{'':34}" + "".join(f"{stem.split('_')[0]:>12}" for stem in stems)]
    for student in sorted(scores):
        cells = "".join(f"{scores[student].get(stem, '–'):>12}" for stem in stems)
        lines.append(f"{student:6}{about.get(student, ''):34}{cells}")
    if any(NO_WALL_MARK in score for row in scores.values() for score in row.values()):
        lines.append(f"\n{NO_WALL_MARK} graded without a wall")
    return "\n".join(lines)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """`grader demo [STEM ...]`."""
    parser.add_argument("assignments", nargs="*", metavar="STEM", help="all by default")


def main(options: argparse.Namespace) -> int:
    """Run the demo, then print the class and where to look."""
    print(choice.announcement(), flush=True)
    walled = choice.machine().wall != choice.REFUSED
    if not walled:
        away = ", ".join(m.name for m in sample_class.CLASS if m.is_attacker)
        print(
            f"The sample class is our own, so it is graded without one; {away} stay "
            "away. A class of yours wants Linux, WSL or a container.",
            flush=True,
        )
    course = Course(BASE / "workspace" / "demo")
    write_text(course.settings_file, SETTINGS)
    stems = options.assignments or source.stems()
    start = time.perf_counter()
    run(course, stems, walled=walled)
    print(f"\n{class_table(course, stems)}\n")
    print(f"the sample course     {course.root}, apart from yours")
    print(f"students' notebooks   {BASE / 'notebooks'}")
    print(f"gradebook             {course.gradebook}")
    print(f"feedback pages        {course.folder('feedback')}")
    print(f"class report          {course.folder('report') / 'index.html'}")
    print(f"grades                {course.folder('export') / 'all.csv'}")
    print(f"\ndone in {time.perf_counter() - start:.0f} s; `make lab` opens JupyterLab")
    return 0
