"""How much the processes of a submission use together, as seen from outside."""

from __future__ import annotations

import contextlib
import os
import shutil
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from grader.isolation import linux


def memory(pids: list[int]) -> int:
    """Bytes of memory that processes hold for themselves."""
    rough = sum(_own_memory(p) for p in pids)
    if rough < 2**30 or len(pids) == 1:
        return rough
    # Forked children share pages: count each page once before anybody is killed.
    return sum(_shared_out_memory(p) for p in pids)


def descendants(pid: int) -> Iterator[int]:
    """A process and all that it and its children have started."""
    open_ = [pid]
    while open_:
        found = open_.pop()
        yield found
        open_ += linux.children(found)


def _own_memory(pid: int) -> int:
    with contextlib.suppress(OSError, ValueError, IndexError):
        resident, shared = Path(f"/proc/{pid}/statm").read_text().split()[1:3]
        return (int(resident) - int(shared)) * os.sysconf("SC_PAGE_SIZE")
    return 0


def _shared_out_memory(pid: int) -> int:
    with contextlib.suppress(OSError, ValueError, IndexError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss_Anon:"):
                return int(line.split()[1]) * 1024
    return 0


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
