"""Whose is a file? Only what the LMS or the instructor wrote into its path says that.

An export has one form, found out over all its members: a student chooses the end of one
name and cannot change what the others look like. Of a path only the part that the form
gives to the LMS is read: the first folder, or what stands before the file's own name.
Folders and names inside, which are the student's, name nobody.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import PurePosixPath

# Not greedy: what a student's file is called may look like the rest of it.
_MOODLE = re.compile(r"(.+?)_(\d+)_assignsubmission_[a-z]+_?(.*)", re.DOTALL)
_CANVAS = re.compile(r"([^_]+)(_LATE)?_(\d+)_(\d+)_(.+)", re.IGNORECASE | re.DOTALL)
_EXCHANGE = re.compile(
    r"([^+]+)\+([^+]+)\+(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d+)? \w+)(?:\+.*)?"
)
_ATTEMPT = re.compile(r"(.*)-(\d{1,3})(\.\w+)", re.DOTALL)


@dataclass(frozen=True)
class Claim:
    """Whose a file says to be, and what else its path tells.

    `kind` is the form that says it; `words` name the student, the surest first.
    """

    kind: str = ""
    words: tuple[str, ...] = ()
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


def plain(path: PurePosixPath) -> Claim:
    """A folder that is named after its student; else the file itself says it."""
    folder = path.parts[:-1][:1]
    return Claim("folder" if folder else "file", folder, file_name=path.name)


FORMS: tuple[Form, ...] = (canvas, moodle, exchange)


def form_of(paths: Iterable[PurePosixPath]) -> Form:
    """The form that an export has: that of most of its members, of half at least."""
    paths = list(paths)
    counts = [sum(form(path) is not None for path in paths) for form in FORMS]
    best = max(counts)
    if not best or 2 * best < len(paths):
        return plain
    return FORMS[counts.index(best)]


def claims_of(
    paths: Sequence[PurePosixPath],
    origin: str,
    stems: Iterable[str],
    is_person: Callable[[str], bool] = lambda _: False,
) -> dict[PurePosixPath, Claim]:
    """{path: whose it says to be}; a path that does not fit the form names nobody.

    Args:
        paths: of all members of one source, without what machines leave.
        origin: the name of the source, which may be one student's own folder.
        stems: the assignments, after which no student is named.
        is_person: whether a name is that of somebody in the class.
    """
    of_all = moodle(PurePosixPath(origin, "x")) or exchange(PurePosixPath(origin, "x"))
    if of_all is not None:
        return {path: replace(of_all, file_name=path.name) for path in paths}
    inner, known = list(paths), set(stems)
    while _is_packed(inner, known, is_person):
        inner = [PurePosixPath(*path.parts[1:]) for path in inner]
    form = form_of(inner)
    return {
        path: form(part) or Claim(file_name=path.name)
        for path, part in zip(paths, inner, strict=True)
    }


def _is_packed(
    paths: Sequence[PurePosixPath], stems: set[str], is_person: Callable[[str], bool]
) -> bool:
    """Whether one folder holds all members and is nobody's: a class was packed."""
    tops = {path.parts[0] if len(path.parts) > 1 else "" for path in paths}
    if len(tops) != 1 or form_of(paths) is not plain:
        return False
    (top,) = tops
    if not top or is_person(top):
        return False
    below = {path.parts[1] for path in paths if len(path.parts) > 2}
    following = [PurePosixPath(*path.parts[1:]) for path in paths]
    is_class = len(below - stems) > 1 or form_of(following) is not plain
    return top in stems or is_class


def _exchange_time(text: str) -> datetime | None:
    stamp, _, zone = text.rpartition(" ")
    try:
        when = datetime.fromisoformat(stamp)
    except ValueError:
        return None
    return when.replace(tzinfo=UTC) if zone == "UTC" else None
