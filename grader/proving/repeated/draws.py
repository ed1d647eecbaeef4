"""Repeat the test cells of an exercise many times: no verdict may hang on the draw.

The cells that an answer rests on run once in a process of its own; then its test cells
alone are run again and again, each time with other random numbers. Nothing is isolated:
the answers are the course's own. What counts:

- a reference or right answer that a case fails with some draw loses points unjustly,
- a wrong one that is caught with some draws only keeps its points by luck.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import tempfile
import time
import traceback
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, field, replace
from functools import lru_cache
from multiprocessing import get_all_start_methods, get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import numpy as np

from grader import source
from grader.course.places import find_coursekit
from grader.engines.environment import graded_environment, tensorflow_threads
from grader.examining.cases import Case, Clock, number_from, seed_everything
from grader.proving.trials import TEST_KINDS, cells_of, slice_of, whole_prefix
from grader.source import Assignment, Cell
from grader.source.bank import needs_bank, read_bank

WRONG_DRAWS = 20
RIGHT_SHARE = 10  # right answers are drawn so many times less often than the reference
CELL_S = 120.0  # for an answer's cell; a draw of its tests may take CASE_S
CASE_S = 60.0
REFERENCE = "the reference"
LEVEL = 0.95


@dataclass(frozen=True)
class Task:
    """An answer to draw for: `draws` times, or as often as `seconds` allow (0: all)."""

    stem: str
    exercise: str
    name: str
    answer: str
    is_right: bool
    draws: int
    seconds: float = 0.0
    seed: int = 0


@dataclass
class Drawn:
    """What became of an answer: how often each case failed, and any of them.

    `problem` says why nothing could be drawn.
    """

    task: Task
    draws: int = 0
    failed: dict[str, int] = field(default_factory=dict)
    caught: int = 0
    seconds: float = 0.0
    problem: str = ""

    @property
    def label(self) -> str:
        """The answer as people are told of it."""
        return f"{self.task.stem}/{self.task.exercise}: {self.task.name}"

    @property
    def is_lucky(self) -> bool:
        """Whether a wrong answer is caught with some draws and not with others.

        One that is never caught here is caught where tests and answers are apart.
        """
        return not self.task.is_right and 0 < self.caught < self.draws


def upper_bound(failed: int, draws: int) -> float:
    """The rate of failure that this many failures exclude, at 95 % (one-sided).

    Clopper and Pearson, "The use of confidence or fiducial limits", Biometrika 1934.
    """
    from scipy.stats import beta

    if failed >= draws:
        return 1.0
    return float(beta.ppf(LEVEL, failed + 1, draws - failed))


def tasks_for(
    chosen: Iterable[tuple[Assignment, str]],
    draws: int,
    *,
    bank: bool = False,
    seconds: float = 0.0,
    seed: int = 0,
    folder: Path | None = None,
) -> list[Task]:
    """The reference of each exercise, and with `bank` each answer of the bank."""
    tasks = []
    for assignment, exercise in chosen:
        if not needs_bank(exercise):
            continue
        answer = assignment.cell(exercise).source
        first = Task(
            *(assignment.stem, exercise, REFERENCE, answer, True, draws, seconds, seed)
        )
        tasks.append(first)
        for other in read_bank(assignment.stem, exercise, folder) if bank else ():
            count = max(1, draws // RIGHT_SHARE) if other.is_right else WRONG_DRAWS
            tasks.append(
                replace(
                    first,
                    name=other.label,
                    answer=other.source,
                    is_right=other.is_right,
                    draws=count,
                )
            )
    return tasks


def draw_all(
    tasks: Sequence[Task], jobs: int, assignments: dict[str, Assignment] | None = None
) -> Iterator[Drawn]:
    """What became of each task, in order; `jobs` processes at a time."""
    known = assignments or {}
    with ThreadPoolExecutor(jobs) as pool:
        texts = {stem: assignment.text for stem, assignment in known.items()}
        yield from pool.map(lambda t: _in_a_process(t, texts.get(t.stem)), tasks)


@lru_cache
def _context() -> Any:
    """Where that can be, processes are forked from one that has TensorFlow already."""
    if "forkserver" not in get_all_start_methods():
        return get_context("spawn")
    context = get_context("forkserver")
    context.set_forkserver_preload(["tensorflow", "keras", __name__])
    return context


def _in_a_process(task: Task, text: str | None) -> Drawn:
    os.environ.update(graded_environment())
    os.environ.update(tensorflow_threads(1))
    receiver, sender = _context().Pipe(duplex=False)
    process = _context().Process(target=_serve, args=(sender, task, text), daemon=True)
    process.start()
    sender.close()
    patience = CELL_S * 10 + (task.seconds or task.draws * CASE_S)
    try:
        if not receiver.poll(patience):
            return Drawn(task, problem="it did not end in time")
        told = json.loads(receiver.recv_bytes())
        return Drawn(task, **told)
    except EOFError:
        return Drawn(task, problem="it ended its process")
    finally:
        process.kill()
        process.join()
        receiver.close()


def _serve(sender: Connection, task: Task, text: str | None) -> None:
    """Draw in this process and send what came of it."""
    find_coursekit()
    with (
        tempfile.TemporaryDirectory(prefix="draws-") as folder,
        contextlib.chdir(folder),
        contextlib.redirect_stdout(io.StringIO()),
        contextlib.redirect_stderr(io.StringIO()),
    ):
        assignment = source.parse(text, task.stem) if text else source.load(task.stem)
        drawn = draw(task, assignment)
    told = {k: v for k, v in asdict(drawn).items() if k != "task"}
    sender.send_bytes(json.dumps(told).encode())


def draw(task: Task, assignment: Assignment) -> Drawn:
    """Run an answer's tests `task.draws` times in this process."""
    slices = slice_of(assignment, task.exercise, [task.answer])
    for cells in (slices, whole_prefix(assignment, task.exercise)):
        drawn = _draw(task, assignment, cells)
        # As in a proof: where the reference fails, a cell may have been left out.
        if not (task.name == REFERENCE and (drawn.problem or drawn.caught)):
            break
    return drawn


def _draw(task: Task, assignment: Assignment, cells: Sequence[Cell]) -> Drawn:
    drawn = Drawn(task)
    clock = Clock()
    names: dict[str, Any] = {"__name__": "__main__"}
    for cell in cells:
        if cell.kind in TEST_KINDS:
            continue
        text = task.answer if cell.name == task.exercise else cell.source
        try:
            clock.start(CELL_S)
            exec(compile(text, f"<{cell.line}>", "exec"), names)  # noqa: S102 -- ours
        except BaseException:
            if cell.name != task.exercise:
                drawn.problem = traceback.format_exc(limit=-1).strip()
                return drawn
        finally:
            clock.stop()
    tests = [c for c in cells_of(assignment, task.exercise) if c.kind in TEST_KINDS]
    start = time.monotonic()
    while drawn.draws < task.draws:
        if task.seconds and drawn.draws and time.monotonic() - start > task.seconds:
            break
        _once(drawn, names, tests, clock)
    drawn.seconds = time.monotonic() - start
    return drawn


def _once(
    drawn: Drawn, names: dict[str, Any], tests: Sequence[Cell], clock: Clock
) -> None:
    """One more draw of all test cells."""
    key = (str(drawn.task.seed), str(drawn.draws))
    failed: set[str] = set()
    for cell in tests:
        run = _CellRun(key, cell, clock)
        run.execute(names)
        failed |= run.failed
    drawn.draws += 1
    drawn.caught += bool(failed)
    for name in failed:
        drawn.failed[name] = drawn.failed.get(name, 0) + 1


class _CellRun:
    """One run of a test cell: which of its cases did not pass."""

    def __init__(self, key: tuple[str, ...], cell: Cell, clock: Clock) -> None:
        self.failed = {case.name for case in cell.cases}
        self._key = key
        self._cell = cell
        self._clock = clock

    def execute(self, names: dict[str, Any]) -> None:
        """Run it in a copy of the notebook's names."""
        code = _compiled(self._cell)
        with contextlib.suppress(BaseException):
            self._clock.start(CASE_S)
            exec(code, {**names, "case": self._case})  # noqa: S102 -- ours
        self._clock.stop()

    def _case(self, name: str, *, points: float, message: str) -> Any:
        from coursekit import strict

        del points, message
        return strict.within(Case(self, name), _file_of(self._cell))

    def begin(self, name: str) -> np.random.Generator:
        """Other random numbers for each draw, and time of its own."""
        key = (*self._key, self._cell.grade_id, name)
        seed_everything(number_from("draw", *key))
        self._clock.start(CASE_S)
        return np.random.default_rng(number_from("case", *key))

    def end(self, name: str, error: BaseException | None) -> None:
        """Keep whether it passed."""
        self._clock.stop()
        if error is None:
            self.failed.discard(name)


def _file_of(cell: Cell) -> str:
    return f"<{cell.grade_id}>"


@lru_cache(maxsize=16)
def _compiled(cell: Cell) -> Any:
    return compile(cell.source, _file_of(cell), "exec")


# What was found, in words


def has_failed(found: Iterable[Drawn]) -> bool:
    """Whether some grade is a matter of luck."""
    return any(_is_unjust(drawn) or drawn.is_lucky for drawn in found)


def _is_unjust(drawn: Drawn) -> bool:
    return drawn.task.is_right and bool(drawn.caught or drawn.problem)


def lines_of(drawn: Drawn) -> Iterator[str]:
    """What is worth telling of one answer."""
    if _is_unjust(drawn):
        if drawn.problem:
            yield f"! {drawn.label} could not be drawn: {drawn.problem}"
        for case, count in drawn.failed.items():
            bound = upper_bound(count, drawn.draws)
            yield (
                f"! {drawn.label} fails '{case}' with {count:,} of {drawn.draws:,} "
                f"draws ({count / drawn.draws:.2%}, at most {bound:.2%})"
            )
    elif drawn.is_lucky:
        yield f"! {drawn.label} is caught with {drawn.caught} of {drawn.draws} draws"


def summary(found: Sequence[Drawn]) -> str:
    """The highest rate of failure of what is right, and the luck of what is wrong."""
    lines = []
    for what, some in {
        "reference answers": [d for d in found if d.task.name == REFERENCE],
        "right answers": [
            d for d in found if d.task.is_right and d.task.name != REFERENCE
        ],
    }.items():
        drawn = [d for d in some if d.draws]
        if drawn:
            lines.append(_highest(what, drawn))
    wrong = [d for d in found if not d.task.is_right]
    if wrong:
        lucky = sum(d.is_lucky for d in wrong)
        lines.append(f"{lucky} of {len(wrong)} wrong answers are caught by luck.")
    return "\n".join(lines)


def _highest(what: str, drawn: Sequence[Drawn]) -> str:
    """Of the answers that failed most often, that with the fewest draws."""
    worst = max(drawn, key=lambda d: (_rate(d), -d.draws))
    count = max(worst.failed.values(), default=0)
    bound = upper_bound(count, worst.draws)
    least, most = min(d.draws for d in drawn), max(d.draws for d in drawn)
    times = f"{most:,}" if least == most else f"{least:,} to {most:,}"
    return (
        f"{len(drawn)} {what}, {times} draws each: the highest rate of failure of a "
        f"case is {count:,} of {worst.draws:,} (below {bound:.2%} at 95 %)."
    )


def _rate(drawn: Drawn) -> float:
    return max(drawn.failed.values(), default=0) / drawn.draws
