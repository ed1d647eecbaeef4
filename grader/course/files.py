"""Writing files: all of it or nothing, and where they are meant to be."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

FULL = (errno.ENOSPC, errno.EDQUOT)
MOST_TEMPORARY = 60  # characters; a socket's whole path has at most 107


def shorten_temporary_folder() -> None:
    """Use /tmp where the path of the temporary folder is too long for sockets."""
    if os.name == "posix" and len(os.environ.get("TMPDIR", "")) > MOST_TEMPORARY:
        os.environ["TMPDIR"] = "/tmp"  # noqa: S108


@contextlib.contextmanager
def atomic_path(path: Path) -> Iterator[Path]:
    """A temporary path beside `path`, which takes its name only when all went well."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        yield temporary
        temporary.replace(path)
    except OSError as error:
        if error.errno in FULL:  # writing does not say where
            error.filename = str(path)
        raise
    finally:
        temporary.unlink(missing_ok=True)


def write_text(path: Path, text: str) -> None:
    """Write a text file atomically, UTF-8 with plain newlines."""
    with atomic_path(path) as temporary:
        temporary.write_text(text, encoding="utf-8", newline="\n")


def put_files(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files below a folder, by their paths in it.

    Raises:
        ValueError: a path leads elsewhere.
    """
    for name, data in files.items():
        path = PurePosixPath(name)
        if path.is_absolute() or ".." in path.parts:
            raise ValueError(f"{name} does not lie below the folder")
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
