"""How much the processes of a submission use together, as seen from outside."""

from __future__ import annotations

import contextlib
import os
import shutil
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from grader.isolation import linux
from grader.isolation.broker import sockets_of

_HELD = ("RssAnon", "RssShmem", "VmSwap", "VmPTE")
_SHARED_OUT = ("Pss_Anon", "Pss_Shmem", "SwapPss")


def _socket_bytes() -> int:
    """What the buffers of one socket may hold, which Linux counts for nobody.

    They cannot be enlarged (`seccomp`), so that is the default, on either side.
    """
    with contextlib.suppress(OSError, ValueError):
        return 4 * int(Path("/proc/sys/net/core/wmem_default").read_text())
    return linux.MIB


SOCKET_BYTES = _socket_bytes()


def memory(pids: list[int], limit: int, files: Iterable[str] = ()) -> int:
    """Bytes that processes hold together: pages, their tables, sockets, files.

    What several have together counts once, which is looked at only where the limit is
    near: a page that the zygote has too counts in parts.

    Args:
        pids: the processes.
        limit: what they may hold.
        files: mounts whose files lie in memory.
    """
    stored = sum(map(_stored_in_memory, files))
    at_most = sum(_sizes(p, "status", _HELD) for p in pids)
    at_most += stored + SOCKET_BYTES * sum(map(_descriptors, pids))
    if at_most <= limit:
        return at_most
    held = sum(_sizes(p, "smaps_rollup", _SHARED_OUT) for p in pids)
    held += sum(_sizes(p, "status", ("VmPTE",)) for p in pids)
    return stored + held + SOCKET_BYTES * len(set(sockets_of(pids)))


def _sizes(pid: int, file: str, wanted: tuple[str, ...]) -> int:
    """The sum of some lines of a table in /proc, in bytes."""
    total = 0
    with contextlib.suppress(OSError, ValueError, IndexError):
        for line in Path(f"/proc/{pid}/{file}").read_text().splitlines():
            if line.partition(":")[0] in wanted:
                total += int(line.split()[1]) * 1024
    return total


def _descriptors(pid: int) -> int:
    with contextlib.suppress(OSError):
        return len(list(Path(f"/proc/{pid}/fd").iterdir()))
    return 0


def _stored_in_memory(mount: str) -> int:
    with contextlib.suppress(OSError):
        about = os.statvfs(mount)
        return (about.f_blocks - about.f_bfree) * about.f_frsize
    return 0


def descendants(pid: int) -> Iterator[int]:
    """A process and all that it and its children have started."""
    open_ = [pid]
    while open_:
        found = open_.pop()
        yield found
        open_ += linux.children(found)


def tasks(pids: Iterable[int]) -> int:
    """How many threads processes have together, as RLIMIT_NPROC counts them."""
    count = 0
    for pid in pids:
        with contextlib.suppress(OSError):
            count += Path(f"/proc/{pid}/task").stat().st_nlink - 2
    return count


def stored(folder: str, most: int) -> tuple[int, int]:
    """(bytes, entries) below a folder; counting ends where there are more entries."""
    size = count = 0
    open_ = [folder]
    while open_ and count <= most:
        with contextlib.suppress(OSError), os.scandir(open_.pop()) as entries:
            for entry in entries:
                count += 1
                with contextlib.suppress(OSError):
                    size += entry.stat(follow_symlinks=False).st_blocks * 512
                    if entry.is_dir(follow_symlinks=False):
                        open_.append(entry.path)
    return size, count


def removed(folder: str, pids: Iterable[int]) -> int:
    """Bytes of files that lay below a folder and that only these processes have."""
    seen: dict[tuple[int, int], int] = {}
    for pid in pids:
        with contextlib.suppress(OSError):
            for entry in os.scandir(f"/proc/{pid}/fd"):
                with contextlib.suppress(OSError):
                    place = str(Path(entry.path).readlink())
                    if place.startswith(folder) and place.endswith(" (deleted)"):
                        about = entry.stat()
                        seen[about.st_dev, about.st_ino] = about.st_blocks * 512
    return sum(seen.values())


def remove(folder: str) -> None:
    """Remove a folder that somebody else has filled, however deep and however closed.

    Folders in it are moved up before they are emptied, so no path grows long.
    """
    open_ = [Path(folder)]
    with contextlib.suppress(OSError):
        while open_:
            place = open_.pop()
            place.chmod(stat.S_IRWXU)
            for entry in list(os.scandir(place)):
                if not entry.is_dir(follow_symlinks=False):
                    Path(entry.path).unlink()
                    continue
                Path(entry.path).chmod(stat.S_IRWXU)
                moved = Path(folder, os.urandom(8).hex())
                open_.append(Path(entry.path).rename(moved))
            if place != Path(folder):
                place.rmdir()
    shutil.rmtree(folder, ignore_errors=True)
