"""What a worker process of the pool does: grade what comes, end with its parent."""

from __future__ import annotations

import os
import signal
import threading
from multiprocessing import parent_process
from multiprocessing.connection import Connection, wait

from grader.engines.engine import Executor
from grader.grading.job import Job, executor_of, grade_safely


def mask_interrupts(*, hold: bool) -> None:
    """Hold Ctrl-C back, or let it through again; a new process inherits which."""
    if hasattr(signal, "pthread_sigmask"):  # Windows has none
        how = signal.SIG_BLOCK if hold else signal.SIG_UNBLOCK
        signal.pthread_sigmask(how, {signal.SIGINT})


def serve(pipe: Connection) -> None:
    """Grade until the pipe is closed.

    For each job it receives what its engine shares, then the job. It ends without
    Python's own end, half a second that frees what the system frees anyway.
    """
    # Ctrl-C is the parent's business; a handler, unlike SIG_IGN, is not inherited.
    signal.signal(signal.SIGINT, lambda *_: None)
    mask_interrupts(hold=False)
    signal.signal(signal.SIGTERM, _leave)
    threading.Thread(target=_watch_parent, daemon=True).start()
    executors: dict[str, Executor] = {}
    try:
        while True:
            shared = pipe.recv_bytes().decode()
            job = Job.from_bytes(pipe.recv_bytes())
            if job.engine not in executors:
                executors[job.engine] = executor_of(job.engine, shared)
            pipe.send_bytes(grade_safely(job, executors[job.engine]).to_bytes())
    except (EOFError, OSError):
        pass
    finally:
        for executor in executors.values():
            executor.close()
    os._exit(0)


def _leave(*_: object) -> None:
    """End by an exception, so that the engine ends its kernel first."""
    raise SystemExit(143)


def _watch_parent() -> None:
    """End at once when the parent is gone; a kernel ends with its worker."""
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
