"""Spread work over processes so that Ctrl-C and a killed worker both end well."""

from __future__ import annotations

import contextlib
import itertools
import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import Any, TypeVar

from data_scripts.errors import DataError

KILLED = (
    "A worker process was killed, most likely because memory ran out; close other "
    "programs or give `--jobs 1`, then run the same command again."
)
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
        raise DataError(KILLED) from None
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


@contextlib.contextmanager
def beside(
    function: Callable[..., object], *arguments: Any, jobs: int
) -> Iterator[Callable[[], None]]:
    """Run `function(*arguments)` in a process of its own; give what waits for its end.

    With one job it runs in this process, when it is waited for. The process ends with
    the block, whatever it has come to.

    Raises:
        DataError, OSError: where it is waited for, what `function` raised.
    """
    if jobs <= 1:

        def run() -> None:
            function(*arguments)

        yield run
        return
    context = get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_run, args=(theirs, function, arguments))
    process.daemon = True  # ends with this process, too
    process.start()
    theirs.close()

    def wait() -> None:
        try:
            error = ours.recv()
        except EOFError:
            raise DataError(KILLED) from None
        if error is not None:
            raise error

    try:
        yield wait
    finally:
        process.terminate()
        process.join()


def _run(pipe: Connection, function: Callable[..., object], arguments: Any) -> None:
    _leave_interrupts_to_parent()
    try:
        function(*arguments)
    except (DataError, OSError) as error:
        pipe.send(error)
    else:
        pipe.send(None)


def _leave_interrupts_to_parent() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
