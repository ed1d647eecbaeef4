"""Record the cases of test cells from inside the kernel, for the in-kernel engine.

The first, silent cell of a graded notebook calls `install`. From then on each
`with case(...)` writes what became of it to a file, one JSON list a line, at once, so
that a kernel that dies takes no finished case with it.
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np

from grader.examining.cases import (
    Case,
    Clock,
    Stop,
    StudentError,
    explain,
    number_from,
    seed_everything,
)


class CaseFile:
    """Where the cases of the current test cell are written."""

    def __init__(self, path: str, seed: int, case_s: float) -> None:
        self._path = Path(path)
        self._seed = str(seed)
        self._case_s = case_s
        self._clock = Clock()
        self._grade_id = ""
        self._hidden = False

    def start(self, grade_id: str, hidden: bool) -> None:
        """The cases that follow belong to this test cell."""
        self._grade_id, self._hidden = grade_id, hidden

    def case(self, name: str, points: float, message: str) -> Case:
        """What `coursekit.case` calls."""
        del points, message  # the grader has its own, from the assignment
        return Case(self, name)

    def begin(self, name: str) -> np.random.Generator:
        """Start the clock and the random numbers of a case."""
        number = number_from(self._seed, self._grade_id, name)
        seed_everything(number)
        self._clock.start(self._case_s)
        return np.random.default_rng(number)

    def end(self, name: str, error: BaseException | None) -> None:
        """Stop the clock and append the outcome: null when the case passed."""
        self._clock.stop()
        told = None
        if error is not None:
            told = explain(_as_students(error), hidden=self._hidden).to_json()
        line = json.dumps([self._grade_id, name, told])
        with self._path.open("a", encoding="utf-8") as file:
            file.write(line + "\n")


def _as_students(error: BaseException) -> BaseException:
    """An exception of the one process that both sides share, taken for the student's.

    A check that was not met and a name that the notebook lacks are the test's own.
    """
    if isinstance(error, (Stop, AssertionError, KeyboardInterrupt)) or (
        isinstance(error, NameError) and error.name
    ):
        return error
    students = StudentError()
    students.kind = type(error).__name__
    students.missing = str(error.name) if isinstance(error, ImportError) else ""
    try:
        students.text = str(error)
    except Exception:
        students.text = ""
    return students


current: CaseFile | None = None  # what a graded kernel has installed


def install(path: str, seed: int, case_s: float) -> CaseFile:
    """Make `coursekit.case` write to `path` from now on."""
    from coursekit import checks

    file = CaseFile(path, seed, case_s)
    checks.recorder = file.case
    return file
