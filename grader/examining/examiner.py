"""Run the test cells of one submission in a trusted process.

The examiner owns the tests; the student's kernel owns the student's names. A test cell
is executed here, and a name that neither the cell nor the given cells' imports define
is fetched from the kernel (`remote`). Student cells are sent to the kernel as text, in
their order. Whatever the kernel does, the worst outcome is a failed case: every case
starts as failed and passes only if its block ran to its end here.

The engine supervises over a control socket: it hands out kernels, forwards
interrupts and receives outputs and verdicts as they come.
"""

from __future__ import annotations

import ast
import contextlib
import socket
import sys
import time
import traceback
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from grader.examining import plain
from grader.examining.cases import (
    GRACE_S,
    MAX_QUOTE,
    Case,
    KernelLost,
    Outcomes,
    Stop,
    StudentError,
    explain,
    number_from,
    seed_everything,
)
from grader.examining.keeper import Fetched, StudentKernel
from grader.examining.remote import remote_error
from grader.examining.watched import WATCHED
from grader.examining.wire import messages
from grader.isolation.session import is_logged
from grader.source.cells import statements
from grader.source.given import Given
from grader.source.names import names_of
from grader.source.reach import NO_PYTHON
from grader.submissions.failures import Failure, Kind, Note, Sign
from grader.submissions.outputs import check_outputs, notice, sealed

MAX_NAMES = 3


@dataclass(frozen=True)
class CellTask:
    """One cell as the engine sends it.

    `kind` is "given", "answer" or "test"; `cases` are the names of a test's cases. A
    `plain` one has one, which gives `points`; `inside`: in the student's process;
    `quiet`: what is printed on stderr costs all of them.
    """

    index: int
    kind: str
    source: str
    grade_id: str = ""
    hidden: bool = False
    cases: tuple[str, ...] = ()
    plain: bool = False
    inside: bool = False
    quiet: bool = False
    points: float = 0.0

    @property
    def is_released(self) -> bool:
        """Whether the assignment has it; no number of them is the student's choice."""
        return self.kind == "given" or bool(self.grade_id)


@dataclass
class Signs:
    """What the instructor should know of a submission."""

    replaced: list[str] = field(default_factory=list)
    redefined: set[str] = field(default_factory=set)
    unseen: set[str] = field(default_factory=set)
    inside: list[str] = field(default_factory=list)

    def ask(self, student: StudentKernel) -> None:
        """Ask which names were replaced; a kernel that is lost or lies says none."""
        if not student.is_there:
            return
        connection = student.alive()
        connection.deadline = time.monotonic() + GRACE_S
        with contextlib.suppress(KernelLost, StudentError):
            reply, _ = connection.ask("replaced")
            names = reply.get("names")
            if isinstance(names, list):
                known = (f"{m}.{n}" for m in WATCHED for n in WATCHED[m].split())
                self.replaced = [name for name in known if name in names]

    def notes(self, student: StudentKernel) -> list[Note]:
        """All of it."""
        notes = []
        if student.forged:
            notes.append(Note(Sign.FORGED))
        if self.replaced:
            more = max(len(self.replaced) - MAX_NAMES, 0)
            names = ", ".join(self.replaced[:MAX_NAMES])
            notes.append(Note(Sign.REPLACED, names, amount=more))
        if self.redefined:
            names = ", ".join(sorted(self.redefined)[:MAX_NAMES])
            notes.append(Note(Sign.REDEFINED, names))
        if self.unseen:
            notes.append(Note(Sign.UNSEEN, ", ".join(sorted(self.unseen)[:MAX_NAMES])))
        if self.inside:
            notes.append(Note(Sign.INSIDE, ", ".join(self.inside)))
        if student.ended:
            notes.append(Note(Sign.DIED, amount=student.ended))
        return notes


class Stopped:
    """Cells that did not run to their end: why names are missing that they define."""

    def __init__(self) -> None:
        self._causes: dict[tuple[str, bool], Failure] = {}

    def note(self, cell: CellTask, error: BaseException | None, *, late: bool) -> None:
        """A cell was stopped by this, or for its time; nothing when it was not."""
        if error is None and not late:
            return
        names = {cell.grade_id} - {""}
        with contextlib.suppress(SyntaxError, ValueError, RecursionError, MemoryError):
            names |= names_of(cell.source).sets
        for hidden in (False, True):
            cause = explain(error, hidden=hidden, late=late)
            self._causes |= {(name, hidden): cause for name in names}

    def explain(
        self, error: BaseException | None, *, hidden: bool, late: bool
    ) -> Failure:
        """Why a case failed; what stopped a cell comes before what is missing of it."""
        failure = explain(error, hidden=hidden, late=late)
        cause = self._causes.get((failure.name, hidden))
        if failure.kind is not Kind.MISSING_NAME or cause is None:
            return failure
        return Failure(Kind.CELL_STOPPED, failure.name, cause=cause)


class CellRun:
    """One run of a test cell: its names, its clock, what becomes of its cases."""

    def __init__(
        self,
        student: StudentKernel,
        cell: CellTask,
        stopped: Stopped,
        seed: str,
        case_s: float,
        *,
        is_sealed: bool,
    ) -> None:
        self.outcomes = Outcomes()
        self._stopped = stopped
        self._student = student
        self._cell = cell
        self._seed = seed
        self._case_s = case_s
        self._is_sealed = is_sealed
        self._test_file = f"<{cell.grade_id}>"
        self._in_place: set[str] = set()

    def execute(self, names: dict[str, Any], given: Given) -> Outcomes:
        """Run the cell; `names` are what the given cells import."""
        names = {
            "__name__": "__main__",
            "__builtins__": Fetched(self._student.fetch),
            **names,
            "case": self._case,
        }
        clock = self._student.clock
        try:
            clock.start(self._case_s)
            code = compile(self._cell.source, self._test_file, "exec")
            self._student.extend_deadline()
            self._add_given(given, names)
            exec(code, names)  # noqa: S102 -- the instructor's tests, never a student's
        except BaseException as error:  # fail-closed: also KernelLost and timeouts
            self.outcomes.general = self._explain(error, late=clock.is_late)
        finally:
            clock.stop()
        return self.outcomes

    def _case(
        self, name: str, *, points: float, message: str, in_place: bool = False
    ) -> AbstractContextManager[np.random.Generator]:
        from coursekit import strict

        del points, message
        if in_place:
            self._in_place.add(name)
        return strict.within(Case(self, name), self._test_file)

    def _add_given(self, given: Given, names: dict[str, Any]) -> None:
        """Have closed given functions here; put the others back in the kernel."""
        for text in given.closed(self._cell.source):
            exec(text, names)  # noqa: S102 -- a locked cell's
        text = "\n".join(given.to_restore(self._cell.source))
        if text:
            with contextlib.suppress(StudentError):
                self._student.put(text)

    def begin(self, name: str) -> np.random.Generator:
        """Start the clock and the random numbers of a case."""
        self.outcomes.begin(name)
        self._student.write_back.in_place = name in self._in_place
        self._student.clock.stop()
        key = (self._seed, self._cell.grade_id, name)
        seed_everything(number_from("examiner", *key))
        self._student.seed(number_from("kernel", *key) % 2**32)
        self._student.clock.start(self._case_s)
        return np.random.default_rng(number_from("case", *key))

    def end(self, name: str, error: BaseException | None) -> None:
        """Stop the clock of a case; what follows has a time of its own."""
        late = self._student.clock.is_late
        self._student.write_back.in_place = False
        self._student.clock.start(self._case_s)
        self._student.extend_deadline()
        failure = None
        if error is not None or late:
            failure = self._explain(error, late=late)
        self.outcomes.end(name, failure)

    def _explain(self, error: BaseException | None, *, late: bool) -> Failure:
        if error is not None and is_logged():
            traceback.print_exception(error)
        return self._stopped.explain(error, hidden=self._is_sealed, late=late)


class Examiner:
    """Grades one submission over a control socket to the engine.

    From its first hidden test on, a submission may hold what hidden tests hand in: in
    any of its processes, functions and files. So from then on it is sealed: what its
    code prints, draws or says goes nowhere, and a student gets back no more of it than
    the kinds of what became of the assignment's own cells and cases.
    """

    def __init__(
        self, control: socket.socket, task: dict[str, Any], files: dict[str, bytes]
    ) -> None:
        self._control = control
        self._limits: dict[str, float] = task["limits"]
        self._seed = str(task["seed"])
        self._cells = [
            CellTask(**{**cell, "cases": tuple(cell["cases"])})
            for cell in task["cells"]
        ]
        self._names = trusted_names(
            [cell.source for cell in self._cells if cell.kind == "given"]
        )
        is_finite = not any(cell.plain for cell in self._cells)
        self._student = StudentKernel(
            control, self._limits, self._seed, files, finite=is_finite
        )
        self._prelude = plain.Prelude(task["outside"], files)
        self._given = Given()
        self._signs = Signs()
        self._stopped = Stopped()
        self._failed: dict[int, str] = {}  # given cells, and how
        self._is_sealed = False

    def run(self) -> None:
        """Run all cells in their order and report."""
        for cell in self._cells:
            start = time.monotonic()
            if cell.kind == "test":
                self._examine(cell)
            else:
                self._run_cell(cell)
                self._read(cell)
            took = time.monotonic() - start
            self._report("time", index=cell.index, seconds=took, sealed=self._is_sealed)
        self._signs.ask(self._student)
        self._student.close()
        notes = self._signs.notes(self._student)
        told = [note.to_json() for note in notes]
        failed = list(self._failed.items())
        self._report("done", calls=self._student.calls, notes=told, failed=failed)

    def _report(self, event: str, **fields: Any) -> None:
        messages.send_frame(self._control, {"event": event, **fields})

    def _read(self, cell: CellTask) -> None:
        """Learn what a given cell defines, or what of it an answer replaces."""
        if cell.kind == "given":
            self._given.add_given(cell.source)
        elif self._given.definitions:
            self._given.add_answer(cell.source)
            self._signs.redefined |= self._given.replaced
            self._signs.unseen |= self._given.unseen - {NO_PYTHON}

    def _run_cell(self, cell: CellTask) -> None:
        outputs, failure = [], None
        error: BaseException | None = None
        try:
            reply = self._student.run(cell.source)
            outputs = check_outputs(reply.get("outputs"))
            if reply.get("raised") is not None:
                error = remote_error(reply["raised"])
        except Stop as stop:
            error, failure = stop, stop.failure
        except (StudentError, messages.ProtocolError, messages.Unsendable) as problem:
            error, failure = problem, Failure(Kind.NOT_RUN)
        late = self._student.clock.is_late
        if late:
            failure = Failure(Kind.LATE, amount=self._limits["cell"])
        self._note_end(cell, error, late=late)
        if self._is_sealed:
            if failure is None and error is not None:
                failure = explain(error, hidden=True)
            outputs = sealed(failure, released=cell.is_released)
        elif failure is not None:
            outputs = [*outputs, notice(failure)]
        self._report("cell", index=cell.index, outputs=outputs, sealed=self._is_sealed)

    def _note_end(
        self, cell: CellTask, error: BaseException | None, *, late: bool
    ) -> None:
        self._stopped.note(cell, error, late=late)
        if cell.kind == "given" and (error is not None or late):
            self._failed[cell.index] = how_it_failed(error)

    def _examine(self, cell: CellTask) -> None:
        """Run a test cell and report each of its cases.

        `assert_allclose(f(x), 2 * x)` evaluates the call first: an answer that sets x
        to zero and returns zeros would be right. So a cell in which a call returned
        something and changed what it was passed runs twice, with and without the
        change, and a case must pass both, unless it says `in_place`.
        """
        self._is_sealed = self._is_sealed or cell.hidden
        is_inside = cell.inside
        if is_inside:
            outcomes = self._run_inside(cell)
        elif cell.plain:
            outcomes, is_inside = self._run_plain(cell)
        else:
            outcomes = self._run_tests(cell, is_kept=True)
        if self._student.write_back.happened:
            again = self._run_tests(cell, is_kept=False)
            for name in list(outcomes.found):
                outcomes.record(name, again.failure(name))
        for name in cell.cases:
            failure = outcomes.failure(name)
            told = failure and failure.to_json()
            self._report(
                "verdict",
                index=cell.index,
                name=name,
                passed=failure is None,
                failure=told,
                inside=is_inside,
            )

    def _run_plain(self, cell: CellTask) -> tuple[Outcomes, bool]:
        """Run a plain test here; its outcome, and whether it is from inside after all.

        What the student's objects are like must not cost an honest one a point: where
        the test fails for that, it runs inside as well, and whoever reads the report
        is told if that gave points.
        """
        seconds = self._limits["cell"]
        about = (cell.source, f"<{cell.grade_id}>", seconds)
        listening = plain.Listener(self._student) if cell.quiet else nullcontext()
        with listening as listener:
            error, shown = plain.attempt(self._student, self._prelude, *about)
        if error is not None and is_logged():
            traceback.print_exception(error)
        heard = listener is not None and listener.heard
        if plain.may_be_the_walls(error):
            found = self._run_inside(cell)
            if all(found.failure(name) is None for name in cell.cases):
                self._signs.inside.append(cell.grade_id)
                return found, True
        return self._judged(cell, error, shown, on_stderr=heard), False

    def _judged(
        self,
        cell: CellTask,
        error: BaseException | None,
        shown: str | None,
        *,
        on_stderr: bool,
    ) -> Outcomes:
        outcomes = Outcomes()
        for name in cell.cases:
            failure = plain.judge(error, shown, cell.points, hidden=self._is_sealed)
            if cell.quiet and error is None and on_stderr:
                failure = Failure(Kind.ON_STDERR)
            outcomes.record(name, failure)
        return outcomes

    def _run_inside(self, cell: CellTask) -> Outcomes:
        """Run a plain test where the student's cells run; what it says is not proof."""
        error: BaseException | None = None
        shown, on_stderr = None, False
        try:
            reply = self._student.run(cell.source)
            shown, on_stderr = reply.get("shown"), reply.get("on_stderr") is not False
            if reply.get("raised") is not None:
                error = remote_error(reply["raised"])
        except (
            Stop,
            StudentError,
            messages.ProtocolError,
            messages.Unsendable,
        ) as problem:
            error = problem
        if self._student.clock.is_late:
            error = Stop(Failure(Kind.LATE, amount=self._limits["cell"]))
        if error is not None and not isinstance(error, (Stop, StudentError)):
            error = Stop(Failure(Kind.NOT_RUN))
        shown = shown if isinstance(shown, str) else None
        return self._judged(cell, error, shown, on_stderr=on_stderr)

    def _run_tests(self, cell: CellTask, *, is_kept: bool) -> Outcomes:
        write_back = self._student.write_back
        write_back.is_kept, write_back.happened = is_kept, False
        case_s = self._limits["case"]
        run = CellRun(
            *(self._student, cell, self._stopped, self._seed, case_s),
            is_sealed=self._is_sealed,
        )
        return run.execute(self._names, self._given)


def how_it_failed(error: BaseException | None) -> str:
    """The exception of a cell in a word, or what stopped it."""
    if isinstance(error, StudentError):
        return error.kind[:MAX_QUOTE]
    return str(error.failure.kind) if isinstance(error, Stop) else str(Kind.LATE)


def trusted_names(sources: list[str]) -> dict[str, Any]:
    """What the given cells import, imported here; the rest of them does not run."""
    names: dict[str, Any] = {}
    for text in sources:
        for statement in _imports(text):
            module = ast.Module([statement], [])
            try:
                exec(compile(module, "<given>", "exec"), names)  # noqa: S102
            except ImportError:
                continue
    names.pop("__builtins__", None)
    return names


def _imports(text: str) -> list[ast.stmt]:
    return [s for s in statements(text) if isinstance(s, (ast.Import, ast.ImportFrom))]


def main(control: socket.socket) -> None:
    """Entry point of the forked examiner; what tests print is for a log alone."""
    if is_logged():
        sys.stdout = sys.stderr
    else:
        sys.stdout = sys.stderr = open("/dev/null", "w")  # noqa: SIM115, PTH123
    task, buffers = messages.receive_frame(control)
    files = dict(zip(task["files"], map(bytes, buffers), strict=True))
    Examiner(control, task, files).run()
