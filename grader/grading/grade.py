"""Grade the submissions of an assignment: `grader grade ASSIGNMENT`.

Reads `workspace/submitted/STUDENT/ASSIGNMENT/ASSIGNMENT.ipynb`, writes the gradebook
and, for each submission, `verdict.json` and the executed notebook into
`workspace/autograded/`. This process is the only writer. The verdict file is written
last: a run that is stopped at any moment goes on where it was, with the same command.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Protocol

from grader.course import CourseError, prepared, write_text
from grader.course.course import add_course
from grader.course.terminal import printable
from grader.engines import choice
from grader.gradebook.book import Book, blank_answers
from grader.grading.inbox import find_students, make_job, readable, timestamp
from grader.grading.job import ENGINES, Job, Result, assignment_hash
from grader.grading.plan import Plan, make_plan
from grader.grading.progress import Progress, Tally, as_json, summary
from grader.submissions.verdicts import Record, SubmissionVerdict, VerdictError


def grade_class(plan: Plan, show: Progress, graders: Graders | None = None) -> Tally:
    """Grade every submission that has no verdict yet; the whole class's verdicts.

    `graders` are those of a caller who grades more, so that nothing is loaded twice.
    """
    folders = find_students(plan)
    tally = Tally()
    if plan.force and not plan.forced.exists():
        write_text(plan.forced, "")
    with contextlib.ExitStack() as stack:
        if graders is None:
            graders = stack.enter_context(_graders(plan, len(folders)))
        if any(_is_open(plan, name) for name in folders):
            # The workers load TensorFlow while the gradebook is made.
            graders.start(plan.executor)
        book = stack.enter_context(Book(plan.url, plan.course_id))
        book.prepare(plan.assignment)
        _ = plan.made_by  # read off the code now, while the workers load
        known = book.scores(plan.stem)
        by_student = {readable(name): name for name in folders}
        # A roster or --file-times may tell it later than the notebook came.
        times = {who: timestamp(plan, name) for who, name in by_student.items()}
        book.date(plan.stem, times)
        jobs = _open_jobs(plan, book, folders, known, tally, show)
        for job, result in _fairly(graders, jobs, show):
            tally.verdicts[job.student] = result.verdict
            if _stands_before(plan, result.verdict):
                tally.standing.append(job.student)
            else:
                _keep(plan, book, job, result, by_student[job.student])
            show.ended(result.verdict)
    plan.forced.unlink(missing_ok=True)
    return tally


# Who ran out of time and computed for less than this share of it was waiting: for a
# busy machine, or asleep.
STARVED = 0.75


def _fairly(
    graders: Graders, jobs: Iterable[Job], show: Progress
) -> Iterator[tuple[Job, Result]]:
    """Grade all; what may have run out of time for its neighbors is graded again alone.

    That second verdict stands.
    """
    late = []
    for job, result in graders.run(jobs):
        if _may_have_starved(result.verdict):
            late.append(job)
            show.again(result.verdict)
        else:
            yield job, result
    for job in late:
        yield from graders.run([job])


def _may_have_starved(verdict: SubmissionVerdict) -> bool:
    lost = (case.failure for cell in verdict.cells for case in cell.cases)
    is_late = any(failure is not None and failure.is_of_time for failure in lost)
    return is_late and verdict.cpu_seconds < STARVED * verdict.seconds


class Graders(Protocol):
    """What grades jobs: the local pool, or a cluster."""

    def __enter__(self) -> Graders: ...

    def __exit__(self, *_: object) -> None: ...

    def start(self, engine: str) -> None: ...

    def run(self, jobs: Iterable[Job]) -> Iterator[tuple[Job, Result]]: ...


def _graders(plan: Plan, submissions: int) -> Graders:
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
        record = None if plan.is_forced(job.student) else _standing(plan, job)
        if record is not None and record.made_by != plan.made_by:
            tally.earlier += 1
        if record is None or not _holds(plan, record):
            yield job
            continue
        if known.get(job.student) != record.verdict.score:
            paths = _old_paths(plan, job)
            old = {n: path.read_text(encoding="utf-8") for n, path in paths.items()}
            _enter(plan, book, job, record.verdict, old, name)
        tally.verdicts[job.student] = record.verdict
        tally.kept += 1
        show.kept()


def _is_open(plan: Plan, folder_name: str) -> bool:
    """Whether a submission has to run."""
    job = make_job(plan, folder_name)
    record = None if plan.is_forced(job.student) else _standing(plan, job)
    return record is None or not _holds(plan, record)


def _holds(plan: Plan, record: Record) -> bool:
    """Whether a verdict stands, by this grader or one that was asked to be kept.

    One that was made behind another wall than is asked for does not.
    """
    is_ours = plan.keep or record.made_by == plan.made_by
    return is_ours and plan.wall in ("", record.verdict.wall)


def _standing(plan: Plan, job: Job) -> Record | None:
    """The verdict of an earlier run, of whatever grader, on the same things.

    One that was quarantined for a fault of the machine has none.
    """
    record = _old_record(plan, job.student)
    inputs = (job.submission_hash, assignment_hash(job.text), plan.isolated)
    if record is None or record.inputs != inputs:
        return None
    if record.verdict.reason is not None:
        return None if record.verdict.reason.is_the_machines else record
    return record if _old_paths(plan, job) else None


def _old_record(plan: Plan, student: str) -> Record | None:
    try:
        return Record.read(plan.verdict_path(student))
    except (OSError, VerdictError):
        return None


def _stands_before(plan: Plan, verdict: SubmissionVerdict) -> bool:
    """Whether a fault of the machine met a submission that has been graded before.

    What was graded stays, in the gradebook and on the pages, until it is graded again.
    """
    if verdict.reason is None or not verdict.reason.is_the_machines:
        return False
    old = _old_record(plan, verdict.student)
    return old is not None and old.verdict.status == "graded"


def _old_paths(plan: Plan, job: Job) -> dict[str, Path]:
    """{name: path} of the notebooks that an earlier run has left."""
    names = [part.stem for part in plan.assignment.notebooks]
    paths = {name: plan.executed(job.student, name) for name in names}
    return {name: path for name, path in paths.items() if path.is_file()}


def _enter(
    plan: Plan,
    book: Book,
    job: Job,
    verdict: SubmissionVerdict,
    notebooks: Mapping[str, str],
    folder_name: str,
) -> None:
    """Write a verdict into the gradebook."""
    old = _old_record(plan, job.student)
    blank = {
        plan.assignment.label(grade_id, name)
        for name, text in notebooks.items()
        for grade_id in blank_answers(text)
    }
    for part in plan.assignment.notebooks:
        if notebooks and part.stem not in notebooks:  # not handed in: no answer
            ids = (cell.grade_id for cell in part.cells if cell.grade_id)
            blank |= {plan.assignment.label(grade_id, part.stem) for grade_id in ids}
    book.record(
        plan.stem,
        verdict,
        blank=frozenset(blank),
        is_new=old is None or old.submission_hash != job.submission_hash,
        timestamp=timestamp(plan, folder_name),
    )


def _keep(plan: Plan, book: Book, job: Job, result: Result, folder_name: str) -> None:
    """Gradebook, notebooks, verdict, in this order: the verdict says all is there."""
    verdict, path = result.verdict, plan.verdict_path(job.student)
    _enter(plan, book, job, verdict, result.notebooks, folder_name)
    path.unlink(missing_ok=True)
    for part in plan.assignment.notebooks:
        notebook = plan.executed(job.student, part.stem)
        if text := result.notebooks.get(part.stem):
            write_text(notebook, text)
        else:
            notebook.unlink(missing_ok=True)
    Record(
        assignment=plan.stem,
        submission_hash=job.submission_hash,
        assignment_hash=assignment_hash(job.text),
        made_by=plan.made_by,
        isolated=plan.isolated,
        verdict=verdict,
    ).write(path)


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
    add("--keep", action="store_true", help="keep verdicts of an earlier grader")
    add("--db", metavar="URL", help="SQLAlchemy URL; default: workspace/gradebook.db")
    add_course(parser)
    add("--scheduler", default="", metavar="URL", help="a Dask scheduler, tcp://...")
    for name in ("ca-file", "cert", "key"):
        add(f"--tls-{name}", default="", metavar="FILE", help="for tls://, as in Dask")
    add("--unsafe", action="store_true", help="without isolation; marks every result")
    add("--wall", choices=choice.WALLS, default="", help="this one and no other")
    add("--engine", choices=sorted(ENGINES), help=argparse.SUPPRESS)
    add("--cell-limit", type=float, metavar="SECONDS", help="default: course.toml")
    add("--case-limit", type=float, metavar="SECONDS", help="default: course.toml")
    add("--submission-limit", type=float, metavar="SECONDS", help="likewise")


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


def main(options: argparse.Namespace, graders: Graders | None = None) -> int:
    """Grade; 0 when all were graded, 3 when some are quarantined."""
    plan = make_plan(options)
    find_students(plan)  # where there are none, nothing is made
    _require_writable(plan.course.root)
    if not plan.scheduler:  # a cluster's workers look for themselves
        prepared.require([plan.assignment.own_text])
    progress = Progress(plan.stem)
    try:
        tally = grade_class(plan, progress, graders)
    finally:
        progress.close()
    if options.json:
        write_text(options.json, as_json(plan, tally))
    print(summary(plan, tally))
    for verdict in tally.quarantined:
        stands = verdict.student in tally.standing
        more = " What it had before stands." if stands else ""
        print(printable(f"  {verdict.student}: {verdict.reason}{more}"))
    return 3 if tally.quarantined else 0
