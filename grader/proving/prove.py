"""Prove the tests: which right answers pass, which wrong ones and mutants are caught.

Every autograded exercise has a bank of answers in
`tests/answers/ASSIGNMENT/EXERCISE.py`; each replaces the whole answer cell. A right
answer must get every point, a wrong one must lose some, by the case that it names; so
must every mutant of the reference answer that changes what it does. An answer that
computes nothing passes no case at all (`lazy`), and the reference keeps every point
when what it returns comes as a tensor, in float32 and the like, but not when it ignores
an argument and the like (`wrapped`).

Each answer is graded by the isolated engine in a kernel of its own, on a slice of its
notebook (`trials`), two at a time. The table goes to workspace/prove/.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from grader import source
from grader.course import REPOSITORY, Course, CourseError, did_you_mean, prepared
from grader.pages import markers
from grader.proving import detection, lazy, mistakes, mutants, rows, trials
from grader.proving.mutants import Mutant
from grader.proving.rows import AnswerResult, CaseInfo, MutantResult, Row
from grader.proving.trials import Trial
from grader.proving.workers import ANSWER_S, MUTANT_S, Attempt, Subject, Workers
from grader.proving.wrapped import try_dressed, try_slips
from grader.source import Assignment
from grader.source.bank import BankAnswer as BankAnswer
from grader.source.bank import BankError as BankError
from grader.source.bank import needs_bank, read_equivalent, read_lazy, read_slips
from grader.source.bank import read_bank as read_bank

if TYPE_CHECKING:
    from grader.engines.isolated import IsolatedExecutor

MUTANTS_S = 60.0  # what the mutants of one exercise may take, from its reference's time
FEWEST_MUTANTS = 6
EVERY = 10**6
TABLE = Course().folder("prove")
DOCS = REPOSITORY / "docs" / "detection.md"

Chosen = list[tuple[Assignment, str]]


def prove(
    workers: Workers,
    chosen: Iterable[tuple[Assignment, str]],
    *,
    most_mutants: int = mutants.MOST_MUTANTS,
    folder: Path | None = None,
) -> list[Row]:
    """Reference, bank and mutants of each chosen exercise, a row for each in order.

    `folder` is the bank, tests/answers when it is not given.
    """
    subjects = workers.subjects(chosen)
    answers = workers.try_all(
        "answers", [a for s in subjects for a in _bank_attempts(s, folder)]
    )
    slips = workers.try_all(
        "mutants", [a for s in subjects for a in _mutant_attempts(s, most_mutants)]
    )
    idle = workers.map("lazy", [partial(lazy.try_lazy, workers, s) for s in subjects])
    clothes = workers.map(
        "dressed", [partial(try_dressed, workers, s, folder) for s in subjects]
    )
    slipped = workers.map(
        "slips", [partial(try_slips, workers, s, folder) for s in subjects]
    )
    made = [
        _row(subject, answers[subject.key], slips[subject.key], folder)
        for subject in subjects
    ]
    return [
        replace(row, lazy=found, dressed=dressed, slips=seen)
        for row, found, dressed, seen in zip(made, idle, clothes, slipped, strict=True)
    ]


def _bank_attempts(
    subject: Subject, folder: Path | None
) -> Iterator[Attempt[BankAnswer]]:
    for answer in read_bank(*subject.key, folder):
        limits = subject.limits(ANSWER_S)
        yield Attempt(subject, answer, answer.source, limits, answer.is_right)


def _mutant_attempts(subject: Subject, most: int) -> Iterator[Attempt[Mutant]]:
    """Fewer mutants where each is expensive; none of an answer that is a guess."""
    if not needs_bank(subject.exercise) or not subject.reference.passed:
        return
    affordable = int(MUTANTS_S / max(subject.reference.seconds, 0.01))
    count = min(most, max(FEWEST_MUTANTS, affordable))
    for mutant in mutants.mutants_of(subject.answer, count):
        yield Attempt(subject, mutant, mutant.source, subject.limits(MUTANT_S))


def _row(
    subject: Subject,
    answers: list[tuple[BankAnswer, Trial]],
    slips: list[tuple[Mutant, Trial]],
    folder: Path | None,
) -> Row:
    reasons = read_equivalent(*subject.key, folder)
    every = mutants.mutants_of(subject.answer, EVERY) if reasons else []
    names = {name for mutant in every for name in (mutant.name, _any(mutant))}
    reference = subject.reference
    times = [reference.seconds, *(trial.seconds for _, trial in [*answers, *slips])]
    failed = reference.failed or ({"": reference.problem} if reference.problem else {})
    return Row(
        stem=subject.assignment.stem,
        exercise=subject.exercise,
        cases=_cases(subject),
        reference=failed,
        answers=[AnswerResult.of(answer, trial) for answer, trial in answers],
        mutants=[_mutant_result(m, trial, reasons) for m, trial in slips],
        may_be_lazy=read_lazy(*subject.key, folder),
        excused=read_slips(*subject.key, folder),
        stale=[name for name in reasons if name not in names],
        size=rows.size_of(subject.exercise, [answer for answer, _ in answers]),
        seconds=sum(times),
    )


def _mutant_result(
    mutant: Mutant, trial: Trial, reasons: dict[str, str]
) -> MutantResult:
    killed_by = list(trial.failed) or ([trial.problem] if trial.problem else [])
    general = "" if killed_by else reasons.get(_any(mutant), "")
    reason = reasons.get(mutant.name, general)
    return MutantResult(mutant.name, mutant.operator, killed_by, reason)


def _any(mutant: Mutant) -> str:
    """How a list of equivalent mutants names all of one kind."""
    return f"any {mutant.operator}"


def _cases(subject: Subject) -> list[CaseInfo]:
    return [
        CaseInfo(case.name, case.points, cell.kind == "test", case.message, case.line)
        for cell in trials.cells_of(subject.assignment, subject.exercise)
        for case in cell.cases
    ]


# The command


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what `grader prove` takes."""
    add = parser.add_argument
    add("assignment", nargs="?", help="a stem, such as 1_notmnist; all without one")
    add("exercise", nargs="*", help="only these exercises")
    add("--changed", action="store_true", help="only what differs from --base")
    add("--base", default="HEAD", help="the commit to compare with (HEAD)")
    add("--jobs", type=int, default=2, help="answers at a time (2)")
    add("--seed", type=int, default=0, help="seed of the cases' rng")
    most = mutants.MOST_MUTANTS
    what = f"at most N mutants of an answer ({most}); 0 for none"
    add("--mutants", type=int, default=most, metavar="N", help=what)
    what = "break each exercise in turn: does another one lose points?"
    add("--matrix", action="store_true", help=what)
    what = "grade the references with N seeds: are verdicts the same, margins wide?"
    add("--steady", type=int, metavar="N", help=what)
    what = "repeat the test cells alone N times: does a right answer ever fail?"
    add("--draws", type=int, metavar="N", help=what)
    what = "with --draws: no more than S seconds an answer"
    add("--draw-seconds", type=float, default=0.0, metavar="S", help=what)
    what = "with --steady and --draws: the answer bank too"
    add("--bank", action="store_true", help=what)
    add("--docs", action="store_true", help="also renew the table in docs/")
    add("--unsafe", action="store_true", help="where the machine cannot isolate")
    add("-v", "--verbose", action="store_true", help="say each outcome")


def main(options: argparse.Namespace) -> int:
    """Print what was found; 0 when the goals are met, 1 otherwise."""
    if options.jobs < 1 or (options.steady is not None and options.steady < 2):
        raise CourseError("--jobs needs 1 or more, --steady at least 2 seeds.")
    if options.draws is not None and options.draws < 1:
        raise CourseError("--draws needs 1 or more.")
    chosen = choose(options.assignment, options.exercise)
    if options.changed:
        from grader.proving.changed import changed

        chosen = changed(chosen, options.base)
        print(f"{len(chosen)} exercises differ from {options.base}.")
    prepared.require({assignment.text for assignment, _ in chosen})
    if options.draws:
        return _run_draws(chosen, options)
    with engine(unsafe=options.unsafe) as executor:
        make = partial(Workers, executor, seed=options.seed, quiet=False)
        if options.matrix:
            return _run_matrix(make(options.jobs), chosen)
        if options.steady:
            return _run_steady(make, chosen, options)
        return _run_proof(make(options.jobs), chosen, options)


def _run_proof(workers: Workers, chosen: Chosen, options: argparse.Namespace) -> int:
    proven = prove(workers, chosen, most_mutants=options.mutants)
    print(detection.as_text(proven, verbose=options.verbose))
    if proven:
        exercises = {assignment.stem: assignment.exercises for assignment, _ in chosen}
        page = detection.write(proven, TABLE, exercises)
        print(f"The whole table: {os.path.relpath(page)}")
    if options.docs:
        known = rows.read_all(TABLE)
        markers.put(detection.as_markdown(known), "detection table", DOCS)
        markers.put(mistakes.as_markdown(known), "mistakes table", DOCS)
    return 1 if rows.has_failed(proven) else 0


def _run_matrix(workers: Workers, chosen: Chosen) -> int:
    from grader.proving import independence

    found = independence.matrix(workers, chosen)
    print(independence.as_text(found))
    return 1 if any(found.values()) else 0


def _run_steady(
    make: Callable[[int], Workers], chosen: Chosen, options: argparse.Namespace
) -> int:
    from grader.proving.repeated import steady

    seeds = range(options.seed, options.seed + options.steady)
    assignments = {a.stem: a for a, _ in chosen}.values()
    workers = [make(jobs) for jobs in steady.JOBS]
    found = [steady.check_references(workers, assignments, seeds)]
    if options.bank:
        found.append(steady.check_bank(make(options.jobs), chosen, seeds))
    result = steady.merge(found)
    print(steady.as_text(result))
    return 1 if result.has_failed else 0


def _run_draws(chosen: Chosen, options: argparse.Namespace) -> int:
    from grader.proving.repeated import draws

    tasks = draws.tasks_for(
        chosen,
        options.draws,
        bank=options.bank,
        seconds=options.draw_seconds,
        seed=options.seed,
    )
    found = []
    for drawn in draws.draw_all(tasks, options.jobs):
        found.append(drawn)
        for line in draws.lines_of(drawn):
            print(line, flush=True)
        if options.verbose:
            told = f"  {drawn.label}: {drawn.draws:,} draws, {drawn.seconds:.1f} s"
            print(told, flush=True)
    print(draws.summary(found))
    return 1 if draws.has_failed(found) else 0


def choose(stem: str | None, exercises: Sequence[str]) -> Chosen:
    """The exercises that the command names; all when it names none."""
    assignments = [source.load(s) for s in ([stem] if stem else source.stems())]
    known = {name for a in assignments for name in a.exercises}
    unknown = [name for name in exercises if name not in known]
    if unknown:
        raise CourseError(
            f"no exercise of {stem} is called '{unknown[0]}'; "
            + did_you_mean(unknown[0], known, f"there are: {', '.join(sorted(known))}.")
        )
    return [
        (a, name)
        for a in assignments
        for name in a.exercises
        if not exercises or name in exercises
    ]


def engine(*, unsafe: bool = False) -> IsolatedExecutor:
    """The engine that grades; CourseError where this machine cannot isolate."""
    from grader.engines.isolated import IsolatedExecutor

    return IsolatedExecutor(unsafe=unsafe)
