"""The forms in which an LMS writes into a path whose a file is.

An export has one form, found out over all its members: a student chooses the end of one
name and cannot change what the others look like. Of a path only the part that the form
gives to the LMS is read: the first folder, or what stands before the file's own name.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import PurePosixPath

# Not greedy: what a student's file is called may look like the rest of it.
_MOODLE = re.compile(r"(.+?)_(\d+)_assignsubmission_[a-z]+_?(.*)", re.DOTALL)
_CANVAS = re.compile(r"([^_]+)(_LATE)?_(\d+)_(\d+)_(.+)", re.IGNORECASE | re.DOTALL)
_EXCHANGE = re.compile(
    r"([^+]+)\+([^+]+)\+(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d+)? \w+)(?:\+.*)?"
)
_BLACKBOARD = re.compile(
    r"(.+?)_attempt_(\d{4}-\d\d-\d\d-\d\d-\d\d-\d\d)_?(.*)", re.DOTALL
)
_BRIGHTSPACE = re.compile(
    r"(\d+)-\d+ ?- ?(.+?) ?- ?"
    r"([A-Z][a-z]{2,8} \d{1,2}, \d{4} \d{3,4} [AP]M)(?: ?- ?(.*))?"
)
_SAKAI = re.compile(r"([^()]+, [^()]+)\(([^()]+)\)")
_ILIAS = re.compile(r"([^_]+)_([^_]+)_(.+)_(\d+)")
_EDX = re.compile(r"(.+?)_[0-9a-f]{40}(?:\.\w+)*")
_CLASSROOM = re.compile(r"(.+?) - (?!kopie|copy|copie|\d).+", re.IGNORECASE)
_ATTEMPT = re.compile(r"(.*)-(\d{1,3})(\.\w+)", re.DOTALL)


@dataclass(frozen=True)
class Claim:
    """Whose a file says to be, and what else its path tells.

    `kind` is the form that says it; `words` name the student, the surest first;
    `login` is what somebody is called who is in no roster. `when` has no zone where the
    LMS writes the time of its own clock.
    """

    kind: str = ""
    words: tuple[str, ...] = ()
    login: str = ""
    full_name: str = ""
    lms_id: str = ""
    file_name: str = ""
    attempt: int = 0
    is_late: bool = False
    when: datetime | None = None


Form = Callable[[PurePosixPath], Claim | None]


def moodle(path: PurePosixPath) -> Claim | None:
    """`Ada Byron_41_assignsubmission_file_/work.ipynb`, or all of it in one name."""
    found = _MOODLE.fullmatch(path.parts[0])
    if found is None:
        return None
    is_flat = len(path.parts) == 1 and found[3]
    return Claim(
        "moodle",
        (found[2], found[1]),
        full_name=found[1],
        lms_id=found[2],
        file_name=found[3] if is_flat else path.name,
    )


def canvas(path: PurePosixPath) -> Claim | None:
    """`byronada_LATE_1234_5678_notebook-2.ipynb`: the third attempt of user 1234."""
    found = _CANVAS.fullmatch(path.name)
    if found is None or len(path.parts) > 1:
        return None
    attempt = _ATTEMPT.fullmatch(found[5])
    return Claim(
        "canvas",
        (found[3], found[1]),
        full_name=found[1],
        lms_id=found[3],
        file_name=attempt[1] + attempt[3] if attempt else found[5],
        attempt=int(attempt[2]) if attempt else 0,
        is_late=bool(found[2]),
    )


def exchange(path: PurePosixPath) -> Claim | None:
    """`ada+1_notmnist+2027-01-15 12:30:00.25 UTC+token/1_notmnist.ipynb`."""
    found = _EXCHANGE.fullmatch(path.parts[0])
    if found is None or len(path.parts) == 1:
        return None
    when = _exchange_time(found[3])
    return Claim("exchange", (found[1],), file_name=path.name, when=when)


def blackboard(path: PurePosixPath) -> Claim | None:
    """`Assignment 2_ada01_attempt_2027-01-15-12-30-00_work.ipynb`, one an attempt.

    A login may hold an underscore: the longest that somebody has is meant.
    """
    found = _BLACKBOARD.fullmatch(path.name)
    if found is None or len(path.parts) > 1:
        return None
    parts = found[1].split("_")
    words = tuple("_".join(parts[start:]) for start in range(len(parts)))
    when = datetime.strptime(found[2], "%Y-%m-%d-%H-%M-%S")
    return Claim("blackboard", words, login=parts[-1], file_name=found[3], when=when)


def brightspace(path: PurePosixPath) -> Claim | None:
    """`12-345 - Ada Byron - Jan 15, 2027 1230 PM/work.ipynb`, or all in one name."""
    found = _BRIGHTSPACE.fullmatch(path.parts[0])
    if found is None:
        return None
    return Claim(
        "brightspace",
        (found[1], found[2]),
        full_name=found[2],
        lms_id=found[1],
        file_name=found[4] if len(path.parts) == 1 and found[4] else path.name,
        when=_brightspace_time(found[3]),
    )


def sakai(path: PurePosixPath) -> Claim | None:
    """`Byron, Ada(ada01)/Submission attachment(s)/work.ipynb`."""
    found = _SAKAI.fullmatch(path.parts[0])
    if found is None or len(path.parts) == 1:
        return None
    return Claim("sakai", (found[2], found[1]), login=found[2], file_name=path.name)


def ilias(path: PurePosixPath) -> Claim | None:
    """`Byron_Ada_ada01_4711/work.ipynb`: last name, first name, login, number."""
    found = _ILIAS.fullmatch(path.parts[0])
    if found is None or len(path.parts) == 1:
        return None
    return Claim(
        "ilias",
        (found[3], f"{found[2]} {found[1]}"),
        login=found[3],
        file_name=path.name,
    )


def edx(path: PurePosixPath) -> Claim | None:
    """`ada01_HASH.ipynb`: Open edX gives each file the hash of its content."""
    found = _EDX.fullmatch(path.name)
    if found is None or len(path.parts) > 1:
        return None
    return Claim("edx", (found[1],), login=found[1], file_name=path.name)


def classroom(path: PurePosixPath) -> Claim | None:
    """`Ada Byron - 1_notmnist.ipynb`: Google Classroom's copy for each student."""
    found = _CLASSROOM.fullmatch(path.name)
    if found is None or len(path.parts) > 1:
        return None
    return Claim("classroom", (found[1],), file_name=path.name)


def plain(path: PurePosixPath) -> Claim:
    """A folder that is named after its student; else the file itself says it."""
    folder = path.parts[:-1][:1]
    return Claim("folder" if folder else "file", folder, file_name=path.name)


FORMS: tuple[Form, ...] = (
    *(canvas, moodle, exchange, blackboard, brightspace, sakai, ilias, edx),
    classroom,
)
# What other names may look like too: one alone is of this form if it names somebody.
LOOSE: tuple[Form, ...] = (ilias, classroom)


def form_of(
    paths: Iterable[PurePosixPath], is_person: Callable[[str], bool] = lambda _: False
) -> Form:
    """The form that an export has: that of most of its members, of half at least."""
    paths = list(paths)
    counts = [sum(form(path) is not None for path in paths) for form in FORMS]
    best = max(counts)
    if not best or 2 * best < len(paths):
        return plain
    form = FORMS[counts.index(best)]
    if form in LOOSE and len({path.parts[0] for path in paths}) == 1:
        claim = form(paths[0])
        return form if claim and any(map(is_person, claim.words)) else plain
    return form


def _exchange_time(text: str) -> datetime | None:
    stamp, _, zone = text.rpartition(" ")
    try:
        when = datetime.fromisoformat(stamp)
    except ValueError:
        return None
    return when.replace(tzinfo=UTC) if zone == "UTC" else None


def _brightspace_time(text: str) -> datetime | None:
    day, clock, half = text.rsplit(" ", 2)
    for form in ("%b %d, %Y %I%M %p", "%B %d, %Y %I%M %p"):
        with contextlib.suppress(ValueError):
            return datetime.strptime(f"{day} {clock:0>4} {half}", form)
    return None
