"""Grade one notebook with its tests in one process and the student's code in another.

The engine is the supervisor: it asks the zygote for an examiner, hands it the cells
and kernels to run them in, and writes down the verdicts that come back. Only what an
examiner reported as passed, for a case that the notebook has, earns points; whatever
is missing at the end has failed.
"""

from __future__ import annotations

import contextlib
import copy
import os
import signal
import socket
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from types import TracebackType
from typing import Any

import nbformat
from nbformat import NotebookNode

from grader.engines import choice, lodgers
from grader.engines.engine import Execution, Limits, Step, judge, show_verdict, steps
from grader.engines.environment import tensorflow_threads
from grader.examining import protocol
from grader.examining.examiner import NOT_REACHED, CellTask
from grader.isolation.session import Process, Session, Zygote, ZygoteError
from grader.submissions.verdicts import CellVerdict

MAX_REASON = 2_000
TRIES = 2


@dataclass
class _Run:
    """One attempt at a submission: what has been reported so far."""

    outputs: dict[int, list[dict[str, Any]]] = field(default_factory=dict)
    outcomes: dict[int, dict[str, str | None]] = field(default_factory=dict)
    cpu_seconds: float = 0.0
    calls: int = 0
    kernels: int = 0
    problem: str | None = None
    notes: list[str] = field(default_factory=list)
    late: bool = False


class IsolatedExecutor:
    """Runs notebooks in sandboxed kernels; one for each worker process.

    The zygote starts with the first notebook (4 seconds) and is shared by all; `shared`
    is the `shared` of another process's executor, whose zygote then serves both. With
    `unsafe`, kernels are separate processes but not confined: for submissions that the
    instructor trusts, on machines without isolation.
    """

    def __init__(
        self,
        *,
        unsafe: bool = False,
        wall: str = "",
        shared: str = "",
    ) -> None:
        self.wall = choice.NO_WALL if unsafe else choice.wall(wall)
        self.isolated = not unsafe
        self.zygote = Zygote(lodgers.settings(self.wall), shared)

    def __enter__(self) -> IsolatedExecutor:
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self.close()

    def warm_up(self) -> str:
        """Start the zygote, without waiting until it is ready; where it is shared."""
        self.zygote.start()
        return self.zygote.socket_path

    def close(self) -> None:
        """End the zygote and everything that is left of any submission."""
        self.zygote.stop()

    def execute(
        self, notebook: NotebookNode, *, seed: int, limits: Limits
    ) -> Execution:
        """Run all cells and tests; a pure function of the notebook and the seed.

        When the examiner or the zygote dies midway the submission is tried once more
        from the start, so a fault of the machine costs no points; a second death
        keeps what the second attempt had reported and says so in `problem`.
        """
        start = time.monotonic()
        planned = list(steps(notebook))
        tasks = [_task(step, notebook) for step in planned]
        spent = 0.0
        for _ in range(TRIES):
            run = self._attempt(tasks, seed, limits, start)
            spent += run.cpu_seconds
            if run.problem is None or time.monotonic() - start > limits.submission_s:
                break
        reason = _too_long(limits) if run.late else NOT_REACHED
        cells = {
            step.index: judge(step, run.outcomes.get(step.index, {}), reason)
            for step in planned
            if step.kind == "test"
        }
        return Execution(
            cells=list(cells.values()),
            notebook=_executed(notebook, run.outputs, cells),
            seconds=time.monotonic() - start,
            cpu_seconds=spent,
            problem=run.problem,
            notes=tuple(run.notes),
        )

    def _attempt(
        self, tasks: list[CellTask], seed: int, limits: Limits, start: float
    ) -> _Run:
        run = _Run()
        try:
            session = self.zygote.open(limits.tmp_bytes)
        except ZygoteError as error:
            run.problem = str(error)
            return run
        supervisor = Supervisor(session, run, limits, start + limits.submission_s)
        try:
            supervisor.grade(tasks, seed)
        except protocol.Late:
            # The student's code used the time up: what was reached counts.
            run.late = True
            run.notes.append(_too_long(limits))
        except (protocol.ProtocolError, ZygoteError):
            run.problem = "The examiner of this submission stopped."
        finally:
            supervisor.close()
            session.close()
        return run


class Supervisor:
    """Speaks with the examiner of one submission and provides its kernels."""

    def __init__(
        self, session: Session, run: _Run, limits: Limits, deadline: float
    ) -> None:
        self._session = session
        self._run = run
        self._limits = limits
        self._deadline = deadline
        self._processes: list[Process] = []
        self._kernel: Process | None = None
        self._control: socket.socket | None = None

    def grade(self, tasks: list[CellTask], seed: int) -> None:
        """Start the examiner and serve it until it is done."""
        examiner, self._control = self._fork("examiner")
        self._processes.append(examiner)
        task = {
            "cells": [asdict(task) for task in tasks],
            "seed": seed,
            "limits": {
                "cell": self._limits.cell_s,
                "case": self._limits.case_s,
                "start": self._limits.start_s,
                "restarts": self._limits.restarts,
            },
        }
        protocol.send_frame(self._control, task, None, self._deadline)
        handlers: dict[str, Callable[[dict[str, Any]], None]] = {
            "kernel": self._give_kernel,
            "interrupt": self._interrupt,
            "cell": self._note_cell,
            "verdict": self._note_verdict,
            "tested": lambda _: None,
        }
        while True:
            event, _ = protocol.receive_frame(self._control, self._deadline)
            if event.get("event") == "done":
                self._run.calls = int(event["calls"])
                self._run.notes += [str(note) for note in event["notes"]]
                return
            handlers[event["event"]](event)

    def _fork(self, role: str) -> tuple[Process, socket.socket]:
        return self._session.fork(
            role,
            memory_bytes=self._limits.memory_bytes,
            file_bytes=self._limits.file_bytes,
            home_bytes=self._limits.tmp_bytes,
            processes=self._limits.processes,
            open_files=self._limits.open_files,
            seconds_cpu=int(self._limits.submission_s * (os.cpu_count() or 1)) + 1,
            environment=tensorflow_threads(self._limits.threads),
        )

    def _give_kernel(self, _event: dict[str, Any]) -> None:
        control = self._control
        if control is None:
            return
        if self._kernel is not None:
            self._finish(self._kernel)
        self._kernel, sock = self._fork("kernel")
        self._processes.append(self._kernel)
        self._run.kernels += 1
        with sock:
            protocol.send_frame(control, {"ok": True}, None, self._deadline)
            socket.send_fds(control, [b"k"], [sock.fileno()])

    def _interrupt(self, _event: dict[str, Any]) -> None:
        if self._kernel is not None:
            self._kernel.signal(signal.SIGINT)

    def _note_cell(self, event: dict[str, Any]) -> None:
        self._run.outputs[int(event["index"])] = event["outputs"]

    def _note_verdict(self, event: dict[str, Any]) -> None:
        why = None if event["passed"] is True else str(event["reason"])[:MAX_REASON]
        self._run.outcomes.setdefault(int(event["index"]), {})[event["name"]] = why

    def _finish(self, process: Process) -> None:
        self._processes.remove(process)
        ended = process.end()
        self._run.cpu_seconds += float(ended["cpu_seconds"])
        if ended["reason"]:
            self._run.notes.append(f"Its code {ended['reason']}.")

    def close(self) -> None:
        """Kill what is left, kernels first, and add up their CPU time."""
        for process in list(reversed(self._processes)):
            with contextlib.suppress(ZygoteError, OSError):
                self._finish(process)
        if self._control is not None:
            self._control.close()


def _too_long(limits: Limits) -> str:
    return f"Grading was stopped after {limits.submission_s:g} seconds."


def _task(step: Step, notebook: NotebookNode) -> CellTask:
    """What the examiner is told of a step.

    Its imports are trusted only where nbgrader's own metadata locks the cell: a cell
    that a student added runs, but as the student's.
    """
    marks = notebook.cells[step.index].metadata.get("nbgrader", {})
    is_ours = bool(marks.get("locked")) and not marks.get("solution")
    return CellTask(
        index=step.index,
        kind="answer" if step.kind == "given" and not is_ours else step.kind,
        source=step.source,
        grade_id=step.grade_id,
        hidden=step.hidden,
        cases=tuple(case.name for case in step.cases),
    )


def _executed(
    notebook: NotebookNode,
    outputs: dict[int, list[dict[str, Any]]],
    verdicts: dict[int, CellVerdict],
) -> NotebookNode:
    """A copy of the notebook with the outputs of this run and no others."""
    executed = copy.deepcopy(notebook)
    for index, cell in enumerate(executed.cells):
        if cell.cell_type != "code":
            continue
        cell.outputs = [nbformat.from_dict(o) for o in outputs.get(index, [])]
        cell.execution_count = None
        if index in verdicts:
            show_verdict(cell, verdicts[index])
    return executed
