"""Prove the tests: run the answer bank of an assignment against its test cells.

Every autograded exercise has a bank of answers in
`tests/answers/ASSIGNMENT/EXERCISE/{right,wrong}_*.py`; each file replaces the whole
answer cell. A right answer must get every point, a wrong one must lose some, and by
the case that its second line names.

The cells run in this process, in order, each answer on a copy of the names that
existed before its answer cell. That is quick (one import of TensorFlow for the whole
bank) and right for files that we wrote ourselves; a student's answer never comes here.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import linecache
import os
import re
import signal
import sys
import time
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from types import FrameType
from typing import Any

from grader import source

REPOSITORY = Path(__file__).parents[1]
BANK = REPOSITORY / "tests" / "answers"
CELL_LIMIT_S = 120
FEWEST_WRONG, FEWEST_RIGHT = 4, 2

Names = dict[str, Any]


@dataclass(frozen=True)
class BankAnswer:
    """One file of the bank; `caught_by` names the case that must see a wrong one."""

    path: Path
    is_right: bool
    description: str
    caught_by: str
    source: str


@dataclass
class Run:
    """The cases that one answer failed, with what each failure said."""

    failed: dict[str, str] = field(default_factory=dict)
    failed_visible: bool = False
    seconds: float = 0.0


@dataclass
class Row:
    """One line of the detection table: an exercise and what its bank showed."""

    exercise: str
    right: int = 0
    wrong: int = 0
    right_passing: int = 0
    wrong_caught: int = 0
    caught_by_visible: int = 0
    seconds: float = 0.0
    problems: list[str] = field(default_factory=list)
    idle_cases: list[str] = field(default_factory=list)


class BankError(source.SourceError):
    """A file of the answer bank is malformed; the message names file and cure."""


def read_bank(stem: str, exercise: str, bank: Path = BANK) -> list[BankAnswer]:
    """All answers of one exercise, right ones first."""
    paths = sorted((bank / stem / exercise).glob("*.py"))
    answers = [_read_answer(path) for path in paths]
    return sorted(answers, key=lambda answer: not answer.is_right)


def _read_answer(path: Path) -> BankAnswer:
    text = path.read_text(encoding="utf-8")
    kind = path.stem.split("_")[0]
    head = re.match(rf"# {kind}: (?P<what>.+)", text)
    if kind not in ("right", "wrong") or head is None:
        raise BankError(
            f"{path.name} in {path.parent.name}: the name must start with right_ or "
            "wrong_ and the first line with '# right: ' or '# wrong: '."
        )
    caught_by = re.search(r"\A.*\n# caught by: (.+)", text)
    if kind == "wrong" and caught_by is None:
        raise BankError(
            f"{path.name} in {path.parent.name}: a wrong answer needs a second line "
            "'# caught by: NAME OF A CASE'."
        )
    return BankAnswer(
        path=path,
        is_right=kind == "right",
        description=head["what"],
        caught_by=caught_by[1].strip() if caught_by else "",
        source=text,
    )


def prove(
    assignment: source.Assignment,
    exercises: Iterable[str] = (),
    *,
    bank: Path = BANK,
    seed: int = 0,
    verbose: bool = False,
) -> list[Row]:
    """Run reference and bank of the named exercises (default: all), in text order."""
    wanted = set(exercises) or set(assignment.exercises)
    names: Names = {"__name__": "__main__"}
    rows = []
    blocks = _blocks(assignment.cells)
    for exercise, cells in blocks:
        before = dict(names)
        reference = _run_cells(names, cells, None, seed)
        if exercise not in wanted:
            continue
        row = Row(exercise, seconds=reference.seconds)
        if reference.failed:
            row.problems += [
                f"reference fails {n}: {m}" for n, m in reference.failed.items()
            ]
        row.idle_cases = [case.name for cell in cells for case in cell.cases]
        tested = _up_to_last_test(cells)
        for answer in read_bank(assignment.stem, exercise, bank):
            run = _run_cells(dict(before), tested, answer.source, seed)
            _judge(row, answer, run, cells)
            if verbose:
                _tell(answer, run)
        _check_size(row)
        rows.append(row)
    return rows


def matrix(
    assignment: source.Assignment,
    exercises: Iterable[str] = (),
    *,
    bank: Path = BANK,
    seed: int = 0,
) -> dict[str, list[str]]:
    """Break each exercise in turn: which other exercises lose points with it?

    Every wrong answer of the bank runs with the reference answers to all other
    exercises, from the first cell to the last.

    Returns:
        For each broken exercise, the others that failed; [] is as it should be.
    """
    wanted = set(exercises) or set(assignment.exercises)
    blocks = list(_blocks(assignment.cells))
    lost: dict[str, list[str]] = {}
    for broken in (name for name, _ in blocks if name in wanted):
        wrong = [a for a in read_bank(assignment.stem, broken, bank) if not a.is_right]
        victims = {
            f"{victim} ({answer.path.stem})"
            for answer in wrong
            for victim in _victims(blocks, broken, answer, seed)
        }
        lost[broken] = sorted(victims)
    return lost


def _victims(
    blocks: list[tuple[str, list[source.Cell]]],
    broken: str,
    answer: BankAnswer,
    seed: int,
) -> list[str]:
    """The exercises, other than the broken one, that fail beside it."""
    names: Names = {"__name__": "__main__"}
    failed = []
    for exercise, cells in blocks:
        text = answer.source if exercise == broken else None
        run = _run_cells(names, cells, text, seed, is_forgiving=True)
        if run.failed and exercise != broken:
            failed.append(exercise)
    return failed


def _blocks(cells: Iterable[source.Cell]) -> Iterator[tuple[str, list[source.Cell]]]:
    """Group code cells: a solution cell and all that follows, up to the next one."""
    exercise, block = "", list[source.Cell]()
    for cell in cells:
        if cell.kind == "solution":
            yield exercise, block
            exercise, block = cell.name, []
        if cell.kind in ("given", "solution", "test", "hidden"):
            block.append(cell)
    yield exercise, block


def _up_to_last_test(cells: list[source.Cell]) -> list[source.Cell]:
    """What an answer needs to be judged: given code after its tests is left out."""
    tests = [i for i, cell in enumerate(cells) if cell.kind in ("test", "hidden")]
    return cells[: tests[-1] + 1] if tests else cells


def _run_cells(
    names: Names,
    cells: list[source.Cell],
    answer: str | None,
    seed: int,
    *,
    is_forgiving: bool = False,
) -> Run:
    """Execute a block in `names`, with `answer` in place of the reference solution.

    A cell of our own that raises is an error of ours, unless `is_forgiving`.
    """
    run = Run()
    start = time.perf_counter()
    for cell in cells:
        is_test = cell.kind in ("test", "hidden")
        text = answer if cell.kind == "solution" and answer is not None else cell.source
        scope = dict(names) if is_test else names
        recorder = _Recorder(cell, seed)
        if is_test:
            scope["case"] = recorder.case
        error = _execute(scope, text, f"<{cell.grade_id or f'line {cell.line}'}>")
        if error and answer is None and not is_test and not is_forgiving:
            raise BankError(f"The cell at source line {cell.line} raised {error}")
        if is_test:
            failed = recorder.failed(error)
            run.failed |= failed
            run.failed_visible |= bool(failed) and cell.kind == "test"
    run.seconds = time.perf_counter() - start
    return run


class _Recorder:
    """Gives a test cell its `case`, and remembers which cases passed."""

    def __init__(self, cell: source.Cell, seed: int) -> None:
        self._cell, self._seed = cell, seed
        self._passed: set[str] = set()
        self._errors: dict[str, str] = {}

    @contextlib.contextmanager
    def case(self, name: str, *, points: float, message: str) -> Iterator[Any]:
        import numpy as np

        key = f"{self._cell.grade_id}/{name}".encode()
        try:
            yield np.random.default_rng([self._seed, zlib.crc32(key)])
        except Exception as error:  # the answer under test may raise anything
            self._errors[name] = _describe(error)
        else:
            self._passed.add(name)

    def failed(self, cell_error: str) -> dict[str, str]:
        """What each failed case said; a case that was never reached has failed."""
        reason = cell_error or "not reached"
        return {
            case.name: self._errors.get(case.name, reason)
            for case in self._cell.cases
            if case.name not in self._passed
        }


def _execute(names: Names, text: str, filename: str) -> str:
    """Run one cell; "" or the error in one line. Output goes nowhere."""
    # TensorFlow's AutoGraph reads the source of the functions that it compiles.
    lines = text.splitlines(keepends=True)
    linecache.cache[filename] = (len(text), None, lines, filename)
    try:
        code = compile(text, filename, "exec")
        with _time_limit(CELL_LIMIT_S), contextlib.redirect_stdout(io.StringIO()):
            exec(code, names)
    except (Exception, SystemExit) as error:
        return _describe(error)
    return ""


def _describe(error: BaseException) -> str:
    lines = str(error).strip().splitlines() or [""]
    return f"{type(error).__name__}: {' '.join(lines)[:300]}"


@contextlib.contextmanager
def _time_limit(seconds: int) -> Iterator[None]:
    """Interrupt a cell that runs too long, where the system has alarms."""
    if not hasattr(signal, "SIGALRM"):
        yield
        return

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise TimeoutError(f"the cell ran longer than {seconds} s")

    previous = signal.signal(signal.SIGALRM, stop)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, previous)


def _judge(row: Row, answer: BankAnswer, run: Run, cells: list[source.Cell]) -> None:
    """Add one answer's run to the row, with a sentence for what went wrong."""
    row.seconds += run.seconds
    row.idle_cases = [name for name in row.idle_cases if name not in run.failed]
    label = f"{answer.path.stem} ({answer.description})"
    if answer.is_right:
        row.right += 1
        row.right_passing += not run.failed
        row.problems += [
            f"{label} fails '{name}': {said}" for name, said in run.failed.items()
        ]
        return
    row.wrong += 1
    row.wrong_caught += bool(run.failed)
    row.caught_by_visible += run.failed_visible
    known = {case.name for cell in cells for case in cell.cases}
    if answer.caught_by not in known:
        row.problems.append(f"{label} names an unknown case '{answer.caught_by}'")
    elif not run.failed:
        row.problems.append(f"{label} gets every point")
    elif answer.caught_by not in run.failed:
        found = ", ".join(run.failed)
        row.problems.append(
            f"{label} is caught by {found}, not by '{answer.caught_by}'"
        )


def _check_size(row: Row) -> None:
    """A predict exercise is graded for being answered: it needs no bank."""
    if row.exercise.startswith("predict_"):
        return
    if row.wrong < FEWEST_WRONG or row.right < FEWEST_RIGHT:
        row.problems.append(
            f"the bank has {row.right} right and {row.wrong} wrong answers; "
            f"it needs {FEWEST_RIGHT} and {FEWEST_WRONG}"
        )


def _tell(answer: BankAnswer, run: Run) -> None:
    outcome = "; ".join(f"{n} [{m}]" for n, m in run.failed.items()) or "all points"
    print(f"    {answer.path.stem}: {outcome} ({run.seconds:.1f} s)", file=sys.stderr)


def _print_table(rows: list[Row]) -> None:
    print(f"{'exercise':32} {'right':>7} {'wrong':>7} {'visible':>8} {'s':>6}")
    for row in rows:
        print(
            f"{row.exercise:32} {row.right_passing:>3}/{row.right:<3} "
            f"{row.wrong_caught:>3}/{row.wrong:<3} {row.caught_by_visible:>5}    "
            f"{row.seconds:6.1f}"
        )
        for problem in row.problems:
            print(f"    ! {problem}")
        if row.wrong and row.idle_cases:
            print(f"    . no answer fails: {', '.join(row.idle_cases)}")


def _print_matrix(lost: dict[str, list[str]]) -> int:
    """One line an exercise; 1 when breaking one costs another."""
    for broken, victims in lost.items():
        print(f"{broken:32} {'; '.join(victims) or 'alone'}")
    return 1 if any(lost.values()) else 0


def _prepare_process() -> None:
    """The environment that a graded kernel has, for this process."""
    os.environ.update(
        COURSE_BUDGET="grade", CI="true", MPLBACKEND="agg", TF_CPP_MIN_LOG_LEVEL="3"
    )
    sys.path.insert(0, str(REPOSITORY / "notebooks"))


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what `grader prove` takes."""
    parser.add_argument("assignment", help="the stem, such as 1_notmnist")
    parser.add_argument("exercise", nargs="*", help="only these exercises")
    parser.add_argument(
        "--matrix",
        action="store_true",
        help="break each exercise in turn and see whether another one loses points",
    )
    parser.add_argument("--seed", type=int, default=0, help="seed of the cases' rng")
    parser.add_argument("--json", type=Path, help="also write the table here")
    parser.add_argument("-v", "--verbose", action="store_true", help="say each outcome")


def main(options: argparse.Namespace) -> int:
    """Print the table; 0 when nothing is wrong with it, 1 otherwise, 2 for usage."""
    try:
        assignment = source.load(options.assignment)
        unknown = set(options.exercise) - set(assignment.exercises)
        if unknown:
            known = ", ".join(assignment.exercises)
            raise BankError(f"No exercise is called {', '.join(unknown)}: {known}.")
        _prepare_process()
        if options.matrix:
            return _print_matrix(
                matrix(assignment, options.exercise, seed=options.seed)
            )
        rows = prove(
            assignment, options.exercise, seed=options.seed, verbose=options.verbose
        )
    except (source.SourceError, BankError) as error:
        print(error, file=sys.stderr)
        return 2
    _print_table(rows)
    if options.json:
        options.json.write_text(json.dumps([asdict(row) for row in rows], indent=1))
    return 1 if any(row.problems for row in rows) else 0
