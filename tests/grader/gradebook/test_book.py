"""The gradebook: what many writers do to it at once."""

import threading
from concurrent.futures import ThreadPoolExecutor

from grader.course.course import sqlite_url
from grader.gradebook.book import Book
from grader.submissions.verdicts import CaseVerdict, CellVerdict, SubmissionVerdict
from tests.grader.small_class import STEM, assignment


def verdict(student, failure=None):
    cells = [
        CellVerdict.of(
            cell.grade_id,
            [CaseVerdict.of(c.name, c.points, failure) for c in cell.cases],
        )
        for cell in assignment().cells
        if cell.kind in ("test", "hidden")
    ]
    score = sum(cell.score for cell in cells)
    return SubmissionVerdict(
        student, "graded", "", score, 8.5, 3.0, 1.0, 1.0, [], cells
    )


def write_at_once(url, writers=4):
    """nbgrader looks for a row and then inserts it: here all look at the same moment."""
    students = [f"s{number}" for number in range(6)]
    barrier = threading.Barrier(writers, timeout=60)

    def write(_):
        try:
            barrier.wait()
            with Book(url) as book:
                barrier.wait()
                book.prepare(assignment())
                for student in students:
                    barrier.wait()
                    book.record(STEM, verdict(student), blank=frozenset(), is_new=True)
        except BaseException:
            barrier.abort()  # the others need not wait for one that failed
            raise

    with ThreadPoolExecutor(writers) as pool:
        list(pool.map(write, range(writers)))
    with Book(url) as book:
        assert book.scores(STEM) == dict.fromkeys(students, 8.5)


def test_writers_that_meet_at_every_step_wait_for_each_other(tmp_path):
    write_at_once(sqlite_url(tmp_path / "course" / "gradebook.db"))
