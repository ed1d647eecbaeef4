"""Find and read what was handed in: `submitted/STUDENT/ASSIGNMENT/ASSIGNMENT.ipynb`."""

from __future__ import annotations

import contextlib
import hashlib
import os
from pathlib import Path

from grader.course import CourseError
from grader.grading.job import Job
from grader.grading.plan import Plan
from grader.submissions import beside, opening, several
from grader.submissions.failures import Failure, Kind
from grader.submissions.reading import MAX_BYTES, UnreadableError

TIMESTAMP = "timestamp.txt"
MOST_OF_TIMESTAMP = 4096


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
    refusal, data = None, b""
    files: dict[str, bytes] = {}
    student = readable(folder_name)
    try:
        if folder_name in plan.alike:
            other = readable(plan.alike[folder_name])
            raise UnreadableError(Failure(Kind.ALIKE_NAME, other))
        if plan.assignment.parts:
            data = several.pack(_notebooks_of(plan, folder_name, notes))
        else:
            path = _notebook_of(plan, folder_name, plan.stem, notes)
            data = opening.read(plan.submitted, path, MAX_BYTES)
        home = plan.submitted / folder_name / plan.stem / f"{plan.stem}.ipynb"
        files, left_out = beside.files_beside(plan.submitted, home)
        notes += left_out
    except UnreadableError as error:
        refusal = error.failure
    except OSError as error:
        refusal = Failure(Kind.UNREADABLE, text=str(error.strerror or error))
    return Job(
        student=student,
        stem=plan.stem,
        text=plan.assignment.text,
        data=data,
        seed=_seed_of(plan.seed, student),
        limits=plan.limits,
        engine=plan.executor,
        refusal=refusal,
        notes=tuple(notes),
        files=files,
    )


def _notebook_of(plan: Plan, folder_name: str, name: str, notes: list[str]) -> Path:
    """The submitted notebook of this name, also when it has another name."""
    folder = plan.submitted / folder_name / plan.stem
    found = opening.names(plan.submitted, folder)
    if f"{name}.ipynb" in found:
        return folder / f"{name}.ipynb"
    others = [
        name for name in found if name.endswith(".ipynb") and not name.startswith(".")
    ]
    if len(others) == 1 and len(plan.assignment.notebooks) == 1:
        notes.append(f"The notebook was called {readable(others[0])}.")
        return folder / others[0]
    raise UnreadableError(
        Failure(Kind.MISSING_FILE, f"{name}.ipynb", amount=len(others))
    )


def _notebooks_of(plan: Plan, folder_name: str, notes: list[str]) -> dict[str, bytes]:
    """The notebooks of an assignment that were handed in; some may be missing."""
    found: dict[str, bytes] = {}
    missing: UnreadableError | None = None
    for name in [part.stem for part in plan.assignment.notebooks]:
        try:
            path = _notebook_of(plan, folder_name, name, notes)
        except UnreadableError as error:
            if error.failure.kind is not Kind.MISSING_FILE:
                raise
            missing = error
            continue
        found[name] = opening.read(plan.submitted, path, MAX_BYTES)
    if missing is not None and not found:
        raise missing
    return found


def _seed_of(seed: int, student: str) -> int:
    digest = hashlib.sha256(f"{seed}\0{student}".encode()).digest()
    return int.from_bytes(digest[:8], "big")


def timestamp(plan: Plan, folder_name: str) -> str | None:
    """When it was handed in, from nbgrader's file beside the notebook."""
    from nbgrader.utils import parse_utc

    path = plan.submitted / folder_name / plan.stem / TIMESTAMP
    with contextlib.suppress(OSError, ValueError, OverflowError):
        data = opening.read(plan.submitted, path, MOST_OF_TIMESTAMP)
        text = data.decode("utf-8").strip()[:100]
        parse_utc(text)
        return text
    return None
