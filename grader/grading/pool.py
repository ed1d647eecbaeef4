"""A pool of worker processes: bounded, and no worker's death costs the class.

Each worker grades one submission at a time. Messages are JSON and bytes, never
pickles. A worker that dies or overstays is replaced; its submission is tried once
more, then quarantined. When the parent goes, however it goes, the workers go.
"""

from __future__ import annotations

import contextlib
import os
import time
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import TYPE_CHECKING

from grader.engines.engine import Executor
from grader.grading.job import Job, Result, executor_of, set_aside
from grader.grading.worker import mask_interrupts, serve
from grader.submissions.failures import Failure, Kind

if TYPE_CHECKING:
    from multiprocessing.context import ForkServerContext, SpawnContext

TRIES = 2
SPARE_S = 120.0  # start, repair and sending, on top of a submission's own time


@dataclass
class _Worker:
    process: BaseProcess
    pipe: Connection
    job: Job | None = None
    tries: int = 0
    deadline: float = 0.0


def grade_all(jobs: Iterable[Job], workers: int) -> Iterator[tuple[Job, Result]]:
    """Grade all jobs and give each with its result, in the order they end.

    Jobs are taken from the iterable as workers become free, so that the memory in use
    does not grow with the class.
    """
    with Pool(workers) as pool:
        yield from pool.run(jobs)


class Pool:
    """Up to `size` workers. Use as a context manager.

    What an engine loads, seconds of TensorFlow, is loaded once, by this process, and
    shared by the workers; should it die, each worker loads its own.
    """

    def __init__(self, size: int) -> None:
        self._context = _context()
        self._jobs: Iterator[Job] = iter(())
        self._again: deque[tuple[Job, int]] = deque()
        self._size = size
        self._workers: list[_Worker] = []
        self._shared: dict[str, tuple[Executor, str]] = {}

    def __enter__(self) -> Pool:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def start(self, engine: str) -> None:
        """Load `engine`, without waiting.

        TensorFlow takes seconds to import, on one core; the caller can do something
        else meanwhile. What the workers import waits until there are jobs: it would
        take the core from one of the two.
        """
        self._share(engine)

    def _share(self, engine: str) -> str:
        """Load an engine unless it was; what the workers are told of it."""
        if engine not in self._shared:
            executor = executor_of(engine)
            self._shared[engine] = executor, executor.warm_up()
        return self._shared[engine][1]

    def run(self, jobs: Iterable[Job]) -> Iterator[tuple[Job, Result]]:
        """Grade all jobs, as `grade_all` says."""
        self._jobs = iter(jobs)
        while self._feed():
            busy = {w.pipe: w for w in self._workers if w.job is not None}
            ready = wait(list(busy), timeout=1.0)
            for pipe in ready:
                ended = self._take(busy[pipe])  # type: ignore[index]
                self._feed()  # it grades the next while this result is written down
                if ended is not None:
                    yield ended
            for worker in list(self._workers):
                if worker.job is not None and time.monotonic() > worker.deadline:
                    ended = self._lost(worker, Kind.WORKER_LATE)
                    if ended is not None:
                        yield ended

    def _feed(self) -> bool:
        """Give every free worker a job; whether any is at work."""
        while True:
            free = [w for w in self._workers if w.job is None]
            if not free and len(self._workers) >= self._size:
                return True
            following = self._next()
            if following is None:
                return any(w.job is not None for w in self._workers)
            worker = free[0] if free else self._start()
            self._give(worker, *following)

    def _next(self) -> tuple[Job, int] | None:
        if self._again:
            return self._again.popleft()
        job = next(self._jobs, None)
        return None if job is None else (job, 0)

    def _start(self) -> _Worker:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=serve, args=(theirs,))
        with _interrupts_held():
            process.start()
        theirs.close()
        worker = _Worker(process, ours)
        self._workers.append(worker)
        return worker

    def _give(self, worker: _Worker, job: Job, tries: int) -> None:
        worker.job, worker.tries = job, tries + 1
        worker.deadline = time.monotonic() + job.limits.submission_s + SPARE_S
        with contextlib.suppress(OSError):  # a dead worker is seen when it is read
            worker.pipe.send_bytes(self._share(job.engine).encode())
            worker.pipe.send_bytes(job.to_bytes())

    def _take(self, worker: _Worker) -> tuple[Job, Result] | None:
        assert worker.job is not None
        try:
            result = Result.from_bytes(worker.pipe.recv_bytes())
        except (EOFError, OSError, ValueError):
            return self._lost(worker, Kind.WORKER_DIED)
        job, worker.job = worker.job, None
        return job, result

    def _lost(self, worker: _Worker, what: Kind) -> tuple[Job, Result] | None:
        """Replace a worker; its job is tried again, or is quarantined."""
        job, tries = worker.job, worker.tries
        assert job is not None
        self._end(worker)
        self._workers.remove(worker)
        if tries < TRIES:
            self._again.append((job, tries))
            return None
        return job, set_aside(job, Failure(what, amount=tries))

    def close(self) -> None:
        """End the workers, then what they shared."""
        for worker in self._workers:
            worker.pipe.close()  # an idle worker ends by itself
        for worker in self._workers:
            self._end(worker)
        self._workers = []
        for executor, _ in self._shared.values():
            executor.close()
        self._shared = {}

    @staticmethod
    def _end(worker: _Worker) -> None:
        worker.pipe.close()
        if worker.job is not None:
            worker.process.terminate()
        worker.process.join(5)
        if worker.process.is_alive():
            worker.process.kill()
            worker.process.join()


def _context() -> ForkServerContext | SpawnContext:
    """How workers start: forked from a process without threads that has imported what
    they need, over a second of CPU; each from nothing where there is no fork.
    """
    if not hasattr(os, "fork"):
        return get_context("spawn")
    context = get_context("forkserver")
    context.set_forkserver_preload(["grader.grading.fork_server"])
    return context


@contextlib.contextmanager
def _interrupts_held() -> Iterator[None]:
    """Hold Ctrl-C back while a process starts.

    The new process inherits that, so it is not interrupted before it has set its own
    handler; this one receives what came in the meantime when the block ends.
    """
    mask_interrupts(hold=True)
    try:
        yield
    finally:
        mask_interrupts(hold=False)
