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
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, replace
from types import TracebackType
from typing import Any

import nbformat
from nbformat import NotebookNode

from grader.engines import choice, lodgers
from grader.engines.alone import alone
from grader.engines.engine import (
    Execution,
    Limits,
    Step,
    first_line,
    show_verdict,
    steps,
    time_of,
    verdict_of,
)
from grader.engines.environment import tensorflow_threads
from grader.examining.examiner import CellTask
from grader.examining.wire import messages
from grader.isolation.session import (
    OVER_MEMORY,
    OVER_PROCESSES,
    OVER_STORAGE,
    Process,
    Session,
    Zygote,
    ZygoteError,
)
from grader.source.adopted import ADOPTED
from grader.source.marks import marks_of
from grader.submissions.beside import Files
from grader.submissions.failures import NOT_REACHED, Failure, Kind, Note, Sign
from grader.submissions.verdicts import CellTime, CellVerdict

TRIES = 2
# What the zygote ends a process for, as the instructor is told of it.
_SIGNS = {
    OVER_MEMORY: Sign.MEMORY,
    OVER_PROCESSES: Sign.PROCESSES,
    OVER_STORAGE: Sign.STORAGE,
}


@dataclass
class _Reported:
    """One attempt at a submission: what has been reported so far."""

    outputs: dict[int, list[dict[str, Any]]] = field(default_factory=dict)
    sealed: set[int] = field(default_factory=set)
    outcomes: dict[int, dict[str, Failure | None]] = field(default_factory=dict)
    cpu_seconds: float = 0.0
    calls: int = 0
    problem: Failure | None = None
    notes: list[Note] = field(default_factory=list)
    failed: dict[int, str] = field(default_factory=dict)
    inside: set[int] = field(default_factory=set)
    times: list[CellTime] = field(default_factory=list)
    general: Failure = NOT_REACHED


@dataclass(frozen=True)
class Supervised:
    """What one attempt runs: the cells, and what lies in the folder of their code.

    `outside` is what an adopted notebook has for its tests there, `modules` what its
    cells import.
    """

    tasks: list[CellTask]
    seed: int
    limits: Limits
    files: Files
    outside: Mapping[str, Any] = field(default_factory=dict)
    modules: tuple[str, ...] = ()


class IsolatedExecutor:
    """Runs notebooks in sandboxed kernels; one for each worker process.

    The zygote starts with the first notebook (4 seconds) and is shared by all; `shared`
    is the `shared` of another process's executor, whose zygote then serves both. With
    `unsafe`, kernels are separate processes but not confined: for submissions that the
    instructor trusts, on machines without isolation. `course` is "adopted" for one made
    for nbgrader, whose notebooks say what more is loaded. `python` is an interpreter of
    the course's own for all of them, which `choice.check_python` found fit.
    """

    def __init__(
        self,
        *,
        unsafe: bool = False,
        wall: str = "",
        shared: str = "",
        course: str = "",
        python: str = "",
    ) -> None:
        self.wall = choice.NO_WALL if unsafe else choice.wall(wall)
        self.isolated = not unsafe
        self.zygote = Zygote(lodgers.settings(self.wall, course, python), shared)

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
        self,
        notebook: NotebookNode,
        *,
        seed: int,
        limits: Limits,
        files: Files | None = None,
    ) -> Execution:
        """Run all cells and tests; a pure function of notebook, files and seed.

        When the examiner or the zygote dies midway the submission is tried once more
        from the start, so a fault of the machine costs no points; a second death
        keeps what the second attempt had reported and says so in `problem`.
        """
        start = time.monotonic()
        planned = list(steps(notebook))
        tasks = [_task(step, notebook) for step in planned]
        adopted = notebook.metadata.get(ADOPTED, {"outside": {}, "modules": ()})
        about = (adopted["outside"], tuple(adopted["modules"]))
        what = Supervised(tasks, seed, limits, files or {}, *about)
        spent = 0.0
        for _ in range(TRIES):
            run = self._attempt(what, start)
            spent += run.cpu_seconds
            run.problem = run.problem or self._fault(run, what)
            if run.problem is None or time.monotonic() - start > limits.submission_s:
                break
        cells = {
            step.index: verdict_of(
                step,
                run.outcomes.get(step.index, {}),
                run.general,
                inside=step.index in run.inside,
            )
            for step in planned
            if step.kind == "test"
        }
        return Execution(
            cells=list(cells.values()),
            notebook=_executed(notebook, run, cells),
            seconds=time.monotonic() - start,
            cpu_seconds=spent,
            problem=run.problem,
            notes=tuple(dict.fromkeys(run.notes)),
            times=tuple(run.times),
        )

    def _fault(self, run: _Reported, what: Supervised) -> Failure | None:
        """Whether a given cell failed that fails without any answer as well."""
        by_itself = alone(what.tasks)
        if not any(task.index in run.failed for task in by_itself):
            return None
        again = self._attempt(replace(what, tasks=by_itself), time.monotonic())
        for task in by_itself:
            how = again.failed.get(task.index, "")
            if how and task.index in run.failed and how != NameError.__name__:
                return Failure(Kind.GIVEN_FAILED, how, first_line(task.source))
        return None

    def _attempt(self, what: Supervised, start: float) -> _Reported:
        run, limits = _Reported(), what.limits
        try:
            session = self.zygote.open(limits.tmp_bytes)
            session.load(what.modules)
        except ZygoteError as error:
            run.problem = Failure(Kind.MACHINE, text=str(error))
            return run
        supervisor = Supervisor(session, run, limits, start + limits.submission_s)
        try:
            supervisor.grade(what)
        except messages.Late:
            # The student's code used the time up: what was reached counts.
            run.general = Failure(Kind.SUBMISSION_LATE, amount=limits.submission_s)
            run.notes.append(Note(Sign.STOPPED, amount=limits.submission_s))
        except (messages.ProtocolError, ZygoteError):
            run.problem = Failure(Kind.EXAMINER_DIED, text=self.zygote.said())
        finally:
            supervisor.close()
            session.close()
        return run


class Supervisor:
    """Speaks with the examiner of one submission and provides its kernels."""

    def __init__(
        self, session: Session, run: _Reported, limits: Limits, deadline: float
    ) -> None:
        self._session = session
        self._run = run
        self._limits = limits
        self._deadline = deadline
        self._processes: list[Process] = []
        self._kernel: Process | None = None
        self._control: socket.socket | None = None

    def grade(self, what: Supervised) -> None:
        """Start the examiner and serve it until it is done."""
        examiner, self._control = self._fork("examiner")
        self._processes.append(examiner)
        task = {
            "cells": [asdict(task) for task in what.tasks],
            "seed": what.seed,
            "files": list(what.files),
            "outside": what.outside,
            "limits": {
                "cell": self._limits.cell_s,
                "case": self._limits.case_s,
                "start": self._limits.start_s,
                "restarts": self._limits.restarts,
            },
        }
        buffers = [memoryview(data) for data in what.files.values()]
        messages.send_frame(self._control, task, buffers, self._deadline)
        handlers: dict[str, Callable[[dict[str, Any]], None]] = {
            "kernel": self._give_kernel,
            "lost": self._tell_why,
            "interrupt": self._interrupt,
            "cell": self._note_cell,
            "verdict": self._note_verdict,
            "time": lambda event: self._note_time(event, what.tasks),
        }
        while True:
            event, _ = messages.receive_frame(self._control, self._deadline)
            if event.get("event") == "done":
                self._run.calls = int(event["calls"])
                self._run.notes += [Note.from_json(note) for note in event["notes"]]
                self._run.failed = {int(i): str(how) for i, how in event["failed"]}
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
        with sock:
            messages.send_frame(control, {"ok": True}, None, self._deadline)
            socket.send_fds(control, [b"k"], [sock.fileno()])

    def _interrupt(self, _event: dict[str, Any]) -> None:
        if self._kernel is not None:
            self._kernel.signal(signal.SIGINT)

    def _note_cell(self, event: dict[str, Any]) -> None:
        self._run.outputs[int(event["index"])] = event["outputs"]
        if event["sealed"] is not False:
            self._run.sealed.add(int(event["index"]))

    def _note_verdict(self, event: dict[str, Any]) -> None:
        why = None
        if event["passed"] is not True:
            why = Failure.from_json(event["failure"])
        self._run.outcomes.setdefault(int(event["index"]), {})[event["name"]] = why
        if event["inside"] is not False:
            self._run.inside.add(int(event["index"]))

    def _note_time(self, event: dict[str, Any], tasks: list[CellTask]) -> None:
        task = next(task for task in tasks if task.index == event["index"])
        named = (task.kind, task.grade_id, task.source)
        took, is_sealed = float(event["seconds"]), event["sealed"] is not False
        self._run.times.append(time_of(*named, took, is_sealed=is_sealed))

    def _tell_why(self, _event: dict[str, Any]) -> None:
        """Tell the examiner why its kernel is gone."""
        kernel, self._kernel = self._kernel, None
        failure = Failure(Kind.DIED)
        if kernel is not None and self._finish(kernel) == OVER_MEMORY:
            failure = Failure(Kind.MEMORY)
        if self._control is not None:
            reply = {"failure": failure.to_json()}
            messages.send_frame(self._control, reply, None, self._deadline)

    def _finish(self, process: Process) -> str:
        """End a process and note what it used; what the zygote ended it for, or ""."""
        self._processes.remove(process)
        ended = process.end()
        self._run.cpu_seconds += float(ended["cpu_seconds"])
        if ended["reason"] in _SIGNS:
            self._run.notes.append(Note(_SIGNS[ended["reason"]]))
        return str(ended["reason"])

    def close(self) -> None:
        """Kill what is left, kernels first, and add up their CPU time."""
        for process in list(reversed(self._processes)):
            with contextlib.suppress(ZygoteError, OSError):
                self._finish(process)
        if self._control is not None:
            self._control.close()


def _task(step: Step, notebook: NotebookNode) -> CellTask:
    """What the examiner is told of a step.

    Its imports are trusted only where nbgrader's own metadata locks the cell: a cell
    that a student added runs, but as the student's.
    """
    is_ours = marks_of(notebook.cells[step.index]).is_ours
    return CellTask(
        index=step.index,
        kind="answer" if step.kind == "given" and not is_ours else step.kind,
        source=step.source,
        grade_id=step.grade_id,
        hidden=step.hidden,
        cases=tuple(case.name for case in step.cases),
        plain=step.plain,
        inside=step.inside,
        quiet=step.quiet,
        points=sum(case.points for case in step.cases),
    )


def _executed(
    notebook: NotebookNode, run: _Reported, verdicts: dict[int, CellVerdict]
) -> NotebookNode:
    """A copy of the notebook with the outputs of this run.

    Cells that ran after a hidden test show what was handed in with them.
    """
    executed = copy.deepcopy(notebook)
    for index, cell in enumerate(executed.cells):
        if cell.cell_type != "code":
            continue
        handed_in = cell.outputs if index in run.sealed else []
        found = run.outputs.get(index, [])
        cell.outputs = [*handed_in, *(nbformat.from_dict(o) for o in found)]
        cell.execution_count = None
        if index in verdicts:
            show_verdict(cell, verdicts[index])
    return executed
