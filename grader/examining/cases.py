"""The cases of a test cell: their clock and random numbers, what became of them."""

from __future__ import annotations

import hashlib
import random
import signal
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from types import FrameType, TracebackType
from typing import Protocol

import numpy as np

from grader.examining.wire.tensors import loaded
from grader.submissions.failures import NOT_REACHED, Failure, Kind

GRACE_S = 3.0
MAX_QUOTE = 200


class Stop(BaseException):
    """Ends a case for a reason of its own.

    Not an Exception, so that a test which expects one does not take it for that.
    """

    def __init__(self, failure: Failure) -> None:
        super().__init__(str(failure))
        self.failure = failure


class KernelLost(Stop):
    """The student's kernel is gone, late or lying."""


class CaseTimeout(Stop):
    """A case used up its time."""

    def __init__(self) -> None:
        super().__init__(Failure(Kind.LATE))


class StudentError(Exception):
    """An exception that a student's code raised; `text` is the student's own.

    `missing` is the module or name that it lacked, where it is of that kind.
    """

    kind = "Exception"
    text = missing = ""
    travels = True  # False: it was raised for a value that has no form on the wire


def explain(
    error: BaseException | None, *, hidden: bool, late: bool = False
) -> Failure:
    """Why a case failed; hidden tests give nothing of what the student's code says."""
    if late or isinstance(error, KeyboardInterrupt):
        return Failure(Kind.LATE)
    if isinstance(error, Stop):
        return error.failure
    if isinstance(error, StudentError):
        return _explain_students(error, hidden=hidden)
    if isinstance(error, NameError) and error.name:
        return Failure(Kind.MISSING_NAME, error.name)
    return Failure(Kind.WRONG)


def _explain_students(error: StudentError, *, hidden: bool) -> Failure:
    kinds = {
        "NotImplementedError": Failure(Kind.UNFINISHED),
        "MemoryError": Failure(Kind.MEMORY),
        "ModuleNotFoundError": Failure(
            Kind.MISSING_MODULE, "" if hidden else error.missing
        ),
    }
    text = "" if hidden else error.text[:MAX_QUOTE]
    return kinds.get(error.kind) or Failure(Kind.RAISED, error.kind, text)


@dataclass
class Outcomes:
    """What became of the cases of one test cell, all failed until shown otherwise.

    `found` has None for a case that passed, `open` are those that were not seen to
    end. `general` is why cases failed of which nothing else is known.
    """

    found: dict[str, Failure | None] = field(default_factory=dict)
    open: set[str] = field(default_factory=set)
    general: Failure = NOT_REACHED

    def begin(self, name: str) -> None:
        """A case has failed until its end is seen."""
        self.open.add(name)

    def end(self, name: str, failure: Failure | None) -> None:
        """A case was seen to end."""
        self.open.discard(name)
        self.record(name, failure)

    def record(self, name: str, failure: Failure | None) -> None:
        """Note one run of a case; a case that runs twice must pass twice."""
        self.found[name] = self.found.get(name) or failure

    def failure(self, name: str) -> Failure | None:
        """Why a case failed, None when it passed: no evidence, no points."""
        if name in self.open:
            return self.general
        return self.found.get(name, self.general)


class CaseRecorder(Protocol):
    """Who runs the cases of a test cell and keeps what became of them."""

    def begin(self, name: str) -> np.random.Generator:
        """Start the clock and the random numbers of a case."""
        ...

    def end(self, name: str, error: BaseException | None) -> None:
        """Stop the clock and keep how the case ended."""
        ...


class Case:
    """`with case(...) as rng:` of a test cell, recorded instead of raised."""

    def __init__(self, recorder: CaseRecorder, name: str) -> None:
        self._recorder = recorder
        self._name = name

    def __enter__(self) -> np.random.Generator:
        return self._recorder.begin(self._name)

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        error: BaseException | None,
        _trace: TracebackType | None,
    ) -> bool:
        self._recorder.end(self._name, error)
        return True


class Clock:
    """The time of a cell or case: first asks its kernel to stop, then stops waiting.

    `ask_to_stop` says whether it asked anybody; it is asked once. Where signals of
    time cannot be had (Windows, other threads) nothing ever rings.
    """

    def __init__(self, ask_to_stop: Callable[[], bool] = lambda: False) -> None:
        self.is_late = False
        self._ask_to_stop = ask_to_stop
        self._can_ring = hasattr(signal, "setitimer") and (
            threading.current_thread() is threading.main_thread()
        )

    def start(self, seconds: float) -> None:
        """Nothing is late any more, and this much time is left."""
        self.is_late = False
        if self._can_ring:
            signal.signal(signal.SIGALRM, self._ring)
            self._set(max(seconds, 0.001))

    def stop(self) -> float:
        """Ring no more; the seconds that were left, 0 when it was not running."""
        left = signal.getitimer(signal.ITIMER_REAL)[0] if self._can_ring else 0.0
        self._set(0)
        return left

    def go_on(self, seconds: float) -> None:
        """Continue after a stop."""
        self._set(seconds)

    def _set(self, seconds: float) -> None:
        if self._can_ring:
            signal.setitimer(signal.ITIMER_REAL, seconds)

    def _ring(self, _signum: int, _frame: FrameType | None) -> None:
        first, self.is_late = not self.is_late, True
        if first and self._ask_to_stop():
            self._set(GRACE_S + 0.5)
            return
        raise CaseTimeout


def number_from(*parts: str) -> int:
    """A 128-bit number that the parts decide and nobody without them can guess."""
    digest = hashlib.sha256("\0".join(parts).encode()).digest()
    return int.from_bytes(digest[:16], "big")


def seed_everything(number: int) -> None:
    """Seed Python, NumPy and, where it is loaded, TensorFlow."""
    random.seed(number)
    np.random.seed(number % 2**32)  # noqa: NPY002 -- for code of the old interface
    tf = loaded("tensorflow")
    if tf is not None:
        tf.random.set_seed(number % 2**32)
