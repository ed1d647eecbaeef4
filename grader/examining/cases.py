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

from grader.examining.tensors import loaded

GRACE_S = 3.0
NOT_REACHED = "This test was not reached."
NOT_FINISHED = "Not finished."


class KernelLost(BaseException):
    """The student's kernel is gone, late or lying; no test may catch this."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class CaseTimeout(BaseException):
    """A case used up its time; not an Exception, so no test can swallow it."""


@dataclass
class Outcomes:
    """What became of the cases of one test cell, all failed until shown otherwise.

    `general` is why cases failed of which nothing else is known.
    """

    passed: dict[str, bool] = field(default_factory=dict)
    reasons: dict[str, str] = field(default_factory=dict)
    general: str = NOT_REACHED

    def begin(self, name: str) -> None:
        """A case that begins has failed until its end is seen."""
        self.record(name, NOT_FINISHED)

    def end(self, name: str, reason: str | None) -> None:
        """A case was seen to end, and failed for this reason (None: it passed)."""
        if self.reasons.get(name) == NOT_FINISHED:
            del self.passed[name], self.reasons[name]
        self.record(name, reason)

    def record(self, name: str, reason: str | None) -> None:
        """Note one run of a case; a case that runs twice must pass twice."""
        self.passed[name] = self.passed.get(name, True) and reason is None
        if reason is not None:
            self.reasons.setdefault(name, reason)

    def reason(self, name: str) -> str | None:
        """Why a case failed, None when it passed: no evidence, no points."""
        if self.passed.get(name) is True:
            return None
        return self.reasons.get(name, self.general)


class Recorder(Protocol):
    """Who runs the cases of a test cell and keeps what became of them."""

    def begin(self, name: str) -> np.random.Generator:
        """Start the clock and the random numbers of a case."""
        ...

    def end(self, name: str, error: BaseException | None) -> None:
        """Stop the clock and keep how the case ended."""
        ...


class Case:
    """`with case(...) as rng:` of a test cell, recorded instead of raised."""

    def __init__(self, recorder: Recorder, name: str) -> None:
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
