"""The plainest engine: tests and student code in one Jupyter kernel, not isolated.

Used where a sandbox cannot be had. Nothing that the kernel sends is unpickled or
evaluated; but student code that means harm can forge its cases here, which is why
results of this engine are marked as not isolated.
"""

from __future__ import annotations

import contextlib
import copy
import json
import os
import queue
import tempfile
import time
from pathlib import Path
from typing import Any

import nbformat
from jupyter_client.manager import KernelManager
from nbformat import NotebookNode

from grader.engines.engine import (
    Execution,
    Limits,
    Step,
    judge,
    show_verdict,
    steps,
)
from grader.engines.environment import graded_environment, tensorflow_threads
from grader.submissions.verdicts import CellVerdict

POLL_S = 0.25
GRACE_S = 3.0
MAX_RECORD_BYTES = 4_000_000
# Students see no difference between these and what the notebook would have shown.
_SHOWN = ("stream", "display_data", "execute_result", "error")


class KernelLostError(RuntimeError):
    """The kernel ended or does not answer; the text says so, after 'Your code'."""


class KernelStartError(RuntimeError):
    """No kernel could be started: a fault of this machine, not of the student."""


class KernelExecutor:
    """An ordinary kernel for each submission, started again when it dies."""

    isolated, wall = False, "none"

    def execute(
        self, notebook: NotebookNode, *, seed: int, limits: Limits
    ) -> Execution:
        """Run the notebook; errors of student code never come out of here."""
        start, cpu = time.monotonic(), _children_cpu()
        notebook = copy.deepcopy(notebook)
        problem = None
        with tempfile.TemporaryDirectory(prefix="grade-") as folder:
            run = _Run(notebook, Path(folder), seed, limits)
            try:
                run.all_cells()
            except KernelStartError as error:
                problem = str(error)
            finally:
                run.stop()
        return Execution(
            cells=run.verdicts,
            notebook=notebook,
            seconds=time.monotonic() - start,
            cpu_seconds=max(0.0, _children_cpu() - cpu),
            problem=problem,
        )


def _children_cpu() -> float:
    """CPU seconds of the ended children of this process, and of theirs."""
    used = os.times()
    return used.children_user + used.children_system


class _Run:
    """One submission: its kernel, the cells to replay, the verdicts so far."""

    def __init__(
        self, notebook: NotebookNode, folder: Path, seed: int, limits: Limits
    ) -> None:
        self.verdicts: list[CellVerdict] = []
        self._notebook = notebook
        self._folder = folder
        self._seed = seed
        self._limits = limits
        self._kernel: _Kernel | None = None
        self._starts = 0
        self._replay: list[str] = []
        self._deadline = time.monotonic() + limits.submission_s

    def all_cells(self) -> None:
        for count, step in enumerate(steps(self._notebook), start=1):
            cell = self._notebook.cells[step.index]
            cell.outputs, cell.execution_count = [], count
            if step.kind == "test":
                verdict = self._test(step)
                self.verdicts.append(verdict)
                show_verdict(cell, verdict)
            else:
                self._answer(step, cell)

    def stop(self) -> None:
        if self._kernel is not None:
            self._kernel.stop()
            self._kernel = None

    def _seconds(self, limit: float) -> float:
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise KernelLostError("took all the time that a submission may take")
        return min(limit, left)

    def _alive(self) -> _Kernel:
        """The kernel, started again with the earlier cells replayed if it was lost."""
        while self._kernel is None:
            if self._starts > self._limits.restarts:
                raise KernelLostError("ended or blocked its Python process too often")
            self._starts += 1
            self._kernel = _Kernel(self._folder, self._seed, self._limits)
            for text in list(self._replay):
                try:
                    self._kernel.run(text, self._seconds(self._limits.cell_s))
                except KernelLostError:
                    # It went well the first time and does not now: do without it.
                    self._replay.remove(text)
                    self.stop()
                    break
        return self._kernel

    def _answer(self, step: Step, cell: NotebookNode) -> None:
        try:
            seconds = self._seconds(self._limits.cell_s)
            kernel = self._alive()
            cell.outputs = kernel.run(step.source, seconds)
            if kernel.interrupted:
                cell.outputs.append(_notice(f"was stopped after {seconds:g} seconds"))
            else:
                self._replay.append(step.source)
        except KernelLostError as lost:
            self.stop()
            cell.outputs = [_notice(str(lost))]

    def _test(self, step: Step) -> CellVerdict:
        reason = ""
        record = self._folder / "cases.jsonl"
        record.unlink(missing_ok=True)
        try:
            seconds = self._seconds(self._limits.case_s * (len(step.cases) + 1))
            kernel = self._alive()
            kernel.mark(step)
            outputs = kernel.run(step.source, seconds)
            reason = _error_of(outputs)
        except KernelLostError as lost:
            self.stop()
            reason = f"Your code {lost}."
        return judge(step, _outcomes(record, step), reason)


def _notice(what: str) -> NotebookNode:
    """An output that says what became of a cell."""
    text = f"This cell {what}."
    return nbformat.v4.new_output(
        "error", ename="Stopped", evalue=text, traceback=[text]
    )


def _outcomes(record: Path, step: Step) -> dict[str, str | None]:
    """{case: None when it passed, else why not} of a test cell, from its file.

    What cannot be read counts as not there. A case that ran twice must pass twice.
    """
    outcomes: dict[str, str | None] = {}
    with contextlib.suppress(OSError, ValueError, TypeError):
        with record.open(encoding="utf-8") as file:
            text = file.read(MAX_RECORD_BYTES)
        for line in text.splitlines():
            grade_id, name, reason = json.loads(line)
            is_outcome = isinstance(name, str) and isinstance(reason, str | None)
            if grade_id == step.grade_id and is_outcome:
                outcomes[name] = outcomes.get(name) or reason
    return outcomes


def _error_of(outputs: list[NotebookNode]) -> str:
    """The error that ended a test cell outside its cases, in words; "" for none."""
    for output in outputs:
        if output.output_type == "error":
            if output.ename == "NotImplementedError":
                return "Not answered yet."
            return f"The test stopped with {output.ename}."
    return ""


class _Kernel:
    """A running kernel that records cases; one method, `run`, for a cell."""

    def __init__(self, folder: Path, seed: int, limits: Limits) -> None:
        self.interrupted = False  # whether the last cell had to be
        self._limits = limits
        self._manager = KernelManager(
            kernel_name="python3",
            connection_file=str(folder / "kernel.json"),
            transport="ipc" if os.name == "posix" else "tcp",
        )
        work = folder / "work"
        work.mkdir(exist_ok=True)
        graded = {**graded_environment(), **tensorflow_threads(limits.threads)}
        try:
            self._manager.start_kernel(
                cwd=str(work),
                env={**os.environ, **graded},
                extra_arguments=["--HistoryManager.enabled=False"],
            )
            self._client = self._manager.blocking_client()
            self._client.start_channels()
            self._client.wait_for_ready(timeout=limits.start_s)
        except (OSError, RuntimeError) as error:
            self._manager.shutdown_kernel(now=True)
            raise KernelStartError(f"No kernel could be started: {error}.") from error
        record = str(folder / "cases.jsonl")
        self._silent(
            "import grader.engines.recording\n"
            f"grader.engines.recording.current = grader.engines.recording.install("
            f"{record!r}, {seed}, {limits.case_s})\n"
            "del grader"
        )

    def stop(self) -> None:
        with contextlib.suppress(Exception):
            self._client.stop_channels()
        with contextlib.suppress(Exception):
            self._manager.shutdown_kernel(now=True)
        with contextlib.suppress(Exception):
            self._manager.cleanup_resources()

    def mark(self, step: Step) -> None:
        """Tell the kernel which test cell's cases come next."""
        self._silent(
            "__import__('sys').modules['grader.engines.recording'].current.start("
            f"{step.grade_id!r}, {step.hidden})"
        )

    def _silent(self, code: str) -> None:
        self.run(code, self._limits.start_s, silent=True)

    def run(
        self, code: str, seconds: float, *, silent: bool = False
    ) -> list[NotebookNode]:
        """Run a cell and return its outputs; KernelLostError when it has no end.

        A cell that takes longer is interrupted; one that swallows the interrupt too
        costs the kernel.
        """
        request = self._client.execute(code, silent=silent, allow_stdin=False)
        outputs = _Outputs(self._limits.output_characters)
        deadline, self.interrupted = time.monotonic() + seconds, False
        while True:
            message = self._next_message()
            if message is None and not self._manager.is_alive():
                raise KernelLostError("ended its Python process")
            if time.monotonic() > deadline:
                if self.interrupted:
                    raise KernelLostError(
                        "did not finish in time and could not be stopped"
                    )
                self.interrupted, deadline = True, time.monotonic() + GRACE_S
                self._manager.interrupt_kernel()
            if message is None or message["parent_header"].get("msg_id") != request:
                continue
            if _is_idle(message):
                return outputs.kept
            outputs.add(message)

    def _next_message(self) -> dict[str, Any] | None:
        try:
            message: dict[str, Any] = self._client.get_iopub_msg(timeout=POLL_S)
        except (queue.Empty, ValueError, KeyError, TypeError):
            return None  # nothing came, or what came is no message
        return message


def _is_idle(message: dict[str, Any]) -> bool:
    state = message["content"].get("execution_state")
    return bool(message["msg_type"] == "status" and state == "idle")


class _Outputs:
    """The outputs of one cell, bounded: what is beyond is dropped, and said so."""

    def __init__(self, characters: int) -> None:
        self.kept: list[NotebookNode] = []
        self._left = characters

    def add(self, message: dict[str, Any]) -> None:
        if message["msg_type"] not in _SHOWN or self._left <= 0:
            return
        try:
            output = nbformat.v4.output_from_msg(message)
            size = len(json.dumps(output))
        except (ValueError, KeyError, TypeError, AttributeError):
            return
        if size > self._left:
            text = str(output.get("text", ""))[: self._left]
            output = nbformat.v4.new_output(
                "stream", text=f"{text}\n[The rest of the output is cut off.]\n"
            )
        self._left -= size
        last = self.kept[-1] if self.kept else NotebookNode()
        same = output.output_type == "stream" == last.get("output_type")
        if same and last.name == output.name:
            last.text += output.text
        else:
            self.kept.append(output)
