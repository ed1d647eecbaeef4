"""What a wall is: the protocol, what it lets through, and the one that is none.

`namespaces` has the first wall, `second_wall` the one that asks for no privilege.
"""

from __future__ import annotations

import os
import resource
import socket
import sys
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from grader.isolation.linux import MIB

MOST_PROCESSES = 2**22  # as many as Linux can number
INODES = 20_000
TMP, SHM = "/tmp", "/dev/shm"  # noqa: S108 -- inside the sandbox, both private


@dataclass(frozen=True)
class Confinement:
    """What a confined process sees and may use.

    `readable` are files and folders of everybody; of those `listed` the names of what
    is in them; `reserved` are others that only trusted processes see. /tmp is shared
    between the processes of one submission; `home` is private and the working
    directory. `writable` are folders that stay writable (connection files). Sizes are
    bytes; `seconds_cpu` bounds one process.
    """

    readable: tuple[str, ...] = ()
    listed: tuple[str, ...] = ()
    reserved: tuple[str, ...] = ()
    trusted: bool = False
    writable: tuple[str, ...] = ()
    home: str = "/home/student"
    home_bytes: int = 512 * MIB
    shm_bytes: int = 64 * MIB
    inodes: int = 20_000
    memory_bytes: int = 4096 * MIB
    file_bytes: int = 512 * MIB
    open_files: int = 1024
    processes: int = 256
    seconds_cpu: int = 3600


def needed_paths(readable: Iterable[str], hidden: Iterable[str]) -> Iterator[str]:
    """What a notebook needs to see: the system's libraries, Python, `readable`."""
    shown = ["/usr", "/lib", "/lib64", "/bin", "/sbin", "/etc/ssl", "/etc/fonts"]
    prefixes = {sys.base_prefix, sys.prefix}
    prefixes |= {str(Path(p).resolve()) for p in prefixes}
    # Packages of the user's own, or borrowed from another environment.
    packages = ("site-packages", "dist-packages")
    prefixes |= {p for p in sys.path if Path(p).name in packages}
    shown += [p for p in sorted(prefixes) if not p.startswith("/usr")]
    closed = frozenset(Path(path).resolve() for path in hidden)
    for path in [*shown, *readable]:
        yield from _around(Path(path), closed)


def _around(place: Path, hidden: frozenset[Path]) -> Iterator[str]:
    """A place, or in its stead what is in it when something hidden is among that.

    An installed grader lies among the packages that notebooks need, hidden tests too.
    """
    real = place.resolve()
    if real in hidden:
        return
    if not any(path.is_relative_to(real) for path in hidden):
        yield str(place)
        return
    for entry in sorted(place.iterdir()):
        is_way_back = entry.is_symlink() and real.is_relative_to(entry.resolve())
        if not is_way_back:
            yield from _around(entry, hidden)


def set_limits(limits: Confinement, *, own_user: bool) -> None:
    """Bounds of each process; the zygote watches what all of them use together.

    How many processes a user may have is no bound of a submission's unless the user id
    is: else it is only kept from being raised.
    """
    inherited = _data_bytes()
    bounds = {
        resource.RLIMIT_DATA: inherited + limits.memory_bytes,
        resource.RLIMIT_AS: inherited + limits.memory_bytes + 16 * 1024 * MIB,
        resource.RLIMIT_FSIZE: limits.file_bytes,
        resource.RLIMIT_NOFILE: limits.open_files,
        resource.RLIMIT_NPROC: limits.processes if own_user else MOST_PROCESSES,
        resource.RLIMIT_CPU: limits.seconds_cpu,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_MEMLOCK: 64 * 1024,
        resource.RLIMIT_MSGQUEUE: 0,
        resource.RLIMIT_NICE: 0,
        resource.RLIMIT_RTPRIO: 0,
    }
    for kind, bound in bounds.items():
        _, most = resource.getrlimit(kind)
        if most != resource.RLIM_INFINITY:
            bound = min(bound, most)
        resource.setrlimit(kind, (bound, bound))


def _data_bytes() -> int:
    """What this process has mapped already, so that a limit is on what it adds."""
    try:
        status = Path("/proc/self/status").read_text()
    except OSError:
        return 0
    for line in status.splitlines():
        if line.startswith("VmData:"):
            return int(line.split()[1]) * 1024
    return 0


@dataclass
class Place:
    """What a wall holds for one submission."""

    scratch: str = ""
    network: int = -1
    uid: int = 0
    line: socket.socket | None = None
    bytes_allowed: int = 0


@dataclass(frozen=True)
class Forked:
    """A new process as the zygote sees it: what it may ask, and what it may see.

    `asks` is where it asks for connections; `kept` stays open as long as it lives.
    """

    pid: int
    asks: socket.socket | None = None
    kept: tuple[int, ...] = ()


class Wall(Protocol):
    """What the zygote asks of a wall, in this order.

    `watch_s` is how often what its submissions use is looked at, in seconds;
    `counts` says whether that is all that bounds processes and files.
    """

    watch_s: float
    counts: bool

    def enter(self) -> None:
        """Once, before anything is loaded."""

    def arrive(self) -> None:
        """Once, in the process that will fork."""

    def prepare(self, folder: str, shown: Confinement) -> None:
        """Once, when all is loaded; `folder` is the zygote's own."""

    def open(self, folder: str, size: int) -> Place:
        """A place for a submission, below the zygote's folder."""

    def fork(self, place: Place, *, trusted: bool) -> Forked:
        """As os.fork: the pid is 0 in the child."""

    def inherited(self, place: Place) -> set[int]:
        """In the child: descriptors that it needs to be confined."""

    def confine(self, place: Place, limits: Confinement) -> None:
        """In the child, from which there is no way back.

        Raises:
            SandboxError: a layer is missing; the message names it.
        """

    def files_in_memory(self, place: Place, pid: int) -> Iterator[str]:
        """Mounts of a process whose files are held in memory and bounded by nothing."""

    def close(self, place: Place) -> None:
        """When the processes of a submission are gone."""


class NoWall:
    """A folder for each process and nothing around it: for trusted submissions."""

    watch_s, counts = 0.2, False

    def __init__(self) -> None:
        self._folder = ""

    def enter(self) -> None:
        """Nothing to leave."""

    def arrive(self) -> None:
        """Nothing to do."""

    def prepare(self, folder: str, shown: Confinement) -> None:
        """Keep where folders are made."""
        del shown
        self._folder = folder

    def open(self, folder: str, size: int) -> Place:
        """Nothing is kept apart."""
        del folder, size
        return Place()

    def fork(self, place: Place, *, trusted: bool) -> Forked:
        """Fork."""
        del place, trusted
        return Forked(os.fork())

    def inherited(self, place: Place) -> set[int]:
        """Nothing."""
        del place
        return set()

    def confine(self, place: Place, limits: Confinement) -> None:
        """Go into an empty folder."""
        del place, limits
        os.chdir(tempfile.mkdtemp(prefix="unsafe-", dir=self._folder))

    def files_in_memory(self, place: Place, pid: int) -> Iterator[str]:
        """None of its own."""
        del place, pid
        return iter(())

    def close(self, place: Place) -> None:
        """Nothing to give up."""
