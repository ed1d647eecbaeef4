"""Grade one submission: a pure function of it, the assignment's text and a seed.

No gradebook, no course directory, no shared state: it can run again, in any order,
in any process, on any machine. What goes in and comes out is plain JSON and bytes.
"""

from __future__ import annotations

import dataclasses
import hashlib
import importlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from nbformat import NotebookNode

from grader import source
from grader.course import prepared
from grader.engines.engine import Execution, Executor, Limits
from grader.source import adopted, rubrics
from grader.source.notebooks import to_text
from grader.submissions import repair, several
from grader.submissions.beside import Files
from grader.submissions.failures import NOT_ANSWERED, NOT_REACHED, Failure, Kind
from grader.submissions.verdicts import CaseVerdict, CellVerdict, SubmissionVerdict


@dataclass(frozen=True)
class Job:
    """What a worker needs to grade one submission.

    `data` is the notebook, of an assignment with parts `several` of them; `files` lay
    beside it. `refusal` is the reason why there is nothing to grade, None when there
    is; `notes` are repairs that were made to get at the bytes.
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
        files = several.pack(self.files)
        fields["files"] = len(files)
        fields["limits"] = dataclasses.asdict(self.limits)
        fields["refusal"] = self.refusal and self.refusal.to_json()
        return b"".join([json.dumps(fields).encode(), b"\n", files, self.data])

    @classmethod
    def from_bytes(cls, message: bytes) -> Job:
        """Read what `to_bytes` gave."""
        head, _, data = message.partition(b"\n")
        fields = json.loads(head)
        fields["limits"] = Limits(**fields["limits"])
        fields["notes"] = tuple(fields["notes"])
        if fields["refusal"] is not None:
            fields["refusal"] = Failure.from_json(fields["refusal"])
        size = fields.pop("files")
        files = several.unpack(data[:size])
        return cls(data=data[size:], files=files, **fields)

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
    """A verdict and the executed notebooks as text, by name ({}: nothing was run)."""

    verdict: SubmissionVerdict
    notebooks: Mapping[str, str] = field(default_factory=dict)

    def to_bytes(self) -> bytes:
        """A line of JSON, then the notebooks."""
        head = json.dumps(self.verdict.to_json(), allow_nan=False).encode()
        texts = {name: text.encode() for name, text in self.notebooks.items()}
        return head + b"\n" + several.pack(texts)

    @classmethod
    def from_bytes(cls, message: bytes) -> Result:
        """Read what `to_bytes` gave; VerdictError or ValueError when malformed."""
        head, _, packed = message.partition(b"\n")
        verdict = SubmissionVerdict.from_json(json.loads(head))
        texts = several.unpack(packed)
        return cls(verdict, {name: text.decode() for name, text in texts.items()})


def assignment_hash(text: str) -> str:
    """Changes when a test, a point or a given cell of the assignment changes."""
    return hashlib.sha256(text.encode()).hexdigest()


def grade_submission(job: Job, executor: Executor) -> Result:
    """Repair, execute, settle. Whatever the student handed in, this returns."""
    assignment = source.parse(job.text, job.stem)
    if job.refusal is not None:
        return Result(quarantined(job, assignment, job.refusal))
    try:
        mended = _mend(job, assignment)
    except repair.UnreadableError as error:
        return Result(quarantined(job, assignment, error.failure))
    if lacking := prepared.missing(assignment.own_text):
        reason = Failure(Kind.MISSING_DATA, ", ".join(lacking))
        texts = {name: to_text(one.notebook) for name, one in mended.items()}
        return Result(quarantined(job, assignment, reason), texts)
    repairs = [*job.notes, *_told(assignment, mended)]
    files = _files(job, assignment)
    runs: dict[str, Execution] = {}
    cells: list[CellVerdict] = []
    for part in assignment.notebooks:
        name = part.stem
        if name not in mended:
            found = settle(part, [], frozenset(), Failure(Kind.NOT_HANDED_IN))
        else:
            run = runs[name] = _run(job, mended[name].notebook, files, executor, runs)
            if run.problem is not None:
                told = (run.problem, repairs, _joined(runs))
                return Result(quarantined(job, assignment, *told), _texts(runs))
            found = settle(part, run.cells, mended[name].unanswered)
            rubrics.add_rubrics(run.notebook, part)
            _make_portable(run.notebook)
        labels = [assignment.label(cell.grade_id, name) for cell in found]
        pairs = zip(found, labels, strict=True)
        cells += [dataclasses.replace(cell, grade_id=label) for cell, label in pairs]
    about = (job.student, repairs, executor.wall)
    return Result(graded(assignment, cells, _joined(runs), *about), _texts(runs))


def _mend(job: Job, assignment: source.Assignment) -> dict[str, repair.Repaired]:
    """The notebooks that were handed in, repaired, by name."""
    handed_in = _handed_in(job, assignment)
    return {
        part.stem: repair.repair(handed_in[part.stem], part)
        for part in assignment.notebooks
        if part.stem in handed_in
    }


def _handed_in(job: Job, assignment: source.Assignment) -> dict[str, bytes]:
    if assignment.parts:
        return several.unpack(job.data)
    return {assignment.stem: job.data}


def _told(
    assignment: source.Assignment, mended: Mapping[str, repair.Repaired]
) -> Iterator[str]:
    """The repairs of all notebooks, each with its notebook where there are several."""
    for part in assignment.notebooks:
        if part.stem not in mended:
            yield f"{part.stem}.ipynb was not handed in."
            continue
        where = f"{part.stem}: " if len(assignment.parts) > 1 else ""
        yield from (f"{where}{told}" for told in mended[part.stem].repairs)


def _run(
    job: Job,
    notebook: NotebookNode,
    files: Files,
    executor: Executor,
    before: Mapping[str, Execution],
) -> Execution:
    """Run one notebook, in the time that those before it have left."""
    spent = sum(run.seconds for run in before.values())
    left = max(job.limits.submission_s - spent, 1.0)
    limits = dataclasses.replace(job.limits, submission_s=left)
    return executor.execute(notebook, seed=job.seed, limits=limits, files=files)


def _files(job: Job, assignment: source.Assignment) -> Files:
    """What lies beside the notebooks: the student's files, and an adopted course's."""
    if not assignment.is_adopted:
        return job.files
    return adopted.files_for(job.text, job.files)


def _joined(runs: Mapping[str, Execution]) -> Execution:
    """What the notebooks of a submission cost, and what was noted of them."""
    notes = (note for run in runs.values() for note in run.notes)
    return Execution(
        cells=[],
        notebook=NotebookNode(),
        seconds=sum((run.seconds for run in runs.values()), 0.0),
        cpu_seconds=sum((run.cpu_seconds for run in runs.values()), 0.0),
        notes=tuple(dict.fromkeys(notes)),
        times=tuple(time for run in runs.values() for time in run.times),
    )


def _texts(runs: Mapping[str, Execution]) -> dict[str, str]:
    return {name: to_text(run.notebook) for name, run in runs.items()}


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
    silent: Failure = NOT_REACHED,
) -> list[CellVerdict]:
    """One verdict for each test cell of the source, in its order, fail-closed.

    Names and points come from the source alone. A case of which the engine said
    nothing has failed, for `silent`; a failed case of an exercise that was left as
    released says so.
    """
    said = {(cell.grade_id, case.name): case for cell in cells for case in cell.cases}
    inside = {cell.grade_id: cell.inside for cell in cells}
    settled = []
    for cell in assignment.cells:
        if cell.kind not in ("test", "hidden"):
            continue
        cases = [
            _settle_case(
                spec,
                said.get((cell.grade_id, spec.name)),
                silent,
                is_blank=cell.name in unanswered,
            )
            for spec in cell.cases
        ]
        about = {
            "hidden": cell.kind == "hidden",
            "inside": inside.get(cell.grade_id, assignment.is_adopted),
        }
        settled.append(CellVerdict.of(cell.grade_id, cases, **about))
    return settled


def _settle_case(
    spec: source.CaseSpec, case: CaseVerdict | None, silent: Failure, *, is_blank: bool
) -> CaseVerdict:
    if case is not None and case.passed:
        return CaseVerdict.of(spec.name, spec.points, None)
    if is_blank:
        return CaseVerdict.of(spec.name, spec.points, NOT_ANSWERED)
    failure = silent if case is None else case.failure
    return CaseVerdict.of(spec.name, spec.points, failure, spec.message)


def _make_portable(notebook: NotebookNode) -> None:
    """As nbgrader reads it: no counts that are not numbers."""
    for cell in notebook.cells:
        if cell.cell_type == "code" and not isinstance(cell.execution_count, int):
            cell.execution_count = None


# name: where it is, and what it is made with
ENGINES: dict[str, tuple[str, str, dict[str, Any]]] = {
    "isolated": ("grader.engines.isolated", "IsolatedExecutor", {}),
    "unsafe": ("grader.engines.isolated", "IsolatedExecutor", {"unsafe": True}),
    "kernel": ("grader.engines.in_kernel", "KernelExecutor", {}),
}


def executor_of(engine: str, shared: str = "") -> Executor:
    """The engine of this name, which uses what another one shares ("": nothing).

    "isolated:namespaces" asks for that wall and no other; "isolated::adopted" is for a
    course made for nbgrader, which says itself what it imports; and what follows a
    third colon is the interpreter that kernels and tests run on.

    Raises:
        KeyError: there is none of this name.
    """
    engine, wall, course, python = [*engine.split(":", 3), "", "", ""][:4]
    module, name, options = ENGINES[engine]
    asked = {"shared": shared, "wall": wall, "course": course, "python": python}
    more = {option: value for option, value in asked.items() if value}
    made = getattr(importlib.import_module(module), name)(**options, **more)
    executor: Executor = made
    return executor
