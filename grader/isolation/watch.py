"""How much the processes of a submission use together, as seen from outside."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path


def memory(pid: int) -> int:
    """Bytes of memory that a process and all its descendants hold for themselves."""
    pids = list(descendants(pid))
    rough = sum(_own_memory(p) for p in pids)
    if rough < 2**30 or len(pids) == 1:
        return rough
    # Forked children share pages: count each page once before anybody is killed.
    return sum(_shared_out_memory(p) for p in pids)


def descendants(pid: int) -> Iterator[int]:
    """A process and all that it and its children have started."""
    yield pid
    with contextlib.suppress(OSError, ValueError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in (task / "children").read_text().split():
                yield from descendants(int(child))


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
