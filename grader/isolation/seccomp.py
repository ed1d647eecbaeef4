"""The system call filter: a small BPF program that holds for all descendants.

Behind both walls it refuses what a notebook never needs and an escape would. Behind
the second, where processes, users and files are the machine's own, it also looks at
arguments: what could reach another process, make a connection or change a file's mode
is refused or, where honest programs do it in passing, passed over in silence.
"""

from __future__ import annotations

import ctypes
import errno
import platform
import socket
import struct
from collections.abc import Mapping
from dataclasses import dataclass

from grader.isolation.linux import ALL_NAMESPACES, MACHINES, check, libc

# Numbers of system calls: (x86-64, arm64); those above 423 are the same everywhere.
REFUSED = {
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
_ARCHES = (0xC000003E, 0xC00000B7)
_CLONE, _CLONE3 = (56, 220), (435, 435)
_OPEN, _OPENAT, _OPENAT2 = (2, None), (257, 56), (437, 437)
_SOCKET, _SOCKETPAIR, _CONNECT = (41, 198), (53, 199), (42, 203)
_BIND, _LISTEN, _SETSOCKOPT = (49, 200), (50, 201), (54, 208)
# Linux gives each session a share of the processor: a submission has one, and whoever
# asks for another, as the shell lines of notebooks do, goes on in that.
_SETSID = (112, 157)
_SOL_SOCKET, _BUFFERS = 1, (7, 8, 32, 33)  # SO_SNDBUF, SO_RCVBUF, and by force
_SENDTO, _SENDMSG, _SENDMMSG = (44, 206), (46, 211), (307, 269)
_IOCTL, _FCNTL, _PRCTL = (16, 29), (72, 25), (157, 167)
_SETPRIORITY, _TRUNCATE = (141, 140), (76, 45)
_PR_SET_SECCOMP, _PR_SET_PDEATHSIG = 22, 1
_MSG_FASTOPEN, _O_ACCMODE, _O_TRUNC, _PRIO_USER = 0x20000000, 3, 0o1000, 2

_FAMILIES = (int(socket.AF_UNIX), int(socket.AF_INET), int(socket.AF_INET6))
_STREAM_KINDS = (int(socket.SOCK_STREAM), int(socket.SOCK_SEQPACKET))

# The second wall. What reaches into other processes, or out of the session:
_REFUSED_THERE = {
    "setsid": (112, 157), "setpgid": (109, 154), "ioprio_set": (251, 30),
    "pidfd_open": (434, 434), "pidfd_send_signal": (424, 424),
    "process_madvise": (440, 440), "process_mrelease": (448, 448),
    "move_pages": (279, 239), "migrate_pages": (256, 238),
    # ... what changes a user or an owner:
    "setuid": (105, 146), "setgid": (106, 144), "setreuid": (113, 145),
    "setregid": (114, 143), "setgroups": (116, 159), "setresuid": (117, 147),
    "setresgid": (119, 149), "setfsuid": (122, 151), "setfsgid": (123, 152),
    "chown": (92, None), "fchown": (93, 55), "lchown": (94, None),
    "fchownat": (260, 54), "file_setattr": (469, 469),
    # ... and what tells of files that may not be opened:
    "inotify_init": (253, None), "inotify_init1": (294, 26),
}  # fmt: skip
# Landlock says nothing of modes, times and attributes: copying tools set them in
# passing, so that these succeed and do nothing ...
_PASSED_OVER = {
    "chmod": (90, None), "fchmod": (91, 52), "fchmodat": (268, 53),
    "fchmodat2": (452, 452), "utime": (132, None), "utimes": (235, None),
    "futimesat": (261, None), "utimensat": (280, 88),
}  # fmt: skip
# ... and these look as on a file system that has none.
_UNSUPPORTED = {
    "setxattr": (188, 5), "lsetxattr": (189, 6), "fsetxattr": (190, 7),
    "removexattr": (197, 14), "lremovexattr": (198, 15), "fremovexattr": (199, 16),
    "setxattrat": (463, 463), "removexattrat": (466, 466),
}  # fmt: skip
# Their first argument is a process: none of it, or the caller's own.
_ON_ITSELF = {
    "prlimit64": (302, 261), "sched_setaffinity": (203, 122),
    "sched_setscheduler": (144, 119), "sched_setparam": (142, 118),
    "sched_setattr": (314, 274),
}  # fmt: skip
_SIGNALS = {
    "kill": (62, 129), "tkill": (200, 130), "tgkill": (234, 131),
    "rt_sigqueueinfo": (129, 138), "rt_tgsigqueueinfo": (297, 240),
}  # fmt: skip
_OWNER_COMMANDS = (8, 10, 15, 1026)  # F_SETOWN, F_SETSIG, F_SETOWN_EX, F_NOTIFY
# Attributes of files by ioctl, and what is typed into a terminal.
_IOCTLS = (0x40086602, 0x401C5820, 0x5412)


@dataclass(frozen=True)
class SecondWall:
    """What the filter knows of the process that it stands around.

    `pid` leads its session; `landlock` is the version that holds; one with `connects`
    has the network of the machine (trusted code alone), one with `listens` may wait
    for others on Unix sockets, as a Jupyter kernel does.
    """

    pid: int
    landlock: int
    connects: bool = False
    listens: bool = False


Numbers = tuple[int, int | None]


def _statement(code: int, value: int, jump_true: int = 0, jump_false: int = 0) -> bytes:
    return struct.pack("HBBI", code, jump_true, jump_false, value & 0xFFFFFFFF)


_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT = 0x20, 0x15, 0x35, 0x45
_AND, _RETURN = 0x54, 0x06
_ALLOW, _KILL, _FAIL = 0x7FFF0000, 0x80000000, 0x00050000


def _fail(number: int) -> bytes:
    return _statement(_RETURN, _FAIL | number)


def _argument(index: int) -> bytes:
    """Load the lower half of an argument: all of an int."""
    return _statement(_LOAD, 16 + 8 * index)


def _among(values: tuple[int, ...], then: bytes, otherwise: bytes) -> list[bytes]:
    """End with `then` when what is loaded is one of these, else with `otherwise`."""
    last = len(values) - 1
    tests = [_statement(_EQUAL, v, last - i + 1, 0) for i, v in enumerate(values)]
    return [*tests, otherwise, then]


class Program:
    """A filter in the making, for one machine."""

    def __init__(self, machine: str) -> None:
        self._column = MACHINES.index(machine)
        self.steps = [
            _statement(_LOAD, 4),
            _statement(_EQUAL, _ARCHES[self._column], 1, 0),
            _statement(_RETURN, _KILL),
            _statement(_LOAD, 0),
            _statement(_AT_LEAST, 0x40000000, 0, 1),  # the x32 calls
            _fail(errno.ENOSYS),
        ]

    def code(self) -> bytes:
        """All of it; what nothing was said about is allowed."""
        return b"".join([*self.steps, _statement(_RETURN, _ALLOW)])

    def on(self, numbers: Numbers, *body: bytes) -> None:
        """What becomes of a call, the last word of which `body` has."""
        number = numbers[self._column]
        if number is not None:
            self.steps += [_statement(_EQUAL, number, 0, len(body)), *body]

    def refuse(self, calls: Mapping[str, Numbers], error: int = errno.EPERM) -> None:
        """Let all these fail."""
        for numbers in calls.values():
            self.on(numbers, _fail(error))

    def only(
        self, numbers: Numbers, index: int, values: tuple[int, ...], error: int
    ) -> None:
        """Allow a call when an argument is one of these."""
        allowed = _among(values, _statement(_RETURN, _ALLOW), _fail(error))
        self.on(numbers, _argument(index), *allowed)

    def never(self, numbers: Numbers, index: int, values: tuple[int, ...]) -> None:
        """Refuse a call when an argument is one of these."""
        refused = _among(values, _fail(errno.EPERM), _statement(_RETURN, _ALLOW))
        self.on(numbers, _argument(index), *refused)

    def without(self, numbers: Numbers, index: int, bits: int) -> None:
        """Refuse a call when an argument has any of these bits."""
        self.on(
            numbers,
            _argument(index),
            _statement(_ANY_BIT, bits, 0, 1),
            _fail(errno.EPERM),
            _statement(_RETURN, _ALLOW),
        )


def filter_program(machine: str, second: SecondWall | None = None) -> bytes:
    """The filter of the first wall, or of the second around the process it describes.

    Refused calls fail with EPERM. Sockets only of the three ordinary families (vsock
    and netlink pass by a network namespace), no new namespaces by clone, and clone3,
    whose arguments a filter cannot see, looks absent so that libc uses clone. Buffers
    of sockets, memory that nobody counts, stay as they are; asking for more is passed
    over.
    """
    program = Program(machine)
    program.on(_CLONE3, _fail(errno.ENOSYS))
    program.without(_CLONE, 0, ALL_NAMESPACES)
    program.on(
        _SETSOCKOPT,
        _argument(1),
        _statement(_EQUAL, _SOL_SOCKET, 1, 0),
        _statement(_RETURN, _ALLOW),
        _argument(2),
        *_among(_BUFFERS, _fail(0), _statement(_RETURN, _ALLOW)),
    )
    if second is not None:
        _add_second_wall(program, second)
    program.on(_SETSID, _fail(0))
    # EINVAL is what ZeroMQ copes with.
    program.only(_SOCKET, 0, _FAMILIES, errno.EINVAL)
    program.refuse(REFUSED)
    return program.code()


def _add_second_wall(program: Program, wall: SecondWall) -> None:
    """The first word on a call holds: these stand before the first wall's."""
    program.refuse(_REFUSED_THERE)
    program.refuse(_PASSED_OVER, 0)
    program.refuse(_UNSUPPORTED, errno.ENOTSUP)
    for numbers in _ON_ITSELF.values():
        program.only(numbers, 0, (0, wall.pid), errno.EPERM)
    program.never(_PRCTL, 0, (_PR_SET_PDEATHSIG,))
    program.never(_FCNTL, 1, _OWNER_COMMANDS)
    program.on(
        _SETPRIORITY,
        _argument(0),
        _statement(_EQUAL, _PRIO_USER, 3, 0),
        _argument(1),
        *_among((0, wall.pid), _statement(_RETURN, _ALLOW), _fail(errno.EPERM)),
    )
    program.on(
        _IOCTL,
        _argument(1),
        *(
            _statement(_EQUAL, v, len(_IOCTLS) + 1 - i, 0)
            for i, v in enumerate(_IOCTLS)
        ),
        _statement(_AND, 0xFFFFFF00),
        _statement(_EQUAL, 0x8900, 0, 1),  # of sockets: interfaces, owners
        _fail(errno.EPERM),
        _statement(_RETURN, _ALLOW),
    )
    _add_signals(program, wall)
    if wall.landlock < 3:
        _add_truncation(program)
    if not wall.connects:
        _add_sockets(program, wall)


def _add_signals(program: Program, wall: SecondWall) -> None:
    """Landlock keeps signals inside from version 6 on; before, by process number.

    A process group is the caller's own when it is 0 or the session's.
    """
    if wall.landlock >= 6:
        return
    for name, numbers in _SIGNALS.items():
        whom = (0, wall.pid, -wall.pid) if name == "kill" else (wall.pid,)
        program.only(numbers, 0, whom, errno.EPERM)


def _add_truncation(program: Program) -> None:
    """Landlock knows it from version 3 on: no emptying of what may only be read."""
    program.on(_TRUNCATE, _fail(errno.EPERM))
    program.on(_OPENAT2, _fail(errno.ENOSYS))
    for numbers, index in ((_OPEN, 1), (_OPENAT, 2)):
        program.on(
            numbers,
            _argument(index),
            _statement(_AND, _O_ACCMODE | _O_TRUNC),
            _statement(_EQUAL, _O_TRUNC, 0, 1),
            _fail(errno.EPERM),
            _statement(_RETURN, _ALLOW),
        )


def _add_sockets(program: Program, wall: SecondWall) -> None:
    """Pairs, which reach nobody else, and what `asking` was given; no datagrams."""
    program.on(
        _SOCKETPAIR,
        _argument(1),
        _statement(_AND, 0xF),
        *_among(_STREAM_KINDS, _statement(_RETURN, _ALLOW), _fail(errno.EPERM)),
    )
    program.on(_CONNECT, _fail(errno.EPERM))
    program.without(_SENDTO, 3, _MSG_FASTOPEN)
    program.without(_SENDMSG, 2, _MSG_FASTOPEN)
    program.without(_SENDMMSG, 3, _MSG_FASTOPEN)
    if not wall.listens:
        for numbers in (_SOCKET, _BIND, _LISTEN):
            program.on(numbers, _fail(errno.EPERM))
        return
    program.on(
        _SOCKET,
        _argument(0),
        _statement(_EQUAL, _FAMILIES[0], 1, 0),
        _fail(errno.EINVAL),
        _argument(1),
        _statement(_AND, 0xF),
        *_among(_STREAM_KINDS[:1], _statement(_RETURN, _ALLOW), _fail(errno.EPERM)),
    )


class _FilterProgram(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("code", ctypes.c_void_p))


def install(code: bytes) -> None:
    """Install a filter in this thread; it cannot be taken off."""
    text = ctypes.create_string_buffer(code, len(code))
    program = _FilterProgram(len(code) // 8, ctypes.cast(text, ctypes.c_void_p))
    result = libc.prctl(_PR_SET_SECCOMP, 2, ctypes.byref(program), 0, 0)
    check(result, "the system call filter")


def filter_calls(second: SecondWall | None = None) -> None:
    """Install the filter of a wall."""
    install(filter_program(platform.machine(), second))
