"""Where things of a course are: one place for folder names, nbgrader's own words."""

from __future__ import annotations

import contextlib
import os
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from grader.settings import Settings

REPOSITORY = Path(__file__).parents[1]
NOTEBOOKS = REPOSITORY / "notebooks"


class CourseError(RuntimeError):
    """A user's mistake or a missing thing; the message says what, where, the cure."""


@dataclass(frozen=True)
class Course:
    """An nbgrader course directory; every folder in it has one writer.

    source ← build, release ← release, submitted ← collect, autograded and
    gradebook.db ← grade, feedback ← feedback, report ← report, export ← export.
    """

    root: Path = REPOSITORY / "workspace"

    @property
    def gradebook(self) -> Path:
        return self.root / "gradebook.db"

    @property
    def settings_file(self) -> Path:
        """`course.toml`: of this repository's own course beside its README."""
        is_own = self.root == REPOSITORY / "workspace"
        return (REPOSITORY if is_own else self.root) / "course.toml"

    @cached_property
    def settings(self) -> Settings:
        """What `course.toml` says; CourseError when it is not as it should be."""
        from grader.settings import read_settings

        return read_settings(self.settings_file)

    @property
    def database(self) -> str:
        """The gradebook's SQLAlchemy URL: of `course.toml`, else a SQLite file."""
        return self.settings.database or f"sqlite:///{self.gradebook}"

    def notebook(self, step: str, stem: str, student: str = ".") -> Path:
        """`root/STEP/STUDENT/STEM/STEM.ipynb`, nbgrader's layout."""
        return self.root / step / student / stem / f"{stem}.ipynb"

    def folder(self, step: str) -> Path:
        return self.root / step


@contextlib.contextmanager
def atomic_path(path: Path) -> Iterator[Path]:
    """A temporary path beside `path`, which takes its name only when all went well."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    try:
        yield temporary
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def write_text(path: Path, text: str) -> None:
    """Write a text file atomically, UTF-8 with plain newlines."""
    with atomic_path(path) as temporary:
        temporary.write_text(text, encoding="utf-8", newline="\n")
