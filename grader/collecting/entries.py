"""What is remembered of each student's submission between two collections."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from grader.course import Course


@dataclass
class Entry:
    """What is kept of a student's submission between two collections."""

    name: str = ""
    lms_id: str = ""
    attempt: int = 0
    handed_in: float = 0.0
    answered: int = 0
    path: str = ""
    marked_late: bool = False
    sha256: str = ""
    claim: str = ""

    @property
    def rank(self) -> tuple[int, float, int, str]:
        """Compared with that of a new file."""
        return self.attempt, self.handed_in, self.answered, self.path


def report_path(course: Course, stem: str) -> Path:
    """Where the report of an assignment's collections is."""
    return course.folder("collected") / f"{stem}.json"


def read_entries(course: Course, stem: str) -> dict[str, Entry]:
    """{student: what was collected}; empty when nothing was, or not by this verb."""
    try:
        content = json.loads(report_path(course, stem).read_text(encoding="utf-8"))
        return {name: Entry(**entry) for name, entry in content["students"].items()}
    except (OSError, ValueError, KeyError, TypeError):
        return {}
