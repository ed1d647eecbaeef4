"""What a sandbox sees: a file system of its own, and a network with loopback only."""

from __future__ import annotations

import contextlib
import ctypes
import fcntl
import os
import socket
import struct
from collections.abc import Iterator
from pathlib import Path

from grader.isolation.confinement import SHM, TMP, Confinement
from grader.isolation.linux import (
    CLONE_NEWNET,
    SandboxError,
    call,
    check,
    join,
    libc,
    unshare,
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


def unmount(path: str) -> None:
    """Take a mount away, also while it is used."""
    libc.umount2(path.encode(), _MNT_DETACH)


@contextlib.contextmanager
def new_network(own: int) -> Iterator[int]:
    """Make a network with loopback only; gives its descriptor, then comes back."""
    unshare(CLONE_NEWNET)
    try:
        _raise_loopback()
        descriptor = os.open("/proc/self/ns/net", os.O_RDONLY | os.O_CLOEXEC)
    finally:
        join(own, CLONE_NEWNET)
    yield descriptor


def _raise_loopback() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as control:
        request = struct.pack("16sh14x", b"lo", 1 | 64)  # up and running
        fcntl.ioctl(control, 0x8914, request)  # SIOCSIFFLAGS


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


def mount_private_folders(
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


def change_root(root: str) -> None:
    """Make a folder the root and leave no way back to the old one."""
    os.chdir(root)
    check(call((155, 41), b".", b"."), "changing the root")
    check(libc.umount2(b".", _MNT_DETACH), "leaving the old root")
    os.chdir("/")
