"""Who is in the class: a CSV of ours, or what Canvas and Moodle export.

The columns are found by name, whatever their order: `student` (or a login), `name`,
`lms_id`, `email`, `submitted`. A Canvas gradebook and a Moodle grading worksheet are
read as they come.
"""

from __future__ import annotations

import contextlib
import csv
import io
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo
from pathlib import Path

from grader.course import tables
from grader.course.errors import CourseError

# our name: what the column is called elsewhere, in lower case
COLUMNS: dict[str, tuple[str, ...]] = {
    "student": (
        *("student_id", "username", "login", "sis login id", "user name"),
        *("anmeldename", "nom d'utilisateur"),
    ),
    "name": ("full name", "student name", "vollständiger name", "nom complet"),
    "lms_id": (
        *("id", "identifier", "user id", "canvas id", "participant"),
        "identifiant",
    ),
    "sis_id": ("sis user id", "id number", "idnumber"),
    "email": (
        *("email address", "e-mail", "mail", "e-mail-adresse"),
        "adresse de courriel",
    ),
    "section": (),
    "group": ("group name", "group_name", "team", "gruppe", "groupe"),
    "submitted": ("last modified (submission)", "submitted at", "timestamp"),
}
_MOODLE_ID = re.compile(r"\D+(\d+)")  # `Participant 12345`, in any language
_MOODLE_TIME = ("%A, %d %B %Y, %I:%M %p", "%A, %d %B %Y, %H:%M", "%Y-%m-%d %H:%M:%S")


@dataclass(frozen=True)
class Person:
    """One member of the class; `student` is the name used everywhere else."""

    student: str
    name: str = ""
    lms_id: str = ""
    sis_id: str = ""
    email: str = ""
    section: str = ""
    group: str = ""
    submitted: datetime | None = None


class Roster:
    """The class, found by student name, id of the LMS or full name."""

    def __init__(self, people: Iterable[Person] = ()) -> None:
        self.people = list(people)
        self._by: dict[str, Person | None] = {}
        self._students = {person.student: person for person in self.people}
        self._groups: dict[str, list[str]] = defaultdict(list)
        for person in self.people:
            self._groups[person.group].append(person.student)
            for key in (person.student, person.lms_id, person.sis_id, person.email):
                self._enter(unicodedata.normalize("NFC", key).lower(), person)
            for key in _name_keys(person.name):
                self._enter(key, person)

    def _enter(self, key: str, person: Person) -> None:
        """A key that two people share finds neither of them."""
        if key:
            taken = self._by.get(key, person)
            self._by[key] = person if taken == person else None

    def find(self, *words: str) -> Person | None:
        """The first person whom one of the words names without doubt."""
        for word in words:
            composed = unicodedata.normalize("NFC", word)
            for key in (composed.lower(), *_name_keys(word)):
                person = self._by.get(key) if key else None
                if person is not None:
                    return person
        return None

    def group_of(self, student: str) -> list[str]:
        """A student and who hands in with them, in the order of the roster."""
        person = self._students.get(student)
        if person is None or not person.group:
            return [student]
        return self._groups[person.group]

    def owners(self, handed_in: Iterable[str]) -> dict[str, str]:
        """{student: whose submission is theirs}: their own, or that of their group."""
        own = list(handed_in)
        found = {mate: name for name in own for mate in self.group_of(name)}
        return {**found, **{name: name for name in own}}


def _name_keys(name: str) -> list[str]:
    """Spellings of a full name: `Ada Byron` is also `byronada`, as Canvas writes it."""
    words = re.findall(r"\w+", plain(name).lower())
    if not words:
        return []
    keys = ["".join(words), "".join([words[-1], *words[:-1]])]
    if "," in name:
        last, _, first = plain(name).lower().partition(",")
        keys.append("".join(re.findall(r"\w+", f"{first} {last}")))
    return ["name:" + key for key in dict.fromkeys(keys)]


def plain(text: str) -> str:
    """The text without accents, so that names from two systems compare equal."""
    parts = unicodedata.normalize("NFKD", text)
    return "".join(c for c in parts if not unicodedata.combining(c))


# Letters of other alphabets, and the Latin ones that they look like.
_OTHERS = "асԁеһіјӏопрԛѕтυνԝхугмквαορικβετμηωϲ"
_LATIN = "acdehijlonpqstuvwxyrmkbaopikbetmnwc"
_LOOKS = str.maketrans(dict(zip(_OTHERS, _LATIN, strict=True)))


def looks(name: str) -> str:
    """Equal for names that nobody could tell apart by reading them.

    Case, accents, letters of other alphabets and what takes no width are left out.
    """
    visible = (c for c in plain(name.casefold()) if unicodedata.category(c) != "Cf")
    shape = "".join(visible).translate(_LOOKS)
    return shape.replace("0", "o").replace("1", "l").replace("i", "l")


def slug(text: str) -> str:
    """A name for folders and gradebook: small letters, digits and underscores."""
    return re.sub(r"\W+", "_", plain(text).lower()).strip("_")[:80]


def read_roster(path: Path, zone: tzinfo) -> Roster:
    """Read the class from a CSV.

    Raises:
        CourseError: there is no such file, it is no CSV, a column is missing, or a
            student is in it twice.
    """
    try:
        text, _ = tables.read_text(path)
    except FileNotFoundError as error:
        raise CourseError(
            f"There is no roster {path}; name another one with --roster or in "
            "course.toml."
        ) from error
    rows = csv.DictReader(
        io.StringIO(text, newline=""), delimiter=tables.delimiter_of(text)
    )
    columns = _columns(rows.fieldnames or ())
    if "student" not in columns and "lms_id" not in columns and "email" not in columns:
        raise CourseError(
            f"{path.name} has no column 'student' (nor a login, an id, an email); "
            f"its columns are {', '.join(rows.fieldnames or ('none',))}."
        )
    people = [_person(row, columns, zone) for row in rows]
    return Roster(_once([p for p in people if p.student], path))


def _columns(names: Iterable[str]) -> dict[str, str]:
    """{our name of a column: its name in this file}."""
    given = {name.strip().lower(): name for name in names if name}
    found = {}
    for ours, others in COLUMNS.items():
        match = next((given[n] for n in (ours, *others) if n in given), None)
        if match is not None:
            found[ours] = match
    # In a gradebook of Canvas, `Student` is the full name and the login its own column.
    if "sis login id" in given and "name" not in found and "student" in given:
        found["name"], found["student"] = given["student"], given["sis login id"]
    return found


def _person(row: Mapping[str, str], columns: Mapping[str, str], zone: tzinfo) -> Person:
    def value(key: str) -> str:
        return str(row.get(columns.get(key, "")) or "").strip()

    moodle = _MOODLE_ID.fullmatch(value("lms_id"))
    lms_id = moodle[1] if moodle else value("lms_id")
    if value("name") in ("Points Possible", "Student, Test"):
        return Person("")
    student = value("student") or value("email").partition("@")[0]
    if not student and lms_id:
        student = f"{slug(value('name'))}_{slug(lms_id)}".strip("_")
    return Person(
        student=folder_name(student),
        name=value("name"),
        lms_id=lms_id,
        sis_id=value("sis_id"),
        email=value("email"),
        section=value("section"),
        group=value("group"),
        submitted=read_time(value("submitted"), zone),
    )


def folder_name(student: str) -> str:
    """A student's id as a folder can have it."""
    composed = unicodedata.normalize("NFC", student)
    name = re.sub(r'[\x00-\x1f/\\:*?"<>|+]', "_", composed).strip(". ")
    return name[:100]


def read_time(text: str, zone: tzinfo) -> datetime | None:
    """A time as the LMS writes it, in the zone of the course; None when it is none."""
    for form in _MOODLE_TIME:
        with contextlib.suppress(ValueError):
            return datetime.strptime(text, form).replace(tzinfo=zone)
    with contextlib.suppress(ValueError):
        when = datetime.fromisoformat(text.replace(" UTC", "+00:00"))
        return when if when.tzinfo else when.replace(tzinfo=zone)
    return None


def _once(people: list[Person], path: Path) -> list[Person]:
    seen: dict[str, Person] = {}
    for person in people:
        if person.student in seen:
            raise CourseError(
                f"{path.name} has '{person.student}' twice; give each their own line."
            )
        seen[person.student] = person
    return people
