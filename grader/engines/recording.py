"""Record the cases of test cells from inside the kernel, for the in-kernel engine.

The first, silent cell of a graded notebook calls `install`. From then on each
`with case(...)` writes what became of it to a file, one JSON list a line, at once, so
that a kernel that dies takes no finished case with it.
"""

from __future__ import annotations

import hashlib
import json
import random
import signal
import sys
import threading
from pathlib import Path
from types import FrameType, TracebackType
from typing import Any

import numpy as np

MAX_QUOTE = 200
NOT_ANSWERED = "Not answered yet."
TOO_LATE = "Your code did not finish in time."


class CaseTimeout(BaseException):
    """A case used up its time; not an Exception, so that few handlers swallow it."""


class CaseFile:
    """Where the cases of the current test cell are written."""

    def __init__(self, path: str, seed: int, case_s: float) -> None:
        self._path = Path(path)
        self._seed = seed
        self.case_s = case_s
        self.grade_id = ""
        self.hidden = False

    def start(self, grade_id: str, hidden: bool) -> None:
        """The cases that follow belong to this test cell."""
        self.grade_id, self.hidden = grade_id, hidden

    def case(self, name: str, points: float, message: str) -> Case:
        """What `coursekit.case` calls."""
        del points, message  # the grader has its own, from the assignment
        return Case(self, name)

    def write(self, name: str, reason: str | None) -> None:
        """Append one outcome: None when the case passed, else why it failed."""
        line = json.dumps([self.grade_id, name, reason])
        with self._path.open("a", encoding="utf-8") as file:
            file.write(line + "\n")

    def number(self, name: str) -> int:
        """The seed of a case: its own for each submission, cell and name."""
        text = f"{self._seed}\0{self.grade_id}\0{name}"
        return int.from_bytes(hashlib.sha256(text.encode()).digest()[:16], "big")


class Case:
    """`with case(...) as rng:` of a graded notebook: recorded instead of raised."""

    def __init__(self, file: CaseFile, name: str) -> None:
        self._file = file
        self._name = name

    def __enter__(self) -> np.random.Generator:
        number = self._file.number(self._name)
        _seed_everything(number)
        _set_alarm(self._file.case_s)
        return np.random.default_rng(number)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> bool:
        _set_alarm(0)
        reason = None if error is None else explain(error, hidden=self._file.hidden)
        self._file.write(self._name, reason)
        return True


def explain(error: BaseException, *, hidden: bool) -> str:
    """Why a case failed, in words for the student; hidden tests give nothing away."""
    if isinstance(error, (CaseTimeout, KeyboardInterrupt)):
        return TOO_LATE
    if isinstance(error, NotImplementedError):
        return NOT_ANSWERED
    if isinstance(error, NameError) and error.name:
        return f"The name '{error.name}' is not defined in your notebook."
    if isinstance(error, AssertionError):
        return ""
    try:
        text = str(error)[:MAX_QUOTE]
    except Exception:
        text = ""
    quote = json.dumps(text, ensure_ascii=False)
    said = f", which says {quote}" if text and not hidden else ""
    return f"Your code raised {type(error).__name__}{said}."


def _seed_everything(number: int) -> None:
    random.seed(number)
    np.random.seed(number % 2**32)  # noqa: NPY002 - for code of the old interface
    tensorflow: Any = sys.modules.get("tensorflow")
    if tensorflow is not None:
        tensorflow.random.set_seed(number % 2**31)


def _set_alarm(seconds: float) -> None:
    """Raise CaseTimeout in the case after so long; 0 calls it off. POSIX only."""
    if hasattr(signal, "setitimer") and (
        threading.current_thread() is threading.main_thread()
    ):
        signal.signal(signal.SIGALRM, _ring)
        signal.setitimer(signal.ITIMER_REAL, seconds)


def _ring(_signal: int, _frame: FrameType | None) -> None:
    raise CaseTimeout


current: CaseFile | None = None  # what a graded kernel has installed


def install(path: str, seed: int, case_s: float) -> CaseFile:
    """Make `coursekit.case` write to `path` from now on."""
    from coursekit import checks

    file = CaseFile(path, seed, case_s)
    checks.recorder = file.case
    return file
