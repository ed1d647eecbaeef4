"""What a file is, by its content, and what is in an archive that a student handed in.

Archives are read in memory and bounded: in members, in bytes, and in how much a member
may grow. Nothing is unpacked.
"""

from __future__ import annotations

import io
import re
import stat
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from grader.submissions.reading import MAX_BYTES

MAX_INNER_MEMBERS = 2_000
MAX_INNER_BYTES = 2**28
# Text of notebooks shrinks to a tenth or twentieth; a bomb to a thousandth.
MAX_RATIO, RATIO_FROM = 200, 2**20
# What machines put beside a student's files; it is nobody's work.
LITTER = ("__MACOSX", ".ipynb_checkpoints", ".DS_Store", "Thumbs.db", "timestamp.txt")

# Endings under which a notebook comes; what is in a file decides.
NOTEBOOKS = (".ipynb", ".json", ".txt")
ARCHIVES = (".zip", ".tar", ".gz", ".tgz", ".bz2", ".xz", ".7z", ".rar")
HANDED_IN = (*NOTEBOOKS, *ARCHIVES)
NOTEBOOK, ZIP, TAR, CLOSED, OTHER = "notebook", "zip", "tar", "closed", "other"
_CLOSED = {b"7z\xbc\xaf\x27\x1c": "7z", b"Rar!\x1a\x07": "rar"}
_PACKED_TAR = (b"\x1f\x8b", b"BZh", b"\xfd7zXZ\x00")


class BadFileError(ValueError):
    """One file cannot be taken; the text says why."""


@dataclass(frozen=True)
class PackedFile:
    """A file in an archive, by its name a notebook or none.

    `problem` says why it is not taken.
    """

    name: str
    problem: str
    read: Callable[[], bytes]

    @property
    def is_notebook(self) -> bool:
        return self.name.lower().endswith(NOTEBOOKS)


def kind_of(name: str, data: bytes) -> str:
    """What a file is: a notebook, an archive, one that nothing here opens, or other.

    What is called a notebook is one, so that a broken one is told as such.
    """
    if data.startswith(b"PK\x03\x04") or name.lower().endswith(".zip"):
        return ZIP
    if data.startswith(tuple(_CLOSED)):
        return CLOSED
    if data.startswith(_PACKED_TAR) or data[257:262] == b"ustar":
        return TAR
    if name.lower().endswith((".ipynb", ".ipynb.json", ".ipynb.txt")):
        return NOTEBOOK
    start = data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    return NOTEBOOK if start == b"{" and b'"cells"' in data else OTHER


def members(name: str, read: Callable[[], bytes]) -> list[PackedFile]:
    """What somebody put into an archive; BadFileError when it cannot be read."""
    data = read()
    kind = kind_of(name, data)
    if kind == CLOSED:
        raise BadFileError("is an archive that is not opened here; unpack it")
    if kind == ZIP:
        return _zip_members(data, read)
    return _tar_members(data, read)


def _zip_members(data: bytes, read: Callable[[], bytes]) -> list[PackedFile]:
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise BadFileError(f"is not a complete zip ({error})") from error
    files = [m for m in archive.infolist() if not m.is_dir()]
    _check_bounds(len(files), sum(info.file_size for info in files))
    return [
        PackedFile(info.filename, why_unsafe(info), _from_zip(read, info))
        for info in files
        if not is_litter(info.filename)
    ]


def _from_zip(read: Callable[[], bytes], info: zipfile.ZipInfo) -> Callable[[], bytes]:
    """Reads a member of a student's zip anew each time: a class does not fit memory."""

    def member() -> bytes:
        with zipfile.ZipFile(io.BytesIO(read())) as archive:
            return read_member(archive, info)

    return member


def _tar_members(data: bytes, read: Callable[[], bytes]) -> list[PackedFile]:
    found, size = [], 0
    for count, (info, _) in enumerate(_walk(data), start=1):
        size += info.size
        _check_bounds(count, size)
        if info.isdir() or is_litter(info.name):
            continue
        problem = _why_no_file(info.name, is_plain=info.isreg()) or _why_large(
            info.size
        )
        found.append(PackedFile(info.name, problem, _from_tar(read, info.name)))
    return found


def _walk(data: bytes) -> Iterator[tuple[tarfile.TarInfo, tarfile.TarFile]]:
    """The members of a tar, however packed, without reading further than asked."""
    try:
        with tarfile.open(fileobj=io.BytesIO(data), mode="r|*") as archive:
            for info in archive:
                yield info, archive
    except (tarfile.TarError, OSError, EOFError, zlib.error) as error:
        raise BadFileError(f"is not a complete archive ({error})") from error


def _from_tar(read: Callable[[], bytes], name: str) -> Callable[[], bytes]:
    def member() -> bytes:
        for info, archive in _walk(read()):
            file = archive.extractfile(info) if info.name == name else None
            if file is not None:
                return file.read(MAX_BYTES)
        raise BadFileError("is not in its archive any more")

    return member


def _check_bounds(count: int, size: int) -> None:
    if count > MAX_INNER_MEMBERS or size > MAX_INNER_BYTES:
        raise BadFileError(f"holds {count:,} files of {size:,} bytes")


def why_unsafe(info: zipfile.ZipInfo) -> str:
    """Why a member is not taken, "" when it is."""
    is_plain = stat.S_IFMT(info.external_attr >> 16) in (0, stat.S_IFREG)
    if problem := _why_no_file(info.filename, is_plain=is_plain):
        return problem
    if info.flag_bits & 0x1:
        return "is locked with a password"
    if problem := _why_large(info.file_size):
        return problem
    if info.file_size > max(RATIO_FROM, MAX_RATIO * info.compress_size):
        return f"is a bomb ({info.file_size:,} bytes from {info.compress_size:,})"
    return ""


def _why_no_file(name: str, *, is_plain: bool) -> str:
    if leads_out(name):
        return "points outside its archive"
    return "" if is_plain else "is a link or a device"


def _why_large(size: int) -> str:
    return f"is too large ({size:,} bytes)" if size > MAX_BYTES else ""


def leads_out(name: str) -> bool:
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


def is_litter(name: str) -> bool:
    """Whether a file is what machines leave, not what a student hands in."""
    parts = PurePosixPath(name).parts
    return any(part in LITTER or part.startswith("._") for part in parts)


def is_work(name: str) -> bool:
    """Whether somebody may have handed it in; .json and .txt alone say nothing."""
    low = name.lower()
    is_notebook = ".ipynb" in PurePosixPath(low).suffixes and low.endswith(NOTEBOOKS)
    return not is_litter(name) and (is_notebook or low.endswith(ARCHIVES))
