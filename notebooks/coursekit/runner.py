"""Run a notebook's answers and visible tests in an ordinary kernel, as grading does.

Cells that only show something are skipped and training runs are short, so a whole
notebook takes seconds. It is the student's own machine and the student's own code: the
kernel is not isolated.
"""

from __future__ import annotations

import contextlib
import os
import re
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from coursekit.exercises import Exercise, ExerciseCell, find_exercises, read_cells
from coursekit.kernel import JupyterKernel, KernelGoneError
from coursekit.outcomes import Checked, read_outcomes

CELL_SECONDS = 180.0

DIED = (
    "Your code ended its Python process. Usually memory ran out: use smaller batches "
    "or fewer images, and close other programs. (An `exit()` does it too.)"
)
UNREAD = ("SyntaxError", "IndentationError", "TabError")
TOO_LONG = "The cell ran for {:.0f} seconds and was stopped: look for an endless loop."


@dataclass(frozen=True)
class Report:
    """A checked notebook: its exercises, and given cells that stopped with an error."""

    exercises: tuple[Checked, ...]
    stopped: tuple[str, ...] = ()


@dataclass(frozen=True)
class Trouble:
    """What ended a cell: an exception by its name, "" for the kernel's end or time."""

    told: str
    error: str = ""

    @classmethod
    def of(cls, error: str, text: str) -> Trouble:
        """Of an exception; a cell that is no Python has no file, only lines."""
        if error in UNREAD:
            text = re.sub(r"\([^()]*, (line \d+)\)$", r"(\1 of the cell)", text)
        return cls(f"{error}: {text}", error)

    @property
    def is_an_end(self) -> bool:
        """Whether the cell set nothing: no Python, out of time, or its kernel's end."""
        return not self.error or self.error in UNREAD

    @property
    def is_its_own(self) -> bool:
        """Whether it says more than that something above is not answered yet."""
        return self.error not in ("NotImplementedError", "NameError")


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
    troubles: dict[int, Trouble | None] = {}
    checked: dict[int | None, Checked] = {}
    with _session(path.resolve().parent) as session:
        for index, cell in enumerate(cells[: max(at_test, default=-1) + 1]):
            if index in at_test:
                told(at_test[index].name)
                checked[index] = session.test(cell, at_test[index], troubles)
            elif cell.kind == "code" and not cell.is_show:
                troubles[index] = session.run(cell.source)
    stopped = [
        trouble.told
        for index, trouble in troubles.items()
        if trouble is not None and trouble.is_its_own and index not in answers
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


class _Session:
    """A kernel that is started again, and caught up, when student code ends it."""

    def __init__(self, folder: Path, temporary: Path) -> None:
        self._folder = folder
        self._record = temporary / "cases.jsonl"
        self._connection = temporary / "kernel.json"
        self._kernel: JupyterKernel | None = None
        self._done: list[str] = []

    def run(self, source: str) -> Trouble | None:
        """Run a cell; what went wrong, None when nothing did."""
        trouble = self._run(self._alive(), source)
        if self._kernel is not None and not self._kernel.is_interrupted:
            self._done.append(source)  # one that hung once would hang again
        return trouble

    def _run(self, kernel: JupyterKernel, source: str) -> Trouble | None:
        """Run a cell in this kernel, and have done with it when it is lost."""
        trouble = None
        too_long = Trouble(TOO_LONG.format(CELL_SECONDS))
        try:
            for message in kernel.run(source, CELL_SECONDS):
                if message["msg_type"] == "error":
                    said = message["content"]
                    trouble = trouble or Trouble.of(said["ename"], said["evalue"])
        except KernelGoneError as gone:
            self.stop()
            return too_long if gone.is_late else Trouble(DIED)
        return too_long if kernel.is_interrupted else trouble

    def test(
        self,
        cell: ExerciseCell,
        exercise: Exercise,
        troubles: Mapping[int, Trouble | None],
    ) -> Checked:
        """Run a test cell and read what its cases wrote.

        `troubles` has what went wrong in the cells before it, by index.
        """
        kernel = self._alive()
        self._record.unlink(missing_ok=True)
        trouble = self._run(kernel, cell.source)
        text = self._record.read_text("utf-8") if self._record.exists() else ""
        outcomes = read_outcomes(text)
        found = [troubles.get(index) for index in exercise.answers]
        own = [t for t in found if t is not None]
        if any(t.is_an_end for t in own):
            # What the answer would have defined is missing: no case says more.
            outcomes = tuple(replace(o, message="") for o in outcomes)
            trouble = None
        said = "\n".join(t.told for t in [*own, trouble] if t is not None)
        return Checked(exercise.name, exercise.is_open, outcomes, trouble=said)

    def _alive(self) -> JupyterKernel:
        while self._kernel is None:
            kernel = JupyterKernel(self._folder, self._connection, _environment())
            self._kernel = kernel
            record = f"outcomes.record_to({str(self._record)!r})"
            self._run(kernel, f"__import__('coursekit.outcomes').{record}")
            lenient = "lenient.install(get_ipython())"
            self._run(kernel, f"__import__('coursekit.lenient').{lenient}")
            self._catch_up(kernel)
        return self._kernel

    def _catch_up(self, kernel: JupyterKernel) -> None:
        """Run again what went well; without the cell that does not any more."""
        for source in list(self._done):
            self._run(kernel, source)
            if self._kernel is None:
                self._done.remove(source)
                return

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
