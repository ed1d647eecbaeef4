"""Grade one submission: a pure function of it, the assignment's text and a seed.

No gradebook, no course directory, no shared state: it can run again, in any order,
in any process, on any machine. What goes in and comes out is plain JSON and bytes.
"""

from __future__ import annotations

import dataclasses
import hashlib
import importlib
import json
from dataclasses import dataclass, field
from typing import Any

from nbformat import NotebookNode

from grader import source
from grader.course import prepared
from grader.engines.engine import Execution, Executor, Limits
from grader.source import rubrics
from grader.source.notebooks import to_text
from grader.submissions import repair
from grader.submissions.beside import Files
from grader.submissions.failures import NOT_ANSWERED, NOT_REACHED, Failure, Kind
from grader.submissions.verdicts import CaseVerdict, CellVerdict, SubmissionVerdict


@dataclass(frozen=True)
class Job:
    """What a worker needs to grade one submission.

    `refusal` is the reason why there is nothing to grade, None when there is; `notes`
    are repairs that were made to get at the bytes; `files` lay beside the notebook.
    """

    student: str
    stem: str
    text: str
    data: bytes
    seed: int
    limits: Limits
    engine: str
    refusal: Failure | None = None
    notes: tuple[str, ...] = ()
    files: Files = field(default_factory=dict)

    def to_bytes(self) -> bytes:
        """A line of JSON, then the files and the submission."""
        fields = {f.name: getattr(self, f.name) for f in dataclasses.fields(self)}
        fields.pop("data")
        fields["files"] = [[name, len(data)] for name, data in self.files.items()]
        fields["limits"] = dataclasses.asdict(self.limits)
        fields["refusal"] = self.refusal and self.refusal.to_json()
        head = json.dumps(fields).encode() + b"\n"
        return b"".join([head, *self.files.values(), self.data])

    @classmethod
    def from_bytes(cls, message: bytes) -> Job:
        """Read what `to_bytes` gave."""
        head, _, data = message.partition(b"\n")
        fields = json.loads(head)
        fields["limits"] = Limits(**fields["limits"])
        fields["notes"] = tuple(fields["notes"])
        if fields["refusal"] is not None:
            fields["refusal"] = Failure.from_json(fields["refusal"])
        files = {}
        for name, length in fields.pop("files"):
            files[name], data = data[:length], data[length:]
        return cls(data=data, files=files, **fields)

    @property
    def submission_hash(self) -> str:
        """Of all that came from the student."""
        told = json.dumps(self.refusal.to_json()) if self.refusal else ""
        digest = hashlib.sha256(told.encode() + b"\0" + self.data)
        for name, data in self.files.items():
            digest.update(f"\0{name!a}\0".encode() + hashlib.sha256(data).digest())
        return digest.hexdigest()


@dataclass(frozen=True)
class Result:
    """A verdict and the executed notebook as text ("" when nothing was executed)."""

    verdict: SubmissionVerdict
    notebook: str = ""

    def to_bytes(self) -> bytes:
        """A line of JSON, then the notebook."""
        head = json.dumps(self.verdict.to_json(), allow_nan=False).encode()
        return head + b"\n" + self.notebook.encode()

    @classmethod
    def from_bytes(cls, message: bytes) -> Result:
        """Read what `to_bytes` gave; VerdictError or ValueError when malformed."""
        head, _, notebook = message.partition(b"\n")
        verdict = SubmissionVerdict.from_json(json.loads(head))
        return cls(verdict, notebook.decode())


def assignment_hash(text: str) -> str:
    """Changes when a test, a point or a given cell of the assignment changes."""
    return hashlib.sha256(text.encode()).hexdigest()


def grade_submission(job: Job, executor: Executor) -> Result:
    """Repair, execute, settle. Whatever the student handed in, this returns."""
    assignment = source.parse(job.text, job.stem)
    if job.refusal is not None:
        return Result(quarantined(job, assignment, job.refusal))
    try:
        mended = repair.repair(job.data, assignment)
    except repair.UnreadableError as error:
        return Result(quarantined(job, assignment, error.failure))
    if lacking := prepared.missing(job.text):
        reason = Failure(Kind.MISSING_DATA, ", ".join(lacking))
        verdict = quarantined(job, assignment, reason)
        return Result(verdict, to_text(mended.notebook))
    execution = executor.execute(
        mended.notebook, seed=job.seed, limits=job.limits, files=job.files
    )
    repairs = [*job.notes, *mended.repairs]
    if execution.problem is not None:
        verdict = quarantined(job, assignment, execution.problem, repairs, execution)
        return Result(verdict, to_text(execution.notebook))
    cells = settle(assignment, execution.cells, mended.unanswered)
    rubrics.add_rubrics(execution.notebook, assignment)
    about = (job.student, repairs, executor.wall)
    verdict = graded(assignment, cells, execution, *about)
    return Result(verdict, to_text(_portable(execution.notebook)))


def graded(
    assignment: source.Assignment,
    cells: list[CellVerdict],
    execution: Execution,
    student: str,
    repairs: list[str],
    wall: str,
) -> SubmissionVerdict:
    """The verdict of a submission that was executed, with what `settle` made of it."""
    return SubmissionVerdict(
        student=student,
        status="graded",
        reason=None,
        score=sum((cell.score for cell in cells), 0.0),
        max_score=assignment.max_score,
        manual_max_score=assignment.manual_max_score,
        seconds=execution.seconds,
        cpu_seconds=execution.cpu_seconds,
        repairs=repairs,
        cells=cells,
        notes=list(execution.notes),
        wall=wall,
        times=list(execution.times),
    )


def grade_safely(job: Job, executor: Executor) -> Result:
    """Grade; an error of the grader itself puts one submission into quarantine."""
    try:
        return grade_submission(job, executor)
    except Exception as error:
        reason = Failure(Kind.GRADER_FAILED, type(error).__name__, str(error))
        return set_aside(job, reason)


def set_aside(job: Job, reason: Failure) -> Result:
    """What becomes of a submission that could not be graded at all."""
    return Result(quarantined(job, source.parse(job.text, job.stem), reason))


def quarantined(
    job: Job,
    assignment: source.Assignment,
    reason: Failure,
    repairs: list[str] | None = None,
    execution: Execution | None = None,
) -> SubmissionVerdict:
    """A verdict without points, for a person to look at."""
    return SubmissionVerdict(
        student=job.student,
        status="quarantined",
        reason=reason,
        score=0.0,
        max_score=assignment.max_score,
        manual_max_score=assignment.manual_max_score,
        seconds=execution.seconds if execution else 0.0,
        cpu_seconds=execution.cpu_seconds if execution else 0.0,
        repairs=list(job.notes) if repairs is None else repairs,
        notes=list(execution.notes) if execution else [],
        times=list(execution.times) if execution else [],
    )


def settle(
    assignment: source.Assignment,
    cells: list[CellVerdict],
    unanswered: frozenset[str],
) -> list[CellVerdict]:
    """One verdict for each test cell of the source, in its order, fail-closed.

    Names and points come from the source alone. A case of which the engine said
    nothing has failed; a failed case of an exercise that was left as released says so.
    """
    said = {(cell.grade_id, case.name): case for cell in cells for case in cell.cases}
    settled = []
    for cell in assignment.cells:
        if cell.kind not in ("test", "hidden"):
            continue
        cases = [
            _settle_case(
                spec, said.get((cell.grade_id, spec.name)), cell.name in unanswered
            )
            for spec in cell.cases
        ]
        settled.append(CellVerdict.of(cell.grade_id, cases))
    return settled


def _settle_case(
    spec: source.CaseSpec, case: CaseVerdict | None, is_blank: bool
) -> CaseVerdict:
    if case is not None and case.passed:
        return CaseVerdict.of(spec.name, spec.points, None)
    if is_blank:
        return CaseVerdict.of(spec.name, spec.points, NOT_ANSWERED)
    failure = NOT_REACHED if case is None else case.failure
    return CaseVerdict.of(spec.name, spec.points, failure, spec.message)


def _portable(notebook: NotebookNode) -> NotebookNode:
    """The notebook as nbgrader reads it: no counts that are not numbers."""
    for cell in notebook.cells:
        if cell.cell_type == "code" and not isinstance(cell.execution_count, int):
            cell.execution_count = None
    return notebook


# name: where it is, and what it is made with
ENGINES: dict[str, tuple[str, str, dict[str, Any]]] = {
    "isolated": ("grader.engines.isolated", "IsolatedExecutor", {}),
    "unsafe": ("grader.engines.isolated", "IsolatedExecutor", {"unsafe": True}),
    "kernel": ("grader.engines.in_kernel", "KernelExecutor", {}),
}


def executor_of(engine: str, shared: str = "") -> Executor:
    """The engine of this name, which uses what another one shares ("": nothing).

    "isolated:namespaces" asks for that wall and no other.

    Raises:
        KeyError: there is none of this name.
    """
    engine, _, wall = engine.partition(":")
    module, name, options = ENGINES[engine]
    asked = {"shared": shared, "wall": wall}
    more = {option: value for option, value in asked.items() if value}
    made = getattr(importlib.import_module(module), name)(**options, **more)
    executor: Executor = made
    return executor
