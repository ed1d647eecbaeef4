"""What a proof found: a row an exercise, kept as JSON, a file for each assignment.

So proving one exercise keeps what is known of the others. `detection` shows the rows.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from grader.course import CourseError, write_text
from grader.proving.trials import Trial
from grader.source.bank import BankAnswer, needs_bank, size_problems

KILLED_GOAL = 0.97


@dataclass(frozen=True)
class CaseInfo:
    """One case of an exercise, as its source gives it."""

    name: str
    points: float
    visible: bool
    message: str
    line: int = 0


@dataclass(frozen=True)
class AnswerResult:
    """What became of one answer of the bank."""

    name: str
    is_right: bool
    description: str
    caught_by: str
    failed: dict[str, str]
    failed_visible: bool
    seconds: float
    problem: str = ""

    @classmethod
    def of(cls, answer: BankAnswer, trial: Trial) -> AnswerResult:
        return cls(
            name=answer.title,
            is_right=answer.is_right,
            description=answer.description,
            caught_by=answer.caught_by,
            failed=trial.failed,
            failed_visible=trial.failed_visible,
            seconds=trial.seconds,
            problem=trial.problem,
        )

    @property
    def lost(self) -> bool:
        """Whether it lost points."""
        return bool(self.failed or self.problem)

    def complaint(self) -> str:
        """What is wrong with this result, "" when it is as it should be."""
        label = f"{self.name} ({self.description})"
        if self.is_right and self.lost:
            said = "; ".join(f"'{n}': {why}" for n, why in self.failed.items())
            return f"{label} fails {said or self.problem}"
        if self.is_right:
            return ""
        if not self.lost:
            return f"{label} gets every point; '{self.caught_by}' should catch it"
        if self.caught_by not in self.failed:
            found = ", ".join(f"'{name}'" for name in self.failed)
            return f"{label} is caught by {found}, not by '{self.caught_by}'"
        return ""


@dataclass(frozen=True)
class MutantResult:
    """What became of one mutant; `reason` says why a listed one is equivalent."""

    name: str
    operator: str
    killed_by: list[str]
    reason: str = ""


@dataclass(frozen=True)
class LazyResult:
    """The cases that an answer passed which computes nothing."""

    name: str
    passed: list[str]


@dataclass
class Row:
    """One exercise: its cases, its bank's results, its mutants' results.

    `lazy` has what answers passed that compute nothing, `may_be_lazy` the cases that
    they may pass, with the reason; `dressed` what the reference fails in other clothes,
    `slips` which cases see a slip that any function can have, `excused` the reasons
    why one needs no case.
    """

    stem: str
    exercise: str
    cases: list[CaseInfo]
    reference: dict[str, str] = field(default_factory=dict)
    answers: list[AnswerResult] = field(default_factory=list)
    mutants: list[MutantResult] = field(default_factory=list)
    lazy: list[LazyResult] = field(default_factory=list)
    may_be_lazy: dict[str, str] = field(default_factory=dict)
    dressed: dict[str, list[str]] = field(default_factory=dict)
    slips: dict[str, list[str]] = field(default_factory=dict)
    excused: dict[str, str] = field(default_factory=dict)
    stale: list[str] = field(default_factory=list)
    size: list[str] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def right(self) -> list[AnswerResult]:
        return [answer for answer in self.answers if answer.is_right]

    @property
    def wrong(self) -> list[AnswerResult]:
        return [answer for answer in self.answers if not answer.is_right]

    @property
    def right_passing(self) -> int:
        return sum(not answer.lost for answer in self.right)

    @property
    def wrong_caught(self) -> int:
        return sum(answer.lost for answer in self.wrong)

    @property
    def as_expected(self) -> int:
        """Wrong answers that the case named in their cell catches."""
        return sum(answer.caught_by in answer.failed for answer in self.wrong)

    @property
    def caught_by_visible(self) -> int:
        return sum(answer.failed_visible for answer in self.wrong)

    @property
    def killed(self) -> int:
        return sum(bool(mutant.killed_by) for mutant in self.mutants)

    @property
    def alive(self) -> list[MutantResult]:
        """Mutants that got every point and are not listed as equivalent."""
        return [m for m in self.mutants if not m.killed_by and not m.reason]

    @property
    def idle_cases(self) -> list[str]:
        """Cases that catch nothing which no other case of the exercise catches."""
        alone = {
            next(iter(failed))
            for failed in [
                *(answer.failed for answer in self.wrong),
                *(mutant.killed_by for mutant in self.mutants),
            ]
            if len(failed) == 1
        }
        names = [case.name for case in self.cases]
        return [name for name in names if name not in alone] if self.answers else []

    @property
    def lazy_cases(self) -> dict[str, list[str]]:
        """{case: what passes it and computes nothing}, without those with a reason."""
        names = [case.name for case in self.cases if case.name not in self.may_be_lazy]
        passers = {
            name: [answer.name for answer in self.lazy if name in answer.passed]
            for name in names
        }
        return {name: found for name, found in passers.items() if found}

    def lazy_points(self, lazy: LazyResult) -> float:
        """Points of a lazy answer, without cases that have a reason."""
        cases = self.lazy_cases
        return sum(
            case.points
            for case in self.cases
            if case.name in cases and case.name in lazy.passed
        )

    @property
    def problems(self) -> list[str]:
        """Everything that makes `prove` fail for this exercise."""
        if self.reference:  # nothing else can be said then
            lines = {case.name: case.line for case in self.cases}
            return [
                f"{self.stem}.py:{lines.get(name, 0)}: the reference fails '{name}'; "
                f"`grader execute {self.stem}` says what the assertion says"
                for name in self.reference
            ]
        found = [c for answer in self.answers if (c := answer.complaint())]
        found += [
            f"killed although listed as equivalent: {m.name}"
            for m in self.mutants
            if m.reason and m.killed_by
        ]
        found += [f"listed as equivalent, but no mutant now: {n}" for n in self.stale]
        found += [
            f"'{case}' is passed by an answer that {', or '.join(names)}; have the "
            "case check a value that these do not have"
            for case, names in self.lazy_cases.items()
        ]
        found += [
            f"the reference fails '{case}' when what it returns comes as {clothes}; "
            "have the case take that too"
            for clothes, cases in self.dressed.items()
            for case in cases
        ]
        found += [
            f"no case sees a reference that {slip}; add one, or give the reason in "
            "the bank under '# %% [markdown] slips'"
            for slip, cases in self.slips.items()
            if not cases
        ]
        passed = {name for lazy in self.lazy for name in lazy.passed}
        found += [
            f"'{case}' is listed as one that may be lazy, and nothing lazy passes it"
            for case in self.may_be_lazy
            if self.lazy and case not in passed
        ]
        return found + self.size


def size_of(exercise: str, answers: list[BankAnswer]) -> list[str]:
    """What is missing in the bank of this exercise."""
    return size_problems(exercise, answers) if needs_bank(exercise) else []


@dataclass(frozen=True)
class Totals:
    """Sums over rows, for the goals."""

    right: int
    right_passing: int
    wrong: int
    wrong_caught: int
    caught_by_visible: int
    killed: int
    alive: int
    equivalent: int
    seconds: float
    points: float
    lazy_points: float
    dressed: int
    dressed_passing: int
    slips: int
    slips_caught: int

    @classmethod
    def of(cls, rows: Iterable[Row]) -> Totals:
        rows = list(rows)
        return cls(
            right=sum(len(row.right) for row in rows),
            right_passing=sum(row.right_passing for row in rows),
            wrong=sum(len(row.wrong) for row in rows),
            wrong_caught=sum(row.wrong_caught for row in rows),
            caught_by_visible=sum(row.caught_by_visible for row in rows),
            killed=sum(row.killed for row in rows),
            alive=sum(len(row.alive) for row in rows),
            equivalent=sum(
                bool(m.reason) and not m.killed_by for row in rows for m in row.mutants
            ),
            seconds=sum(row.seconds for row in rows),
            points=sum(case.points for row in rows if row.lazy for case in row.cases),
            lazy_points=_most_lazy_points(rows),
            dressed=sum(len(row.dressed) for row in rows),
            dressed_passing=sum(not c for row in rows for c in row.dressed.values()),
            slips=sum(len(row.slips) for row in rows),
            slips_caught=sum(bool(c) for row in rows for c in row.slips.values()),
        )

    @property
    def killed_share(self) -> float:
        """Of the mutants that are not equivalent; 1 when there are none."""
        return self.killed / max(1, self.killed + self.alive) if self.killed else 1.0

    @property
    def mutants_missed(self) -> bool:
        """Whether too many mutants got away; a single one never is."""
        return self.alive > 1 and self.killed_share < KILLED_GOAL


def _most_lazy_points(rows: list[Row]) -> float:
    """The points of the best lazy answer, given to each exercise."""
    points: dict[str, float] = defaultdict(float)
    for row in rows:
        for lazy in row.lazy:
            points[lazy.name] += row.lazy_points(lazy)
    return max(points.values(), default=0)


def has_failed(rows: Iterable[Row]) -> bool:
    """Whether the goals are missed: a problem, or too many living mutants."""
    rows = list(rows)
    return any(row.problems for row in rows) or Totals.of(rows).mutants_missed


# Files


def write(
    rows: list[Row], folder: Path, exercises: Mapping[str, Sequence[str]] | None = None
) -> None:
    """Add these rows to what the folder holds.

    `exercises` names those that each assignment has, in order; rows of others, from
    before a change, are dropped. A row without mutants keeps those it had.
    """
    for stem in sorted({row.stem for row in rows}):
        known = {row.exercise: row for row in read(folder / f"{stem}.json")}
        for row in rows:
            if row.stem == stem:
                before = known.get(row.exercise, row)
                known[row.exercise] = replace(
                    row, mutants=row.mutants or before.mutants
                )
        order = (exercises or {}).get(stem, list(known))
        kept = [asdict(known[name]) for name in order if name in known]
        write_text(folder / f"{stem}.json", json.dumps(kept, indent=1) + "\n")


def read_all(folder: Path) -> list[Row]:
    """The rows of all assignments that were proven so far, in order."""
    return [row for path in sorted(folder.glob("[0-9]_*.json")) for row in read(path)]


def read(path: Path) -> list[Row]:
    """The rows of one file, [] when there is none; CourseError when it is damaged."""
    if not path.is_file():
        return []
    try:
        return [_row(item) for item in json.loads(path.read_text(encoding="utf-8"))]
    except (ValueError, TypeError, KeyError) as error:
        raise CourseError(
            f"{path.name} in {path.parent.name}/ cannot be read ({error}); "
            "remove it and prove the assignment again."
        ) from error


def _row(item: dict[str, Any]) -> Row:
    fields = dict(item)
    fields["cases"] = [CaseInfo(**case) for case in item["cases"]]
    fields["answers"] = [AnswerResult(**answer) for answer in item["answers"]]
    fields["mutants"] = [MutantResult(**mutant) for mutant in item["mutants"]]
    fields["lazy"] = [LazyResult(**lazy) for lazy in item["lazy"]]
    return Row(**fields)
