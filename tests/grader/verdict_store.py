"""Verdicts of a small class as grading leaves them, without running anything."""

import random

from grader.course import write_text
from grader.submissions.failures import Failure, Kind
from grader.submissions.verdicts import (
    CaseVerdict,
    CellVerdict,
    Record,
    SubmissionVerdict,
)
from tests.grader.small_class import STEM, to_bytes, with_answers

CASES = {
    "test_double": {"doubles": 1, "zero": 0.5},
    "hidden_double": {"negative": 2},
    "test_root": {"of four": 1},
    "hidden_root": {"of squares": 3},
    "test_predict_sum": {"filled in": 1},
}
HINT = "Mind the sign."


def _case(name, points, is_failing):
    failure = Failure(Kind.WRONG) if is_failing else None
    return CaseVerdict.of(name, points, failure, HINT)


def verdict(student, failing=(), *, cpu=2.0, repairs=()):
    """A graded verdict in which the cases called `failing` failed."""
    cells = [
        CellVerdict.of(
            grade_id,
            [_case(name, points, name in failing) for name, points in cases.items()],
        )
        for grade_id, cases in CASES.items()
    ]
    return SubmissionVerdict(
        student,
        "graded",
        None,
        sum(cell.score for cell in cells),
        sum(cell.max_score for cell in cells),
        3,
        cpu * 1.5,
        cpu,
        list(repairs),
        cells,
    )


def quarantined(student, reason):
    reason = Failure(Kind.MACHINE, text=reason)
    return SubmissionVerdict(student, "quarantined", reason, 0, 8.5, 3, 0.1, 0.1)


def store(course, verdict, *, stem=STEM, notebook=None, isolated=True):
    """Write a verdict, and an executed notebook beside it when there is one."""
    path = course.notebook("autograded", stem, verdict.student)
    Record(stem, "a", "b", "isolated", isolated, verdict).write(
        path.with_name("verdict.json")
    )
    if notebook is not None:
        write_text(path, to_bytes(notebook).decode())


def executed(answers):
    """An executed notebook: the instructor's, with a student's answers."""
    return with_answers(answers)


def random_class(course, count, seed):
    """`count` verdicts with random failures, in a fixed order for a seed."""
    rng = random.Random(seed)
    names = [name for cases in CASES.values() for name in cases]
    for number in range(count):
        failing = [name for name in names if rng.random() < 0.3]
        store(course, verdict(f"s{number:02}", failing, cpu=rng.uniform(1, 9)))
