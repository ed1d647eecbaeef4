"""Landlock: which files a process and all its descendants may open, and what for.

What is not allowed by a rule is refused, by the kernel and without any privilege. What
is not a matter of opening, making or removing (modes, times, attributes, whether a path
is there) it says nothing about.
"""

from __future__ import annotations

import errno
import os
import stat
import struct
from collections.abc import Iterable

from grader.isolation.linux import SandboxError, call, check

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = (444, 444), (445, 445), (446, 446)

EXECUTE, WRITE_FILE, READ_FILE, READ_DIR = (1 << n for n in range(4))
REMOVE_DIR, REMOVE_FILE, MAKE_CHAR, MAKE_DIR = (1 << n for n in range(4, 8))
MAKE_REG, MAKE_SOCK, MAKE_FIFO, MAKE_BLOCK = (1 << n for n in range(8, 12))
MAKE_SYM, REFER, TRUNCATE, IOCTL_DEV = (1 << n for n in range(12, 16))
READ = EXECUTE | READ_FILE | READ_DIR
ALL = (1 << 16) - 1
DEVICES = MAKE_CHAR | MAKE_BLOCK
_OF_FILES = EXECUTE | WRITE_FILE | READ_FILE | TRUNCATE | IOCTL_DEV
# By version: how many of these rights it knows.
_KNOWN = {0: 0, 1: 13, 2: 14, 3: 15, 4: 15}
NETWORK_FROM, SCOPES_FROM = 4, 6

Rule = tuple[str, int]


def version() -> int:
    """The version of Landlock that this kernel has; 0 without it."""
    return max(0, call(_CREATE_RULESET, None, 0, 1))


def restrict(rules: Iterable[Rule], known: int, *, network: bool = True) -> None:
    """Allow what the rules say and nothing else, as far as version `known` can.

    A rule for a path that is not there is passed over. Without `network` no TCP port
    is bound or reached (from version 4); abstract sockets and signals stay among the
    process and its descendants (from version 6).
    """
    if known < 1:
        raise SandboxError("Landlock: this kernel has none")
    handled = (1 << _KNOWN.get(known, 16)) - 1
    ports = 3 if known >= NETWORK_FROM and not network else 0
    scoped = 3 if known >= SCOPES_FROM else 0
    attributes = struct.pack("QQQ", handled, ports, scoped)
    size = 24 if known >= SCOPES_FROM else 16 if known >= NETWORK_FROM else 8
    ruleset = check(call(_CREATE_RULESET, attributes, size, 0), "Landlock")
    for path, rights in rules:
        _allow(ruleset, path, rights & handled)
    check(call(_RESTRICT_SELF, ruleset, 0), "Landlock")
    os.close(ruleset)


def _allow(ruleset: int, path: str, rights: int) -> None:
    try:
        descriptor = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError as error:
        if error.errno in (errno.ENOENT, errno.EACCES, errno.ENOTDIR):
            return
        raise
    if not stat.S_ISDIR(os.fstat(descriptor).st_mode):
        rights &= _OF_FILES
    rule = struct.pack("=Qi", rights, descriptor)
    check(call(_ADD_RULE, ruleset, 1, rule, 0), f"Landlock for {path}")
    os.close(descriptor)
