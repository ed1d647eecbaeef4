"""Run a notebook's answers and visible tests in an ordinary kernel, as grading does.

Cells that only show something are skipped and training runs are short, so a whole
notebook takes seconds. It is the student's own machine and the student's own code: the
kernel is not isolated.
"""

from __future__ import annotations

import contextlib
import os
import queue
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from coursekit.exercises import Cell, Exercise, find_exercises, read_cells
from coursekit.outcomes import Checked, read_outcomes

CELL_SECONDS = 180.0
START_SECONDS = 60.0
POLL_SECONDS = 0.5
GRACE_SECONDS = 5.0

DIED = (
    "Your code ended its Python process. Usually memory ran out: use smaller batches "
    "or fewer images, and close other programs. (An `exit()` does it too.)"
)
TOO_LONG = "The cell ran for {:.0f} seconds and was stopped: look for an endless loop."


@dataclass(frozen=True)
class Report:
    """A checked notebook: its exercises, and given cells that stopped with an error."""

    exercises: tuple[Checked, ...]
    stopped: tuple[str, ...] = ()


def check_notebook(path: Path, told: Callable[[str], None] = print) -> Report:
    """Run a notebook and check its exercises.

    Args:
        path: the notebook file; its code runs in the folder that holds it.
        told: called with the name of each exercise that comes next.

    Raises:
        NotebookError: it cannot be read.
        KernelError: no kernel can be started.
    """
    cells = read_cells(path)
    exercises = find_exercises(cells)
    at_test = {e.test: e for e in exercises if e.test is not None}
    answers = {index for exercise in exercises for index in exercise.answers}
    troubles: dict[int, str] = {}
    checked: dict[int | None, Checked] = {}
    with _session(path.resolve().parent) as session:
        for index, cell in enumerate(cells[: max(at_test, default=-1) + 1]):
            if index in at_test:
                told(at_test[index].name)
                checked[index] = session.test(cell, at_test[index], troubles)
            elif cell.kind == "code" and not cell.is_show:
                troubles[index] = session.run(cell.source)
    stopped = [
        trouble
        for index, trouble in troubles.items()
        if index not in answers and _is_own_fault(trouble)
    ]
    return Report(
        tuple(
            Checked(e.name, e.is_open, is_written=True)
            if e.test is None
            else checked[e.test]
            for e in exercises
        ),
        tuple(stopped),
    )


def _is_own_fault(trouble: str) -> bool:
    """Whether an error says more than that something above is not answered yet."""
    return bool(trouble) and not trouble.startswith(
        ("NotImplementedError", "NameError")
    )


class KernelError(RuntimeError):
    """No kernel could be started; the message says what to do."""


class _Session:
    """A kernel that is started again, and caught up, when student code ends it."""

    def __init__(self, folder: Path, temporary: Path) -> None:
        self._folder = folder
        self._record = temporary / "cases.jsonl"
        self._connection = temporary / "kernel.json"
        self._kernel: _Kernel | None = None
        self._done: list[str] = []

    def run(self, source: str) -> str:
        """Run a cell; what went wrong in words, "" when nothing did."""
        trouble = self._alive().run(source)
        if self._kernel and self._kernel.is_lost:
            self.stop()
        else:
            self._done.append(source)
        return trouble

    def test(
        self, cell: Cell, exercise: Exercise, troubles: Mapping[int, str]
    ) -> Checked:
        """Run a test cell and read what its cases wrote.

        `troubles` has what went wrong in the cells before it, by index.
        """
        kernel = self._alive()
        self._record.unlink(missing_ok=True)
        trouble = kernel.run(cell.source)
        if kernel.is_lost:
            self.stop()
        text = self._record.read_text("utf-8") if self._record.exists() else ""
        outcomes = read_outcomes(text)
        own = [troubles.get(index, "") for index in exercise.answers]
        said = "\n".join(filter(None, [*own, trouble]))
        return Checked(exercise.name, exercise.is_open, outcomes, trouble=said)

    def _alive(self) -> _Kernel:
        if self._kernel is None:
            self._kernel = _Kernel(self._folder, self._connection)
            self._kernel.run(
                f"__import__('coursekit.outcomes').outcomes.record_to({str(self._record)!r})"
            )
            self._kernel.run(
                "__import__('coursekit.lenient').lenient.install(get_ipython())"
            )
            for source in self._done:
                self._kernel.run(source)
        return self._kernel

    def stop(self) -> None:
        if self._kernel is not None:
            self._kernel.stop()
            self._kernel = None


@contextlib.contextmanager
def _session(folder: Path) -> Iterator[_Session]:
    with tempfile.TemporaryDirectory(prefix="check-") as temporary:
        session = _Session(folder, Path(temporary))
        try:
            yield session
        finally:
            session.stop()


class _Kernel:
    """One Jupyter kernel of this very Python."""

    def __init__(self, folder: Path, connection: Path) -> None:
        from jupyter_client.manager import KernelManager

        self.is_lost = False
        self._manager = KernelManager(
            kernel_name="python3",
            connection_file=str(connection),
            transport="ipc" if os.name == "posix" else "tcp",
        )
        try:
            self._manager.start_kernel(
                cwd=str(folder),
                env=_environment(),
                extra_arguments=["--HistoryManager.enabled=False"],
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            self._client = self._manager.blocking_client()
            self._client.start_channels()
            self._client.wait_for_ready(timeout=START_SECONDS)
        except (OSError, RuntimeError) as error:
            self._manager.shutdown_kernel(now=True)
            raise KernelError(
                f"No notebook kernel could be started ({error}); install the course's "
                "requirements.txt into this Python."
            ) from error

    def stop(self) -> None:
        with contextlib.suppress(Exception):
            self._client.stop_channels()
        with contextlib.suppress(Exception):
            self._manager.shutdown_kernel(now=True)

    def run(self, code: str) -> str:
        """Run code; the error that ended it, in words, or "" for none."""
        request = self._client.execute(code, allow_stdin=False)
        deadline, trouble, stopping = time.monotonic() + CELL_SECONDS, "", False
        while True:
            message = self._next_message()
            if message is None and not self._manager.is_alive():
                self.is_lost = True
                return DIED
            if time.monotonic() > deadline:
                if stopping:
                    self.is_lost = True
                    return trouble
                stopping, deadline = True, time.monotonic() + GRACE_SECONDS
                trouble = TOO_LONG.format(CELL_SECONDS)
                self._manager.interrupt_kernel()
            if message is None or message["parent_header"].get("msg_id") != request:
                continue
            content = message["content"]
            if message["msg_type"] == "error":
                trouble = trouble or f"{content['ename']}: {content['evalue']}"
            if content.get("execution_state") == "idle":
                return trouble

    def _next_message(self) -> dict[str, Any] | None:
        try:
            message: dict[str, Any] = self._client.get_iopub_msg(timeout=POLL_SECONDS)
        except queue.Empty:
            return None
        return message


def _environment() -> dict[str, str]:
    """As in grading: short training runs, no progress lines, no windows."""
    package = str(Path(__file__).resolve().parents[1])
    inherited = os.environ.get("PYTHONPATH")
    return {
        **os.environ,
        "CI": "true",
        "COURSE_BUDGET": "grade",
        "MPLBACKEND": "agg",
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "PYTHONPATH": os.pathsep.join([package, *filter(None, [inherited])]),
    }
