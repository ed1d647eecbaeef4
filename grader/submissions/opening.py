"""The one way to read what lies in `submitted/`, where names and files are students'.

No link is followed anywhere on the way and none is read, also no second name of a file
that lies elsewhere; only regular files are opened, none is waited for, and none is read
beyond a bound. A pipe, a device, a link or a file of gigabytes that takes no space is
refused in a sentence instead of hanging a class.
"""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path

from grader.submissions.failures import Failure, Kind
from grader.submissions.reading import UnreadableError

_NEVER_WAIT = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0)
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)
_FOLDER = getattr(os, "O_DIRECTORY", 0)
_BINARY = getattr(os, "O_BINARY", 0)
_IN_FOLDERS = os.open in os.supports_dir_fd and bool(_NO_LINK)


class NotTakenError(UnreadableError):
    """What lies there is not read: no regular file, too large, or behind a link."""


def read(root: Path, path: Path, most: int) -> bytes:
    """The content of a file below a folder.

    Args:
        root: the folder that is the instructor's own; it may be a link itself.
        path: the file, below `root`.
        most: how many bytes it may have.

    Raises:
        NotTakenError: it is no regular file, too large, or behind a link.
        OSError: it is not there or may not be read.
    """
    with _opened(root, path) as descriptor:
        about = os.fstat(descriptor)
        if not stat.S_ISREG(about.st_mode):
            raise NotTakenError(Failure(Kind.NO_FILE, _kind(about.st_mode)))
        if about.st_nlink > 1:
            raise NotTakenError(Failure(Kind.HARD_LINK))
        if about.st_size > most:
            raise NotTakenError(Failure(Kind.LARGE_FILE, amount=about.st_size))
        with open(descriptor, "rb", closefd=False) as file:
            data = file.read(most + 1)
    if len(data) > most:
        raise NotTakenError(Failure(Kind.LARGE_FILE, amount=len(data)))
    return data


def names(root: Path, path: Path) -> list[str]:
    """What lies in a folder below another, sorted; links are not followed.

    Raises:
        NotTakenError: it is behind a link.
        OSError: it is not there or may not be read.
    """
    if not _IN_FOLDERS:
        _refuse_links(root, path)
        return sorted(entry.name for entry in path.iterdir())
    with _opened(root, path) as descriptor, os.scandir(descriptor) as entries:
        return sorted(entry.name for entry in entries)


@contextlib.contextmanager
def _opened(root: Path, path: Path) -> Iterator[int]:
    """A descriptor of what lies at a path, opened folder by folder from the root."""
    if not _IN_FOLDERS:  # Windows
        _refuse_links(root, path)
        with _closing(os.open(path, os.O_RDONLY | _BINARY)) as descriptor:
            yield descriptor
        return
    *folders, last = path.relative_to(root).parts
    with contextlib.ExitStack() as stack:
        here = stack.enter_context(_closing(os.open(root, os.O_RDONLY | _FOLDER)))
        for name in folders:
            here = stack.enter_context(_closing(_step(name, here, _FOLDER)))
        yield stack.enter_context(_closing(_step(last, here, 0)))


@contextlib.contextmanager
def _closing(descriptor: int) -> Iterator[int]:
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def _step(name: str, folder: int, flags: int) -> int:
    try:
        return os.open(
            name, os.O_RDONLY | _NEVER_WAIT | _NO_LINK | flags, dir_fd=folder
        )
    except OSError as error:
        if error.errno in (errno.ELOOP, errno.ENOTDIR, errno.EMLINK):
            about = os.stat(name, dir_fd=folder, follow_symlinks=False)
            if stat.S_ISLNK(about.st_mode):
                raise NotTakenError(Failure(Kind.LINK)) from error
        if error.errno == errno.ENXIO:  # a socket
            raise NotTakenError(Failure(Kind.NO_FILE, "a socket")) from error
        raise


def _refuse_links(root: Path, path: Path) -> None:
    for part in (path, *path.parents):
        if part == root:
            return
        if part.is_symlink() or (hasattr(part, "is_junction") and part.is_junction()):
            raise NotTakenError(Failure(Kind.LINK))


_KINDS = {
    stat.S_IFDIR: "a folder",
    stat.S_IFIFO: "a pipe",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
    stat.S_IFSOCK: "a socket",
}


def _kind(mode: int) -> str:
    return _KINDS.get(stat.S_IFMT(mode), "something else")
