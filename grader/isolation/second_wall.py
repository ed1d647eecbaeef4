"""The second wall: Landlock, a filter that looks at arguments, limits; no privilege.

For machines whose kernel gives an ordinary program no namespaces (Ubuntu 24.04, Docker,
Kubernetes). A process keeps its user, sees the machine's processes by number and its
files by name, and may open nothing but what a notebook needs and one folder of its
submission's own. It cannot leave its session, which the zygote ends as a whole and
whose processes, threads and files it counts, for nothing else bounds them. Its network
is what `broker` hands it: connections to servers of its own submission.
"""

from __future__ import annotations

import os
import platform
import socket
import tempfile
from collections.abc import Iterator
from pathlib import Path

from grader.isolation import asking, landlock, linux, seccomp, semaphores, watch
from grader.isolation.walls import TMP, Confinement, Forked, Place, set_limits

# Of /proc/self, in a process of its own; not `net`, which is the whole machine's.
_OWN_FILES = (
    "auxv", "cgroup", "cmdline", "comm", "environ", "io", "limits", "maps", "smaps",
    "smaps_rollup", "stat", "statm", "status",
)  # fmt: skip
_OWN_FOLDERS = ("fd", "fdinfo")
_MACHINE = (
    "/etc/ld.so.cache", "/etc/localtime", "/etc/mime.types", "/etc/fonts", "/etc/ssl",
    "/proc/cpuinfo", "/proc/filesystems", "/proc/loadavg", "/proc/meminfo",
    "/proc/stat", "/proc/uptime", "/proc/version", "/proc/sys/kernel/osrelease",
    "/proc/sys/kernel/cap_last_cap", "/proc/sys/vm/overcommit_memory",
    "/sys/fs/cgroup/cpu.max", "/sys/fs/cgroup/cpu/cpu.cfs_quota_us",
    "/sys/fs/cgroup/cpu/cpu.cfs_period_us", "/sys/devices/system/cpu",
    "/sys/devices/system/node", "/dev/random", "/dev/urandom",
)  # fmt: skip
_SINKS = ("/dev/null", "/dev/zero", "/dev/full")
_LOOK = landlock.READ_FILE | landlock.READ_DIR
_PRIVATE = landlock.ALL & ~(landlock.DEVICES | landlock.MAKE_SOCK)
# Where trusted processes look too, a student's code makes nothing that these would
# follow or wait for; they themselves may.
_SHARED = _PRIVATE & ~(landlock.MAKE_SYM | landlock.MAKE_FIFO)


class LandlockWall:
    """The second wall, around what the zygote has forked.

    `version` of Landlock is the kernel's own, or a lower one to use no more than that.
    """

    watch_s, counts = 0.05, True

    def __init__(self, version: int = 0) -> None:
        self._version = min(version or 99, landlock.version())

    def enter(self) -> None:
        """Be handed what the zygote leaves behind."""
        linux.adopt_orphans()

    def arrive(self) -> None:
        """Be handed what its children leave behind."""
        linux.adopt_orphans()

    def prepare(self, folder: str, shown: Confinement) -> None:
        """What is forked takes its semaphores from here."""
        semaphores.install()

    def open(self, folder: str, size: int) -> Place:
        """A folder for /tmp and the homes; what lies in it is counted."""
        scratch = tempfile.mkdtemp(prefix="s", dir=folder)
        Path(scratch, "tmp").mkdir()
        return Place(scratch, bytes_allowed=2 * size)

    def fork(self, place: Place, *, trusted: bool) -> Forked:
        """Fork, with a line to ask on for all but trusted processes."""
        if trusted:
            pid = os.fork()
            return Forked(pid, kept=_pinned(pid) if pid else ())
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        pid = os.fork()
        if pid == 0:
            ours.close()
            place.line = theirs
            return Forked(0)
        theirs.close()
        return Forked(pid, ours, _pinned(pid))

    def inherited(self, place: Place) -> set[int]:
        """The line."""
        return {place.line.fileno()} if place.line is not None else set()

    def confine(self, place: Place, limits: Confinement) -> None:
        """Close every way out of the session and of the submission's folder."""
        home = tempfile.mkdtemp(prefix="h", dir=place.scratch)
        shared = str(Path(place.scratch, "tmp"))
        os.chdir(home)
        _move_in(limits.home, home, shared)
        set_limits(limits, own_user=False)
        linux.drop_in_place()
        linux.die_with_parent()
        linux.forgo_privileges()
        together = _PRIVATE if limits.trusted else _SHARED
        rules = [*_rules(limits), (home, _PRIVATE), (shared, together)]
        landlock.restrict(rules, self._version, network=limits.trusted)
        wall = seccomp.SecondWall(
            os.getpid(),
            self._version,
            connects=limits.trusted,
            listens=bool(limits.writable),
        )
        seccomp.filter_calls(wall)
        if place.line is not None:
            asking.install(place.line)

    def files_in_memory(self, place: Place, pid: int) -> Iterator[str]:
        """None: they lie on a disk, and are counted there."""
        del place, pid
        return iter(())

    def close(self, place: Place) -> None:
        """Remove what was written."""
        watch.remove(place.scratch)


def _rules(limits: Confinement) -> Iterator[landlock.Rule]:
    """All but the submission's own folders."""
    yield from ((path, landlock.READ) for path in limits.readable)
    yield from ((path, landlock.READ_DIR) for path in limits.listed)
    if limits.trusted:
        yield from ((path, _LOOK) for path in limits.reserved)
    yield from ((path, _LOOK) for path in _MACHINE)
    yield from ((path, _LOOK | landlock.WRITE_FILE) for path in _SINKS)
    for path in ("/proc/self", "/proc/self/task"):
        yield path, landlock.READ_DIR
    yield from ((f"/proc/self/{n}", _LOOK) for n in (*_OWN_FILES, *_OWN_FOLDERS))
    yield from ((path, landlock.ALL & ~landlock.DEVICES) for path in limits.writable)


def _pinned(pid: int) -> tuple[int, ...]:
    """Descriptors that keep the kernel's notion of a process's files in /proc.

    A rule holds for a file as it is in memory; short of memory, the kernel would
    forget those of /proc and make others, for which no rule holds.
    """
    names = ("", "task", *_OWN_FILES, *_OWN_FOLDERS)
    pinned = []
    for name in names:
        try:
            pinned.append(os.open(f"/proc/{pid}/{name}", os.O_PATH | os.O_CLOEXEC))
        except OSError:
            continue  # it has ended, or this kernel has no such file
    return tuple(pinned)


def _move_in(announced: str, home: str, shared: str) -> None:
    """Say in the environment where home and the temporary folder really are."""
    for name, value in os.environ.items():
        if value == TMP:
            os.environ[name] = shared
        elif value == announced or value.startswith(f"{announced}/"):
            os.environ[name] = home + value.removeprefix(announced)
    tempfile.tempdir = None  # the zygote's, if it was asked for


def probe(version: int) -> None:
    """Stand up this wall in this process, as far as that can be tried alone.

    Raises:
        SandboxError, OSError: what is missing.
    """
    if platform.machine() not in linux.MACHINES:
        raise linux.SandboxError(f"the filter is not written for {platform.machine()}")
    linux.drop_in_place()
    linux.forgo_privileges()
    landlock.restrict([("/usr", landlock.READ)], version, network=False)
    seccomp.filter_calls(seccomp.SecondWall(os.getpid(), version))
