"""One person, two ids: what was collected without a roster goes to the roster's id.

Without a roster an id is made of what the LMS or a file is called. When the roster that
comes later knows whose that is, submission, verdict, points and pages move to its id,
unless something of the same assignment lies there already: then a person has to say
which of the two counts. The list of what was collected is written last, so that a run
which was stopped is ended by the next one.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from grader import source
from grader.collecting.entries import Entry, read_entries, report_path
from grader.collecting.forms import Claim
from grader.collecting.students import Students
from grader.course import Course, write_text
from grader.course.roster import Person, Roster, folder_name
from grader.gradebook.book import COURSE_ID, Book
from grader.gradebook.scores import is_there
from grader.source import nbgrader_course
from grader.submissions.verdicts import Record, VerdictError

# In this order: whoever is stopped finds the submission last.
STEPS = ("autograded", "feedback", "submitted")
CALLED = {"autograded": "graded", "submitted": "handed in"}


@dataclass(frozen=True)
class Join:
    """An id that was made without a roster, and the roster's for the same person."""

    stem: str
    old: str
    new: str
    problem: str = ""

    def __str__(self) -> str:
        if self.problem:
            return (
                f"{self.old} may be {self.new} of the roster, but {self.problem}; "
                f"{self.stem} stays as it is until you mend the roster or remove the "
                "one that does not count."
            )
        return (
            f"{self.old} is {self.new} in the roster: what was collected and graded of "
            f"{self.stem} is under {self.new} now."
        )


def join_ids(course: Course, roster: Roster) -> list[Join]:
    """Move what was collected before the roster to its ids, in every assignment."""
    if not roster.people:
        return []
    stems = sorted(path.stem for path in course.folder("collected").glob("*.json"))
    planned = [join for stem in stems for join in _plan(course, stem, roster)]
    if all(join.problem for join in planned):
        return planned
    with ExitStack() as stack:
        book = None
        if is_there(course):
            course_id = _course_id(course, planned)
            book = stack.enter_context(Book(course.database, course_id))
        return [
            join if join.problem else _carry_out(course, join, roster, book)
            for join in planned
        ]


def _course_id(course: Course, planned: Iterable[Join]) -> str:
    """The course's name in the gradebook; an adopted one keeps its own."""
    if {join.stem for join in planned} <= {*source.stems()}:
        return COURSE_ID
    return nbgrader_course.course_id(course.root)


# What is to be joined.


def _plan(course: Course, stem: str, roster: Roster) -> list[Join]:
    entries = read_entries(course, stem)
    people = {person.student for person in roster.people}
    students = Students(roster, [stem], {entry.lms_id for entry in entries.values()})
    known = {
        old: students.student(_claim(old, entry))
        for old, entry in entries.items()
        if old not in people and old == folder_name(old)
    }
    known = {
        old: new
        for old, new in known.items()
        if new in people and not _is_settled(course, stem, old, new, entries)
    }
    handed_in = {
        old: new
        for old, new in known.items()
        if _has_files(course, "submitted", stem, old)
    }
    return [
        Join(
            *(stem, old, new),
            _contradiction(entries[old], roster)
            or _rivals(old, new, handed_in)
            or _taken(course, stem, old, new),
        )
        for old, new in sorted(known.items())
    ]


def _claim(old: str, entry: Entry) -> Claim:
    """What the LMS wrote of a submission, as it is remembered."""
    kind, _, word = entry.claim.partition(" ")
    words = dict.fromkeys((word, entry.name, old))
    kind = "folder" if kind == "file" else kind  # its name is among the words
    return Claim(kind, tuple(word for word in words if word), lms_id=entry.lms_id)


def _contradiction(entry: Entry, roster: Roster) -> str:
    """Whether id and name are those of two people, in words.

    Moodle counts participants anew in each assignment: an id alone may be of another.
    """
    person = roster.find(entry.lms_id)
    if person is None or not person.name or not entry.name:
        return ""
    if Roster([person]).find(entry.name) is not None:
        return ""
    return f"its name is {entry.name}, and its id that of {person.name}"


def _rivals(old: str, new: str, handed_in: Mapping[str, str]) -> str:
    """Who else may be the same person, in words."""
    others = sorted(name for name in handed_in if handed_in[name] == new)
    others = [name for name in others if name != old]
    return f"so may be {', '.join(others)}" if others else ""


def _taken(course: Course, stem: str, old: str, new: str) -> str:
    """What both ids have of an assignment, in words."""
    both = [
        called
        for step, called in CALLED.items()
        if _has_files(course, step, stem, old) and _has_files(course, step, stem, new)
    ]
    return f"both have {stem} {' and '.join(both)}" if both else ""


def _is_settled(
    course: Course, stem: str, old: str, new: str, entries: Mapping[str, Entry]
) -> bool:
    """Whether a person has removed the old one, and the new one counts."""
    return new in entries and not _has_files(course, "submitted", stem, old)


def _has_files(course: Course, step: str, stem: str, student: str) -> bool:
    folder = course.folder(step) / student / stem
    return folder.is_dir() and any(folder.iterdir())


# Moving.


def _carry_out(course: Course, join: Join, roster: Roster, book: Book | None) -> Join:
    if book is not None and not book.give(join.stem, join.old, join.new):
        return replace(join, problem="both have points in the gradebook")
    _rename_verdict(course, join)
    for step in STEPS:
        _move_folder(course.folder(step), join)
    _move_kept(course.folder("collected") / join.stem, join)
    _write_entries(course, join, roster)
    return join


def _rename_verdict(course: Course, join: Join) -> None:
    path = course.folder("autograded") / join.old / join.stem / "verdict.json"
    try:
        record = Record.read(path)
    except (OSError, VerdictError):
        return  # none, or one that grading makes anew
    replace(record, verdict=replace(record.verdict, student=join.new)).write(path)


def _move_folder(step: Path, join: Join) -> None:
    here, there = step / join.old / join.stem, step / join.new / join.stem
    if not here.is_dir() or (there.is_dir() and any(there.iterdir())):
        return
    there.parent.mkdir(parents=True, exist_ok=True)
    if there.is_dir():
        there.rmdir()
    here.rename(there)
    _remove_if_empty(here.parent)


def _move_kept(folder: Path, join: Join) -> None:
    """Other attempts: the content is in each one's name, so that none is replaced."""
    here, there = folder / join.old, folder / join.new
    if not here.is_dir():
        return
    there.mkdir(parents=True, exist_ok=True)
    for path in sorted(here.iterdir()):
        if not (there / path.name).exists():
            path.rename(there / path.name)
    _remove_if_empty(here)


def _remove_if_empty(folder: Path) -> None:
    if not any(folder.iterdir()):
        folder.rmdir()


def _owned(entry: Entry, person: Person) -> Entry:
    name, lms_id = person.name or entry.name, person.lms_id or entry.lms_id
    return replace(entry, name=name, lms_id=lms_id)


def _write_entries(course: Course, join: Join, roster: Roster) -> None:
    path = report_path(course, join.stem)
    content = json.loads(path.read_text(encoding="utf-8"))
    for table in (content["students"], *content.get("notebooks", {}).values()):
        if join.old in table:
            entry = Entry(**table.pop(join.old))
            for member in roster.group_of(join.new):
                person = roster.find(member) or Person(member)
                table.setdefault(member, asdict(_owned(entry, person)))
    for row in content["files"]:
        row["student"] = join.new if row["student"] == join.old else row["student"]
    write_text(path, json.dumps(content, indent=1, ensure_ascii=False) + "\n")
