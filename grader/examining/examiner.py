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
import builtins
import contextlib
import json
import socket
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from grader.examining import wire
from grader.examining.cases import (
    GRACE_S,
    Case,
    CaseTimeout,
    KernelLost,
    Outcomes,
    number_from,
    seed_everything,
)
from grader.examining.keeper import StudentKernel
from grader.examining.outputs import check_outputs, notice
from grader.examining.remote import RemoteError
from grader.examining.values import NotFinite
from grader.examining.watched import WATCHED
from grader.source.given import Given

MAX_QUOTE = 200
MAX_NAMES = 3


@dataclass(frozen=True)
class CellTask:
    """One cell as the engine sends it.

    `kind` is "given", "answer" or "test"; `cases` are the names of a test's cases.
    """

    index: int
    kind: str
    source: str
    grade_id: str = ""
    hidden: bool = False
    cases: tuple[str, ...] = ()


class Fetched(dict[str, Any]):
    """The builtins of a test cell: what they lack comes from the student's kernel."""

    def __init__(self, fetch: Callable[[str], Any]) -> None:
        super().__init__(vars(builtins))
        self._fetch = fetch

    def __missing__(self, name: str) -> Any:
        return self._fetch(name)


@dataclass
class Signs:
    """What the instructor should know of a submission."""

    replaced: list[str] = field(default_factory=list)
    redefined: set[str] = field(default_factory=set)

    def ask(self, student: StudentKernel) -> None:
        """Ask which names were replaced; a kernel that is lost or lies says none."""
        if not student.is_there:
            return
        connection = student.alive()
        connection.deadline = time.monotonic() + GRACE_S
        with contextlib.suppress(KernelLost, RemoteError):
            reply, _ = connection.ask("replaced")
            names = reply.get("names")
            if isinstance(names, list):
                known = (f"{m}.{n}" for m in WATCHED for n in WATCHED[m].split())
                self.replaced = [name for name in known if name in names]

    def notes(self, student: StudentKernel) -> list[str]:
        """All of it, in sentences."""
        notes = []
        if student.forged:
            notes.append("Its code sent the tests messages that no answer sends.")
        if self.replaced:
            more = len(self.replaced) - MAX_NAMES
            names = ", ".join(self.replaced[:MAX_NAMES])
            others = f" and {more} more" if more > 0 else ""
            notes.append(f"Its code replaced {names}{others}.")
        if self.redefined:
            names = ", ".join(sorted(self.redefined)[:MAX_NAMES])
            notes.append(f"Its code redefined {names}, which the notebook gives.")
        if student.ended:
            times = "once" if student.ended == 1 else f"{student.ended} times"
            notes.append(f"Its code ended the Python process {times}.")
        return notes


class CellRun:
    """One run of a test cell: its names, its clock, what becomes of its cases."""

    def __init__(
        self, student: StudentKernel, cell: CellTask, seed: str, case_s: float
    ) -> None:
        self.outcomes = Outcomes()
        self._student = student
        self._cell = cell
        self._seed = seed
        self._case_s = case_s

    def execute(self, names: dict[str, Any], given: Given) -> Outcomes:
        """Run the cell; `names` are what the given cells import."""
        names = {
            "__name__": "__main__",
            "__builtins__": Fetched(self._fetch),
            **names,
            "case": self._case,
        }
        clock = self._student.clock
        try:
            code = compile(self._cell.source, f"<{self._cell.grade_id}>", "exec")
            clock.start(self._case_s)
            self._student.extend_deadline()
            self._add_given(given, names)
            exec(code, names)  # noqa: S102 -- the instructor's tests, never a student's
        except BaseException as error:  # fail-closed: also KernelLost and timeouts
            hidden = self._cell.hidden
            self.outcomes.general = explain(error, hidden=hidden, late=clock.is_late)
        finally:
            clock.stop()
        return self.outcomes

    def _case(self, name: str, *, points: float, message: str) -> Case:
        del points, message
        return Case(self, name)

    def _fetch(self, name: str) -> Any:
        if name.startswith("__"):
            raise NameError(f"name '{name}' is not defined")
        return self._student.alive().name(name)

    def _add_given(self, given: Given, names: dict[str, Any]) -> None:
        """Have closed given functions here; put the others back in the kernel."""
        for text in given.closed(self._cell.source):
            exec(text, names)  # noqa: S102 -- a locked cell's
        text = "\n".join(given.to_restore(self._cell.source))
        if text:
            with contextlib.suppress(RemoteError):
                self._student.put(text)

    def begin(self, name: str) -> np.random.Generator:
        """Start the clock and the random numbers of a case."""
        self.outcomes.begin(name)
        self._student.clock.stop()
        key = (self._seed, self._cell.grade_id, name)
        seed_everything(number_from("examiner", *key))
        self._student.seed(number_from("kernel", *key) % 2**32)
        self._student.clock.start(self._case_s)
        return np.random.default_rng(number_from("case", *key))

    def end(self, name: str, error: BaseException | None) -> None:
        """Stop the clock of a case; what follows has a time of its own."""
        late = self._student.clock.is_late
        self._student.clock.start(self._case_s)
        self._student.extend_deadline()
        is_passed = error is None and not late
        reason = None
        if not is_passed:
            reason = explain(error, hidden=self._cell.hidden, late=late)
        self.outcomes.end(name, reason)


class Examiner:
    """Grades one submission over a control socket to the engine."""

    def __init__(self, control: socket.socket, task: dict[str, Any]) -> None:
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
        self._student = StudentKernel(control, self._limits, self._seed)
        self._given = Given()
        self._signs = Signs()

    def run(self) -> None:
        """Run all cells in their order and report."""
        for cell in self._cells:
            if cell.kind == "test":
                self._examine(cell)
            else:
                self._run_cell(cell)
                self._read(cell)
        self._signs.ask(self._student)
        self._student.close()
        notes = self._signs.notes(self._student)
        self._report("done", calls=self._student.calls, notes=notes)

    def _report(self, event: str, **fields: Any) -> None:
        wire.send_frame(self._control, {"event": event, **fields})

    def _read(self, cell: CellTask) -> None:
        """Learn what a given cell defines, or what of it an answer replaces."""
        if cell.kind == "given":
            self._given.add_given(cell.source)
        elif any(name in cell.source for name in self._given.definitions):
            self._given.add_answer(cell.source)
            self._signs.redefined |= self._given.replaced

    def _run_cell(self, cell: CellTask) -> None:
        start = time.monotonic()
        succeeded, outputs = False, []
        clock = self._student.clock
        try:
            reply = self._student.run(cell.source)
            succeeded = reply.get("succeeded") is True and not clock.is_late
            outputs = check_outputs(reply.get("outputs"))
            if clock.is_late:
                outputs.append(notice(self._stopped()))
        except (KernelLost, CaseTimeout) as lost:
            outputs = [
                notice(self._stopped() if clock.is_late else f"This cell {lost}.")
            ]
        except (RemoteError, wire.Unsendable):
            outputs = [notice("This cell could not be run.")]
        self._report(
            "cell",
            index=cell.index,
            succeeded=succeeded,
            outputs=outputs,
            seconds=time.monotonic() - start,
        )

    def _stopped(self) -> str:
        return f"This cell was stopped after {self._limits['cell']:g} seconds."

    def _examine(self, cell: CellTask) -> None:
        """Run a test cell and report each of its cases.

        `assert_allclose(f(x), 2 * x)` evaluates the call first: an answer that sets x
        to zero and returns zeros would be right. So a cell in which a call returned
        something and changed an array that it was passed runs twice, with and without
        the change, and a case must pass both.
        """
        start = time.monotonic()
        outcomes = self._run_tests(cell, is_kept=True)
        if self._student.write_back.happened:
            again = self._run_tests(cell, is_kept=False)
            for name in list(outcomes.passed):
                outcomes.record(name, again.reason(name))
        for name in cell.cases:
            reason = outcomes.reason(name)
            self._report(
                "verdict",
                index=cell.index,
                name=name,
                passed=reason is None,
                reason=reason or "",
            )
        self._report("tested", index=cell.index, seconds=time.monotonic() - start)

    def _run_tests(self, cell: CellTask, *, is_kept: bool) -> Outcomes:
        write_back = self._student.write_back
        write_back.is_kept, write_back.happened = is_kept, False
        run = CellRun(self._student, cell, self._seed, self._limits["case"])
        return run.execute(self._names, self._given)


def explain(error: BaseException | None, *, hidden: bool, late: bool) -> str:
    """Why a case failed, in words for the student; hidden tests give nothing away."""
    if late or isinstance(error, CaseTimeout):
        return "Your code did not finish in time."
    if isinstance(error, KernelLost):
        return f"Your code {error.reason}."
    if isinstance(error, NotFinite):
        return "Your answer contains NaN or infinity."
    if isinstance(error, RemoteError):
        quote = json.dumps(error.text[:MAX_QUOTE], ensure_ascii=False)
        said = f", which says {quote}" if error.text and not hidden else ""
        return f"Your code raised {error.kind}{said}."
    if isinstance(error, NameError) and error.name:
        return f"The name '{error.name}' is not defined in your notebook."
    return ""


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
    lines = text.splitlines()
    plain = "\n".join("pass" if line[:1] in "%!" else line for line in lines if line)
    try:
        body = ast.parse(plain).body
    except SyntaxError:
        return []
    return [s for s in body if isinstance(s, (ast.Import, ast.ImportFrom))]


def main(control: socket.socket) -> None:
    """Entry point of the forked examiner."""
    sys.stdout = sys.stderr = open("/dev/null", "w")  # noqa: SIM115, PTH123
    task, _ = wire.receive_frame(control)
    Examiner(control, task).run()
