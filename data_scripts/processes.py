"""Spread work over processes so that Ctrl-C and a killed worker both end well."""

from __future__ import annotations

import itertools
import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from typing import TypeVar

from data_scripts.errors import DataError

T = TypeVar("T")
R = TypeVar("R")


def cores() -> int:
    """Processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def in_processes(
    function: Callable[[T], R], tasks: Iterable[T], jobs: int
) -> Iterator[R]:
    """Yield `function(task)` for every task, in order; one job stays in this process.

    At most a few results wait to be taken, so memory does not grow with the tasks.

    Raises:
        DataError: a process was killed, most likely for want of memory.
    """
    if jobs <= 1:
        yield from map(function, tasks)
        return
    pool = ProcessPoolExecutor(jobs, get_context("spawn"), _leave_interrupts_to_parent)
    try:
        yield from _in_order(pool, function, iter(tasks), 3 * jobs)
    except BrokenProcessPool:
        raise DataError(
            "A worker process was killed, most likely because memory ran out; close "
            "other programs or give `--jobs 1`, then run the same command again."
        ) from None
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _in_order(
    pool: ProcessPoolExecutor,
    function: Callable[[T], R],
    tasks: Iterator[T],
    ahead: int,
) -> Iterator[R]:
    waiting: deque[Future[R]] = deque(
        pool.submit(function, task) for task in itertools.islice(tasks, ahead)
    )
    while waiting:
        result = waiting.popleft().result()
        for task in itertools.islice(tasks, 1):
            waiting.append(pool.submit(function, task))
        yield result


def _leave_interrupts_to_parent() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
