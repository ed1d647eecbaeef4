"""Release assignments with nbgrader's own GenerateAssignment.

The course directory gets an `nbgrader_config.py`, so that plain `nbgrader autograde`,
`nbgrader generate_feedback` and the formgrader work in `workspace/` as well.
"""

from __future__ import annotations

import argparse
import contextlib
import errno
import io
import logging
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from grader import source
from grader.authoring import build
from grader.course import Course, CourseError, write_text
from grader.course.course import add_course, chosen
from grader.gradebook.book import COURSE_ID
from grader.source import notebooks

LEAST_FREE = 2**20  # bytes, which a gradebook needs to write anything
CONFIG = f'''\
"""nbgrader's settings for this course; written by `grader release`."""

c = get_config()  # noqa: F821 - nbgrader provides it

c.CourseDirectory.course_id = {COURSE_ID!r}
c.ClearSolutions.code_stub = {{"python": {notebooks.STUB!r}}}
c.ClearSolutions.text_stub = {notebooks.TEXT_STUB!r}
c.ExecutePreprocessor.timeout = 600
'''


def write_config(course: Course) -> Path:
    """Write `nbgrader_config.py` into the course directory."""
    from grader.releasing import nbgrader_plugins

    path = course.root / "nbgrader_config.py"
    write_text(path, CONFIG + nbgrader_plugins.CONFIG)
    return path


def release(stem: str, course: Course) -> Path:
    """Build and release one assignment; the released notebook's path.

    Raises:
        CourseError: nbgrader refused the notebook; its reason is in the message.
    """
    build.build(stem, course)
    write_config(course)
    _run_nbgrader(stem, course)
    released = course.notebook("release", stem)
    if not released.is_file():
        raise CourseError(f"nbgrader released nothing for {stem}; see its log above.")
    return released


def _run_nbgrader(stem: str, course: Course) -> None:
    """Run GenerateAssignment on one assignment inside the course directory."""
    from nbgrader.apps import NbGraderAPI
    from nbgrader.coursedir import CourseDirectory
    from traitlets.config import Config

    with _inside(course.root), _quiet():
        settings = _load_config(course.root / "nbgrader_config.py")
        config = Config(settings)
        config.CourseDirectory.root = str(course.root)
        config.CourseDirectory.db_url = course.database
        api = NbGraderAPI(CourseDirectory(config=config), config=config)
        result = api.generate_assignment(stem, force=True, create=True)
    if not result["success"]:
        # nbgrader calls a full disk an old database.
        if shutil.disk_usage(course.root).free < LEAST_FREE:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(course.root))
        lines = str(result.get("error") or result.get("log")).strip().splitlines()
        raise CourseError(f"nbgrader could not release {stem}: {lines[-1]}")


def _load_config(path: Path) -> Any:
    from traitlets.config import PyFileConfigLoader

    return PyFileConfigLoader(path.name, path=str(path.parent)).load_config()


@contextlib.contextmanager
def _inside(folder: Path) -> Iterator[None]:
    """Work in a folder, as nbgrader wants, and come back whatever happens."""
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """Silence nbgrader, which logs every step; only what fails matters here."""
    logging.disable(logging.WARNING)
    try:
        with contextlib.redirect_stderr(io.StringIO()):
            yield
    finally:
        logging.disable(logging.NOTSET)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what `grader release` takes."""
    parser.add_argument("assignment", nargs="*", help="stems; all when none is given")
    add_course(parser)


def main(options: argparse.Namespace) -> int:
    """Release, a line an assignment."""
    course = chosen(options)
    for stem in options.assignment or source.stems():
        print(f"released {release(stem, course)}")
    return 0
