"""Files to try answers on: the tests of assignment 1 make folders and archives.

Beside them stands `with_other_hashes`, another computer as far as `hash` can tell.
"""

from __future__ import annotations

import builtins
import io
import os
import tarfile
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path, PurePath
from typing import Any

Member = tuple[str, bytes | None] | tarfile.TarInfo


def fresh_folder() -> tempfile.TemporaryDirectory[str]:
    """A new folder, removed at the end of its `with` block."""
    return tempfile.TemporaryDirectory(ignore_cleanup_errors=True)


def make_classes(folder: str, classes: Iterable[str], files: Iterable[str]) -> None:
    """Make a folder for each class, with empty files of these names in it."""
    names = list(files)
    for name in classes:
        Path(folder, name).mkdir()
        for file in names:
            Path(folder, name, file).write_bytes(b"")


def make_archive(folder: str, *members: Member, name: str = "letters.tar.gz") -> str:
    """Write a tar archive into a folder; compressed when its name ends in .gz.

    Args:
        folder: where to write it.
        members: (name, content) for a plain file, (name, None) for a folder, and
            `special_member` for anything else.
        name: of the archive.

    Returns:
        The path of the archive.
    """
    path = os.path.join(folder, name)
    kind = "gz" if name.endswith(".gz") else ""
    with tarfile.open(path, f"w:{kind}") as archive:  # type: ignore[call-overload]
        for member in members:
            _add(archive, member)
    return path


def _add(archive: tarfile.TarFile, member: Member) -> None:
    if isinstance(member, tarfile.TarInfo):
        archive.addfile(member)
        return
    info, content = tarfile.TarInfo(member[0]), member[1]
    if content is None:
        info.type, info.mode = tarfile.DIRTYPE, 0o755
        archive.addfile(info)
    else:
        info.size = len(content)
        archive.addfile(info, io.BytesIO(content))


def special_member(name: str, kind: bytes, target: str = "") -> tarfile.TarInfo:
    """A link to `target`, or a device, for `make_archive`; `kind` as in tarfile."""
    info = tarfile.TarInfo(name)
    info.type, info.linkname = kind, target
    return info


def with_other_hashes(function: Callable[..., Any], *arguments: Any) -> Any:
    """Call a function as another Python process would.

    `hash` of a text is salted when Python starts, so it differs between computers
    and from run to run; the function sees other hashes of text than its caller does.
    """
    genuine = builtins.hash
    builtins.hash = lambda value: genuine(_salted(value))
    try:
        return function(*arguments)
    finally:
        builtins.hash = genuine


def _salted(value: Any) -> Any:
    """What to hash in place of a value; numbers hash alike everywhere."""
    if isinstance(value, str | bytes | PurePath):
        return (value, "elsewhere")
    if isinstance(value, tuple):
        return tuple(_salted(member) for member in value)
    return value
