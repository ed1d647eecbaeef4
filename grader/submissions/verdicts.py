"""Verdicts: what grading says of a case, a cell, a submission; JSON in and out.

Points are checked where a verdict is made, so a score that is not finite, negative or
above the maximum cannot exist. A case that was not seen to pass has no points.

As JSON (`verdict.json`, `grader grade --json`) every field of a verdict has its own
name. Why a case failed (`failure`), why a submission is quarantined (`reason`), what
was noted (`notes`): objects with a `kind`, its details and a `sentence`; a case has
its whole `message` besides. Sentences are there for readers and made anew when a
verdict is read. A verdict of an earlier grader, which kept sentences only, is read too.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, get_args

from grader.course import write_text
from grader.source.marks import is_hidden
from grader.submissions.failures import Failure, Note, message

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
    """One case of a test cell: all of its points, or none and the `failure` that says
    why; of a plain nbgrader test, a part of them. `advice` is what the test's author
    tells whoever fails it.
    """

    name: str
    points: float
    max_points: float
    passed: bool
    failure: Failure | None = None
    advice: str = ""

    def __post_init__(self) -> None:
        _require(isinstance(self.name, str), "a case needs a name")
        _require(isinstance(self.passed, bool), f"'{self.name}' passed: yes or no")
        _require(isinstance(self.advice, str), f"'{self.name}' has no proper advice")
        _require(
            self.passed == (self.failure is None),
            f"'{self.name}' {'passed' if self.passed else 'failed'} with the failure "
            f"{self.failure!r}",
        )
        _check_score(f"case '{self.name}'", self.points, self.max_points)
        earned = 0 if self.failure is None else self.failure.points
        _require(
            self.points == (self.max_points if self.passed else earned),
            f"case '{self.name}' has {self.points:g} points though it "
            f"{'passed' if self.passed else 'failed'}",
        )

    @property
    def message(self) -> str:
        """What a student is told, "" when it passed."""
        return message(self.advice, self.failure)

    @classmethod
    def of(
        cls, name: str, max_points: float, failure: Failure | None, advice: str = ""
    ) -> CaseVerdict:
        """Passed when `failure` is None, else failed for that."""
        points = max_points if failure is None else failure.points
        return cls(name, points, max_points, failure is None, failure, advice)

    def to_json(self) -> dict[str, Any]:
        """Its fields, and the message for readers."""
        failure = self.failure and self.failure.to_json()
        return {**vars(self), "failure": failure, "message": self.message}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> CaseVerdict:
        """Read what `to_json` gave; VerdictError or ValueError when malformed."""
        fields = dict(data)
        said = fields.pop("message", "")
        if "failure" not in fields:  # of a grader that kept the message alone
            fields["failure"] = None if fields.get("passed") else said
        if fields["failure"] is not None:
            fields["failure"] = Failure.from_json(fields["failure"])
        return cls(**fields)


@dataclass(frozen=True)
class CellVerdict:
    """The cases of one test cell; its score is their sum.

    `hidden`: students do not see the test. `inside`: it ran in the student's own
    process, whose code could have forged what it gave.
    """

    grade_id: str
    score: float
    max_score: float
    cases: list[CaseVerdict]
    hidden: bool = False
    inside: bool = False

    def __post_init__(self) -> None:
        _require(isinstance(self.grade_id, str), "a cell needs its grade_id")
        _check_score(f"cell '{self.grade_id}'", self.score, self.max_score)
        points = sum(case.points for case in self.cases)
        maximum = sum(case.max_points for case in self.cases)
        is_told = isinstance(self.hidden, bool) and isinstance(self.inside, bool)
        _require(is_told, f"cell '{self.grade_id}' is hidden, or inside: yes or no")
        same = math.isclose(points, self.score) and math.isclose(
            maximum, self.max_score
        )
        _require(same, f"cell '{self.grade_id}' is not the sum of its cases")

    @classmethod
    def of(
        cls,
        grade_id: str,
        cases: list[CaseVerdict],
        *,
        hidden: bool | None = None,
        inside: bool = False,
    ) -> CellVerdict:
        """The verdict of a cell from those of its cases; by its id it may be hidden."""
        hidden = is_hidden(grade_id) if hidden is None else hidden
        score = sum((case.points for case in cases), 0.0)
        maximum = sum((case.max_points for case in cases), 0.0)
        return cls(grade_id, score, maximum, cases, hidden, inside)

    def to_json(self) -> dict[str, Any]:
        """Its fields, plain."""
        return {**vars(self), "cases": [case.to_json() for case in self.cases]}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> CellVerdict:
        """Read one cell; VerdictError when it is malformed."""
        try:
            fields = dict(data)
            fields["cases"] = [CaseVerdict.from_json(c) for c in fields["cases"]]
            if "hidden" not in fields:  # of a grader whose ids said it
                fields["hidden"] = is_hidden(str(fields["grade_id"]))
            return cls(**fields)
        except (TypeError, KeyError, ValueError) as error:
            raise VerdictError(f"Not a valid verdict: {error}") from error


@dataclass(frozen=True)
class CellTime:
    """How long a cell ran, the cell called by its id or its first line.

    `is_sealed`: it ran after a hidden test, so that its time may tell of one.
    """

    cell: str
    seconds: float
    is_sealed: bool = False

    def __post_init__(self) -> None:
        _require(isinstance(self.cell, str), "a time needs its cell")
        _require(_is_amount(self.seconds), f"'{self.cell}' took {self.seconds!r}")
        _require(
            isinstance(self.is_sealed, bool), f"'{self.cell}' is sealed: yes or no"
        )


def slowest(times: Iterable[CellTime], count: int = 3) -> list[CellTime]:
    """The cells that took longest, the slowest first."""
    return sorted(times, key=lambda time: -time.seconds)[:count]


@dataclass(frozen=True)
class SubmissionVerdict:
    """What a submission got. `score` and `max_score` count what is graded
    automatically; `manual_max_score` waits for a person. A quarantined submission has
    a reason and no points. `repairs` are told to the student too; `notes` are for the
    instructor alone: signs that the code tampered, ended its process or used up its
    memory or time. `wall` stood around its code, "" when none of it ran. `times` are
    those of its cells; two verdicts are equal whatever they took.
    """

    student: str
    status: Status
    reason: Failure | None
    score: float
    max_score: float
    manual_max_score: float
    seconds: float
    cpu_seconds: float
    repairs: list[str] = field(default_factory=list)
    cells: list[CellVerdict] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    wall: str = ""
    times: list[CellTime] = field(default_factory=list, compare=False)

    def __post_init__(self) -> None:
        who = f"the submission of '{self.student}'"
        _require(isinstance(self.student, str), "a submission needs its student")
        _require(self.status in get_args(Status), f"{who} is '{self.status}'")
        _require(
            (self.status == "quarantined") == isinstance(self.reason, Failure),
            f"{who} is {self.status} with the reason {self.reason!r}",
        )
        _check_score(who, self.score, self.max_score)
        _require(not self.reason or not self.score, f"{who} has points in quarantine")
        for name in ("manual_max_score", "seconds", "cpu_seconds"):
            _require(_is_amount(getattr(self, name)), f"{who} has no proper {name}")
        is_text = all(isinstance(text, str) for text in [*self.repairs, self.wall])
        is_noted = all(isinstance(note, Note) for note in self.notes)
        _require(is_text and is_noted, f"{who} has improper repairs or notes")
        points = sum(cell.score for cell in self.cells)
        _require(
            math.isclose(points, self.score, abs_tol=1e-9),
            f"{who} is not the sum of its cells",
        )

    def to_json(self) -> dict[str, Any]:
        """Plain dictionaries and lists, the form of `grader grade --json`."""
        return {
            **vars(self),
            "reason": self.reason and self.reason.to_json(),
            "cells": [cell.to_json() for cell in self.cells],
            "notes": [note.to_json() for note in self.notes],
            "times": [vars(time) for time in self.times],
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> SubmissionVerdict:
        """Read what `to_json` gave; VerdictError when it is malformed."""
        try:
            fields = dict(data)
            fields["cells"] = [CellVerdict.from_json(c) for c in fields["cells"]]
            fields["notes"] = [Note.from_json(note) for note in fields["notes"]]
            fields["times"] = [CellTime(**time) for time in fields.get("times", [])]
            reason = fields["reason"]
            fields["reason"] = Failure.from_json(reason) if reason else None
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
        fields = {**vars(self), "verdict": self.verdict.to_json()}
        text = json.dumps(fields, indent=1, ensure_ascii=False, allow_nan=False)
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
