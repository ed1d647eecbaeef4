"""Grade the submissions of an assignment: `grader grade ASSIGNMENT`.

Reads `workspace/submitted/STUDENT/ASSIGNMENT/ASSIGNMENT.ipynb`, writes the gradebook
and, for each submission, `verdict.json` and the executed notebook into
`workspace/autograded/`. This process is the only writer. The verdict file is written
last: a run that is stopped at any moment goes on where it was, with the same command.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import json
import os
import secrets
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from grader import source
from grader.course import Course, CourseError, prepared, write_text
from grader.engines.engine import Limits
from grader.gradebook.book import Book, blank_answers
from grader.grading.job import ENGINES, Job, Result, assignment_hash
from grader.submissions.reading import MAX_BYTES
from grader.submissions.verdicts import Record, SubmissionVerdict, VerdictError

TIMESTAMP = "timestamp.txt"
MAX_STUDENT = 200


@dataclass(frozen=True)
class Plan:
    """One run of the command: what is graded, with what, into where."""

    course: Course
    assignment: source.Assignment
    submitted: Path
    url: str
    engine: str
    engine_name: str
    isolated: bool
    limits: Limits
    seed: int
    jobs: int = 1
    force: bool = False
    students: frozenset[str] = frozenset()
    scheduler: str = ""
    tls: tuple[str, str, str] = ("", "", "")

    @property
    def stem(self) -> str:
        return self.assignment.stem

    def folder(self, student: str) -> Path:
        return self.course.folder("autograded") / student / self.stem

    def verdict_path(self, student: str) -> Path:
        return self.folder(student) / "verdict.json"


@dataclass
class Tally:
    """What a run came to."""

    verdicts: dict[str, SubmissionVerdict] = field(default_factory=dict)
    kept: int = 0

    @property
    def quarantined(self) -> list[SubmissionVerdict]:
        return [v for v in self.verdicts.values() if v.status == "quarantined"]


# Finding submissions.


def find_students(plan: Plan) -> list[str]:
    """Students who handed in something for the assignment, sorted.

    Raises:
        CourseError: the folder is missing or empty, or a named student is not there.
    """
    if not plan.submitted.is_dir():
        raise CourseError(
            f"There is no folder {plan.submitted}; put submissions there as "
            f"STUDENT/{plan.stem}/{plan.stem}.ipynb, or name another with --submitted."
        )
    found = sorted(
        path.name
        for path in plan.submitted.iterdir()
        if not path.name.startswith(".") and (path / plan.stem).is_dir()
    )
    missing = sorted(plan.students - set(found))
    if missing:
        raise CourseError(
            f"{', '.join(missing)} handed in no {plan.stem} in {plan.submitted}; "
            "look at the names given with --students."
        )
    if not found:
        raise CourseError(
            f"No student in {plan.submitted} handed in {plan.stem}; a submission is "
            f"STUDENT/{plan.stem}/{plan.stem}.ipynb."
        )
    return [name for name in found if not plan.students or name in plan.students]


def readable(name: str) -> str:
    """A student's name that can be written anywhere; odd bytes become escapes."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def make_job(plan: Plan, folder_name: str) -> Job:
    """Read one submission; what cannot be read becomes a refusal with its reason."""
    notes: list[str] = []
    refusal, data = "", b""
    student = readable(folder_name)
    try:
        path = _notebook_of(plan.submitted / folder_name / plan.stem, plan.stem, notes)
        data = _read(path)
    except _RefusedError as error:
        refusal = str(error)
    except OSError as error:
        refusal = f"The file cannot be read: {error.strerror or error}."
    return Job(
        student=student,
        stem=plan.stem,
        text=plan.assignment.text,
        data=data,
        seed=_seed_of(plan.seed, student),
        limits=plan.limits,
        engine=plan.engine,
        refusal=refusal,
        notes=tuple(notes),
    )


class _RefusedError(ValueError):
    """There is nothing to grade; the text says why."""


def _notebook_of(folder: Path, stem: str, notes: list[str]) -> Path:
    """The submitted notebook, also when it has another name."""
    path = folder / f"{stem}.ipynb"
    if path.is_symlink() or folder.is_symlink():
        raise _RefusedError("The submission is a link, not a file.")
    if path.is_file():
        return path
    others = [
        p for p in sorted(folder.glob("*.ipynb")) if p.is_file() and not p.is_symlink()
    ]
    if len(others) == 1:
        notes.append(f"The notebook was called {readable(others[0].name)}.")
        return others[0]
    what = f"{len(others)} other notebooks" if others else "no notebook"
    raise _RefusedError(f"{stem}.ipynb is missing; the folder holds {what}.")


def _read(path: Path) -> bytes:
    if path.stat().st_size > MAX_BYTES:
        raise _RefusedError(f"The file is too large: {path.stat().st_size:,} bytes.")
    return path.read_bytes()


def _seed_of(seed: int, student: str) -> int:
    digest = hashlib.sha256(f"{seed}\0{student}".encode()).digest()
    return int.from_bytes(digest[:8], "big")


def _timestamp(plan: Plan, folder_name: str) -> str | None:
    """When it was handed in, from nbgrader's file beside the notebook."""
    from nbgrader.utils import parse_utc

    path = plan.submitted / folder_name / plan.stem / TIMESTAMP
    with contextlib.suppress(OSError, ValueError, OverflowError):
        text = path.read_text(encoding="utf-8").strip()[:100]
        parse_utc(text)
        return text
    return None


# Grading.


def grade_class(plan: Plan, show: Progress) -> Tally:
    """Grade every submission that has no verdict yet; the whole class's verdicts."""
    folders = find_students(plan)
    tally = Tally()
    with contextlib.ExitStack() as stack:
        graders = stack.enter_context(_graders(plan, len(folders)))
        is_open = (_standing(plan, make_job(plan, name)) is None for name in folders)
        if plan.force or any(is_open):
            # The workers load TensorFlow while the gradebook is made.
            graders.start(plan.engine)
        book = stack.enter_context(Book(plan.url))
        book.prepare(plan.assignment)
        known = book.scores(plan.stem)
        by_student = {readable(name): name for name in folders}
        jobs = _open_jobs(plan, book, folders, known, tally, show)
        for job, result in graders.run(jobs):
            _keep(plan, book, job, result, by_student[job.student])
            tally.verdicts[job.student] = result.verdict
            show.ended(result.verdict)
    return tally


class _Graders(Protocol):
    """What grades jobs: the local pool, or a cluster."""

    def __enter__(self) -> _Graders: ...

    def __exit__(self, *_: object) -> None: ...

    def start(self, engine: str) -> None: ...

    def run(self, jobs: Iterable[Job]) -> Iterator[tuple[Job, Result]]: ...


def _graders(plan: Plan, submissions: int) -> _Graders:
    if not plan.scheduler:
        from grader.grading.pool import Pool

        return Pool(min(plan.jobs, submissions))
    try:
        from grader.grading.cluster import Cluster, Tls
    except ImportError as error:
        raise CourseError(
            "--scheduler needs Dask; install it with `pip install "
            "'deep-learning-course[cluster]'`."
        ) from error
    return Cluster(plan.scheduler, Tls(*plan.tls))


def _open_jobs(
    plan: Plan,
    book: Book,
    folders: Sequence[str],
    known: dict[str, float | None],
    tally: Tally,
    show: Progress,
) -> Iterator[Job]:
    """Jobs that have to run; a verdict that still holds is taken over."""
    show.begin(len(folders))
    for name in folders:
        job = make_job(plan, name)
        record = None if plan.force else _standing(plan, job)
        if record is None:
            yield job
            continue
        if known.get(job.student) != record.verdict.score:
            _enter(plan, book, job, record.verdict, _old_notebook(plan, job), name)
        tally.verdicts[job.student] = record.verdict
        tally.kept += 1
        show.kept()


def _standing(plan: Plan, job: Job) -> Record | None:
    """The verdict of an earlier run if it was made from the same things."""
    record = _old_record(plan, job.student)
    marks = (job.submission_hash, assignment_hash(job.text), plan.engine_name)
    if record is None or record.marks != marks or record.isolated != plan.isolated:
        return None
    was_executed = (plan.folder(job.student) / f"{plan.stem}.ipynb").is_file()
    # Quarantined after a run means that the machine failed, not the submission: the
    # next run tries it again.
    is_graded = record.verdict.status == "graded"
    return record if is_graded == was_executed else None


def _old_record(plan: Plan, student: str) -> Record | None:
    try:
        return Record.read(plan.verdict_path(student))
    except (OSError, VerdictError):
        return None


def _old_notebook(plan: Plan, job: Job) -> str:
    path = plan.folder(job.student) / f"{plan.stem}.ipynb"
    return path.read_text(encoding="utf-8") if path.is_file() else ""


def _enter(
    plan: Plan,
    book: Book,
    job: Job,
    verdict: SubmissionVerdict,
    notebook: str,
    folder_name: str,
) -> None:
    """Write a verdict into the gradebook."""
    old = _old_record(plan, job.student)
    book.record(
        plan.stem,
        verdict,
        blank=blank_answers(notebook),
        is_new=old is None or old.submission_hash != job.submission_hash,
        timestamp=_timestamp(plan, folder_name),
    )


def _keep(plan: Plan, book: Book, job: Job, result: Result, folder_name: str) -> None:
    """Gradebook, notebook, verdict, in this order: the verdict says all is there."""
    verdict, path = result.verdict, plan.verdict_path(job.student)
    _enter(plan, book, job, verdict, result.notebook, folder_name)
    path.unlink(missing_ok=True)
    notebook = path.with_name(f"{plan.stem}.ipynb")
    if result.notebook:
        write_text(notebook, result.notebook)
    else:
        notebook.unlink(missing_ok=True)
    Record(
        assignment=plan.stem,
        submission_hash=job.submission_hash,
        assignment_hash=assignment_hash(job.text),
        engine=plan.engine_name,
        isolated=plan.isolated,
        verdict=verdict,
    ).write(path)


# Telling.


class Progress:
    """A bar on a terminal, a line a submission elsewhere."""

    def __init__(self, stem: str) -> None:
        self._stem = stem
        self._bar: Any = None
        self._total = self._done = 0
        self._wide = sys.stderr.isatty()

    def begin(self, total: int) -> None:
        """So many submissions are looked at."""
        self._total = total
        if self._wide:
            from tqdm import tqdm

            self._bar = tqdm(total=total, desc=self._stem, unit="submission")

    def kept(self) -> None:
        """A submission already had its verdict."""
        self._done += 1
        if self._bar is not None:
            self._bar.update()

    def ended(self, verdict: SubmissionVerdict) -> None:
        """A submission was graded just now."""
        self._done += 1
        text = line(verdict)
        if self._bar is not None:
            self._bar.write(text)
            self._bar.update()
        else:
            print(f"[{self._done}/{self._total}] {text}", flush=True)

    def close(self) -> None:
        """Take the bar away."""
        if self._bar is not None:
            self._bar.close()


def line(verdict: SubmissionVerdict) -> str:
    """One submission in a line."""
    cost = f"{verdict.seconds:6.1f} s {verdict.cpu_seconds:6.1f} CPU s"
    if verdict.status == "quarantined":
        return f"{verdict.student:24} {'-':>13} {cost}  quarantined: {verdict.reason}"
    repairs = len(verdict.repairs)
    mended = f"  {repairs} repair{'s' * (repairs > 1)}" if repairs else ""
    score = f"{verdict.score:g} of {verdict.max_score:g}"
    return f"{verdict.student:24} {score:>13} {cost}{mended}"


def summary(plan: Plan, tally: Tally) -> str:
    """What the run came to, for the end of the output."""
    verdicts = tally.verdicts.values()
    graded = len(verdicts) - len(tally.quarantined)
    parts = [f"{plan.stem}: {graded} graded, {len(tally.quarantined)} quarantined"]
    if tally.kept:
        parts.append(f"{tally.kept} of them in an earlier run")
    cpu = sum(v.cpu_seconds for v in verdicts) / max(len(verdicts), 1)
    text = f"{', '.join(parts)}; {cpu:.1f} CPU seconds a submission."
    if not plan.isolated:
        text += "\nNot isolated: student code could have tampered with these results."
    return text


def as_json(plan: Plan, tally: Tally) -> str:
    """The `--json` file."""
    verdicts = sorted(tally.verdicts.values(), key=lambda v: v.student)
    content = {
        "assignment": plan.stem,
        "submissions": [verdict.to_json() for verdict in verdicts],
    }
    return json.dumps(content, indent=1, ensure_ascii=False, allow_nan=False) + "\n"


# The command.


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what `grader grade` takes."""
    add = parser.add_argument
    cores = os.cpu_count() or 1
    add("assignment", help="stem of the assignment, such as 1_notmnist")
    add("--submitted", type=Path, metavar="DIR", help="default: workspace/submitted")
    add("--jobs", type=int, default=cores, metavar="N", help="how many at once")
    add("--json", type=Path, metavar="FILE", help="write all verdicts here as JSON")
    add("--seed", type=int, metavar="N", help="default: fresh for each run")
    add("--students", nargs="+", default=[], metavar="NAME", help="these only")
    add("--force", action="store_true", help="grade again what has its verdict")
    add("--db", metavar="URL", help="SQLAlchemy URL; default: workspace/gradebook.db")
    add("--course", type=Path, metavar="DIR", help="default: workspace")
    add("--scheduler", default="", metavar="URL", help="a Dask scheduler, tcp://...")
    for name in ("ca-file", "cert", "key"):
        add(f"--tls-{name}", default="", metavar="FILE", help="for tls://, as in Dask")
    add("--unsafe", action="store_true", help="without isolation; marks every result")
    add("--engine", choices=sorted(ENGINES), help=argparse.SUPPRESS)
    add("--cell-limit", type=float, metavar="SECONDS", help="default: course.toml")
    add("--case-limit", type=float, metavar="SECONDS", help="default: course.toml")
    add("--submission-limit", type=float, metavar="SECONDS", help="likewise")


def make_plan(options: argparse.Namespace) -> Plan:
    """The run that the options ask for; CourseError for what cannot be."""
    if options.jobs < 1:
        raise CourseError("--jobs is how many submissions run at once: 1 or more.")
    course = Course(options.course) if options.course else Course()
    limits = _limits(options, course)
    engine = options.engine or choose_engine(unsafe=options.unsafe)
    return Plan(
        course=course,
        assignment=source.load(options.assignment),
        submitted=options.submitted or course.folder("submitted"),
        url=options.db or course.database,
        engine=engine,
        engine_name=engine_name(engine),
        isolated=engine == "isolated",
        limits=limits,
        seed=secrets.randbits(63) if options.seed is None else options.seed,
        jobs=options.jobs,
        force=options.force,
        students=frozenset(options.students),
        scheduler=options.scheduler,
        tls=(options.tls_ca_file, options.tls_cert, options.tls_key),
    )


def _limits(options: argparse.Namespace, course: Course) -> Limits:
    """Limits from the command line, else from course.toml, else the defaults."""
    asked = {
        name: getattr(options, f"{name}_limit")
        for name in ("cell", "case", "submission")
    }
    said = {name: value for name, value in asked.items() if value is not None}
    if not all(0 < value < float("inf") for value in said.values()):
        raise CourseError("A limit is a number of seconds above 0.")
    seconds = {**course.settings.limits, **said}
    return Limits(**{f"{name}_s": value for name, value in seconds.items()})


def choose_engine(*, unsafe: bool) -> str:
    """The engine for this machine.

    Raises:
        CourseError: the machine cannot confine student code and nobody said --unsafe.
    """
    if unsafe:
        # The warm engine needs fork and Unix sockets; a plain kernel runs anywhere.
        return "unsafe" if sys.platform == "linux" else "kernel"
    refusal = why_not_isolated()
    if refusal:
        raise CourseError(refusal)
    return "isolated"


def why_not_isolated() -> str:
    """Why student code cannot be confined on this machine, "" when it can."""
    if sys.platform != "linux":
        return (
            f"Student code cannot be confined on {sys.platform}; grade on Linux, or "
            "say --unsafe for submissions that you trust, which marks every result."
        )
    from grader.isolation import sandbox

    layers = sandbox.probe()
    return "" if layers.sufficient else sandbox.refusal(layers)


def engine_name(engine: str) -> str:
    """Name and version of an engine, without making one."""
    import importlib

    module, name, _ = ENGINES[engine]
    return str(getattr(importlib.import_module(module), name).name)


def _require_writable(folder: Path) -> None:
    """CourseError unless files can be made in the course's folder."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise CourseError(
            f"Nothing can be written into {folder} ({error.strerror}); make it "
            "writable, or name another folder with --course."
        ) from error


def main(options: argparse.Namespace) -> int:
    """Grade; 0 when all were graded, 3 when some are quarantined."""
    plan = make_plan(options)
    _require_writable(plan.course.root)
    if not plan.scheduler:  # a cluster's workers look for themselves
        prepared.require([plan.assignment.text])
    progress = Progress(plan.stem)
    try:
        tally = grade_class(plan, progress)
    finally:
        progress.close()
    if options.json:
        write_text(options.json, as_json(plan, tally))
    print(summary(plan, tally))
    for verdict in tally.quarantined:
        print(f"  {verdict.student}: {verdict.reason}")
    return 3 if tally.quarantined else 0
