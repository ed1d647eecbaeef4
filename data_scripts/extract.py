"""Unpack a tar archive that is not trusted: plain files and folders, nothing else."""

from __future__ import annotations

import shutil
import tarfile
import zlib
from pathlib import Path, PurePosixPath

from data_scripts.errors import DataError
from data_scripts.files import atomic_path

MAX_BYTES = 8 << 30  # more than any archive of the course; stops a bomb


def extract(
    archive: Path, folder: Path, *, strip: int = 0, max_bytes: int = MAX_BYTES
) -> Path:
    """Unpack a tar archive, compressed or not, as `folder`; all of it or nothing.

    Args:
        archive: the file.
        folder: what it becomes; replaced when it exists.
        strip: how many leading folders of each member to leave out.
        max_bytes: how much may come out of it.

    Raises:
        DataError: the archive is damaged, too large, or has a member that is a link,
            a device, or would land outside `folder`.
    """
    from tqdm import tqdm

    try:
        with atomic_path(folder) as temporary:
            temporary.mkdir()
            with tarfile.open(archive, "r|*") as members:
                members.name = archive.name  # for messages
                left = max_bytes
                for member in tqdm(members, desc=f"unpacking {archive.name}"):
                    left -= member.size
                    if left < 0:
                        raise _refused(archive.name, member.name, "makes it too large")
                    _extract_member(members, member, temporary, strip)
    except (tarfile.TarError, EOFError, zlib.error) as error:
        raise DataError(
            f"{archive} is not a complete tar archive ({error}); remove it and fetch "
            "it again."
        ) from error
    return folder


def _extract_member(
    members: tarfile.TarFile, member: tarfile.TarInfo, folder: Path, strip: int
) -> None:
    archive = members.name
    if not (member.isreg() or member.isdir()):
        raise _refused(archive, member.name, "is a link or a device")
    path = _safe(archive, member.name)
    target = folder.joinpath(*path.parts[strip:])
    if member.isdir():
        target.mkdir(parents=True, exist_ok=True)
        return
    content = members.extractfile(member)
    if target == folder or target.is_dir() or content is None:
        raise _refused(archive, member.name, "is a file in the place of a folder")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError):
        why = "lies in a folder that is a file"
        raise _refused(archive, member.name, why) from None
    with target.open("wb") as file:
        shutil.copyfileobj(content, file)


def _safe(archive: object, name: str) -> PurePosixPath:
    """The member's path, when it stays inside on every system."""
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or "\\" in name or ":" in name:
        raise _refused(archive, name, "points outside the folder")
    return path


def _refused(archive: object, name: str, why: str) -> DataError:
    return DataError(
        f"{archive} was not unpacked: its member {name!r} {why}; fetch the "
        "archive again from a source that you trust."
    )
