"""Break each exercise in turn: no other exercise may lose points with it.

Only exercises whose cells need a name that the broken answer sets, directly or by
other cells, can lose anything; so only those are tried, in the same slices and kernels
of their own as everything that `prove` runs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path

from grader.proving import trials
from grader.proving.trials import Trial
from grader.proving.workers import ANSWER_S, Key, Subject, Workers
from grader.source import Assignment, notebooks
from grader.source.bank import read_bank

BLANK = "left blank"
PAIR_S = 30.0  # what one broken exercise may take beside one other
FEWEST_BROKEN = 3


@dataclass(frozen=True)
class Loss:
    """Another exercise that lost points: which, beside which answer, which cases."""

    victim: str
    answer: str
    cases: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.victim} loses '{', '.join(self.cases)}' beside {self.answer}"


def matrix(
    workers: Workers,
    chosen: Iterable[tuple[Assignment, str]],
    folder: Path | None = None,
) -> dict[Key, list[Loss]]:
    """For each broken exercise the losses of others; [] is as it should be.

    An exercise is broken by leaving it blank, and by each wrong answer of its bank;
    by few of them beside an exercise that takes long.
    """
    chosen = list(chosen)
    found: dict[Key, list[Loss]] = {(a.stem, name): [] for a, name in chosen}
    pairs = [
        (assignment, broken, victim)
        for assignment, broken in chosen
        for victim in dependents(assignment, broken)
    ]
    needed = {(a.stem, victim): (a, victim) for a, _, victim in pairs}
    subjects = {s.key: s for s in workers.subjects(needed.values())}
    plan = [
        (broken, subjects[a.stem, victim], name, text)
        for a, broken, victim in pairs
        for name, text in islice(
            _broken_answers(a.stem, broken, folder),
            _affordable(subjects[a.stem, victim]),
        )
    ]
    tasks = [partial(_try_beside, workers, s, broken, t) for broken, s, _, t in plan]
    for (broken, subject, name, _), trial in zip(
        plan, workers.map("matrix", tasks), strict=True
    ):
        cases = [case for case in trial.failed if case not in subject.reference.failed]
        if cases or trial.problem:
            loss = Loss(subject.exercise, name, tuple(cases))
            found[subject.assignment.stem, broken].append(loss)
    return found


def dependents(assignment: Assignment, exercise: str) -> list[str]:
    """Exercises that have the answer cell of this one among the cells they need."""
    return [
        other
        for other in assignment.exercises
        if other != exercise
        and any(
            cell.kind == "solution" and cell.name == exercise
            for cell in trials.slice_of(assignment, other)
        )
    ]


def _affordable(victim: Subject) -> int:
    """How many broken answers to try beside this exercise: fewer when it trains."""
    return max(FEWEST_BROKEN, int(PAIR_S / max(victim.reference.seconds, 0.01)))


def _broken_answers(
    stem: str, exercise: str, folder: Path | None
) -> Iterator[tuple[str, str]]:
    yield BLANK, notebooks.STUB
    for answer in read_bank(stem, exercise, folder):
        if not answer.is_right:
            yield answer.title, answer.source


def _try_beside(workers: Workers, subject: Subject, broken: str, text: str) -> Trial:
    return workers.try_answer(
        subject, subject.answer, subject.limits(ANSWER_S), replaced={broken: text}
    )


def as_text(found: dict[Key, list[Loss]]) -> str:
    """One line an exercise, with what it costs others below it."""
    lines = []
    for (stem, exercise), losses in found.items():
        lines.append(f"{stem:22} {exercise:32} {'!' if losses else 'alone'}")
        lines += [f"    {loss}" for loss in losses]
    return "\n".join(lines)
