"""Semaphores of the second wall beside those of `multiprocessing`."""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
import sys
import threading
import time

import pytest

if sys.platform != "linux":
    pytest.skip("semaphores of Linux", allow_module_level=True)

import _multiprocessing

from grader.isolation.semaphores import Semaphore

RECURSIVE, COUNTED = 0, 1


def outcome(operation, semaphore):
    try:
        return operation(semaphore)
    except (AssertionError, ValueError, OSError) as error:
        return type(error)


@pytest.mark.parametrize("kind", [RECURSIVE, COUNTED])
def test_whatever_is_done_with_it_it_says_what_the_original_says(kind):
    seed = random.SystemRandom().randrange(2**32)
    print(f"seed {seed}")
    draw = random.Random(seed)
    for number in range(20):
        most = 1 if kind == RECURSIVE else draw.randint(1, 4)
        start = 1 if kind == RECURSIVE else draw.randint(0, most)
        name = f"/test-{os.getpid()}-{seed}-{number}"
        pair = [c(kind, start, most, name, True) for c in (_multiprocessing.SemLock, Semaphore)]  # fmt: skip
        operations = (
            lambda s: s.acquire(False),
            lambda s: s.acquire(True, 0.001),
            lambda s: s.release(),
            lambda s: (s._count(), s._is_mine(), s._get_value(), s._is_zero()),
            lambda s: (s.kind, s.maxvalue, s.name, s.SEM_VALUE_MAX),
        )
        for _ in range(30):
            operation = draw.choice(operations)
            theirs, ours = (outcome(operation, s) for s in pair)
            assert theirs == ours


def test_it_is_shared_with_processes_that_are_forked():
    lock = Semaphore(COUNTED, 0, 1, "", True)
    child = os.fork()
    if child == 0:
        time.sleep(0.05)
        lock.release()
        os._exit(0)
    assert lock.acquire(True, 10)
    os.waitpid(child, 0)


def test_a_recursive_lock_is_its_threads_alone():
    lock = Semaphore(RECURSIVE, 1, 1, "", True)
    with lock, lock:
        got = []
        other = threading.Thread(target=lambda: got.append(lock.acquire(False)))
        other.start()
        other.join()
        assert got == [False]


def test_a_signal_reaches_who_waits():
    lock = Semaphore(COUNTED, 0, 1, "", True)

    def stop(*_):
        raise InterruptedError

    before = signal.signal(signal.SIGALRM, stop)
    try:
        signal.setitimer(signal.ITIMER_REAL, 0.05)
        with pytest.raises(InterruptedError):
            lock.acquire()
    finally:
        signal.signal(signal.SIGALRM, before)


def test_a_process_that_is_started_anew_is_given_none():
    with pytest.raises(PermissionError, match="forked"):
        Semaphore(COUNTED, 1, 1, f"/{multiprocessing.__name__}", False)
