"""The system call filter: a small BPF program that holds for all descendants."""

from __future__ import annotations

import ctypes
import platform
import socket
import struct

from grader.isolation.linux import ALL_NAMESPACES, check, libc

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
_PR_SET_SECCOMP = 22


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
    """Install the filter in this thread; it cannot be taken off."""
    code = filter_program(platform.machine())
    text = ctypes.create_string_buffer(code, len(code))
    program = _Program(len(code) // 8, ctypes.cast(text, ctypes.c_void_p))
    result = libc.prctl(_PR_SET_SECCOMP, 2, ctypes.byref(program), 0, 0)
    check(result, "the system call filter")
