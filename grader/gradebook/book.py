"""Write verdicts into nbgrader's gradebook: one writer, one transaction a submission.

The schema is nbgrader's own, so formgrader and `nbgrader export` read it. SQLite runs
in write-ahead mode, so that readers never block the writer; any other database by its
SQLAlchemy URL.
"""

from __future__ import annotations

import contextlib
import json
import logging
import sqlite3
import warnings
from collections.abc import Iterator, Mapping
from typing import Any

from grader import source
from grader.course import CourseError
from grader.gradebook import address
from grader.source.marks import marks_of
from grader.source.notebooks import (
    STUB,
    TEXT_STUB,
    instructor_notebook,
    release_settings,
)
from grader.submissions.verdicts import SubmissionVerdict

COURSE_ID = "deep_learning"
WAIT_S = 60
# nbgrader's tables have no index on what each of our writes looks up.
_INDEXES = {
    "grade": "notebook_id",
    "comment": "notebook_id",
    "submitted_notebook": "assignment_id",
}


@contextlib.contextmanager
def _told(url: str) -> Iterator[None]:
    """Turn a database's complaint into one sentence, without the password."""
    from nbgrader.api import InvalidEntry  # which also wraps what the database says
    from sqlalchemy.exc import SQLAlchemyError

    address.check(url)
    try:
        yield
    except (SQLAlchemyError, sqlite3.Error, InvalidEntry) as error:
        reason = str(getattr(error, "orig", None) or error).strip().splitlines()[0]
        raise CourseError(
            f"The gradebook {address.shown(url)} cannot be used: {reason}. Verdicts "
            "that were already given are kept; mend this and run the same command."
        ) from error


class Book:
    """The gradebook, open for writing. Use as a context manager."""

    def __init__(self, url: str, course_id: str = COURSE_ID) -> None:
        from nbgrader.api import Gradebook
        from sqlalchemy import event, text

        self._url = url
        self._turn = _Turn(url)
        # nbgrader logs each new row; the tables of a class are thousands of lines. What
        # the database refuses is said in a sentence (`_told`).
        for name in ("traitlets", "tornado.application"):
            logging.getLogger(name).setLevel(logging.CRITICAL)
        with _told(url), self._turn:
            _use_write_ahead(url)
            _mark_version(url)
            self._book = Gradebook(url, course_id)
            if url.startswith("sqlite"):
                event.listen(self._book.engine, "connect", _set_patience)
                self._book.engine.dispose()
            for table, column in _INDEXES.items():
                self._book.db.execute(
                    text(
                        f"CREATE INDEX IF NOT EXISTS ix_{table}_{column} "
                        f"ON {table} ({column})"
                    )
                )
            self._book.db.commit()

    def __enter__(self) -> Book:
        return self

    def __exit__(self, *_: object) -> None:
        self._book.close()
        self._turn.close()

    def prepare(self, assignment: source.Assignment) -> None:
        """Enter the assignment with its cells, as `nbgrader generate_assignment` does.

        An assignment that changed after submissions came in is brought up to date:
        grades of cells that are gone go with them.
        """
        with _told(self._url), self._turn:
            masters = {part.stem: _master(part) for part in assignment.notebooks}
            self._book.update_or_create_assignment(assignment.stem)
            for name, notebook in masters.items():
                self._reconcile(assignment.stem, name, notebook)
            self._book.close()
            for name, notebook in masters.items():
                _save_cells(notebook, assignment.stem, name, self._url)

    def _reconcile(self, stem: str, name: str, notebook: Any) -> None:
        """Make the set of cells in the database that of the notebook."""
        from nbgrader.api import MissingEntry

        try:
            known = self._book.find_notebook(name, stem)
        except MissingEntry:
            return
        for kind, names in _cell_names(notebook).items():
            have = {cell.name: cell for cell in getattr(known, f"{kind}_cells")}
            for gone in have.keys() - names:
                self._forget(have[gone])
            self._book.db.commit()
            for cell in sorted(names - have.keys()):
                add = getattr(self._book, f"add_{kind}_cell")
                add(cell, name, stem, **_NEW_CELL[kind])

    def _forget(self, cell: Any) -> None:
        """Delete a cell and what hangs on it."""
        for row in (*getattr(cell, "grades", ()), *getattr(cell, "comments", ())):
            self._book.db.delete(row)
        self._book.db.delete(cell)

    def record(
        self,
        stem: str,
        verdict: SubmissionVerdict,
        *,
        blank: frozenset[str],
        is_new: bool,
        timestamp: str | None = None,
    ) -> None:
        """Write one verdict; what a person gave by hand stays.

        Args:
            stem: the assignment.
            verdict: replaces every automatic score that was there.
            blank: grade_ids of answers that were left as released.
            is_new: whether the submission differs from the one graded before, so that
                a manual grade has to be looked at again.
            timestamp: when it was handed in, as nbgrader writes it.
        """
        with _told(self._url), self._turn:
            try:
                self._record(stem, verdict, blank, is_new, timestamp)
            except BaseException:
                self._book.db.rollback()
                raise

    def _record(
        self,
        stem: str,
        verdict: SubmissionVerdict,
        blank: frozenset[str],
        is_new: bool,
        timestamp: str | None,
    ) -> None:
        book = self._book
        book.update_or_create_student(verdict.student)
        when = {"timestamp": timestamp} if timestamp else {}
        with warnings.catch_warnings():
            # nbgrader builds the rows of a submission before it adds them.
            warnings.simplefilter("ignore")
            submission = book.update_or_create_submission(stem, verdict.student, **when)
        scores = {cell.grade_id: cell.score for cell in verdict.cells}
        is_quarantined = verdict.status == "quarantined"
        for notebook in submission.notebooks:
            self._complete(notebook)
            where = f"{notebook.name}/" if len(submission.notebooks) > 1 else ""
            for grade in notebook.grades:
                name = f"{where}{grade.cell.name}"
                if is_quarantined:
                    grade.auto_score, grade.needs_manual_grade = 0.0, True
                    continue
                old = grade.auto_score
                is_blank_text = name not in scores and name in blank
                grade.auto_score = 0.0 if is_blank_text else scores.get(name)
                by_hand = grade.manual_score is not None
                if grade.auto_score is None:
                    grade.needs_manual_grade = is_new or not by_hand
                else:
                    grade.needs_manual_grade = by_hand and old != grade.auto_score
            for comment in notebook.comments:
                name = f"{where}{comment.cell.name}"
                comment.auto_comment = "No response." if name in blank else None
        book.db.commit()
        book.db.expunge_all()  # memory must not grow with the class

    def date(self, stem: str, times: Mapping[str, str | None]) -> None:
        """Write when submissions came, where the gradebook says something else.

        Args:
            stem: the assignment.
            times: {student: when, as nbgrader writes it, None when nothing says it};
                whoever has no submission in the gradebook is passed over.
        """
        from nbgrader.api import Assignment, SubmittedAssignment
        from nbgrader.utils import parse_utc

        with _told(self._url), self._turn:
            columns = (
                SubmittedAssignment.id,
                SubmittedAssignment.student_id,
                SubmittedAssignment.timestamp,
            )
            rows = (
                self._book.db.query(*columns)
                .join(Assignment, Assignment.id == SubmittedAssignment.assignment_id)
                .filter(Assignment.name == stem)
                .all()
            )
            for key, student, before in rows:
                text = times.get(student)
                when = parse_utc(text) if text else None
                if student in times and when != before:
                    one = self._book.db.query(SubmittedAssignment).filter_by(id=key)
                    one.update({"timestamp": when}, synchronize_session=False)
            self._book.db.commit()
            self._book.db.expunge_all()

    def give(self, stem: str, old: str, new: str) -> bool:
        """Make a submission that of another id of the same person, with all its points.

        False, and nothing is changed, when that id has a submission of its own.
        """
        from nbgrader.api import MissingEntry

        book = self._book
        with _told(self._url), self._turn:
            try:
                submission = book.find_submission(stem, old)
            except MissingEntry:
                return True
            with contextlib.suppress(MissingEntry):
                book.find_submission(stem, new)
                return False
            before = submission.student
            names = ("first_name", "last_name", "email", "lms_user_id")
            try:
                owner = book.find_student(new)
            except MissingEntry:
                about = {name: getattr(before, name) for name in names}
                owner = book.add_student(new, **about)
            submission.student = owner
            if not before.submissions:
                book.db.delete(before)
            book.db.commit()
            book.db.expunge_all()
        return True

    def _complete(self, notebook: Any) -> None:
        """Add the grades of cells that came into the assignment later."""
        from nbgrader.api import Comment, Grade

        graded = {grade.cell_id for grade in notebook.grades}
        tasks = notebook.notebook.task_cells
        for cell in [*notebook.notebook.grade_cells, *tasks]:
            if cell.id not in graded:
                notebook.grades.append(Grade(cell_id=cell.id, cell=cell))
        commented = {comment.cell_id for comment in notebook.comments}
        for cell in [*notebook.notebook.solution_cells, *tasks]:
            if cell.id not in commented:
                notebook.comments.append(Comment(cell_id=cell.id, cell=cell))

    def scores(self, stem: str) -> dict[str, float | None]:
        """{student: sum of automatic scores} of the submissions in the book.

        None for a submission with a test cell that has no score yet.
        """
        from nbgrader.api import (
            Assignment,
            Grade,
            GradeCell,
            SubmittedAssignment,
            SubmittedNotebook,
        )

        with _told(self._url):
            rows = (
                self._book.db.query(
                    SubmittedAssignment.student_id,
                    Grade.auto_score,
                    GradeCell.cell_type,
                )
                .join(Assignment, Assignment.id == SubmittedAssignment.assignment_id)
                .join(
                    SubmittedNotebook,
                    SubmittedNotebook.assignment_id == SubmittedAssignment.id,
                )
                .join(Grade, Grade.notebook_id == SubmittedNotebook.id)
                .join(GradeCell, GradeCell.id == Grade.cell_id)
                .filter(Assignment.name == stem)
                .all()
            )
        sums: dict[str, float | None] = {}
        for student, score, kind in rows:
            so_far = sums.setdefault(student, 0.0)
            if score is None and kind == "code":
                sums[student] = None
            elif so_far is not None:
                sums[student] = so_far + (score or 0.0)
        return sums


class _Turn:
    """One grader at a time changes a gradebook. Use as a context manager.

    nbgrader looks whether a row is there and then inserts it; of two graders that look
    at the same moment one would fail. PostgreSQL has a lock for that; beside a SQLite
    file stands an empty database that is locked in its place. A lock ends with its
    process.
    """

    _KEY = 730  # any number that all graders share

    def __init__(self, url: str) -> None:
        self._url = url
        self._connection: Any = None
        self._run: Any = None
        self._take = self._leave = ""

    def _connect(self) -> None:
        from sqlalchemy import NullPool, create_engine
        from sqlalchemy.engine import make_url

        parsed = make_url(self._url)
        if parsed.get_backend_name() == "postgresql":
            self._take = f"SELECT pg_advisory_lock({self._KEY})"
            self._leave = f"SELECT pg_advisory_unlock({self._KEY})"
            engine = create_engine(
                self._url, poolclass=NullPool, isolation_level="AUTOCOMMIT"
            )
            self._connection = engine.connect()
            self._run = self._connection.exec_driver_sql
        elif file := address.sqlite_file(self._url):
            self._take, self._leave = "BEGIN EXCLUSIVE", "ROLLBACK"
            file.parent.mkdir(parents=True, exist_ok=True)
            self._connection = sqlite3.connect(
                f"{file}.turn",
                timeout=WAIT_S,
                isolation_level=None,
                check_same_thread=False,
            )
            self._run = self._connection.execute

    def __enter__(self) -> None:
        if self._connection is None:
            self._connect()
        if self._connection is not None:
            self._run(self._take)

    def __exit__(self, *_: object) -> None:
        if self._connection is not None:
            self._run(self._leave)

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()


# What nbgrader wants to know of a new cell; SaveCells fills in the rest.
_NEW_CELL: dict[str, dict[str, Any]] = {
    "grade": {"cell_type": "code", "max_score": 0},
    "solution": {},
    "task": {"cell_type": "markdown", "max_score": 0},
    "source": {"cell_type": "code"},
}


def _cell_names(notebook: Any) -> dict[str, set[str]]:
    """{kind of nbgrader cell: the grade_ids of that kind in the notebook}."""
    names: dict[str, set[str]] = {kind: set() for kind in _NEW_CELL}
    for cell in notebook.cells:
        marks = marks_of(cell)
        if not (marks.grade or marks.solution or marks.locked or marks.task):
            continue
        names["source"].add(marks.grade_id)
        if marks.grade:
            names["grade"].add(marks.grade_id)
        if marks.solution:
            names["solution"].add(marks.grade_id)
        if marks.task:
            names["task"].add(marks.grade_id)
    return names


def blank_answers(notebook: str) -> frozenset[str]:
    """The grade_ids of answers that are still as released, from a notebook's text."""
    if not notebook:
        return frozenset()
    blank = set()
    for cell in json.loads(notebook)["cells"]:
        marks = marks_of(cell)
        lines = [line.strip() for line in "".join(cell["source"]).splitlines()]
        keeps_stub = STUB in lines or TEXT_STUB in lines
        if marks.solution and (keeps_stub or _is_as_released(cell)):
            blank.add(marks.grade_id)
    return frozenset(blank)


def _is_as_released(cell: dict[str, Any]) -> bool:
    """Whether a cell has nbgrader's checksum of what was released, and is it still."""
    from nbformat import from_dict
    from nbgrader.utils import compute_checksum

    checksum = cell["metadata"]["nbgrader"].get("checksum")
    whole = from_dict({**cell, "source": "".join(cell["source"])})
    return bool(checksum) and checksum == compute_checksum(whole)


def _use_write_ahead(url: str) -> None:
    """Set SQLite's write-ahead mode, which stays with the file."""
    if file := address.sqlite_file(url):
        file.parent.mkdir(parents=True, exist_ok=True)
        with contextlib.closing(sqlite3.connect(file, timeout=WAIT_S)) as connection:
            connection.execute("PRAGMA journal_mode=WAL")


def _mark_version(url: str) -> None:
    """Note in a new database which version of nbgrader's tables it holds.

    nbgrader does it itself where there is no table yet, with a process that takes 3 s.
    """
    from alembic.script import ScriptDirectory
    from nbgrader.dbutil import ALEMBIC_DIR
    from sqlalchemy import NullPool, create_engine, inspect, text

    engine = create_engine(url, poolclass=NullPool)  # leaves no connection open
    with engine.begin() as connection:
        if inspect(connection).get_table_names():
            return
        version = ScriptDirectory(ALEMBIC_DIR).get_current_head()
        connection.execute(
            text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)")
        )
        connection.execute(
            text("INSERT INTO alembic_version VALUES (:version)"), {"version": version}
        )


def _set_patience(connection: Any, _record: object) -> None:
    """Wait for another program's lock instead of failing at once."""
    connection.execute(f"PRAGMA busy_timeout={WAIT_S * 1000}")


def _master(part: source.Assignment) -> Any:
    """The notebook that nbgrader's release saves: no solutions, all tests."""
    from nbgrader.preprocessors import (
        ClearOutput,
        ClearSolutions,
        ComputeChecksums,
        LockCells,
    )
    from traitlets.config import Config

    notebook = instructor_notebook(part)
    config = Config(release_settings(part))
    for step in (LockCells, ClearSolutions, ClearOutput, ComputeChecksums):
        notebook, _ = step(config=config).preprocess(notebook, {})
    return notebook


def _save_cells(notebook: Any, stem: str, name: str, url: str) -> None:
    from nbgrader.preprocessors import SaveCells

    about = {"notebook": name, "assignment": stem, "db_url": url}
    SaveCells().preprocess(notebook, {"nbgrader": about})
