"""Confine a freshly forked, single-threaded process with the kernel's own means.

The caller has forked it as the first process of a new pid namespace (the zygote does);
this module builds the rest around it: a file system that holds only what a notebook
needs, all of it read-only but small private tmpfs folders; a network that has nothing
but loopback; limits; no capabilities; a system call filter; Landlock on top. The
system calls are made directly: 3 ms, against 5 ms and a second exec for bubblewrap,
which could not confine a process that has TensorFlow loaded already.

Linux on x86-64 and arm64 only. As root every submission gets a user id of its own, as
an ordinary user a user namespace of its own.
"""

from __future__ import annotations

import contextlib
import ctypes
import fcntl
import os
import platform
import resource
import socket
import struct
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

MIB = 2**20
_TMP, _SHM = "/tmp", "/dev/shm"  # noqa: S108 -- inside the sandbox, both private

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

_MS_RDONLY, _MS_NOSUID, _MS_NODEV, _MS_NOEXEC = 1, 2, 4, 8
_MS_NOSYMFOLLOW, _MS_BIND, _MS_REC, _MS_PRIVATE = 256, 4096, 16384, 1 << 18
_MS_REMOUNT = 32
_MNT_DETACH = 2
_MOUNT_ATTR_RDONLY, _MOUNT_ATTR_NOSUID, _MOUNT_ATTR_NODEV = 1, 2, 4
_AT_RECURSIVE, _AT_FDCWD = 0x8000, -100
_PR_SET_PDEATHSIG, _PR_CAPBSET_DROP, _PR_SET_NO_NEW_PRIVS = 1, 24, 38
_PR_CAP_AMBIENT, _PR_CAP_AMBIENT_CLEAR_ALL, _PR_SET_SECCOMP = 47, 4, 22
_SIGKILL = 9

# Numbers of system calls: (x86-64, arm64); those above 423 are the same everywhere.
_NUMBERS = {
    "ptrace": (101, 117), "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271), "kcmp": (312, 272),
    "kexec_load": (246, 104), "kexec_file_load": (320, 294),
    "init_module": (175, 105), "finit_module": (313, 273),
    "delete_module": (176, 106), "bpf": (321, 280), "perf_event_open": (298, 241),
    "userfaultfd": (323, 282), "add_key": (248, 217), "request_key": (249, 218),
    "keyctl": (250, 219), "mount": (165, 40), "umount2": (166, 39),
    "pivot_root": (155, 41), "chroot": (161, 51), "unshare": (272, 97),
    "setns": (308, 268), "name_to_handle_at": (303, 264),
    "open_by_handle_at": (304, 265), "reboot": (169, 142), "swapon": (167, 224),
    "swapoff": (168, 225), "acct": (163, 89), "quotactl": (179, 60),
    "settimeofday": (164, 170), "clock_settime": (227, 112),
    "clock_adjtime": (305, 266), "adjtimex": (159, 171), "sethostname": (170, 161),
    "setdomainname": (171, 162), "syslog": (103, 116), "vhangup": (153, 58),
    "fanotify_init": (300, 262), "memfd_create": (319, 279), "shmget": (29, 194),
    "semget": (64, 190), "msgget": (68, 186), "personality": (135, 92),
    "io_uring_setup": (425, 425), "io_uring_enter": (426, 426),
    "io_uring_register": (427, 427), "open_tree": (428, 428),
    "move_mount": (429, 429), "fsopen": (430, 430), "fsconfig": (431, 431),
    "fsmount": (432, 432), "fspick": (433, 433), "pidfd_getfd": (438, 438),
    "mount_setattr": (442, 442), "quotactl_fd": (443, 443),
    "memfd_secret": (447, 447), "mq_open": (240, 180),
}  # fmt: skip
_SOCKET, _CLONE, _CLONE3 = (41, 198), (56, 220), 435
_ARCHES = {"x86_64": (0, 0xC000003E), "aarch64": (1, 0xC00000B7)}
_ALLOWED_FAMILIES = (socket.AF_UNIX, socket.AF_INET, socket.AF_INET6)
_EPERM, _ENOSYS, _EINVAL = 1, 38, 22

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_READ = 0b1101  # execute, read a file, read a folder
_PIVOT_ROOT = {"x86_64": 155, "aarch64": 41}


class SandboxError(RuntimeError):
    """A layer of the isolation cannot be had; the message names it."""


@dataclass(frozen=True)
class Confinement:
    """What a confined process sees and may use.

    `read_only` are files and folders that are shown where they are; `hidden` are empty
    folders, which `extra` may fill for one process. `scratch` is a tmpfs on the host
    side that becomes /tmp (shared between the processes of one submission); `home` is
    private and the working directory. `writable` are host folders that stay writable
    (connection files). Sizes are bytes; `seconds_cpu` bounds one process.
    """

    read_only: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    writable: tuple[str, ...] = ()
    scratch: str = ""
    uid: int = 0
    home: str = "/home/student"
    home_bytes: int = 512 * MIB
    shm_bytes: int = 64 * MIB
    inodes: int = 20_000
    memory_bytes: int = 4096 * MIB
    file_bytes: int = 512 * MIB
    open_files: int = 1024
    processes: int = 256
    seconds_cpu: int = 3600
    follow_links_in_tmp: bool = True
    extra: dict[str, str] = field(default_factory=dict)


_libc = ctypes.CDLL(None, use_errno=True)


def _check(result: int, what: str) -> int:
    if result < 0:
        number = ctypes.get_errno()
        raise SandboxError(f"{what}: {os.strerror(number)}")
    return result


def _mount(
    source: str, target: str, kind: str | None, flags: int, data: str = ""
) -> None:
    result = _libc.mount(
        source.encode(),
        target.encode(),
        kind.encode() if kind else None,
        ctypes.c_ulong(flags),
        data.encode() if data else None,
    )
    _check(result, f"mounting {target}")


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
    result = _libc.syscall(
        ctypes.c_long(442),
        _AT_FDCWD,
        path.encode(),
        _AT_RECURSIVE,
        ctypes.byref(attributes),
        ctypes.c_size_t(ctypes.sizeof(attributes)),
    )
    _check(result, f"making {path} read-only")


# Steps that the zygote takes once


def unshare(flags: int) -> None:
    """Move this process (or its future children) into new namespaces."""
    _check(_libc.unshare(ctypes.c_int(flags)), "making namespaces")


def join(descriptor: int, kind: int) -> None:
    """Move this process into an existing namespace."""
    _check(_libc.setns(descriptor, kind), "joining a namespace")


def die_with_parent() -> None:
    """Be killed when the parent ends."""
    _libc.prctl(_PR_SET_PDEATHSIG, _SIGKILL, 0, 0, 0)


def enter_user_namespace() -> None:
    """Become able to confine others as an ordinary user, by a user namespace."""
    uid, gid = os.geteuid(), os.getegid()
    unshare(CLONE_NEWUSER)
    with contextlib.suppress(OSError):
        Path("/proc/self/setgroups").write_text("deny")
    Path("/proc/self/uid_map").write_text(f"{uid} {uid} 1")
    Path("/proc/self/gid_map").write_text(f"{gid} {gid} 1")


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
    _libc.umount2(path.encode(), _MNT_DETACH)


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
    for path in shown.read_only:
        _show(root, path)
    for path in shown.hidden:
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


def in_tmp(paths: Iterable[str]) -> dict[str, str]:
    """The paths below /tmp: a process's own /tmp hides them unless shown again."""
    return {path: path for path in paths if Path(path).is_relative_to(_TMP)}


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


# Steps that a forked child takes


def confine(root: str, limits: Confinement, network: int, *, as_root: bool) -> None:
    """Enter the sandbox; there is no way back. SandboxError names a missing layer."""
    join(network, CLONE_NEWNET)
    unshare(CLONE_NEWNS | CLONE_NEWIPC | CLONE_NEWUTS)
    _libc.sethostname(b"course", 6)
    _mount_private_folders(root, limits)
    _change_root(root)
    _set_limits(limits)
    _drop_privileges(limits.uid, as_root)
    die_with_parent()
    os.chdir(limits.home)
    _check(_libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), "no_new_privs")
    restrict_files([_TMP, limits.home, _SHM, *limits.writable])
    filter_calls()


def _mount_private_folders(root: str, limits: Confinement) -> None:
    tmpfs = _MS_NOSUID | _MS_NODEV
    owner = f"mode=0700,uid={limits.uid},gid={limits.uid},nr_inodes={limits.inodes}"
    for folder, size in ((limits.home, limits.home_bytes), (_SHM, limits.shm_bytes)):
        _mount("tmpfs", root + folder, "tmpfs", tmpfs, f"size={size},{owner}")
    _mount(limits.scratch, root + _TMP, None, _MS_BIND)
    if not limits.follow_links_in_tmp:
        flags = _MS_REMOUNT | _MS_BIND | _MS_NOSYMFOLLOW | tmpfs | _MS_NOEXEC
        _mount("none", root + _TMP, None, flags)
    for path in limits.writable:
        Path(root + path).mkdir(parents=True, exist_ok=True)
        _mount(path, root + path, None, _MS_BIND)
    for source, target in limits.extra.items():
        _make_place(source, root + target)
        _mount(source, root + target, None, _MS_BIND | _MS_REC)
        _make_read_only(root + target)
    mount_proc(f"{root}/proc")
    _mount("none", root, None, _MS_REMOUNT | _MS_BIND | _MS_RDONLY | _MS_NOSUID)


def _change_root(root: str) -> None:
    os.chdir(root)
    number = ctypes.c_long(_PIVOT_ROOT[platform.machine()])
    _check(_libc.syscall(number, b".", b"."), "changing the root")
    _check(_libc.umount2(b".", _MNT_DETACH), "leaving the old root")
    os.chdir("/")


def _set_limits(limits: Confinement) -> None:
    """Bounds of each process; the zygote watches the memory of all of them together."""
    inherited = _data_bytes()
    bounds = {
        resource.RLIMIT_DATA: inherited + limits.memory_bytes,
        resource.RLIMIT_AS: inherited + limits.memory_bytes + 16 * 1024 * MIB,
        resource.RLIMIT_FSIZE: limits.file_bytes,
        resource.RLIMIT_NOFILE: limits.open_files,
        resource.RLIMIT_NPROC: limits.processes,
        resource.RLIMIT_CPU: limits.seconds_cpu,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_MEMLOCK: 64 * 1024,
        resource.RLIMIT_MSGQUEUE: 0,
        resource.RLIMIT_NICE: 0,
        resource.RLIMIT_RTPRIO: 0,
    }
    for kind, bound in bounds.items():
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


def _drop_privileges(uid: int, as_root: bool) -> None:
    if as_root:
        os.setgroups([])
    else:
        # A user namespace of its own: its processes are counted on their own.
        enter_user_namespace()
    _libc.prctl(_PR_CAP_AMBIENT, _PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0)
    for capability in range(64):
        if _libc.prctl(_PR_CAPBSET_DROP, capability, 0, 0, 0) != 0:
            break
    if as_root:
        os.setresgid(uid, uid, uid)
        os.setresuid(uid, uid, uid)
    _drop_capabilities()


def _drop_capabilities() -> None:
    header = struct.pack("II", 0x20080522, 0)
    number = ctypes.c_long({"x86_64": 126, "aarch64": 91}[platform.machine()])
    _check(_libc.syscall(number, header, struct.pack("6I", *[0] * 6)), "capabilities")


def restrict_files(writable: list[str]) -> bool:
    """Landlock: read anywhere, write only in these folders; False without Landlock."""
    version = _libc.syscall(ctypes.c_long(_CREATE_RULESET), None, 0, 1)
    if version < 1:
        return False
    handled = (1 << {1: 13, 2: 14, 3: 15, 4: 15}.get(version, 16)) - 1
    scoped = 3 if version >= 6 else 0  # abstract sockets and signals stay inside
    attributes = struct.pack("QQQ", handled, 0, scoped)
    size = 24 if version >= 6 else 16 if version >= 4 else 8
    ruleset = _check(
        _libc.syscall(ctypes.c_long(_CREATE_RULESET), attributes, size, 0), "Landlock"
    )
    _allow(ruleset, "/", _READ)
    everything = handled & ~(1 << 6) & ~(1 << 11)  # but no device files
    for path in writable:
        _allow(ruleset, path, everything)
    for name in ("null", "zero", "full"):
        _allow(ruleset, f"/dev/{name}", 0b110)
    _check(_libc.syscall(ctypes.c_long(_RESTRICT_SELF), ruleset, 0), "Landlock")
    os.close(ruleset)
    return True


def _allow(ruleset: int, path: str, access: int) -> None:
    descriptor = os.open(path, os.O_PATH | os.O_CLOEXEC)
    rule = struct.pack("=Qi", access, descriptor)
    _check(
        _libc.syscall(ctypes.c_long(_ADD_RULE), ruleset, 1, rule, 0),
        f"Landlock for {path}",
    )
    os.close(descriptor)


# The system call filter: a small BPF program


def _statement(code: int, value: int, jump_true: int = 0, jump_false: int = 0) -> bytes:
    return struct.pack("HBBI", code, jump_true, jump_false, value)


_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_ALLOW, _KILL, _FAIL = 0x7FFF0000, 0x80000000, 0x00050000


def filter_program(machine: str) -> bytes:
    """BPF that refuses what a notebook never needs and an escape would.

    Refused calls fail with EPERM. Sockets only of the three ordinary families (vsock
    and netlink pass by a network namespace), no new namespaces by clone, and clone3,
    whose arguments a filter cannot see, looks absent so that libc uses clone.
    """
    column, arch = _ARCHES[machine]
    program = [
        _statement(_LOAD, 4),
        _statement(_EQUAL, arch, 1, 0),
        _statement(_RETURN, _KILL),
        _statement(_LOAD, 0),
        _statement(_AT_LEAST, 0x40000000, 0, 1),  # the x32 calls
        _statement(_RETURN, _FAIL | _ENOSYS),
        _statement(_EQUAL, _CLONE3, 0, 1),
        _statement(_RETURN, _FAIL | _ENOSYS),
        _statement(_EQUAL, _CLONE[column], 0, 3),
        _statement(_LOAD, 16),
        _statement(_ANY_BIT, ALL_NAMESPACES, 0, 1),
        _statement(_RETURN, _FAIL | _EPERM),
        _statement(_LOAD, 0),
        _statement(_EQUAL, _SOCKET[column], 0, 6),
        _statement(_LOAD, 16),
        *[_statement(_EQUAL, int(family), 3 - i, 0) for i, family in _families()],
        _statement(_RETURN, _FAIL | _EINVAL),  # which ZeroMQ copes with
        _statement(_LOAD, 0),
    ]
    for numbers in _NUMBERS.values():
        program.append(_statement(_EQUAL, numbers[column], 0, 1))
        program.append(_statement(_RETURN, _FAIL | _EPERM))
    program.append(_statement(_RETURN, _ALLOW))
    return b"".join(program)


def _families() -> list[tuple[int, int]]:
    return [(i, int(family)) for i, family in enumerate(_ALLOWED_FAMILIES)]


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("code", ctypes.c_void_p))


def filter_calls() -> None:
    """Install the filter; it holds for all descendants and cannot be taken off."""
    code = filter_program(platform.machine())
    text = ctypes.create_string_buffer(code, len(code))
    program = _Program(len(code) // 8, ctypes.cast(text, ctypes.c_void_p))
    result = _libc.prctl(_PR_SET_SECCOMP, 2, ctypes.byref(program), 0, 0)
    _check(result, "the system call filter")


# What the machine gives


@dataclass(frozen=True)
class Layers:
    """Which layers of isolation this machine gives; `reason` says what is missing."""

    namespaces: bool
    landlock: int
    seccomp: bool
    as_root: bool
    reason: str = ""

    @property
    def sufficient(self) -> bool:
        """Whether student code can be isolated at all."""
        return self.namespaces and self.seccomp


def is_root() -> bool:
    """Whether this process may confine others without a user namespace."""
    if os.geteuid() != 0:
        return False
    with contextlib.suppress(OSError):
        for line in Path("/proc/self/status").read_text().splitlines():
            if line.startswith("CapEff:"):
                return bool(int(line.split()[1], 16) & (1 << 21))
    return False


def probe() -> Layers:
    """Try each layer in a child that ends at once; changes nothing here."""
    if sys.platform != "linux" or platform.machine() not in _ARCHES:
        reason = f"{platform.system()} on {platform.machine()} has no namespaces"
        return Layers(False, 0, False, False, reason)
    reason = _try(_probe_namespaces)
    return Layers(
        namespaces=not reason,
        landlock=max(0, _libc.syscall(ctypes.c_long(_CREATE_RULESET), None, 0, 1)),
        seccomp=not _try(_probe_filter),
        as_root=is_root(),
        reason=reason,
    )


def _probe_namespaces() -> None:
    if not is_root():
        enter_user_namespace()
    unshare(CLONE_NEWNS | CLONE_NEWIPC | CLONE_NEWUTS | CLONE_NEWNET | CLONE_NEWPID)
    make_mounts_private()
    _mount("tmpfs", "/tmp", "tmpfs", _MS_NOSUID)  # noqa: S108 -- in its own namespace


def _probe_filter() -> None:
    _check(_libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), "no_new_privs")
    filter_calls()


def _try(step: object) -> str:
    """Run a step in a forked child; "" when it went well, else what it said."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            step()  # type: ignore[operator]
        except BaseException as error:
            os.write(writer, str(error).encode()[:500] or b"failed")
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader, "rb") as stream:
        said = stream.read()
    os.waitpid(child, 0)
    return said.decode(errors="replace")


def refusal(layers: Layers) -> str:
    """The sentence with which grading refuses on a machine without isolation."""
    what = layers.reason or "the system call filter is missing"
    return (
        f"Student code cannot be isolated on this machine ({what}), so nothing was "
        "run. Grade on Linux with user namespaces enabled, or pass --unsafe to run "
        "submissions that you trust; every result is then marked as unsafe."
    )
