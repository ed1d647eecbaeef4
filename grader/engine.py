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
from typing import TYPE_CHECKING, Any

from grader import protocol, sandbox, source
from grader.examiner import CellTask
from grader.verdicts import CaseVerdict, CellVerdict
from grader.zygote import Process, Session, Settings, Zygote, ZygoteError

if TYPE_CHECKING:
    from nbformat import NotebookNode

    from grader.execute import Execution, Limits

MAX_MESSAGE_TEXT = 2_000
START_S = 30.0
MAX_RESTARTS = 5
NOT_REACHED = "was not reached"
TRIES = 2


class IsolationUnavailableError(RuntimeError):
    """This machine cannot isolate student code; the message says what to do."""


@dataclass
class _Run:
    """One attempt at a submission: what has been reported so far."""

    outputs: dict[int, list[dict[str, Any]]] = field(default_factory=dict)
    cases: dict[tuple[int, str], CaseVerdict] = field(default_factory=dict)
    cpu_seconds: float = 0.0
    calls: int = 0
    kernels: int = 0
    problem: str | None = None


class IsolatedExecutor:
    """Runs notebooks in sandboxed kernels; one for each worker process.

    The zygote starts with the first notebook (4 seconds) and is shared by all. With
    `unsafe`, kernels are separate processes but not confined: for submissions that the
    instructor trusts, on machines without isolation.
    """

    def __init__(
        self, settings: Settings | None = None, *, unsafe: bool = False
    ) -> None:
        layers = sandbox.probe()
        self.isolated = not unsafe
        if self.isolated and not layers.sufficient:
            raise IsolationUnavailableError(sandbox.refusal(layers))
        chosen = settings or Settings(data=os.environ.get("COURSE_DATA", Settings.data))
        self.zygote = Zygote(
            Settings(**{**asdict(chosen), "isolated": self.isolated})
            if chosen.isolated != self.isolated
            else chosen
        )

    def __enter__(self) -> IsolatedExecutor:
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self.close()

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
        from grader.execute import Execution

        start = time.monotonic()
        tasks = cell_tasks(notebook)
        spent = 0.0
        for _ in range(TRIES):
            run = self._attempt(tasks, seed, limits, start)
            spent += run.cpu_seconds
            if run.problem is None or time.monotonic() - start > _total(limits):
                break
        return Execution(
            cells=cell_verdicts(tasks, run.cases),
            notebook=with_outputs(notebook, run.outputs),
            seconds=time.monotonic() - start,
            cpu_seconds=spent,
            problem=run.problem,
        )

    def _attempt(
        self, tasks: list[CellTask], seed: int, limits: Limits, start: float
    ) -> _Run:
        run = _Run()
        try:
            session = self.zygote.open()
        except ZygoteError as error:
            run.problem = str(error)
            return run
        supervisor = Supervisor(session, run, start + _total(limits))
        try:
            supervisor.grade(tasks, seed, limits)
        except protocol.Late:
            run.problem = (
                f"Grading was stopped after {_total(limits):g} seconds; "
                "the cases that were not reached have no points."
            )
        except (protocol.ProtocolError, ZygoteError):
            run.problem = "The examiner of this submission stopped."
        finally:
            supervisor.close()
            session.close()
        return run


class Supervisor:
    """Speaks with the examiner of one submission and provides its kernels."""

    def __init__(self, session: Session, run: _Run, deadline: float) -> None:
        self._session = session
        self._run = run
        self._deadline = deadline
        self._processes: list[Process] = []
        self._kernel: Process | None = None
        self._control: socket.socket | None = None

    def grade(self, tasks: list[CellTask], seed: int, limits: Limits) -> None:
        """Start the examiner and serve it until it is done."""
        examiner, self._control = self._session.fork("examiner")
        self._processes.append(examiner)
        task = {
            "cells": [asdict(task) for task in tasks],
            "seed": seed,
            "limits": _limits(limits),
        }
        protocol.send_frame(self._control, task, None, self._deadline)
        handlers: dict[str, Callable[[dict[str, Any]], None]] = {
            "kernel": self._give_kernel,
            "interrupt": self._interrupt,
            "cell": self._note_cell,
            "verdict": lambda event: self._note_verdict(event, tasks),
            "tested": lambda _: None,
        }
        while True:
            event, _ = protocol.receive_frame(self._control, self._deadline)
            if event.get("event") == "done":
                self._run.calls = int(event["calls"])
                return
            handlers[event["event"]](event)

    def _give_kernel(self, _event: dict[str, Any]) -> None:
        control = self._control
        if control is None:
            return
        if self._kernel is not None:
            self._finish(self._kernel)
        self._kernel, sock = self._session.fork("kernel")
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

    def _note_verdict(self, event: dict[str, Any], tasks: list[CellTask]) -> None:
        for task in tasks:
            if task.index != event["index"]:
                continue
            for name, points, message in task.cases:
                if name == event["name"]:
                    said = str(event["message"])[:MAX_MESSAGE_TEXT] or message
                    failure = None if event["passed"] is True else said
                    verdict = CaseVerdict.of(name, points, failure)
                    self._run.cases[task.index, name] = verdict

    def _finish(self, process: Process) -> None:
        self._processes.remove(process)
        self._run.cpu_seconds += float(process.end()["cpu_seconds"])

    def close(self) -> None:
        """Kill what is left, kernels first, and add up their CPU time."""
        for process in list(reversed(self._processes)):
            with contextlib.suppress(ZygoteError, OSError):
                self._finish(process)
        if self._control is not None:
            self._control.close()


def _total(limits: Limits) -> float:
    return float(getattr(limits, "total_seconds", 600.0))


def _limits(limits: Limits) -> dict[str, float]:
    return {
        "cell": float(getattr(limits, "cell_seconds", 120.0)),
        "case": float(getattr(limits, "case_seconds", 60.0)),
        "start": START_S,
        "restarts": MAX_RESTARTS,
    }


# Notebooks


def cell_tasks(notebook: NotebookNode) -> list[CellTask]:
    """What to do with each code cell, in order; shown and manual cells are left out."""
    tasks = []
    for index, cell in enumerate(notebook.cells):
        if cell.cell_type != "code" or "show" in cell.metadata.get("tags", []):
            continue
        marks = cell.metadata.get("nbgrader", {})
        grade_id = str(marks.get("grade_id", ""))
        if marks.get("grade") and marks.get("solution"):
            continue
        if marks.get("grade"):
            tasks.append(_test_task(index, grade_id, str(cell.source)))
        else:
            is_given = marks.get("locked") and not marks.get("solution")
            kind = "given" if is_given else "answer"
            tasks.append(CellTask(index, kind, str(cell.source), grade_id))
    return tasks


def _test_task(index: int, grade_id: str, text: str) -> CellTask:
    cases = tuple(
        (case.name, case.points, case.message)
        for case in source._find_cases(grade_id, 0, text)
    )
    hidden = grade_id.startswith("hidden_")
    return CellTask(index, "test", text, grade_id, hidden, cases)


def cell_verdicts(
    tasks: list[CellTask], cases: dict[tuple[int, str], CaseVerdict]
) -> list[CellVerdict]:
    """The verdict of every test cell; a case without a report has failed."""
    cells = []
    for task in tasks:
        if task.kind != "test":
            continue
        verdicts = [
            cases.get((task.index, name))
            or CaseVerdict.of(name, points, f"{message} This test {NOT_REACHED}.")
            for name, points, message in task.cases
        ]
        cells.append(CellVerdict.of(task.grade_id, verdicts))
    return cells


def with_outputs(
    notebook: NotebookNode, outputs: dict[int, list[dict[str, Any]]]
) -> NotebookNode:
    """A copy of the notebook with these outputs and no others."""
    import nbformat

    executed = copy.deepcopy(notebook)
    for index, cell in enumerate(executed.cells):
        if cell.cell_type == "code":
            cell.outputs = [nbformat.from_dict(o) for o in outputs.get(index, [])]
            cell.execution_count = None
    return executed
