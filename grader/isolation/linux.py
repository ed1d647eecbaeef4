"""The kernel's calls that isolation makes itself, and the privileges behind them.

Linux on x86-64 and arm64 only. They are made directly: 3 ms for a whole sandbox,
against 5 ms and a second exec for bubblewrap, which could not confine a process that
has TensorFlow loaded already.
"""

from __future__ import annotations

import contextlib
import ctypes
import importlib
import os
import platform
import signal
import struct
from collections.abc import Iterator
from pathlib import Path

MACHINES = ("x86_64", "aarch64")
MIB = 2**20
LOAD_S = 60  # for a library that a course imports

CLONE_NEWNS = 0x00020000
CLONE_NEWUTS = 0x04000000
CLONE_NEWIPC = 0x08000000
CLONE_NEWUSER = 0x10000000
CLONE_NEWPID = 0x20000000
CLONE_NEWNET = 0x40000000
ALL_NAMESPACES = (
    CLONE_NEWNS | CLONE_NEWUTS | CLONE_NEWIPC | CLONE_NEWUSER | CLONE_NEWPID
    | CLONE_NEWNET | 0x02000000 | 0x00000080
)  # fmt: skip

_PR_SET_PDEATHSIG, _PR_CAPBSET_DROP, _PR_SET_NO_NEW_PRIVS = 1, 24, 38
_PR_CAP_AMBIENT, _PR_CAP_AMBIENT_CLEAR_ALL, _PR_SET_CHILD_SUBREAPER = 47, 4, 36
_SIGKILL = 9
_CAP_SYS_ADMIN = 21

libc = ctypes.CDLL(None, use_errno=True)


class SandboxError(RuntimeError):
    """A layer of the isolation cannot be had; the message names it."""


def check(result: int, what: str) -> int:
    if result < 0:
        number = ctypes.get_errno()
        raise SandboxError(f"{what}: {os.strerror(number)}")
    return result


def call(numbers: tuple[int, int], *arguments: object) -> int:
    """A system call by its numbers on the two machines; -1 when it failed."""
    number = numbers[MACHINES.index(platform.machine())]
    return int(libc.syscall(ctypes.c_long(number), *arguments))


def unshare(flags: int) -> None:
    """Move this process (or its future children) into new namespaces."""
    check(libc.unshare(ctypes.c_int(flags)), "making namespaces")


def join(descriptor: int, kind: int) -> None:
    """Move this process into an existing namespace."""
    check(libc.setns(descriptor, kind), "joining a namespace")


def die_with_parent() -> None:
    """Be killed when the parent ends."""
    libc.prctl(_PR_SET_PDEATHSIG, _SIGKILL, 0, 0, 0)


def adopt_orphans() -> None:
    """Become the parent of descendants whose own parent has ended."""
    libc.prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def enter_user_namespace() -> None:
    """Become able to confine others as an ordinary user, by a user namespace."""
    uid, gid = os.geteuid(), os.getegid()
    unshare(CLONE_NEWUSER)
    with contextlib.suppress(OSError):
        Path("/proc/self/setgroups").write_text("deny")
    Path("/proc/self/uid_map").write_text(f"{uid} {uid} 1")
    Path("/proc/self/gid_map").write_text(f"{gid} {gid} 1")


def forgo_privileges() -> None:
    """No program that is started from now on gains any."""
    check(libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), "no_new_privs")


def drop_privileges(uid: int, as_root: bool) -> None:
    """Become `uid` (as root) or the owner of a new user namespace, able to nothing."""
    if as_root:
        os.setgroups([])
    else:
        # A user namespace of its own: its processes are counted on their own.
        enter_user_namespace()
    _forgo_capabilities()
    if as_root:
        os.setresgid(uid, uid, uid)
        os.setresuid(uid, uid, uid)
    _drop_capabilities()


def drop_in_place() -> None:
    """Be able to nothing that any process of this user is not, root's included."""
    _forgo_capabilities()
    _drop_capabilities()


def _forgo_capabilities() -> None:
    libc.prctl(_PR_CAP_AMBIENT, _PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0)
    for capability in range(64):
        if libc.prctl(_PR_CAPBSET_DROP, capability, 0, 0, 0) != 0:
            break


def _drop_capabilities() -> None:
    header = struct.pack("II", 0x20080522, 0)
    check(call((126, 91), header, struct.pack("6I", *[0] * 6)), "capabilities")


def is_root() -> bool:
    """Whether this process may confine others without a user namespace."""
    if os.geteuid() != 0:
        return False
    with contextlib.suppress(OSError):
        for line in Path("/proc/self/status").read_text().splitlines():
            if line.startswith("CapEff:"):
                return bool(int(line.split()[1], 16) & (1 << _CAP_SYS_ADMIN))
    return False


# Ends of processes


def children(pid: int | str) -> Iterator[int]:
    """The processes that a process has started, or was handed."""
    with contextlib.suppress(OSError, ValueError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            yield from map(int, (task / "children").read_text().split())


def kill(pid: int) -> None:
    """Kill a child and its process group, which it has not made yet in its first ms."""
    for send in (os.killpg, os.kill):
        with contextlib.suppress(ProcessLookupError):
            send(pid, signal.SIGKILL)


def wait(pid: int) -> tuple[int, float]:
    """Wait for a child, or for one of a group (-pid); exit code and CPU seconds."""
    _, status, usage = os.wait4(pid, 0)
    return os.waitstatus_to_exitcode(status), usage.ru_utime + usage.ru_stime


def end_children() -> None:
    """Kill every child and what is handed on by it, until nothing is left."""
    with contextlib.suppress(ChildProcessError):
        while True:
            for pid in children("self"):
                with contextlib.suppress(ProcessLookupError):
                    group = os.getpgid(pid)
                    kill(group if group != os.getpgrp() else pid)
            os.wait()


def threads() -> int:
    """How many this process has."""
    return len(list(Path("/proc/self/task").iterdir()))


def loads_safely(name: str) -> bool:
    """Whether a module can be imported and starts no thread: tried in a fork."""
    pid = os.fork()
    if pid == 0:
        try:
            signal.alarm(LOAD_S)
            importlib.import_module(name)
            os._exit(0 if threads() == 1 else 1)
        finally:
            os._exit(1)
    return wait(pid)[0] == 0


def detach(received: int, keep: set[int]) -> None:
    """Leave the zygote behind: its signals, its descriptors, its session."""
    os.setsid()
    signal.set_wakeup_fd(-1)
    for caught in (signal.SIGTERM, signal.SIGINT, signal.SIGCHLD, signal.SIGHUP):
        signal.signal(caught, signal.SIG_DFL)
    if received != 3:
        os.dup2(received, 3)
    for number in [int(entry.name) for entry in Path("/proc/self/fd").iterdir()]:
        if number > 3 and number not in keep:
            with contextlib.suppress(OSError):
                os.close(number)
    null = os.open(os.devnull, os.O_RDWR)
    os.dup2(null, 0)
    os.close(null)


def hide_standard_streams() -> None:
    """Let nothing be printed."""
    null = os.open(os.devnull, os.O_RDWR)
    os.dup2(null, 1)
    os.dup2(null, 2)
    os.close(null)
