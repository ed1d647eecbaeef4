"""The whole road on a sample class: data, release, grade, feedback, report, grades."""

from __future__ import annotations

import argparse
import subprocess
import sys
import time

from grader import source
from grader.course import REPOSITORY, Course, CourseError
from grader.course.roster import Roster
from grader.demo import sample_class
from grader.pages.render import format_points
from grader.releasing import release
from grader.reporting import export, feedback, report
from grader.submissions import records

# The class holds an answer that never ends; it need not be waited for long here.
CELL_LIMIT_S = 30


def run(course: Course) -> None:
    """Every step, each saying what it does and how long it took."""
    stems = source.stems()
    with _Step("preparing the data"):
        _prepare_data()
    for stem in stems:
        with _Step(f"building and releasing {stem}"):
            release.release(stem, course)
            sample_class.write_submissions(stem, course)
    for stem in stems:
        with _Step(f"grading the sample class on {stem}"):
            _grade(stem)
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
    if subprocess.run(command, cwd=REPOSITORY, check=False).returncode:
        raise CourseError("The data could not be prepared; the reason is above.")


def _grade(stem: str) -> None:
    """Grade as an instructor does, by the command."""
    # fmt: off
    command = [
        sys.executable, "-m", "grader", "grade", stem,
        "--cell-limit", str(CELL_LIMIT_S),
    ]
    # fmt: on
    code = subprocess.run(command, cwd=REPOSITORY, check=False).returncode
    if code not in (0, 3):
        raise CourseError(f"{stem} could not be graded; the reason is above.")


def class_table(course: Course, stems: list[str]) -> str:
    """A line a member, a column an assignment: points of the automatic points."""
    scores: dict[str, dict[str, str]] = {}
    for stem in stems:
        for record in records.read_records(course, stem):
            verdict = record.verdict
            score = (
                f"{format_points(verdict.score)}/{format_points(verdict.max_score)}"
                if verdict.status == "graded"
                else "quarantined"
            )
            scores.setdefault(verdict.student, {})[stem] = score
    about = {member.name: member.about for member in sample_class.CLASS}
    lines = [f"{'':6}{'':34}" + "".join(f"{stem.split('_')[0]:>12}" for stem in stems)]
    for student in sorted(scores):
        cells = "".join(f"{scores[student].get(stem, '–'):>12}" for stem in stems)
        lines.append(f"{student:6}{about.get(student, ''):34}{cells}")
    return "\n".join(lines)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """`grader demo` takes nothing."""


def main(_options: argparse.Namespace) -> int:
    """Run the demo, then print the class and where to look."""
    course = Course()
    start = time.perf_counter()
    run(course)
    print(f"\n{class_table(course, source.stems())}\n")
    print(f"students' notebooks   {REPOSITORY / 'notebooks'}")
    print(f"gradebook             {course.gradebook}")
    print(f"feedback pages        {course.folder('feedback')}")
    print(f"class report          {course.folder('report') / 'index.html'}")
    print(f"grades                {course.folder('export') / 'all.csv'}")
    print(f"\ndone in {time.perf_counter() - start:.0f} s; `make lab` opens JupyterLab")
    return 0
