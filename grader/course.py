"""Where things of a course are: one place for folder names, nbgrader's own words."""

from __future__ import annotations

import contextlib
import os
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

REPOSITORY = Path(__file__).parents[1]
NOTEBOOKS = REPOSITORY / "notebooks"


class CourseError(RuntimeError):
    """A user's mistake or a missing thing; the message says what, where, the cure."""


@dataclass(frozen=True)
class Course:
    """An nbgrader course directory; every folder in it has one writer.

    source ← build, release ← release, submitted ← the students, autograded and
    gradebook.db ← grade, feedback ← feedback, report ← report.
    """

    root: Path = REPOSITORY / "workspace"

    @property
    def gradebook(self) -> Path:
        return self.root / "gradebook.db"

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
