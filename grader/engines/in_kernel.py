"""The plainest engine: tests and student code in one Jupyter kernel, not isolated.

Used where a sandbox cannot be had. Nothing that the kernel sends is unpickled or
evaluated; but student code that means harm can forge its cases here, which is why
results of this engine are marked as not isolated.
"""

from __future__ import annotations

import builtins
import contextlib
import copy
import json
import os
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import nbformat
from nbformat import NotebookNode

from grader.course.files import put_files
from grader.course.places import find_coursekit
from grader.engines.engine import (
    Execution,
    Limits,
    Step,
    show_verdict,
    steps,
    time_of,
    verdict_of,
)
from grader.engines.environment import graded_environment, tensorflow_threads
from grader.examining.cases import KernelLost, Stop
from grader.examining.keeper import Keeper
from grader.examining.plain import judge
from grader.examining.remote import remote_error
from grader.source.marks import marks_of
from grader.submissions.beside import Files
from grader.submissions.failures import NOT_REACHED, Failure, Kind
from grader.submissions.outputs import notice, sealed
from grader.submissions.verdicts import CellTime, CellVerdict

if TYPE_CHECKING:
    from coursekit.kernel import JupyterKernel

WORK = "work"  # where cells run
MAX_RECORD_BYTES = 4_000_000
# Students see no difference between these and what the notebook would have shown.
_SHOWN = ("stream", "display_data", "execute_result", "error")


class KernelExecutor:
    """An ordinary kernel for each submission, started again when it dies."""

    isolated, wall = False, "none"

    def warm_up(self) -> str:
        """Nothing is loaded beforehand."""
        return ""

    def close(self) -> None:
        """Nothing is kept running."""

    def execute(
        self,
        notebook: NotebookNode,
        *,
        seed: int,
        limits: Limits,
        files: Files | None = None,
    ) -> Execution:
        """Run the notebook; errors of student code never come out of here."""
        find_coursekit()
        from coursekit.kernel import KernelError

        start, cpu = time.monotonic(), _children_cpu()
        notebook = copy.deepcopy(notebook)
        problem = None
        with tempfile.TemporaryDirectory(prefix="grade-") as folder:
            work = Path(folder) / WORK
            work.mkdir()
            put_files(work, files or {})
            run = _NotebookRun(notebook, Path(folder), seed, limits)
            try:
                run.all_cells()
            except KernelError as error:
                problem = Failure(Kind.MACHINE, text=str(error))
            finally:
                run.stop()
        return Execution(
            cells=run.verdicts,
            notebook=notebook,
            seconds=time.monotonic() - start,
            cpu_seconds=max(0.0, _children_cpu() - cpu),
            problem=problem,
            times=tuple(run.times),
        )


def _children_cpu() -> float:
    """CPU seconds of the ended children of this process, and of theirs."""
    used = os.times()
    return used.children_user + used.children_system


class _NotebookRun:
    """One submission: its kernel, the verdicts so far."""

    def __init__(
        self, notebook: NotebookNode, folder: Path, seed: int, limits: Limits
    ) -> None:
        self.verdicts: list[CellVerdict] = []
        self.times: list[CellTime] = []
        self._notebook = notebook
        self._folder = folder
        self._limits = limits
        self._keeper = Keeper(
            lambda: RecordingKernel(folder, seed, limits),
            lambda kernel, text: kernel.run(text, self._seconds(limits.cell_s)),
            RecordingKernel.stop,
            limits.restarts,
        )
        self._deadline = time.monotonic() + limits.submission_s
        self._is_sealed = False  # a hidden test was met: `examiner.Examiner`

    def all_cells(self) -> None:
        for count, step in enumerate(steps(self._notebook), start=1):
            start = time.monotonic()
            cell = self._notebook.cells[step.index]
            self._one_cell(step, cell)
            cell.execution_count = count
            took, named = time.monotonic() - start, (step.kind, step.grade_id)
            found = time_of(*named, step.source, took, is_sealed=self._is_sealed)
            self.times.append(found)

    def _one_cell(self, step: Step, cell: NotebookNode) -> None:
        handed_in, cell.outputs = cell.get("outputs", []), []
        if step.kind == "test":
            self._is_sealed = self._is_sealed or step.hidden
            verdict = self._test(step)
            self.verdicts.append(verdict)
            show_verdict(cell, verdict)
            return
        failure = self._answer(step, cell)
        if self._is_sealed:
            is_released = marks_of(cell).grade_id != ""
            told = sealed(failure, released=is_released)
            cell.outputs = [*handed_in, *map(nbformat.from_dict, told)]
        elif failure is not None and not _is_shown(failure):
            cell.outputs.append(nbformat.from_dict(notice(failure)))

    def stop(self) -> None:
        self._keeper.drop()

    def _seconds(self, limit: float) -> float:
        left = self._deadline - time.monotonic()
        if left <= 0:
            amount = self._limits.submission_s
            raise KernelLost(Failure(Kind.SUBMISSION_LATE, amount=amount))
        return min(limit, left)

    def _answer(self, step: Step, cell: NotebookNode) -> Failure | None:
        """Run a cell; why it did not run to its end, None when it did."""
        failure = None
        try:
            seconds = self._seconds(self._limits.cell_s)
            kernel = self._keeper.alive()
            cell.outputs = kernel.run(step.source, seconds)
            if kernel.is_interrupted:
                failure = Failure(Kind.LATE, amount=seconds)
            else:
                self._keeper.remember(step.source)
        except KernelLost as lost:
            failure = lost.failure
        errors = (o.ename for o in cell.outputs if o.output_type == "error")
        raised = next(errors, None)
        if failure is not None or raised is None:
            return failure
        if raised == "NotImplementedError":
            return Failure(Kind.UNFINISHED)
        known = isinstance(getattr(builtins, raised, None), type)
        return Failure(Kind.RAISED, raised if known else "Exception")

    def _test(self, step: Step) -> CellVerdict:
        record = self._folder / "cases.jsonl"
        record.unlink(missing_ok=True)
        try:
            seconds = self._seconds(self._limits.case_s * (len(step.cases) + 1))
            kernel = self._keeper.alive()
            kernel.mark(step, is_sealed=self._is_sealed)
            outputs = kernel.run(step.source, seconds)
            if step.plain:
                return self._inside(step, kernel, seconds)
            general = _error_of(outputs)
        except KernelLost as lost:
            general = lost.failure
        return verdict_of(step, _outcomes(record, step), general)

    def _inside(
        self, step: Step, kernel: RecordingKernel, seconds: float
    ) -> CellVerdict:
        """The verdict of a plain test that has just run."""
        error: BaseException | None = None
        if kernel.is_interrupted:
            error = Stop(Failure(Kind.LATE, amount=seconds))
        elif kernel.raised is not None:
            name, text = kernel.raised
            error = remote_error({"type": name, "text": text})
        else:
            self._keeper.remember(step.source)
        (case,) = step.cases
        failure = judge(error, kernel.shown, case.points, hidden=self._is_sealed)
        if step.quiet and error is None and kernel.on_stderr:
            failure = Failure(Kind.ON_STDERR)
        return verdict_of(step, {case.name: failure}, NOT_REACHED, inside=True)


def _is_shown(failure: Failure) -> bool:
    """Whether the kernel itself shows why a cell did not run to its end."""
    return failure.kind in (Kind.RAISED, Kind.UNFINISHED)


def _outcomes(record: Path, step: Step) -> dict[str, Failure | None]:
    """{case: None when it passed, else why not} of a test cell, from its file.

    What cannot be read counts as not there. A case that ran twice must pass twice.
    """
    outcomes: dict[str, Failure | None] = {}
    with contextlib.suppress(OSError, ValueError, TypeError):
        with record.open(encoding="utf-8") as file:
            text = file.read(MAX_RECORD_BYTES)
        for line in text.splitlines():
            grade_id, name, told = json.loads(line)
            failure = None if told is None else Failure.from_json(told)
            if grade_id == step.grade_id and isinstance(name, str):
                outcomes[name] = outcomes.get(name) or failure
    return outcomes


def _error_of(outputs: list[NotebookNode]) -> Failure:
    """The error that ended a test cell outside its cases."""
    for output in outputs:
        if output.output_type == "error":
            if output.ename == "NotImplementedError":
                return Failure(Kind.UNFINISHED)
            return Failure(Kind.TEST_STOPPED, str(output.ename))
    return NOT_REACHED


class RecordingKernel:
    """A running kernel that records cases."""

    def __init__(self, folder: Path, seed: int, limits: Limits) -> None:
        from coursekit.kernel import JupyterKernel

        self.is_lost = False
        self.raised: tuple[str, str] | None = None  # by the last cell
        self.shown: str | None = None  # of its first value
        self.on_stderr = False  # whether it printed there
        self._limits = limits
        work = folder / WORK
        work.mkdir(exist_ok=True)
        graded = {**graded_environment(), **tensorflow_threads(limits.threads)}
        with contextlib.suppress(OSError):  # what a notebook has beside its folder
            (folder / "datasets").symlink_to(graded["COURSE_DATA"])
        self._kernel: JupyterKernel = JupyterKernel(
            work, folder / "kernel.json", {**os.environ, **graded}, limits.start_s
        )
        record = str(folder / "cases.jsonl")
        self._silent(
            "import grader.engines.recording\n"
            f"grader.engines.recording.current = grader.engines.recording.install("
            f"{record!r}, {seed}, {limits.case_s})\n"
            "del grader\n"
            "__import__('coursekit.lenient').lenient.install(get_ipython())"
        )

    @property
    def is_interrupted(self) -> bool:
        """Whether the last cell had to be."""
        return self._kernel.is_interrupted

    def stop(self) -> None:
        """End it."""
        self._kernel.stop()

    def mark(self, step: Step, *, is_sealed: bool) -> None:
        """Tell the kernel which test cell's cases come next, and what to keep quiet."""
        self._silent(
            "__import__('sys').modules['grader.engines.recording'].current.start("
            f"{step.grade_id!r}, {is_sealed})"
        )

    def _silent(self, code: str) -> None:
        self.run(code, self._limits.start_s, silent=True)

    def run(
        self, code: str, seconds: float, *, silent: bool = False
    ) -> list[NotebookNode]:
        """Run a cell and return its outputs; KernelLost when it has no end."""
        from coursekit.kernel import KernelGoneError

        outputs = _Outputs(self._limits.output_characters)
        self.raised = self.shown = None
        self.on_stderr = False
        try:
            for message in self._kernel.run(code, seconds, silent=silent):
                outputs.add(message)
                self._note(message)
        except KernelGoneError as gone:
            self.is_lost = True
            kind = Kind.LATE if gone.is_late else Kind.DIED
            raise KernelLost(Failure(kind, amount=seconds * gone.is_late)) from None
        return outputs.kept

    def _note(self, message: dict[str, Any]) -> None:
        """Whatever is kept of the outputs, how a cell ended is known."""
        content = message.get("content", {})
        if message["msg_type"] == "error":
            self.raised = str(content.get("ename")), str(content.get("evalue"))
        elif message["msg_type"] == "execute_result" and self.shown is None:
            self.shown = str(content.get("data", {}).get("text/plain", ""))
        elif message["msg_type"] == "stream" and content.get("name") == "stderr":
            self.on_stderr = True


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
