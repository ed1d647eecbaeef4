"""Memory of a grader and all that it starts, while it runs."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import psutil


class Sample(NamedTuple):
    """Bytes at one moment: of the grading process, and of it and all that it starts."""

    when: float
    grader: int
    total: int


@contextmanager
def watched() -> Iterator[list[Sample]]:
    """A sample a second for as long as the block runs.

    The grading process is the largest that was started here.
    """
    samples: list[Sample] = []
    done = threading.Event()

    def watch() -> None:
        while not done.wait(1.0):
            below = psutil.Process().children(recursive=True)
            sizes = {process.pid: _pss(process.pid) for process in below}
            ours = {process.pid for process in psutil.Process().children()}
            grader = max((sizes.get(pid, 0) for pid in ours), default=0)
            samples.append(Sample(time.time(), grader, sum(sizes.values())))

    thread = threading.Thread(target=watch)
    thread.start()
    try:
        yield samples
    finally:
        done.set()
        thread.join()


def _pss(pid: int) -> int:
    """Bytes of a process, shared pages by share; 0 once it is gone."""
    try:
        text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:
        return 0
    lines = [line.split() for line in text.splitlines()]
    return sum(int(words[1]) * 1024 for words in lines if words[0] == "Pss:")
