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
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path, PurePosixPath

from grader.collecting.whose import Claim
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

Claims = Callable[[Sequence[PurePosixPath], str], dict[PurePosixPath, Claim]]


class BadFileError(ValueError):
    """One file cannot be taken; the text says why."""


@dataclass(frozen=True)
class Delivery:
    """One file that came in: whose it says to be, and how to read it.

    `file_name` is the name that the student gave it; `time_from` says where `when`
    comes from.
    """

    origin: str
    path: str
    read: Callable[[], bytes]
    claim: Claim = field(default_factory=Claim)
    file_name: str = ""
    when: datetime | None = None
    time_from: str = ""
    problem: str = ""

    def of(self, claim: Claim) -> Delivery:
        """This file, with what its path says."""
        named = replace(self, claim=claim, file_name=claim.file_name)
        if claim.when is None:
            return named
        return replace(named, when=claim.when, time_from="exchange")


def read_source(
    path: Path, zone: tzinfo, claims: Claims, *, file_times: bool
) -> Iterator[Delivery]:
    """Every file of an archive or folder (or the one file), in a fixed order.

    Args:
        path: a zip, a folder or a notebook.
        zone: of times inside archives, which have none.
        claims: says of all paths of a source with this name whose they are.
        file_times: whether the times of plain files count as handed in then.

    Raises:
        CourseError: there is no such file, or it is no complete archive.
    """
    if path.is_dir():
        found = sorted(p for p in path.rglob("*") if p.is_symlink() or p.is_file())
        yield from _read_files(found, path, path.name, claims, file_times=file_times)
    elif zipfile.is_zipfile(path):
        yield from _read_archive(path, zone, claims, file_times=file_times)
    elif path.suffix == ".ipynb" and path.is_file():
        parent = path.parent
        yield from _read_files(
            *([path], parent, parent.name, claims), file_times=file_times
        )
    elif path.exists():
        raise CourseError(
            f"{path} is no folder, zip or notebook; give what the LMS exported, "
            "unpacked where it is another kind of archive."
        )
    else:
        raise CourseError(f"There is no {path}; name the zip or folder to collect.")


# Folders.


def _read_files(
    files: Sequence[Path],
    folder: Path,
    origin: str,
    claims: Claims,
    *,
    file_times: bool,
) -> Iterator[Delivery]:
    inner = {path: path.relative_to(folder).as_posix() for path in files}
    said = _claims(inner.values(), origin, claims)
    for path, name in inner.items():
        delivery = Delivery(origin, name, _reader_of(path)).of(said(name))
        if path.is_symlink():
            delivery = replace(delivery, problem="is a link, not a file")
        elif delivery.when is None and file_times:
            when = datetime.fromtimestamp(path.stat().st_mtime, UTC)
            delivery = replace(delivery, when=when, time_from="file")
        yield delivery


def _claims(
    names: Iterable[str], origin: str, claims: Claims
) -> Callable[[str], Claim]:
    """What each name says, decided over all; of what machines leave, nothing."""
    paths = [PurePosixPath(name) for name in names if not is_litter(name)]
    found = claims(paths, origin) if paths else {}

    def said(name: str) -> Claim:
        path = PurePosixPath(name)
        return found.get(path, Claim(file_name=path.name))

    return said


def _reader_of(path: Path) -> Callable[[], bytes]:
    return lambda: _read_file(path)


def _read_file(path: Path) -> bytes:
    if path.stat().st_size > MAX_BYTES:
        raise BadFileError(f"is too large ({path.stat().st_size:,} bytes)")
    return path.read_bytes()


# Archives.


def _read_archive(
    path: Path, zone: tzinfo, claims: Claims, *, file_times: bool
) -> Iterator[Delivery]:
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
    files = [member for member in members if not member.is_dir()]
    has_times = _are_of_uploads(files, zone)
    safe = [info.filename for info in files if not _leads_out(info.filename)]
    said = _claims(safe, path.name, claims)
    for info in files:
        name = info.filename
        delivery = Delivery(path.name, name, lambda i=info: read_member(archive, i))  # type: ignore[misc]
        delivery = delivery.of(said(name))
        problem = _why_unsafe(info)
        if problem:
            yield replace(delivery, problem=problem)
            continue
        is_moodle = delivery.claim.kind == "moodle"
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
    if _leads_out(info.filename):
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


def _leads_out(name: str) -> bool:
    is_absolute = name.startswith("/") or re.match("[A-Za-z]:", name) is not None
    parts = PurePosixPath(name).parts
    return is_absolute or ".." in parts or not parts or "\\" in name


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
