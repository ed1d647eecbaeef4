"""Verdicts: what grading says of a case, a cell, a submission; JSON in and out.

Points are checked where a verdict is made, so a score that is not finite, negative or
above the maximum cannot exist. A case that was not seen to pass has no points.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Literal, get_args

from grader.course import write_text

Status = Literal["graded", "quarantined"]


class VerdictError(ValueError):
    """A record is no valid verdict; the message says what is wrong with it."""


def _require(holds: bool, what: str) -> None:
    if not holds:
        raise VerdictError(f"Not a valid verdict: {what}.")


def _is_amount(value: object) -> bool:
    """Whether this is a finite number that is not negative (True is no number)."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return False
    return math.isfinite(value) and value >= 0


def _check_score(name: str, score: float, max_score: float) -> None:
    for value in (score, max_score):
        _require(_is_amount(value), f"the points of {name} are {value!r}")
    _require(
        score <= max_score, f"{name} has {score:g} points of at most {max_score:g}"
    )


@dataclass(frozen=True)
class CaseVerdict:
    """One case of a test cell. All of its points or none; `message` tells a student
    why it failed and is "" when it passed.
    """

    name: str
    points: float
    max_points: float
    passed: bool
    message: str

    def __post_init__(self) -> None:
        _require(isinstance(self.name, str), "a case needs a name")
        _require(isinstance(self.passed, bool), f"'{self.name}' passed: yes or no")
        _require(isinstance(self.message, str), f"'{self.name}' needs a message")
        _check_score(f"case '{self.name}'", self.points, self.max_points)
        _require(
            self.points == (self.max_points if self.passed else 0),
            f"case '{self.name}' has {self.points:g} points though it "
            f"{'passed' if self.passed else 'failed'}",
        )

    @classmethod
    def of(cls, name: str, max_points: float, failure: str | None) -> CaseVerdict:
        """Passed when `failure` is None, else failed with that message."""
        passed = failure is None
        return cls(
            name, max_points if passed else 0.0, max_points, passed, failure or ""
        )


@dataclass(frozen=True)
class CellVerdict:
    """The cases of one test cell; its score is their sum."""

    grade_id: str
    score: float
    max_score: float
    cases: list[CaseVerdict]

    def __post_init__(self) -> None:
        _require(isinstance(self.grade_id, str), "a cell needs its grade_id")
        _check_score(f"cell '{self.grade_id}'", self.score, self.max_score)
        points = sum(case.points for case in self.cases)
        maximum = sum(case.max_points for case in self.cases)
        same = math.isclose(points, self.score) and math.isclose(
            maximum, self.max_score
        )
        _require(same, f"cell '{self.grade_id}' is not the sum of its cases")

    @classmethod
    def of(cls, grade_id: str, cases: list[CaseVerdict]) -> CellVerdict:
        """The verdict of a cell from those of its cases."""
        score = sum((case.points for case in cases), 0.0)
        maximum = sum((case.max_points for case in cases), 0.0)
        return cls(grade_id, score, maximum, cases)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> CellVerdict:
        """Read one cell; VerdictError when it is malformed."""
        try:
            fields = dict(data)
            fields["cases"] = [CaseVerdict(**case) for case in fields["cases"]]
            return cls(**fields)
        except (TypeError, KeyError, ValueError) as error:
            raise VerdictError(f"Not a valid verdict: {error}") from error


@dataclass(frozen=True)
class SubmissionVerdict:
    """What a submission got. `score` and `max_score` count what is graded
    automatically; `manual_max_score` waits for a person. A quarantined submission has
    a reason and no points. `repairs` are told to the student too; `notes` are sentences
    for the instructor alone: signs that the code tampered, ended its process or used up
    its memory or time. `wall` stood around its code, "" when none of it ran.
    """

    student: str
    status: Status
    reason: str
    score: float
    max_score: float
    manual_max_score: float
    seconds: float
    cpu_seconds: float
    repairs: list[str] = field(default_factory=list)
    cells: list[CellVerdict] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    wall: str = ""

    def __post_init__(self) -> None:
        who = f"the submission of '{self.student}'"
        _require(isinstance(self.student, str), "a submission needs its student")
        _require(self.status in get_args(Status), f"{who} is '{self.status}'")
        _require(
            (self.status == "quarantined") == bool(self.reason),
            f"{who} is {self.status} with the reason '{self.reason}'",
        )
        _check_score(who, self.score, self.max_score)
        _require(not self.reason or not self.score, f"{who} has points in quarantine")
        for name in ("manual_max_score", "seconds", "cpu_seconds"):
            _require(_is_amount(getattr(self, name)), f"{who} has no proper {name}")
        texts = [*self.repairs, *self.notes, self.wall]
        _require(all(isinstance(t, str) for t in texts), f"{who} has notes of no text")
        points = sum(cell.score for cell in self.cells)
        _require(
            math.isclose(points, self.score, abs_tol=1e-9),
            f"{who} is not the sum of its cells",
        )

    def to_json(self) -> dict[str, Any]:
        """Plain dictionaries and lists, the form of `grader grade --json`."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> SubmissionVerdict:
        """Read what `to_json` gave; VerdictError when it is malformed."""
        try:
            fields = dict(data)
            fields["cells"] = [CellVerdict.from_json(c) for c in fields["cells"]]
            return cls(**fields)
        except (TypeError, KeyError, ValueError) as error:
            raise VerdictError(f"Not a valid verdict: {error}") from error


@dataclass(frozen=True)
class Record:
    """A verdict with what it was made from: the content of a `verdict.json`.

    `made_by` is the engine with the mark of the grader's code (`engines.deciding`); it
    and the inputs say whether the verdict still holds. `isolated` is False when student
    code ran without a sandbox.
    """

    assignment: str
    submission_hash: str
    assignment_hash: str
    made_by: str
    isolated: bool
    verdict: SubmissionVerdict

    @property
    def inputs(self) -> tuple[str, str, bool]:
        """What the verdict was made from, whichever grader made it."""
        return self.submission_hash, self.assignment_hash, self.isolated

    def write(self, path: Path) -> None:
        """Write the record atomically as JSON."""
        text = json.dumps(asdict(self), indent=1, ensure_ascii=False, allow_nan=False)
        write_text(path, text + "\n")

    @classmethod
    def read(cls, path: Path) -> Record:
        """Read a record; VerdictError when it is malformed, OSError when missing."""
        try:
            fields = json.loads(path.read_text(encoding="utf-8"))
            if "engine" in fields:  # of version 0.1, which named no grader
                fields["made_by"] = fields.pop("engine")
            fields["verdict"] = SubmissionVerdict.from_json(fields["verdict"])
            return cls(**fields)
        except (TypeError, KeyError, ValueError) as error:
            raise VerdictError(
                f"{path} is no verdict ({error}); grade the submission again."
            ) from error
