"""The first wall, made of namespaces; it needs the right to make them.

A file system that holds only what a notebook needs, all of it read-only but small
private tmpfs folders; a network that has nothing but loopback; process numbers of its
own; limits; no capabilities; a system call filter; Landlock on top. As root every
submission gets a user id of its own, as an ordinary user a user namespace.
"""

from __future__ import annotations

import contextlib
import ctypes
import fcntl
import os
import random
import re
import socket
import struct
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from grader.isolation import landlock, linux, seccomp
from grader.isolation.linux import (
    CLONE_NEWIPC,
    CLONE_NEWNET,
    CLONE_NEWNS,
    CLONE_NEWPID,
    CLONE_NEWUTS,
    SandboxError,
    call,
    check,
    join,
    libc,
    unshare,
)
from grader.isolation.walls import (
    INODES,
    SHM,
    TMP,
    Confinement,
    Forked,
    Place,
    set_limits,
)

_MS_RDONLY, _MS_NOSUID, _MS_NODEV, _MS_NOEXEC = 1, 2, 4, 8
_MS_NOSYMFOLLOW, _MS_BIND, _MS_REC, _MS_PRIVATE = 256, 4096, 16384, 1 << 18
_MS_REMOUNT = 32
_MNT_DETACH = 2
_MOUNT_ATTR_RDONLY, _MOUNT_ATTR_NOSUID, _MOUNT_ATTR_NODEV = 1, 2, 4
_AT_RECURSIVE, _AT_FDCWD = 0x8000, -100


def _mount(
    source: str, target: str, kind: str | None, flags: int, data: str = ""
) -> None:
    result = libc.mount(
        source.encode(),
        target.encode(),
        kind.encode() if kind else None,
        ctypes.c_ulong(flags),
        data.encode() if data else None,
    )
    check(result, f"mounting {target}")


class _MountAttributes(ctypes.Structure):
    _fields_ = (
        ("set", ctypes.c_uint64),
        ("clear", ctypes.c_uint64),
        ("propagation", ctypes.c_uint64),
        ("userns", ctypes.c_uint64),
    )


def _make_read_only(path: str) -> None:
    """Make a mount and all below it read-only, without set-uid and devices."""
    attributes = _MountAttributes(
        _MOUNT_ATTR_RDONLY | _MOUNT_ATTR_NOSUID | _MOUNT_ATTR_NODEV, 0, 0, 0
    )
    result = call(
        (442, 442),
        _AT_FDCWD,
        path.encode(),
        _AT_RECURSIVE,
        ctypes.byref(attributes),
        ctypes.c_size_t(ctypes.sizeof(attributes)),
    )
    check(result, f"making {path} read-only")


def make_mounts_private() -> None:
    """Keep what is mounted from now on out of the rest of the machine."""
    _mount("none", "/", None, _MS_REC | _MS_PRIVATE)


def mount_proc(path: str = "/proc") -> bool:
    """Mount this pid namespace's /proc; whether the machine permits it."""
    try:
        _mount("proc", path, "proc", _MS_NOSUID | _MS_NODEV | _MS_NOEXEC)
    except SandboxError:
        return False
    return True


def mount_scratch(path: str, size: int, inodes: int, uid: int) -> None:
    """A bounded tmpfs that the processes of one submission share."""
    _mount(
        "tmpfs",
        path,
        "tmpfs",
        _MS_NOSUID | _MS_NODEV,
        f"size={size},nr_inodes={inodes},mode=0700,uid={uid},gid={uid}",
    )


def unmount_below(folder: str, table: TextIO) -> bool:
    """Take away all that is mounted below a folder; False when something is left.

    `table` is a mountinfo that was opened in the namespace of these mounts.
    """

    def below() -> list[str]:
        table.seek(0)
        paths = [line.split()[4] for line in table]
        return [path for path in paths if path.startswith(f"{folder}/")]

    if re.fullmatch(r"[\w/.-]+", folder) is None:
        return False  # the list of mounts writes such a name in another way
    for path in reversed(below()):
        unmount(path)
    return not below()


def unmount(path: str) -> None:
    """Take a mount away, also while it is used."""
    libc.umount2(path.encode(), _MNT_DETACH)


@contextlib.contextmanager
def new_network(own: int) -> Iterator[int]:
    """Make a network with loopback only; gives its descriptor, then comes back."""
    unshare(CLONE_NEWNET)
    try:
        _raise_loopback()
        _bound_buffers()
        descriptor = os.open("/proc/self/ns/net", os.O_RDONLY | os.O_CLOEXEC)
    finally:
        join(own, CLONE_NEWNET)
    yield descriptor


def _raise_loopback() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as control:
        request = struct.pack("16sh14x", b"lo", 1 | 64)  # up and running
        fcntl.ioctl(control, 0x8914, request)  # SIOCSIFFLAGS


def _bound_buffers() -> None:
    """Let no connection of this network hold more than `watch` counts for a socket."""
    for name in ("tcp_rmem", "tcp_wmem"):
        with contextlib.suppress(OSError):
            Path("/proc/sys/net/ipv4", name).write_text("4096 65536 262144")


def build_root(root: str, shown: Confinement) -> None:
    """Build the read-only part of the file system once, for all submissions."""
    _mount("tmpfs", root, "tmpfs", _MS_NOSUID, "size=4m,mode=0755")
    for name in ("proc", "tmp", "dev", "home", "run", "var", "etc"):
        Path(root, name).mkdir()
    for path in shown.readable:
        _show(root, path)
    for path in shown.reserved:
        Path(root + path).mkdir(parents=True, exist_ok=True)
    for name in ("null", "zero", "full", "random", "urandom"):
        target = Path(root, "dev", name)
        target.touch()
        _mount(f"/dev/{name}", str(target), None, _MS_BIND)
    _write_etc(Path(root, "etc"))
    for name, link in (
        ("fd", "/proc/self/fd"),
        ("stdin", "/proc/self/fd/0"),
        ("stdout", "/proc/self/fd/1"),
        ("stderr", "/proc/self/fd/2"),
    ):
        Path(root, "dev", name).symlink_to(link)
    for folder in ("dev/shm", shown.home.lstrip("/")):
        Path(root, folder).mkdir(parents=True)


def _show(root: str, path: str) -> None:
    """Bind a host path read-only at the same place below `root`."""
    source = Path(path)
    if source.is_symlink() and source.parent == Path("/"):
        Path(root + path).symlink_to(source.readlink())  # /lib -> usr/lib
        return
    if not source.exists():
        return
    _make_place(path, root + path)
    _mount(path, root + path, None, _MS_BIND | _MS_REC)
    _make_read_only(root + path)


def _make_place(source: str, target: str) -> None:
    """An empty folder or file for a mount, like what will be mounted there."""
    place = Path(target)
    if place.exists():
        return
    if Path(source).is_dir():
        place.mkdir(parents=True)
    else:
        place.parent.mkdir(parents=True, exist_ok=True)
        place.touch()


def _shown_again(limits: Confinement) -> Iterator[str]:
    """Paths that only this process sees, and those that its own /tmp would hide."""
    yield from (path for path in limits.readable if Path(path).is_relative_to(TMP))
    if limits.trusted:
        yield from (path for path in limits.reserved if Path(path).is_dir())


def _write_etc(etc: Path) -> None:
    """The few files of /etc that libraries look for, none of them the host's own."""
    (etc / "passwd").write_text(
        "root:x:0:0:root:/:/usr/sbin/nologin\n"
        "student:x:1000:1000:student:/home/student:/bin/sh\n"
    )
    (etc / "group").write_text("root:x:0:\nstudent:x:1000:\n")
    (etc / "hosts").write_text("127.0.0.1 localhost\n::1 localhost\n")
    (etc / "nsswitch.conf").write_text("passwd: files\ngroup: files\nhosts: files\n")
    (etc / "resolv.conf").write_text("")
    for name in ("ld.so.cache", "mime.types", "localtime"):
        source = Path("/etc", name)
        if source.is_file():
            (etc / name).write_bytes(source.read_bytes())


def _mount_private_folders(
    root: str, scratch: str, uid: int, limits: Confinement
) -> None:
    """What only one process has: home, /tmp, /dev/shm, its own /proc."""
    tmpfs = _MS_NOSUID | _MS_NODEV
    owner = f"mode=0700,uid={uid},gid={uid},nr_inodes={limits.inodes}"
    for folder, size in ((limits.home, limits.home_bytes), (SHM, limits.shm_bytes)):
        _mount("tmpfs", root + folder, "tmpfs", tmpfs, f"size={size},{owner}")
    _mount(scratch, root + TMP, None, _MS_BIND)
    if limits.trusted:  # which follows no link that a student has left
        flags = _MS_REMOUNT | _MS_BIND | _MS_NOSYMFOLLOW | tmpfs | _MS_NOEXEC
        _mount("none", root + TMP, None, flags)
    for path in limits.writable:
        Path(root + path).mkdir(parents=True, exist_ok=True)
        _mount(path, root + path, None, _MS_BIND)
    for path in _shown_again(limits):
        _make_place(path, root + path)
        _mount(path, root + path, None, _MS_BIND | _MS_REC)
        _make_read_only(root + path)
    mount_proc(f"{root}/proc")
    _mount("none", root, None, _MS_REMOUNT | _MS_BIND | _MS_RDONLY | _MS_NOSUID)


def _change_root(root: str) -> None:
    """Make a folder the root and leave no way back to the old one."""
    os.chdir(root)
    check(call((155, 41), b".", b"."), "changing the root")
    check(libc.umount2(b".", _MNT_DETACH), "leaving the old root")
    os.chdir("/")


def _rules(limits: Confinement) -> list[landlock.Rule]:
    """Once more, for what a hole in the rest would show: write in few places."""
    files = landlock.READ_FILE | landlock.WRITE_FILE
    return [
        ("/", landlock.READ),
        *(
            (path, landlock.ALL & ~landlock.DEVICES)
            for path in (TMP, limits.home, SHM, *limits.writable)
        ),
        *((f"/dev/{name}", files) for name in ("null", "zero", "full")),
    ]


class NamespaceWall:
    """The first wall, around what the zygote has forked."""

    watch_s, counts = 0.2, False

    def __init__(self) -> None:
        self._as_root = linux.is_root()
        self._root = self._home = ""
        self._own_network = self._own_pids = -1

    def enter(self) -> None:
        """Leave the machine's namespaces, as an ordinary user by one of users."""
        if not self._as_root:
            linux.enter_user_namespace()
        # The network too, so that an ordinary user owns the one that we come back to.
        unshare(CLONE_NEWPID | CLONE_NEWNS | CLONE_NEWNET)
        make_mounts_private()

    def arrive(self) -> None:
        """Be the first process of the new pid namespace."""
        mount_proc()

    def prepare(self, folder: str, shown: Confinement) -> None:
        """Build what all submissions see alike."""
        self._own_network = os.open("/proc/self/ns/net", os.O_RDONLY)
        self._own_pids = os.open("/proc/self/ns/pid", os.O_RDONLY)
        self._root = str(Path(folder, "root"))
        self._home = shown.home
        Path(self._root).mkdir()
        build_root(self._root, shown)

    def open(self, folder: str, size: int) -> Place:
        """A tmpfs, a network and, as root, a user id, all of its own."""
        # An id that no other submission has now, so that limits are counted apart.
        uid = (
            2**30 + random.SystemRandom().randrange(2**30)
            if self._as_root
            else os.geteuid()
        )
        scratch = tempfile.mkdtemp(prefix="s", dir=folder)
        mount_scratch(scratch, size, INODES, uid)
        with new_network(self._own_network) as network:
            return Place(scratch, network, uid)

    def fork(self, place: Place, *, trusted: bool) -> Forked:
        """Fork the first process of a new pid namespace."""
        del place, trusted
        unshare(CLONE_NEWPID)
        pid = os.fork()
        if pid:
            join(self._own_pids, CLONE_NEWPID)
        return Forked(pid)

    def inherited(self, place: Place) -> set[int]:
        """The submission's network."""
        return {place.network}

    def confine(self, place: Place, limits: Confinement) -> None:
        """Enter the sandbox."""
        join(place.network, CLONE_NEWNET)
        unshare(CLONE_NEWNS | CLONE_NEWIPC | CLONE_NEWUTS)
        linux.libc.sethostname(b"course", 6)
        _mount_private_folders(self._root, place.scratch, place.uid, limits)
        _change_root(self._root)
        set_limits(limits, own_user=True)
        linux.drop_privileges(place.uid, self._as_root)
        linux.die_with_parent()
        os.chdir(limits.home)
        linux.forgo_privileges()
        if found := landlock.version():
            landlock.restrict(_rules(limits), found)
        seccomp.filter_calls()
        os.close(place.network)

    def files_in_memory(self, place: Place, pid: int) -> Iterator[str]:
        """The submission's /tmp, and what only this process has."""
        yield place.scratch
        root = f"/proc/{pid}/root"
        with contextlib.suppress(OSError):
            # Before it is confined, a process sees the machine's own folders there.
            if Path(root).stat().st_dev == Path(self._root).stat().st_dev:
                yield from (root + folder for folder in (self._home, SHM))

    def close(self, place: Place) -> None:
        """Give up the network and what was written."""
        os.close(place.network)
        unmount(place.scratch)
        with contextlib.suppress(OSError):
            Path(place.scratch).rmdir()
