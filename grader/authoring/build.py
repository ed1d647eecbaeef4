"""Build both notebooks of an assignment: `grader build`.

The instructor's notebook goes to `workspace/source/`, where nbgrader releases it from;
the student's goes to `notebooks/`.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable

from grader import source
from grader.authoring import conventions
from grader.course import NOTEBOOKS, Course, CourseError, write_text
from grader.source import notebooks


def build(stem: str, course: Course | None = None) -> None:
    """Write both notebooks of one assignment."""
    assignment = source.load(stem)
    target = (course or Course()).notebook("source", stem)
    write_text(target, notebooks.to_text(notebooks.instructor_notebook(assignment)))
    write_text(
        NOTEBOOKS / f"{stem}.ipynb",
        notebooks.to_text(notebooks.student_notebook(assignment)),
    )


def is_current(stem: str) -> bool:
    """Whether `notebooks/STEM.ipynb` is what its source gives."""
    path = NOTEBOOKS / f"{stem}.ipynb"
    fresh = notebooks.to_text(notebooks.student_notebook(source.load(stem)))
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
