"""What an LMS exports, as a list of files: archives and folders, read and not trusted.

Nothing is unpacked: a member is read into memory, bounded, and what becomes of it is
decided elsewhere. So no name inside an archive ever is a path on this machine.
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path, PurePosixPath

from grader.collecting.archives import (
    BadFileError,
    is_litter,
    leads_out,
    members,
    read_member,
    why_unsafe,
)
from grader.collecting.exports import BESIDE_OTHERS, UNSAID, are_all, exports_in
from grader.collecting.forms import Claim
from grader.collecting.whose import Naming
from grader.course import CourseError
from grader.submissions.reading import MAX_BYTES

MAX_MEMBERS = 100_000
EXPORT_TAKES = timedelta(minutes=5)
MAX_DEPTH = 3  # of archives in archives
NO_YEAR = 1980  # what a zip says that has no times


@dataclass(frozen=True)
class Delivery:
    """One file that came in: whose it says to be, and how to read it.

    `file_name` is the name that the student gave it; `time_from` says where `when`
    comes from. One that `is_beside` lies beside a notebook in a student's archive.
    """

    origin: str
    path: str
    read: Callable[[], bytes]
    claim: Claim = field(default_factory=Claim)
    file_name: str = ""
    when: datetime | None = None
    time_from: str = ""
    problem: str = ""
    is_beside: bool = False
    depth: int = 0  # of archives around it

    def of(self, claim: Claim, zone: tzinfo) -> Delivery:
        """This file, with what its path says, in the zone of the LMS's clock."""
        named = replace(self, claim=claim, file_name=claim.file_name)
        if claim.when is None:
            return named
        when = claim.when if claim.when.tzinfo else claim.when.replace(tzinfo=zone)
        return replace(named, when=when, time_from=claim.kind)


def read_source(
    path: Path, zone: tzinfo, claims: Naming, *, file_times: bool
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
        yield from _read_folder(found, path, zone, claims, file_times=file_times)
    elif zipfile.is_zipfile(path):
        yield from _read_archive(path, zone, claims, file_times=file_times)
    elif path.suffix.lower() == ".ipynb" and path.is_file():
        yield from _read_files(
            *([path], path.parent, zone, claims), file_times=file_times
        )
    elif path.exists():
        raise CourseError(
            f"{path} is no folder, zip or notebook; give what the LMS exported, "
            "unpacked where it is another kind of archive."
        )
    else:
        raise CourseError(f"There is no {path}; name the zip or folder to collect.")


# Folders.


def _read_folder(
    files: Sequence[Path],
    folder: Path,
    zone: tzinfo,
    claims: Naming,
    *,
    file_times: bool,
) -> Iterator[Delivery]:
    """Its files, or what is in the exports of an LMS that lie in it."""
    inner = {path: path.relative_to(folder).as_posix() for path in files}
    said = _claims(inner.values(), folder.name, claims)
    # What an LMS says to be one student's is that student's, whatever is in it.
    unsaid = [path for path in files if said(inner[path]).kind in UNSAID]
    exports = exports_in(unsaid, folder, claims)
    if exports and are_all(exports, files):
        for path in exports:
            yield from _read_archive(path, zone, claims, file_times=file_times)
        rest = [path for path in files if path not in exports]
        for one in _read_files(rest, folder, zone, claims, file_times=file_times):
            yield replace(one, claim=Claim(file_name=one.file_name))  # nobody's
        return
    doubtful = {inner[path] for path in exports}
    for one in _read_files(files, folder, zone, claims, file_times=file_times):
        yield replace(one, problem=BESIDE_OTHERS) if one.path in doubtful else one


def _read_files(
    files: Sequence[Path],
    folder: Path,
    zone: tzinfo,
    claims: Naming,
    *,
    file_times: bool,
) -> Iterator[Delivery]:
    origin = folder.name
    inner = {path: path.relative_to(folder).as_posix() for path in files}
    said = _claims(inner.values(), origin, claims)
    for path, name in inner.items():
        delivery = Delivery(origin, name, _reader_of(path)).of(said(name), zone)
        if path.is_symlink():
            delivery = replace(delivery, problem="is a link, not a file")
        elif delivery.when is None and file_times:
            when = datetime.fromtimestamp(path.stat().st_mtime, UTC)
            delivery = replace(delivery, when=when, time_from="file")
        yield delivery


def _claims(
    names: Iterable[str], origin: str, claims: Naming
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
    path: Path, zone: tzinfo, claims: Naming, *, file_times: bool
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
    safe = [info.filename for info in files if not leads_out(info.filename)]
    said = _claims(safe, path.name, claims)
    for info in files:
        name = info.filename
        delivery = Delivery(path.name, name, lambda i=info: read_member(archive, i))  # type: ignore[misc]
        delivery = delivery.of(said(name), zone)
        problem = why_unsafe(info)
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


def _member_time(info: zipfile.ZipInfo, zone: tzinfo) -> datetime | None:
    if info.date_time[0] <= NO_YEAR:
        return None
    try:
        return datetime(*info.date_time, tzinfo=zone)
    except ValueError:
        return None


def inner_files(delivery: Delivery, *, with_beside: bool = False) -> list[Delivery]:
    """The notebooks in an archive that a student handed in, and what lies beside them.

    Raises:
        BadFileError: it is damaged, or an archive in archives.
    """
    if delivery.depth == MAX_DEPTH:
        raise BadFileError("is an archive in an archive in others; unpack it")
    found = members(delivery.path, delivery.read)
    homes = {PurePosixPath(m.name).parent for m in found if m.is_notebook}
    return [
        replace(
            delivery,
            path=f"{delivery.path}!{member.name}",
            file_name=PurePosixPath(member.name).name,
            problem=member.problem,
            read=member.read,
            is_beside=not member.is_notebook,
            depth=delivery.depth + 1,
        )
        for member in found
        if member.is_notebook
        or (with_beside and PurePosixPath(member.name).parent in homes)
    ]
