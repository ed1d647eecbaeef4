"""Where things of a course are: one place for folder names, nbgrader's own words."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from grader.course.places import BASE
from grader.course.settings import Settings, read_settings


@dataclass(frozen=True)
class Course:
    """An nbgrader course directory; every folder in it has one writer.

    source ← build, release ← release, submitted ← collect, autograded and
    gradebook.db ← grade, feedback ← feedback, report ← report, export ← export.
    """

    root: Path = BASE / "workspace"

    @property
    def gradebook(self) -> Path:
        return self.root / "gradebook.db"

    @property
    def settings_file(self) -> Path:
        """`course.toml`: of this folder's own course beside `workspace/`."""
        is_own = self.root == BASE / "workspace"
        return (BASE if is_own else self.root) / "course.toml"

    @cached_property
    def settings(self) -> Settings:
        """What `course.toml` says; CourseError when it is not as it should be."""
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
