"""What became of each file, and what is kept of it between two collections."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC
from pathlib import Path
from typing import Any

from grader.collecting.deliveries import Delivery
from grader.course import Course

# What can become of a file; those below the line need a person.
TAKEN, SAME, OLDER, IGNORED = "taken", "unchanged", "earlier attempt", "ignored"
BESIDE = "taken beside"  # with a notebook of an adopted course
OTHER, UNKNOWN, NOBODY, CLAIMED, REFUSED, NOTHING, STRANGER = (
    "another assignment",
    "not recognized",
    "of whom?",
    "claimed twice",
    "refused",
    "nothing taken",
    "not in the roster",  # taken all the same
)
NEEDS_A_PERSON = (OTHER, UNKNOWN, NOBODY, CLAIMED, REFUSED, NOTHING, STRANGER)
TWICE = "the same file twice"

Rank = tuple[int, float, int, str]


@dataclass
class Item:
    """A file and what became of it; `part` is the notebook that it is."""

    delivery: Delivery
    student: str = ""
    fate: str = ""
    why: str = ""
    sha256: str = ""
    answered: int = 0
    part: str = ""
    is_beside: bool = False  # of a notebook

    @property
    def rank(self) -> Rank:
        """The later attempt is the greater: number, time, answers, name."""
        when = self.delivery.when
        return (
            self.delivery.claim.attempt,
            when.timestamp() if when else 0.0,
            self.answered,
            self.delivery.path,
        )

    @property
    def is_in_force(self) -> bool:
        """Whether it is what lies in `submitted/` now."""
        return self.fate in (TAKEN, SAME, STRANGER) and self.why != TWICE

    def row(self) -> dict[str, Any]:
        """For the JSON report."""
        d = self.delivery
        return {
            "source": d.origin,
            "file": d.path,
            "student": self.student,
            "fate": self.fate,
            "why": self.why,
            "attempt": d.claim.attempt,
            "marked_late": d.claim.is_late,
            "handed_in": d.when.astimezone(UTC).isoformat() if d.when else None,
            "time_from": d.time_from,
            "sha256": self.sha256,
        }


@dataclass
class Entry:
    """What is kept of a student's notebook between two collections."""

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
    def rank(self) -> Rank:
        """Compared with that of a new file."""
        return self.attempt, self.handed_in, self.answered, self.path


Entries = dict[str, Entry]  # by student


@dataclass
class Collection:
    """One run: every file, and the submission that each student has afterwards.

    `notebooks` has for each notebook of the assignment what each student has of it.
    """

    stem: str
    items: list[Item] = field(default_factory=list)
    notebooks: dict[str, Entries] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)
    untimed: list[str] = field(default_factory=list)  # nothing says when these came

    @property
    def needs_a_person(self) -> bool:
        return any(item.fate in NEEDS_A_PERSON for item in self.items)

    @property
    def entries(self) -> Entries:
        """{student: what is said of the submission}: of its latest notebook."""
        found: dict[str, list[Entry]] = {}
        for entries in self.notebooks.values():
            for student, entry in entries.items():
                found.setdefault(student, []).append(entry)
        return {name: _latest(entries) for name, entries in sorted(found.items())}

    @property
    def incomplete(self) -> dict[str, list[str]]:
        """{student: notebooks of the assignment that were not handed in}."""
        lacking = {
            student: [
                name for name, own in self.notebooks.items() if student not in own
            ]
            for student in self.entries
        }
        return {student: names for student, names in lacking.items() if names}


def _latest(entries: Iterable[Entry]) -> Entry:
    entries = list(entries)
    is_late = any(entry.marked_late for entry in entries)
    return replace(max(entries, key=lambda e: e.rank), marked_late=is_late)


def report_path(course: Course, stem: str) -> Path:
    """Where the report of an assignment's collections is."""
    return course.folder("collected") / f"{stem}.json"


def read_entries(course: Course, stem: str) -> Entries:
    """{student: what was collected}; empty when nothing was, or not by this verb."""
    return _entries(_report(course, stem), "students")


def read_notebooks(
    course: Course, stem: str, parts: Iterable[str]
) -> dict[str, Entries]:
    """The same for each notebook of an assignment."""
    report = _report(course, stem)
    told = report.get("notebooks", {stem: report.get("students", {})})
    return {part: _entries(told, part) for part in parts}


def _report(course: Course, stem: str) -> dict[str, Any]:
    try:
        content = json.loads(report_path(course, stem).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return content if isinstance(content, dict) else {}


def _entries(content: Any, key: str) -> Entries:
    try:
        return {name: Entry(**entry) for name, entry in content[key].items()}
    except (KeyError, TypeError, AttributeError):
        return {}


def as_json(found: Collection) -> str:
    """The report: every file, every student, who is missing."""
    content: dict[str, Any] = {
        "assignment": found.stem,
        "files": [item.row() for item in found.items],
        "missing": found.missing,
        "students": _plain(found.entries),
    }
    if list(found.notebooks) != [found.stem]:
        told = {part: _plain(own) for part, own in found.notebooks.items()}
        content |= {"incomplete": found.incomplete, "notebooks": told}
    return json.dumps(content, indent=1, ensure_ascii=False) + "\n"


def _plain(entries: Entries) -> dict[str, Any]:
    return {name: asdict(entries[name]) for name in sorted(entries)}
