"""Where things of a course are: one place for folder names, nbgrader's own words."""

from __future__ import annotations

import argparse
import re
import sys
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from grader.course.errors import CourseError
from grader.course.places import BASE
from grader.course.settings import Settings, read_settings


@dataclass(frozen=True)
class Course:
    """An nbgrader course directory; every folder in it has one writer.

    source ← build, release ← release, submitted ← collect, autograded and
    gradebook.db ← grade, feedback ← feedback, report ← report, export ← export.
    """

    root: Path = BASE / "workspace"

    def __post_init__(self) -> None:
        """A relative path means the same wherever the process goes."""
        object.__setattr__(self, "root", self.root.absolute())

    @property
    def gradebook(self) -> Path:
        return self.root / "gradebook.db"

    @property
    def settings_file(self) -> Path:
        """`course.toml`: of this folder's own course beside `workspace/`."""
        is_own = self.root.resolve() == (BASE / "workspace").resolve()
        return (BASE if is_own else self.root) / "course.toml"

    @cached_property
    def settings(self) -> Settings:
        """What `course.toml` says; CourseError when it is not as it should be."""
        return read_settings(self.settings_file)

    @property
    def database(self) -> str:
        """The gradebook's SQLAlchemy URL: of `course.toml`, else a SQLite file."""
        return self.settings.database or sqlite_url(self.gradebook)

    def notebook(self, step: str, stem: str, student: str = ".") -> Path:
        """`root/STEP/STUDENT/STEM/STEM.ipynb`, nbgrader's layout."""
        return self.root / step / student / stem / f"{stem}.ipynb"

    def folder(self, step: str) -> Path:
        return self.root / step


def sqlite_url(path: Path) -> str:
    """The URL of a SQLite file; what means something else in a URL is escaped."""
    escaped = re.sub("[%?#]", lambda found: f"%{ord(found[0]):02X}", str(path))
    return f"sqlite:///{escaped}"


def add_course(parser: argparse.ArgumentParser) -> None:
    """Declare `--course DIR`, for every verb that reads or writes a course."""
    parser.add_argument("--course", type=Path, metavar="DIR", help="default: workspace")


def chosen(options: argparse.Namespace) -> Course:
    """The course that the options name, having said which settings are in force.

    Raises:
        CourseError: it is no folder and can be none, or its `course.toml` is not as it
            should be.
    """
    course = Course(options.course) if options.course else Course()
    if not course.root.parent.is_dir() or course.root.is_file():
        raise CourseError(
            f"--course {course.root} is no folder; it is the course directory, where "
            "`submitted` and the gradebook are."
        )
    file = course.settings_file
    told = file if file.is_file() else f"defaults, for there is no {file}"
    print(f"Settings: {told}", file=sys.stderr)
    course.settings  # noqa: B018 -- a mistake in it is told before anything happens
    return course
