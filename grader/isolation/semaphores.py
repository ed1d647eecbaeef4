"""The student's side of the second wall's semaphores: shared by forked processes alone.

What `multiprocessing` makes has a name in /dev/shm, which is the whole machine's. Here
it lies in memory that a process shares with those that it forks, so that pools, queues
and locks work between them; a process that is started anew cannot be given one.
"""

from __future__ import annotations

import ctypes
import errno
import mmap
import os
import threading
import time
from importlib import import_module
from typing import Any

from grader.isolation.linux import libc

_RECURSIVE = 0  # the kind of a lock that its owner may take again
_BYTES = 32  # of a sem_t, on both machines


class _Time(ctypes.Structure):
    _fields_ = (("seconds", ctypes.c_long), ("nanoseconds", ctypes.c_long))


class Semaphore:
    """As _multiprocessing.SemLock."""

    SEM_VALUE_MAX = 2**31 - 1

    def __init__(
        self, kind: int, value: int, maxvalue: int, name: str, unlink: bool
    ) -> None:
        """As there; without `unlink` it would be for processes that are not forked."""
        if not unlink:
            raise PermissionError(
                errno.EACCES, "only forked processes can share a semaphore here"
            )
        self.kind, self.maxvalue = kind, maxvalue
        self.name, self.handle = None, 0  # there is nothing to unlink
        self._memory = mmap.mmap(-1, _BYTES)
        self._place = (ctypes.c_char * _BYTES).from_buffer(self._memory)
        self._held = self._owner = 0
        self._call(libc.sem_init, 1, value)

    def _call(self, function: Any, *arguments: Any) -> None:
        while function(self._place, *arguments):
            number = ctypes.get_errno()
            if number != errno.EINTR:  # after which Python looks at its signals
                raise OSError(number, os.strerror(number))

    def acquire(self, block: bool = True, timeout: float | None = None) -> bool:
        """As threading.Lock.acquire."""
        if self.kind == _RECURSIVE and self._is_mine():
            self._held += 1
            return True
        try:
            self._wait(block, timeout)
        except OSError as error:
            if error.errno in (errno.EAGAIN, errno.ETIMEDOUT):
                return False
            raise
        self._held += 1
        self._owner = threading.get_ident()
        return True

    def _wait(self, block: bool, timeout: float | None) -> None:
        if not block or (timeout is not None and timeout <= 0):
            self._call(libc.sem_trywait)
        elif timeout is None:
            self._call(libc.sem_wait)
        else:
            until = time.time_ns() + int(timeout * 1e9)
            self._call(libc.sem_timedwait, ctypes.byref(_Time(*divmod(until, 10**9))))

    def release(self) -> None:
        """As threading.Lock.release."""
        if self.kind == _RECURSIVE:
            if not self._is_mine():
                raise AssertionError(
                    "attempt to release recursive lock not owned by thread"
                )
            if self._held > 1:
                self._held -= 1
                return
        elif self._get_value() >= self.maxvalue:
            raise ValueError("semaphore or lock released too many times")
        self._held -= 1
        self._call(libc.sem_post)

    def __enter__(self) -> bool:
        """Acquire."""
        return self.acquire()

    def __exit__(self, *_: object) -> None:
        """Release."""
        self.release()

    # What `multiprocessing.synchronize` asks beside:

    def _is_mine(self) -> bool:
        return self._held > 0 and self._owner == threading.get_ident()

    def _count(self) -> int:
        return self._held

    def _get_value(self) -> int:
        value = ctypes.c_int()
        self._call(libc.sem_getvalue, ctypes.byref(value))
        return max(0, value.value)

    def _is_zero(self) -> bool:
        return self._get_value() == 0

    def _after_fork(self) -> None:
        self._held = 0


def install() -> None:
    """Let `multiprocessing` take these, and files in TMPDIR for its memory."""
    vars(import_module("_multiprocessing"))["SemLock"] = Semaphore
    vars(import_module("multiprocessing.heap"))["Arena"]._dir_candidates = []
