"""Execute a notebook for grading: the interface of every engine, and a first one.

A notebook that comes here is the instructor's, with all tests, into which the
student's answers were put. Its cells run in order; `show` cells and text answers are
skipped; at a test cell each case is recorded on its own; an error of a student's cell
is kept as its output and the run goes on.

`in_kernel` holds the plainest engine, an ordinary Jupyter kernel without isolation.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal, Protocol

import nbformat
from nbformat import NotebookNode

from grader.source import CaseSpec, find_cases
from grader.source.adopted import ADOPTED
from grader.source.marks import marks_of
from grader.source.notebooks import SHOW_TAG, STUDENT_TAG
from grader.submissions.beside import Files
from grader.submissions.failures import Failure, Note
from grader.submissions.verdicts import CaseVerdict, CellTime, CellVerdict

StepKind = Literal["given", "answer", "test"]

BEGIN_HIDDEN = "### BEGIN HIDDEN TESTS"
MAX_NAME = 60


@dataclass(frozen=True)
class Limits:
    """What one submission may use. Seconds of wall time, bytes, or counts."""

    start_s: float = 60.0
    cell_s: float = 120.0
    case_s: float = 60.0
    submission_s: float = 900.0
    restarts: int = 8
    output_characters: int = 100_000
    threads: int | None = None
    memory_bytes: int = 6 * 2**30
    tmp_bytes: int = 512 * 2**20
    file_bytes: int = 256 * 2**20
    processes: int = 64
    open_files: int = 512

    @classmethod
    def of(cls, seconds: Mapping[str, float]) -> Limits:
        """The defaults but for these, named as `[limits]` in course.toml names them."""
        return cls(**{f"{name}_s": value for name, value in seconds.items()})  # type: ignore[arg-type]


@dataclass(frozen=True)
class Execution:
    """What a run gave. `problem` says why it could not be completed, None when it was.

    `cells` has one verdict for each test cell that was reached, in order. `notes` tell
    the instructor what the code did beside answering.
    """

    cells: list[CellVerdict]
    notebook: NotebookNode
    seconds: float
    cpu_seconds: float
    problem: Failure | None = None
    notes: tuple[Note, ...] = ()
    times: tuple[CellTime, ...] = ()


class Executor(Protocol):
    """An engine; verdicts say whether it was `isolated`, and behind which wall.

    `wall` is "namespaces", "landlock" or, around nothing, "none".
    """

    isolated: bool
    wall: str

    def execute(
        self,
        notebook: NotebookNode,
        *,
        seed: int,
        limits: Limits,
        files: Files | None = None,
    ) -> Execution:
        """Run the notebook; whatever student code does, this returns.

        `files` lie in the folder in which student code runs.
        """
        ...

    def warm_up(self) -> str:
        """Load what it needs, without waiting; what others may share of it, or ""."""
        ...

    def close(self) -> None:
        """End what it keeps running, if it keeps anything."""
        ...


@dataclass(frozen=True)
class Step:
    """One cell to run: its index in the notebook, its kind, a test cell's cases.

    A `plain` test is one case, without `with case`; one that is `inside` runs in the
    student's process, one that is `quiet` may print nothing on stderr.
    """

    index: int
    kind: StepKind
    source: str
    grade_id: str = ""
    hidden: bool = False
    cases: tuple[CaseSpec, ...] = ()
    plain: bool = False
    inside: bool = False
    quiet: bool = False


def steps(notebook: NotebookNode) -> Iterator[Step]:
    """The cells that grading runs, in order, `show` cells and text answers left out."""
    if ADOPTED in notebook.metadata:
        yield from _plain_steps(notebook, notebook.metadata[ADOPTED])
        return
    for index, cell in enumerate(notebook.cells):
        tags = cell.metadata.get("tags", [])
        if cell.cell_type != "code" or SHOW_TAG in tags:
            continue
        marks = marks_of(cell)
        grade_id = marks.grade_id
        if marks.is_test:
            hidden = BEGIN_HIDDEN in cell.source
            cases = find_cases(cell.source, grade_id)
            yield Step(index, "test", cell.source, grade_id, hidden, cases)
        elif marks.solution or STUDENT_TAG in tags:
            yield Step(index, "answer", cell.source, grade_id)
        else:
            yield Step(index, "given", cell.source, grade_id)


def _plain_steps(notebook: NotebookNode, adopted: Mapping[str, Any]) -> Iterator[Step]:
    """Of a notebook that was adopted: all its code runs, as nbgrader has it.

    Its given cells may fail, as they may there: for the machine they are like answers.
    """
    outside = adopted["outside"].get("tests", [])
    for index, cell in enumerate(notebook.cells):
        if cell.cell_type != "code":
            continue
        marks = marks_of(cell)
        grade_id = marks.grade_id
        if not marks.is_test:
            yield Step(index, "answer", cell.source, grade_id)
            continue
        cases = (CaseSpec(grade_id, marks.points, ""),)
        yield Step(
            *(index, "test", cell.source, grade_id),
            hidden=grade_id in adopted["hidden"],
            cases=cases,
            plain=True,
            inside=grade_id not in outside,
            quiet=adopted["like_nbgrader"],
        )


def verdict_of(
    step: Step,
    outcomes: Mapping[str, Failure | None],
    general: Failure,
    *,
    inside: bool = False,
) -> CellVerdict:
    """The verdict of a test cell from {case: None when passed, else why it failed}.

    A case without an outcome failed for `general`: no evidence, no points. `inside`:
    in the end it was judged there.
    """
    cases = [
        CaseVerdict.of(
            spec.name, spec.points, outcomes.get(spec.name, general), spec.message
        )
        for spec in step.cases
    ]
    about = {"hidden": step.hidden, "inside": step.inside or inside}
    return CellVerdict.of(step.grade_id, cases, **about)


def time_of(
    kind: str, grade_id: str, text: str, seconds: float, *, is_sealed: bool
) -> CellTime:
    """What a cell took; given and added ones are called by their first line."""
    is_named = bool(grade_id) and kind != "given"
    name = grade_id if is_named else first_line(text)[:MAX_NAME]
    return CellTime(name, round(seconds, 3), is_sealed)


def first_line(source: str) -> str:
    """What a cell is called by: its first line that is no comment."""
    lines = (line.strip() for line in source.splitlines())
    return next((line for line in lines if line and not line.startswith("#")), "")


def show_verdict(cell: NotebookNode, verdict: CellVerdict) -> None:
    """Replace a test cell's outputs by its verdict, in the form nbgrader scores.

    The last output is the number of points, as nbgrader's partial credit wants it.
    """
    lines = [
        f"✓ {case.name}" if case.passed else f"✗ {case.name}: {case.message}"
        for case in verdict.cases
    ]
    text = "".join(f"{line}\n" for line in lines)
    cell.outputs = [
        nbformat.v4.new_output("stream", name="stdout", text=text),
        nbformat.v4.new_output(
            "execute_result",
            data={"text/plain": repr(float(verdict.score))},
            execution_count=None,
        ),
    ]
