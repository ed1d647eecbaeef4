"""What an LMS exports, as a list of files: archives and folders, read and not trusted.

Nothing is unpacked: a member is read into memory, bounded, and what becomes of it is
decided elsewhere. So no name inside an archive ever is a path on this machine.
"""

from __future__ import annotations

import io
import re
import stat
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path, PurePosixPath

from grader.course import CourseError
from grader.submissions.reading import MAX_BYTES

MAX_MEMBERS = 100_000
MAX_INNER_MEMBERS = 2_000
MAX_INNER_BYTES = 2**28
# Text of notebooks shrinks to a tenth or twentieth; a bomb to a thousandth.
MAX_RATIO, RATIO_FROM = 200, 2**20
EXPORT_TAKES = timedelta(minutes=5)
NO_YEAR = 1980  # what a zip says that has no times
# What machines put beside a student's files; it is nobody's work.
LITTER = ("__MACOSX", ".ipynb_checkpoints", ".DS_Store", "Thumbs.db", "timestamp.txt")

_MOODLE = re.compile(r"(.+)_(\d+)_assignsubmission_(?:file|onlinetext)_?(.*)")
_CANVAS = re.compile(r"([^_]+)(_LATE)?_(\d+)_(\d+)_(.+)", re.IGNORECASE)
_EXCHANGE = re.compile(
    r"([^+]+)\+([^+]+)\+(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d+)? \w+)(?:\+.*)?"
)
_ATTEMPT = re.compile(r"(.*)-(\d{1,3})(\.\w+)")


class BadFileError(ValueError):
    """One file cannot be taken; the text says why."""


@dataclass(frozen=True)
class Delivery:
    """One file that came in: whose it seems to be, and how to read it.

    `who` are words that may name the student, the surest first; `attempt` counts what
    the LMS numbered; `time_from` says where `when` comes from.
    """

    origin: str
    path: str
    read: Callable[[], bytes]
    who: tuple[str, ...] = ()
    full_name: str = ""
    lms_id: str = ""
    file_name: str = ""
    attempt: int = 0
    is_late: bool = False
    when: datetime | None = None
    time_from: str = ""
    problem: str = ""


def read_source(path: Path, zone: tzinfo, *, file_times: bool) -> Iterator[Delivery]:
    """Every file of an archive or folder (or the one file), in a fixed order.

    Args:
        path: a zip, a folder or a notebook.
        zone: of times inside archives, which have none.
        file_times: whether the times of plain files count as handed in then.

    Raises:
        CourseError: there is no such file, or it is no complete archive.
    """
    if path.is_dir():
        yield from _read_folder(path, file_times=file_times)
    elif zipfile.is_zipfile(path):
        yield from _read_archive(path, zone, file_times=file_times)
    elif path.suffix == ".ipynb" and path.is_file():
        yield _of_file(path, path.name, path.parent.name, file_times=file_times)
    elif path.exists():
        raise CourseError(
            f"{path} is no folder, zip or notebook; give what the LMS exported, "
            "unpacked where it is another kind of archive."
        )
    else:
        raise CourseError(f"There is no {path}; name the zip or folder to collect.")


# Folders.


def _read_folder(folder: Path, *, file_times: bool) -> Iterator[Delivery]:
    for path in sorted(folder.rglob("*")):
        inner = path.relative_to(folder).as_posix()
        if path.is_symlink():
            problem = "is a link, not a file"
            yield Delivery(folder.name, inner, path.read_bytes, problem=problem)
        elif path.is_file():
            yield _of_file(path, inner, folder.name, file_times=file_times)


def _of_file(path: Path, inner: str, origin: str, *, file_times: bool) -> Delivery:
    delivery = identify(inner, Delivery(origin, inner, lambda: _read_file(path)))
    if delivery.when is None and file_times:
        when = datetime.fromtimestamp(path.stat().st_mtime, UTC)
        delivery = replace(delivery, when=when, time_from="file")
    return delivery


def _read_file(path: Path) -> bytes:
    if path.stat().st_size > MAX_BYTES:
        raise BadFileError(f"is too large ({path.stat().st_size:,} bytes)")
    return path.read_bytes()


# Archives.


def _read_archive(path: Path, zone: tzinfo, *, file_times: bool) -> Iterator[Delivery]:
    try:
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise CourseError(
            f"{path} is not a complete zip ({error}); export it again."
        ) from error
    members = archive.infolist()
    if len(members) > MAX_MEMBERS:
        raise CourseError(
            f"{path} has {len(members):,} members, more than a class has files."
        )
    has_times = _are_of_uploads([m for m in members if not m.is_dir()], zone)
    for info in members:
        if info.is_dir():
            continue
        name = info.filename
        delivery = Delivery(path.name, name, lambda i=info: read_member(archive, i))  # type: ignore[misc]
        problem = _why_unsafe(info)
        if problem:
            yield replace(delivery, problem=problem)
            continue
        delivery = identify(name, delivery)
        is_moodle = "_assignsubmission_" in name
        if delivery.when is None and (file_times or (is_moodle and has_times)):
            when = _member_time(info, zone)
            delivery = replace(delivery, when=when, time_from="archive" if when else "")
        yield delivery


def _are_of_uploads(members: list[zipfile.ZipInfo], zone: tzinfo) -> bool:
    """Whether the times in an archive can be those of uploads.

    A class does not hand in within minutes: then the times are those of the export, and
    nobody must be called late by them.
    """
    times = [when for info in members if (when := _member_time(info, zone))]
    return len(times) > 1 and max(times) - min(times) > EXPORT_TAKES


def _why_unsafe(info: zipfile.ZipInfo) -> str:
    """Why a member is not taken, "" when it is."""
    name = info.filename
    parts = PurePosixPath(name).parts
    if (
        name.startswith("/")
        or ".." in parts
        or "\\" in name
        or re.match("[A-Za-z]:", name)
    ):
        return "points outside its archive"
    if stat.S_IFMT(info.external_attr >> 16) not in (0, stat.S_IFREG):
        return "is a link or a device"
    if info.flag_bits & 0x1:
        return "is locked with a password"
    if info.file_size > MAX_BYTES:
        return f"is too large ({info.file_size:,} bytes)"
    if info.file_size > max(RATIO_FROM, MAX_RATIO * info.compress_size):
        return f"is a bomb ({info.file_size:,} bytes from {info.compress_size:,})"
    return ""


def read_member(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    """A member's bytes, never more than allowed; BadFileError when it is damaged."""
    try:
        with archive.open(info) as file:
            data = file.read(MAX_BYTES + 1)
    except (zipfile.BadZipFile, zlib.error, EOFError) as error:
        raise BadFileError(f"is damaged ({error})") from error
    except (RuntimeError, NotImplementedError) as error:
        raise BadFileError("is packed in a way that is not known here") from error
    if len(data) > MAX_BYTES:
        raise BadFileError("is larger than it says")
    return data


def _member_time(info: zipfile.ZipInfo, zone: tzinfo) -> datetime | None:
    if info.date_time[0] <= NO_YEAR:
        return None
    try:
        return datetime(*info.date_time, tzinfo=zone)
    except ValueError:
        return None


def inner_notebooks(delivery: Delivery) -> list[Delivery]:
    """The notebooks in a zip that a student handed in; BadFileError when unreadable."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(delivery.read()))
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise BadFileError(f"is not a complete zip ({error})") from error
    members = [m for m in archive.infolist() if not m.is_dir()]
    size = sum(member.file_size for member in members)
    if len(members) > MAX_INNER_MEMBERS or size > MAX_INNER_BYTES:
        raise BadFileError(f"holds {len(members):,} files of {size:,} bytes")
    found = []
    for info in members:
        name = info.filename
        if not name.endswith(".ipynb") or is_litter(name):
            continue
        found.append(
            replace(
                delivery,
                path=f"{delivery.path}!{name}",
                file_name=PurePosixPath(name).name,
                problem=_why_unsafe(info),
                read=_reader(delivery, info),
            )
        )
    return found


def _reader(delivery: Delivery, info: zipfile.ZipInfo) -> Callable[[], bytes]:
    """Reads a member of a student's zip anew each time: a class does not fit memory."""

    def read() -> bytes:
        with zipfile.ZipFile(io.BytesIO(delivery.read())) as archive:
            return read_member(archive, info)

    return read


def is_litter(name: str) -> bool:
    """Whether a file is what machines leave, not what a student hands in."""
    parts = PurePosixPath(name).parts
    return any(part in LITTER or part.startswith("._") for part in parts)


# Whose file is it? The names that Moodle, Canvas and nbgrader give.


def identify(inner: str, delivery: Delivery) -> Delivery:
    """Read student, attempt and time from a file's path."""
    parts = PurePosixPath(inner).parts
    name = parts[-1]
    for part in (*parts, delivery.origin):
        moodle, exchange = _MOODLE.fullmatch(part), _EXCHANGE.fullmatch(part)
        if moodle:
            file_name = moodle[3] if part == name and moodle[3] else name
            return replace(
                delivery,
                who=(moodle[2], moodle[1]),
                full_name=moodle[1],
                lms_id=moodle[2],
                file_name=file_name,
            )
        if exchange:
            return replace(
                delivery,
                who=(exchange[1],),
                file_name=name,
                when=_exchange_time(exchange[3]),
                time_from="exchange",
            )
    canvas = _CANVAS.fullmatch(name)
    if canvas:
        return _from_canvas(delivery, canvas)
    folders = parts[:-1]
    if folders[:1] == (PurePosixPath(delivery.origin).stem,):
        folders = folders[1:]  # a folder that was packed as a whole
    return replace(delivery, who=folders, file_name=name)


def _from_canvas(delivery: Delivery, found: re.Match[str]) -> Delivery:
    """`byronada_LATE_1234_5678_notebook-2.ipynb`: the third attempt of user 1234."""
    attempt = _ATTEMPT.fullmatch(found[5])
    return replace(
        delivery,
        who=(found[3], found[1]),
        full_name=found[1],
        lms_id=found[3],
        file_name=attempt[1] + attempt[3] if attempt else found[5],
        attempt=int(attempt[2]) if attempt else 0,
        is_late=bool(found[2]),
    )


def _exchange_time(text: str) -> datetime | None:
    stamp, _, zone = text.rpartition(" ")
    try:
        when = datetime.fromisoformat(stamp)
    except ValueError:
        return None
    return when.replace(tzinfo=UTC) if zone == "UTC" else None
