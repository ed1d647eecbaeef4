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
import hashlib
import json
import random
import signal
import socket
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from types import FrameType, TracebackType
from typing import Any

import numpy as np

from grader.examining import protocol, remote
from grader.examining.agent import WATCHED
from grader.examining.protocol import Message
from grader.examining.remote import Kernel, KernelLost, RemoteError
from grader.source.cells import statements
from grader.source.given import Given
from grader.source.reach import NO_PYTHON

GRACE_S = 3.0
NOT_REACHED = "This test was not reached."
MAX_QUOTE = 200
MAX_NAMES = 3
MAX_OUTPUT_TEXT = 200_000


class CaseTimeout(BaseException):
    """A case used up its time; not an Exception, so no test can swallow it."""


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


@dataclass
class Verdicts:
    """What became of the cases of one test cell, all failed until shown otherwise."""

    passed: dict[str, bool] = field(default_factory=dict)
    reasons: dict[str, str] = field(default_factory=dict)

    def record(self, name: str, reason: str | None) -> None:
        """Note one run of a case; a case that runs twice must pass twice."""
        self.passed[name] = self.passed.get(name, True) and reason is None
        if reason is not None:
            self.reasons.setdefault(name, reason)


class Names(dict[str, Any]):
    """The builtins of a test cell: what they lack comes from the student's kernel."""

    def __init__(self, fetch: Callable[[str], Any]) -> None:
        super().__init__(vars(builtins))
        self._fetch = fetch

    def __missing__(self, name: str) -> Any:
        return self._fetch(name)


class Examiner:
    """Grades one submission over a control socket to the engine."""

    def __init__(self, control: socket.socket) -> None:
        self._control = control
        self._kernel: Kernel | None = None
        self._replay: list[str] = []
        self._restarts = 0
        self._calls = 0
        self._limits: dict[str, float] = {}
        self._seed = ""
        self._late = False
        self._write_back = True
        self._ended = 0
        self._forged = False
        self._replaced: list[str] = []
        self._base: dict[str, Any] = {}
        self._given = Given()
        self._redefined: set[str] = set()

    def serve(self) -> None:
        """Receive one task, run it, report, end."""
        task, _ = protocol.receive_frame(self._control)
        self._limits, self._seed = task["limits"], str(task["seed"])
        cells = [
            CellTask(**{**cell, "cases": tuple(cell["cases"])})
            for cell in task["cells"]
        ]
        signal.signal(signal.SIGALRM, self._on_alarm)
        self._base = trusted_names([c.source for c in cells if c.kind == "given"])
        for cell in cells:
            if cell.kind == "test":
                self._examine(cell)
            else:
                self._run_cell(cell)
                self._read(cell)
        if self._kernel is not None:
            self._calls += self._kernel.calls
        self._note_replaced()
        if self._kernel is not None:
            self._note_loss(self._kernel)
        self._report("done", calls=self._calls, notes=self._notes())

    def _read(self, cell: CellTask) -> None:
        """Learn what a given cell defines, or what of it an answer replaces."""
        if cell.kind == "given":
            self._given.add_given(cell.source)
        elif self._given.definitions:
            self._given.add_answer(cell.source)
            self._redefined |= self._given.replaced

    def _report(self, event: str, **fields: Any) -> None:
        protocol.send_frame(self._control, {"event": event, **fields})

    # The kernel

    def _alive(self) -> Kernel:
        """The kernel, started again with the earlier cells replayed if it was lost."""
        clock, _ = signal.getitimer(signal.ITIMER_REAL)
        self._disarm()
        while self._kernel is None or self._kernel.lost:
            if self._kernel is not None:
                self._calls += self._kernel.calls
                self._restarts += 1
                self._note_loss(self._kernel)
            if self._restarts > self._limits["restarts"]:
                raise KernelLost("ended or blocked its Python process too often")
            self._kernel = self._start()
            self._replay_cells(self._kernel)
        if clock:
            signal.setitimer(signal.ITIMER_REAL, clock)
            self._extend_deadline()
        return self._kernel

    def _note_loss(self, kernel: Kernel) -> None:
        """Remember how a kernel was lost."""
        self._ended += kernel.lost == "ended the Python process"
        self._forged |= kernel.forged

    def _note_replaced(self) -> None:
        """Ask which names were replaced; a kernel that is lost or lies says none."""
        kernel = self._kernel
        if kernel is None or kernel.lost:
            return
        kernel.deadline = time.monotonic() + GRACE_S
        with contextlib.suppress(KernelLost, RemoteError):
            reply, _ = kernel.ask("replaced")
            names = reply.get("names")
            if isinstance(names, list):
                known = (f"{m}.{n}" for m in WATCHED for n in WATCHED[m].split())
                self._replaced = [name for name in known if name in names]

    def _notes(self) -> list[str]:
        """What the instructor should know of this submission, in sentences."""
        notes = []
        if self._forged:
            notes.append("Its code sent the tests messages that no answer sends.")
        if self._replaced:
            more = len(self._replaced) - MAX_NAMES
            names = ", ".join(self._replaced[:MAX_NAMES])
            others = f" and {more} more" if more > 0 else ""
            notes.append(f"Its code replaced {names}{others}.")
        if self._redefined:
            names = ", ".join(sorted(self._redefined)[:MAX_NAMES])
            notes.append(f"Its code redefined {names}, which the notebook gives.")
        if unseen := sorted(self._given.unseen - {NO_PYTHON})[:MAX_NAMES]:
            used = ", ".join(unseen)
            notes.append(
                f"Its code uses {used}, by which it may redefine what the notebook "
                "gives; the tests had the notebook's own."
            )
        if self._ended:
            times = "once" if self._ended == 1 else f"{self._ended} times"
            notes.append(f"Its code ended the Python process {times}.")
        return notes

    def _start(self) -> Kernel:
        self._report("kernel")
        reply, _ = protocol.receive_frame(self._control)
        if "error" in reply:
            raise KernelLost(str(reply["error"]))
        _, descriptors, _, _ = socket.recv_fds(self._control, 1, 1)
        kernel = Kernel(socket.socket(fileno=descriptors[0]))
        kernel.write_back = self._write_back
        remote.set_current(kernel)
        kernel.deadline = time.monotonic() + self._limits["start"]
        kernel.ask("seed", seed=number_from(self._seed, "kernel") % 2**32)
        return kernel

    def _replay_cells(self, kernel: Kernel) -> None:
        for source in list(self._replay):
            try:
                self._send_cell(kernel, source)
            except KernelLost:
                # It went well the first time and does not now: do without it.
                self._replay.remove(source)
                return

    def _send_cell(self, kernel: Kernel, source: str) -> Message:
        limit = self._limits["cell"]
        kernel.deadline = time.monotonic() + limit + GRACE_S
        self._arm(limit)
        try:
            reply, _ = kernel.ask("cell", source=source)
        finally:
            self._disarm()
        return reply

    def _run_cell(self, cell: CellTask) -> None:
        start = time.monotonic()
        succeeded, outputs = False, []
        try:
            reply = self._send_cell(self._alive(), cell.source)
            if not self._late:  # a cell that hung once would hang again
                self._replay.append(cell.source)
            succeeded = reply.get("succeeded") is True and not self._late
            outputs = check_outputs(reply.get("outputs"))
            if self._late:
                outputs.append(notice(self._stopped()))
        except (KernelLost, CaseTimeout) as lost:
            outputs = [notice(self._stopped() if self._late else f"This cell {lost}.")]
        except (RemoteError, protocol.Unsendable):
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

    # Time

    def _arm(self, seconds: float) -> None:
        self._late = False
        signal.setitimer(signal.ITIMER_REAL, max(seconds, 0.001))

    def _disarm(self) -> None:
        signal.setitimer(signal.ITIMER_REAL, 0)

    def _on_alarm(self, _signum: int, _frame: FrameType | None) -> None:
        """First ask the kernel to stop; when that does not help, stop waiting."""
        kernel = self._kernel
        if not self._late and kernel is not None and kernel.busy:
            self._late = True
            signal.setitimer(signal.ITIMER_REAL, GRACE_S + 0.5)
            kernel.interrupted = True
            self._report("interrupt")
            return
        self._late = True
        raise CaseTimeout

    # Tests

    def _examine(self, cell: CellTask) -> None:
        """Run a test cell and report each of its cases.

        `assert_allclose(f(x), 2 * x)` evaluates the call first: an answer that sets x
        to zero and returns zeros would be right. So a cell in which a call returned
        something and changed an array that it was passed runs twice, with and without
        the change, and a case must pass both.
        """
        start = time.monotonic()
        verdicts, general = self._run_tests(cell, write_back=True)
        if self._kernel is not None and self._kernel.wrote_back:
            again, general_again = self._run_tests(cell, write_back=False)
            for name in list(verdicts.passed):
                if again.passed.get(name) is not True:
                    verdicts.record(name, again.reasons.get(name, general_again))
        for name in cell.cases:
            passed = verdicts.passed.get(name) is True
            reason = "" if passed else verdicts.reasons.get(name, general)
            self._report(
                "verdict", index=cell.index, name=name, passed=passed, reason=reason
            )
        self._report("tested", index=cell.index, seconds=time.monotonic() - start)

    def _run_tests(self, cell: CellTask, *, write_back: bool) -> tuple[Verdicts, str]:
        verdicts = Verdicts()

        def case(name: str, *, points: float, message: str) -> Case:
            del points, message
            return Case(self, cell, name, verdicts)

        names = {
            "__name__": "__main__",
            "__builtins__": Names(self._fetch),
            **self._base,
            "case": case,
        }
        general = NOT_REACHED
        self._write_back = write_back
        if self._kernel is not None:
            self._kernel.write_back, self._kernel.wrote_back = write_back, False
        try:
            code = compile(cell.source, f"<{cell.grade_id}>", "exec")
            self._arm(self._limits["case"])
            self._extend_deadline()
            self._add_given(cell, names)
            exec(code, names)  # noqa: S102 -- the instructor's tests, never a student's
        except BaseException as error:  # fail-closed: also KernelLost and timeouts
            general = explain(error, hidden=cell.hidden, late=self._late)
        finally:
            self._disarm()
        return verdicts, general

    def _add_given(self, cell: CellTask, names: dict[str, Any]) -> None:
        """Have closed given functions here; put the others back in the kernel."""
        for text in self._given.closed(cell.source):
            exec(text, names)  # noqa: S102 -- a locked cell's
        text = "\n".join(self._given.to_restore(cell.source))
        if not text:
            return
        with contextlib.suppress(RemoteError):
            kernel = self._alive()
            if self._replay[-1:] != [text]:
                self._replay.append(text)
            kernel.ask("cell", source=text)

    def _fetch(self, name: str) -> Any:
        if name.startswith("__"):
            raise NameError(f"name '{name}' is not defined")
        return self._alive().name(name)

    def _extend_deadline(self) -> None:
        if self._kernel is not None:
            limit = self._limits["case"] + GRACE_S
            self._kernel.deadline = time.monotonic() + limit

    def begin(self, cell: CellTask, name: str) -> np.random.Generator:
        """Start the clock and the random numbers of a case."""
        self._disarm()
        key = (self._seed, cell.grade_id, name)
        seed_trusted(number_from("examiner", *key))
        self._seed_kernel(number_from("kernel", *key) % 2**32)
        self._arm(self._limits["case"])
        return np.random.default_rng(number_from("case", *key))

    def _seed_kernel(self, seed: int) -> None:
        while True:
            kernel = self._alive()
            self._extend_deadline()
            kernel.received = 0
            try:
                kernel.ask("seed", seed=seed)
            except KernelLost:
                continue  # it died while nobody spoke with it: the next one, or none
            return

    def end(self, cell: CellTask, error: BaseException | None) -> str | None:
        """Stop the clock; why the case failed, None when it passed."""
        late = self._late
        self._arm(self._limits["case"])
        self._extend_deadline()
        if error is None and not late:
            return None
        return explain(error, hidden=cell.hidden, late=late)


class Case:
    """`with case(...) as rng:` of a test cell, recorded instead of raised."""

    def __init__(
        self, examiner: Examiner, cell: CellTask, name: str, verdicts: Verdicts
    ) -> None:
        self._examiner = examiner
        self._cell = cell
        self._name = name
        self._verdicts = verdicts

    def __enter__(self) -> np.random.Generator:
        self._verdicts.record(self._name, "Not finished.")
        return self._examiner.begin(self._cell, self._name)

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        error: BaseException | None,
        _trace: TracebackType | None,
    ) -> bool:
        reason = self._examiner.end(self._cell, error)
        if self._verdicts.reasons.get(self._name) == "Not finished.":
            del self._verdicts.passed[self._name]
            del self._verdicts.reasons[self._name]
        self._verdicts.record(self._name, reason)
        return True


def explain(error: BaseException | None, *, hidden: bool, late: bool) -> str:
    """Why a case failed, in words for the student; hidden tests give nothing away."""
    if late or isinstance(error, CaseTimeout):
        return "Your code did not finish in time."
    if isinstance(error, KernelLost):
        return f"Your code {error.reason}."
    if isinstance(error, protocol.NotFinite):
        return "Your answer contains NaN or infinity."
    if isinstance(error, RemoteError):
        quote = json.dumps(error.text[:MAX_QUOTE], ensure_ascii=False)
        said = f", which says {quote}" if error.text and not hidden else ""
        return f"Your code raised {error.kind}{said}."
    if isinstance(error, NameError) and error.name:
        return f"The name '{error.name}' is not defined in your notebook."
    return ""


def number_from(*parts: str) -> int:
    """A 128-bit number that the parts decide and nobody without them can guess."""
    digest = hashlib.sha256("\0".join(parts).encode()).digest()
    return int.from_bytes(digest[:16], "big")


def seed_trusted(seed: int) -> None:
    """Seed the global random numbers of this process."""
    random.seed(seed)
    np.random.seed(seed % 2**32)  # noqa: NPY002 -- for tests that use the old interface
    tf = protocol.loaded("tensorflow")
    if tf is not None:
        tf.random.set_seed(seed % 2**31)


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


# What the kernel says a cell printed is text to show, so it is only made harmless.


def check_outputs(outputs: Any) -> list[Message]:
    """Notebook outputs of known form and bounded size; the rest is dropped."""
    if not isinstance(outputs, list):
        return []
    kept: list[Message] = []
    left = MAX_OUTPUT_TEXT
    for output in outputs[:300]:
        checked = _check_output(output) if isinstance(output, dict) else None
        if checked is None:
            continue
        text = {k: v for k, v in checked.items() if k != "data"}
        left -= len(json.dumps(text)) + len(checked.get("data", {}).get(_PLAIN, ""))
        if left < 0:
            break
        kept.append(checked)
    return kept


_PLAIN, _PICTURE = "text/plain", "image/png"


def _check_output(output: Message) -> Message | None:
    kind = output.get("output_type")
    if kind == "stream":
        name = "stderr" if output.get("name") == "stderr" else "stdout"
        text = _text(output.get("text"))
        return {"output_type": "stream", "name": name, "text": text}
    if kind == "error":
        lines = output.get("traceback")
        return {
            "output_type": "error",
            "ename": _text(output.get("ename"))[:200],
            "evalue": _text(output.get("evalue"))[:2_000],
            "traceback": [_text(t) for t in lines] if isinstance(lines, list) else [],
        }
    if kind in ("display_data", "execute_result"):
        return _check_display(output)
    return None


def _check_display(output: Message) -> Message | None:
    data = output.get("data")
    if not isinstance(data, dict):
        return None
    kept = {_PLAIN: _text(data.get(_PLAIN))}
    picture = data.get(_PICTURE)
    if isinstance(picture, str) and len(picture) < 4_000_000 and _is_base64(picture):
        kept[_PICTURE] = picture
    return {"output_type": "display_data", "data": kept, "metadata": {}}


def _is_base64(text: str) -> bool:
    plain = text.replace("\n", "").replace("+", "").replace("/", "").rstrip("=")
    return plain.isascii() and plain.isalnum()


def _text(value: Any) -> str:
    """A bounded string without control characters other than newline and tab."""
    if not isinstance(value, str):
        return ""
    kept = value[:MAX_OUTPUT_TEXT].encode("utf-8", "replace").decode()
    return "".join(c for c in kept if c >= " " or c in "\n\t")


def notice(text: str) -> Message:
    """An output that says what became of a cell."""
    return {
        "output_type": "error",
        "ename": "Stopped",
        "evalue": text,
        "traceback": [text],
    }


def main(control: socket.socket) -> None:
    """Entry point of the forked examiner."""
    sys.stdout = sys.stderr = open("/dev/null", "w")  # noqa: SIM115, PTH123
    Examiner(control).serve()
