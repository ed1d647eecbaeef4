"""Why something failed, as values that travel; and the sentences for people, once.

A `Failure` says why a case has no points or why a submission was quarantined, a `Note`
what the instructor should know of what code did beside answering. Both go over the
wire, into verdicts, reports and pages as a kind and its details; whoever decides
anything asks for the kind. Only this module knows how they are told, and `str` of
either is its sentence.

As JSON, with details that say nothing left out and the sentence for readers:

    {"kind": "raised", "name": "KeyError", "text": "no x", "sentence": "Your code ..."}
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, ClassVar, Self

from grader.course import prepared
from grader.course.libraries import MAY_IMPORT

MAX_DETAIL = 2_000  # characters


class Kind(StrEnum):
    """What happened, with the details that go with it."""

    # Why a case failed.
    WRONG = "wrong value"  # text: what a plain test says of it
    PARTIAL = "partial"  # amount: the points that a plain test gave
    ON_STDERR = "on stderr"
    BAD_POINTS = "bad points"  # text: what a plain test evaluated to
    RAISED = "raised"  # name: the exception; text: what it says
    UNFINISHED = "unfinished"
    NOT_FINITE = "not finite"
    OBJECT = "object"
    MISSING_NAME = "missing name"  # name
    MISSING_MODULE = "missing module"  # name, "" in hidden tests
    CELL_STOPPED = "cell stopped"  # name that it defines; cause
    LATE = "late"  # amount: seconds that a cell had
    DIED = "died"
    MEMORY = "memory"
    LOST_TOO_OFTEN = "lost too often"
    FORGED = "forged"
    NOT_ANSWERED = "not answered"
    NOT_REACHED = "not reached"
    TEST_STOPPED = "test stopped"  # name: the exception
    SUBMISSION_LATE = "submission late"  # amount: seconds
    NOT_RUN = "not run"
    # Why a submission cannot be graded: there is nothing to grade.
    EMPTY_FILE = "empty file"
    LARGE_FILE = "large file"  # amount: bytes
    MANY_CELLS = "many cells"  # amount: cells
    MUCH_TEXT = "much text"  # amount: characters
    NESTED = "nested"
    SLOW_FILE = "slow file"  # amount: seconds
    NOT_JSON = "not json"  # text: where
    NO_NOTEBOOK = "no notebook"
    NO_CELLS = "no cells"
    LINK = "link"
    HARD_LINK = "hard link"
    NO_FILE = "no file"  # name: what it is
    UNREADABLE = "unreadable"  # text: the system's
    ALIKE_NAME = "alike name"  # name: the other
    NOT_HANDED_IN = "not handed in"  # of one notebook among several
    MISSING_FILE = "missing file"  # name; amount: notebooks of other names
    # Why it was not: the machine, the course or the grader is at fault.
    MACHINE = "machine"  # text: a sentence
    MISSING_DATA = "missing data"  # name: files, with commas
    EXAMINER_DIED = "examiner died"  # text: what the log says
    GIVEN_FAILED = "given failed"  # name: the exception; text: the cell's first line
    GRADER_FAILED = "grader failed"  # name: the exception; text
    WORKER_DIED = "worker died"  # amount: times
    WORKER_LATE = "worker late"  # amount: times
    CLUSTER = "cluster"  # text
    # Of a verdict that an earlier grader made, which kept sentences only.
    EARLIER = "earlier"  # text: the sentence


MACHINE_FAULTS = frozenset(
    {
        *(Kind.MACHINE, Kind.MISSING_DATA, Kind.EXAMINER_DIED, Kind.GIVEN_FAILED),
        *(Kind.GRADER_FAILED, Kind.WORKER_DIED, Kind.WORKER_LATE, Kind.CLUSTER),
    }
)
TIME = frozenset({Kind.LATE, Kind.SUBMISSION_LATE})


class Sign(StrEnum):
    """What code did beside answering."""

    FORGED = "forged"
    REPLACED = "replaced"  # name: of the libraries, with commas; amount: how many more
    REDEFINED = "redefined"  # name: of the notebook, with commas
    UNSEEN = "unseen"  # name: means by which code may redefine, with commas
    DIED = "died"  # amount: times
    MEMORY = "memory"
    PROCESSES = "processes"
    STORAGE = "storage"
    STOPPED = "stopped"  # amount: seconds
    INSIDE = "inside"  # name: ids of tests, with commas
    EARLIER = "earlier"  # text: the sentence


@dataclass(frozen=True)
class _Reason:
    """A kind and its details; those that it does not have are empty."""

    kind: Kind | Sign
    name: str = ""
    text: str = ""
    amount: float = 0

    _kinds: ClassVar[type[Kind] | type[Sign]]
    _sentences: ClassVar[Mapping[Any, str | Callable[[Any], str]]]

    def __post_init__(self) -> None:
        is_told = isinstance(self.name, str) and isinstance(self.text, str)
        is_number = isinstance(self.amount, int | float) and math.isfinite(self.amount)
        if not (isinstance(self.kind, self._kinds) and is_told and is_number):
            raise ValueError(f"'{self.kind}' has details that it cannot have")

    def __str__(self) -> str:
        told = self._sentences[self.kind]
        if callable(told):
            return told(self)
        return told.format(name=self.name, text=self.text, amount=self.amount)

    def to_json(self) -> dict[str, Any]:
        """The kind, the details that there are, and the sentence for readers."""
        details = {"name": self.name, "text": self.text, "amount": self.amount}
        kept = {key: value for key, value in details.items() if value}
        return {"kind": str(self.kind), **kept, "sentence": str(self)}

    @classmethod
    def from_json(cls, data: Any) -> Self:
        """Read what `to_json` gave; ValueError when it is malformed.

        A bare string is the sentence of an earlier grader.
        """
        if isinstance(data, str):
            return cls(cls._kinds.EARLIER, text=data)
        if not isinstance(data, dict):
            raise ValueError("a reason is an object")
        fields = {key: value for key, value in data.items() if key != "sentence"}
        if not fields.keys() <= {"kind", "name", "text", "amount"}:
            raise ValueError("a reason has a kind, a name, a text and an amount")
        for key in ("name", "text"):
            if isinstance(fields.get(key), str):
                fields[key] = fields[key][:MAX_DETAIL]
        return cls(**{**fields, "kind": cls._kinds(str(fields.get("kind")))})


def _raised(failure: Failure) -> str:
    quote = json.dumps(failure.text, ensure_ascii=False)
    said = f", which says {quote}" if failure.text else ""
    return f"Your code raised {failure.name}{said}."


def _bad_points(failure: Failure) -> str:
    what = f" ({failure.text})" if failure.text else ""
    return f"The test gave more points than it has{what}; a person has to look at it."


def _missing_module(failure: Failure) -> str:
    what = f"'{failure.name}', a module" if failure.name else "a module"
    return f"Your code imports {what} that this course does not have. {MAY_IMPORT}"


def _missing_file(failure: Failure) -> str:
    others = f"{failure.amount:g} other notebooks" if failure.amount else "no notebook"
    return f"{failure.name} is missing; the folder holds {others}."


def _large_file(failure: Failure) -> str:
    return f"The file is too large: {failure.amount:,.0f} bytes."


def _examiner_died(failure: Failure) -> str:
    why = f": {failure.text.rstrip('.')}" if failure.text else ""
    return f"The examiner of this submission stopped{why}."


def _missing_data(failure: Failure) -> str:
    return prepared.refusal(failure.name.split(", "))


def _cell_stopped(failure: Failure) -> str:
    told = f"The cell that defines '{failure.name}' stopped. {failure.cause or ''}"
    return told.strip()


@dataclass(frozen=True)
class Failure(_Reason):
    """Why a case has no points, or a submission no grade.

    `cause` is what stopped the cell, where a case failed for that.
    """

    kind: Kind
    cause: Failure | None = None
    _kinds = Kind
    _sentences: ClassVar[Mapping[Any, str | Callable[[Any], str]]] = {
        Kind.WRONG: "{text}",  # a case has advice, which says what to look at
        Kind.PARTIAL: "The test gave {amount:g} points.",
        Kind.ON_STDERR: (
            "Something was printed on stderr, a warning perhaps; in this course the "
            "test has no points then."
        ),
        Kind.BAD_POINTS: _bad_points,
        Kind.RAISED: _raised,
        Kind.UNFINISHED: "Your code runs into a part that is not answered yet.",
        Kind.NOT_FINITE: "Your answer contains NaN or infinity.",
        Kind.OBJECT: (
            "Your answer is an object of a class of its own where a number, a text or "
            "an array is needed."
        ),
        Kind.MISSING_NAME: "The name '{name}' is not defined in your notebook.",
        Kind.MISSING_MODULE: _missing_module,
        Kind.CELL_STOPPED: _cell_stopped,
        Kind.LATE: "Your code did not finish in time.",
        Kind.DIED: "Your code ended the Python process.",
        Kind.MEMORY: "Your code used more memory than it may.",
        Kind.LOST_TOO_OFTEN: (
            "Your code ended or blocked its Python process too often."
        ),
        Kind.FORGED: "Your code broke the connection to the tests.",
        Kind.NOT_ANSWERED: "Not answered yet.",
        Kind.NOT_REACHED: "This test was not reached.",
        Kind.TEST_STOPPED: "The test stopped with {name}.",
        Kind.SUBMISSION_LATE: "Grading was stopped after {amount:g} seconds.",
        Kind.NOT_RUN: "A cell could not be run.",
        Kind.EMPTY_FILE: "The file is empty.",
        Kind.LARGE_FILE: _large_file,
        Kind.MANY_CELLS: "The notebook is too large: it has {amount:,.0f} cells.",
        Kind.MUCH_TEXT: (
            "The notebook is too large: its cells have {amount:,.0f} characters."
        ),
        Kind.SLOW_FILE: "The notebook could not be read within {amount:g} seconds.",
        Kind.NESTED: "The file is nested too deeply.",
        Kind.NOT_JSON: "The file is not JSON: {text}.",
        Kind.NO_NOTEBOOK: "The file is JSON, but no notebook.",
        Kind.NO_CELLS: "The file has no cells.",
        Kind.LINK: "The submission is a link, not a file.",
        Kind.HARD_LINK: (
            "The file has a second name elsewhere (a hard link); put a copy there."
        ),
        Kind.NO_FILE: "The submission is {name}, no file.",
        Kind.UNREADABLE: "The file cannot be read: {text}.",
        Kind.ALIKE_NAME: (
            "Its folder's name looks like '{name}'; a person has to say whose it is, "
            "or a roster that has one of them."
        ),
        Kind.NOT_HANDED_IN: "The notebook of this test was not handed in.",
        Kind.MISSING_FILE: _missing_file,
        Kind.MACHINE: "{text}",
        Kind.MISSING_DATA: _missing_data,
        Kind.EXAMINER_DIED: _examiner_died,
        Kind.GIVEN_FAILED: (
            "A given cell fails on this machine, without any answer too: '{text}' ends "
            "with {name}."
        ),
        Kind.GRADER_FAILED: "Grading it failed with {name}: {text}.",
        Kind.WORKER_DIED: (
            "The process that graded it ended unexpectedly, {amount:g} times."
        ),
        Kind.WORKER_LATE: (
            "The process that graded it did not end in time, {amount:g} times."
        ),
        Kind.CLUSTER: "The cluster could not grade it: {text}.",
        Kind.EARLIER: "{text}",
    }

    def to_json(self) -> dict[str, Any]:
        """As of every reason, with the cause where there is one."""
        cause = {"cause": self.cause.to_json()} if self.cause is not None else {}
        return {**super().to_json(), **cause}

    @classmethod
    def from_json(cls, data: Any) -> Self:
        """Read what `to_json` gave; ValueError when it is malformed."""
        if not isinstance(data, dict) or "cause" not in data:
            return super().from_json(data)
        cause = super().from_json(data["cause"])  # which has none
        plain = {key: value for key, value in data.items() if key != "cause"}
        return replace(super().from_json(plain), cause=cause)

    @property
    def is_the_machines(self) -> bool:
        """Whether the submission is not to blame, so that it is worth another try."""
        return self.kind in MACHINE_FAULTS

    @property
    def points(self) -> float:
        """What was earned all the same: a plain test may give a part of its points."""
        return self.amount if self.kind is Kind.PARTIAL else 0.0

    @property
    def is_of_time(self) -> bool:
        """Whether more time, or a less busy machine, might have helped."""
        return (self.cause or self).kind in TIME


NOT_ANSWERED, NOT_REACHED = Failure(Kind.NOT_ANSWERED), Failure(Kind.NOT_REACHED)

_OF_A_CELL: Mapping[Kind, str] = {
    Kind.LATE: "This cell was stopped after {amount:g} seconds.",
    Kind.DIED: "This cell ended the Python process.",
    Kind.MEMORY: "This cell used more memory than it may.",
    Kind.FORGED: "This cell broke the connection to the tests.",
    Kind.LOST_TOO_OFTEN: (
        "This cell was not run: earlier ones ended or blocked the Python process too "
        "often."
    ),
    Kind.SUBMISSION_LATE: (
        "This cell was not run: grading was stopped after {amount:g} seconds."
    ),
    Kind.NOT_RUN: "This cell could not be run.",
    Kind.RAISED: "This cell raised {name} when it was graded.",
}


def of_a_cell(failure: Failure) -> str:
    """What stands below a student's cell that did not run to its end."""
    told = _OF_A_CELL.get(failure.kind)
    if told is None:
        return str(failure)
    return told.format(name=failure.name, amount=failure.amount)


def message(advice: str, failure: Failure | None) -> str:
    """What a student reads of a case: its advice, then why it failed; "" if passed."""
    if failure is None:
        return ""
    if failure.kind in (Kind.NOT_ANSWERED, Kind.CELL_STOPPED, Kind.EARLIER):
        return str(failure)  # there is nothing to advise on, or it is said already
    return f"{advice} {failure}".strip()


def _replaced(note: Note) -> str:
    others = f" and {note.amount:g} more" if note.amount else ""
    return f"Its code replaced {note.name}{others}."


def _died(note: Note) -> str:
    times = "once" if note.amount == 1 else f"{note.amount:g} times"
    return f"Its code ended the Python process {times}."


class Note(_Reason):
    """What the instructor should know of a submission; points do not depend on it."""

    kind: Sign
    _kinds = Sign
    _sentences: ClassVar[Mapping[Any, str | Callable[[Any], str]]] = {
        Sign.FORGED: "Its code sent the tests messages that no answer sends.",
        Sign.REPLACED: _replaced,
        Sign.REDEFINED: "Its code redefined {name}, which the notebook gives.",
        Sign.UNSEEN: (
            "Its code uses {name}, by which it may redefine what the notebook gives; "
            "the tests had the notebook's own."
        ),
        Sign.DIED: _died,
        Sign.MEMORY: "Its code used more memory than it may.",
        Sign.PROCESSES: "Its code started more processes than it may.",
        Sign.STORAGE: "Its code stored more than it may.",
        Sign.STOPPED: "Grading was stopped after {amount:g} seconds.",
        Sign.INSIDE: (
            "What it answered could not be looked at from outside, so these tests ran "
            "in its own process, where an answer can forge their points: {name}."
        ),
        Sign.EARLIER: "{text}",
    }
