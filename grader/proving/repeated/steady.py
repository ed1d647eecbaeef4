"""Grade the same answers with many seeds: a verdict must not depend on the draw.

The reference of each assignment is graded as a whole notebook, one submission at a time
and then two, with each seed. The bank, on request, is graded in slices. What counts:

- a reference or right answer that loses points with some seed is an unjust grade,
- a wrong answer that gets every point with some seed is a hole,
- a case that sees a wrong answer with some seeds only is worth a look.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from nbformat import NotebookNode

from grader.course import CourseError
from grader.engines.engine import Execution, Limits
from grader.proving.repeated import margins
from grader.proving.repeated.margins import Margin, Threshold
from grader.proving.trials import TEST_KINDS, Trial
from grader.proving.workers import ANSWER_S, Key, Subject, Workers
from grader.source import Assignment, Cell, notebooks
from grader.source.bank import BankAnswer, read_bank

Verdicts = dict[tuple[str, str], bool]  # (grade_id, case): passed
FEWEST_DEVIATIONS = 3.0
JOBS = (1, 2)


@dataclass
class Steadiness:
    """What grading with several seeds showed of some assignments."""

    seeds: int
    unjust: list[str] = field(default_factory=list)
    holes: list[str] = field(default_factory=list)
    wavering: list[str] = field(default_factory=list)
    jobs: list[str] = field(default_factory=list)
    margins: dict[str, list[Margin]] = field(default_factory=dict)

    @property
    def has_failed(self) -> bool:
        """Whether some grade depends on the draw or on how many run at once."""
        return bool(self.unjust or self.holes or self.jobs)


def check_references(
    workers: Sequence[Workers], assignments: Iterable[Assignment], seeds: Sequence[int]
) -> Steadiness:
    """Grade each assignment's reference with every seed, by each of the workers."""
    result = Steadiness(len(seeds))
    for assignment in assignments:
        notebook, thresholds = measuring_notebook(assignment)
        runs = [_grade_all(w, assignment.stem, notebook, seeds) for w in workers]
        result.unjust += _lost(assignment.stem, runs[0])
        result.jobs += _differing(assignment.stem, seeds, runs)
        result.margins[assignment.stem] = _margins(thresholds, runs[0])
    return result


def measuring_notebook(
    assignment: Assignment,
) -> tuple[NotebookNode, dict[str, list[Threshold]]]:
    """The instructor's notebook whose test cells also tell what they measure."""
    cells: list[Cell] = []
    thresholds: dict[str, list[Threshold]] = {}
    for cell in assignment.cells:
        if cell.kind in TEST_KINDS:
            text, found = margins.instrument(cell.name, cell.source)
            thresholds[cell.grade_id] = found
            cells.append(replace(cell, source=text))
        else:
            cells.append(cell)
    return notebooks.instructor_notebook(
        replace(assignment, cells=tuple(cells))
    ), thresholds


def _grade_all(
    workers: Workers, stem: str, notebook: NotebookNode, seeds: Sequence[int]
) -> list[Execution]:
    tasks = [partial(workers.execute, notebook, seed, Limits()) for seed in seeds]
    done = workers.map(stem, tasks)
    for execution in done:
        if execution.problem:
            raise CourseError(f"grading {stem} broke off: {execution.problem}")
    return done


def _verdicts(execution: Execution) -> Verdicts:
    return {
        (cell.grade_id, case.name): case.passed
        for cell in execution.cells
        for case in cell.cases
        if case.name != margins.CASE
    }


def _lost(stem: str, runs: list[Execution]) -> list[str]:
    """A sentence for each case that the reference failed with some seed."""
    times = Counter(
        place for run in runs for place, passed in _verdicts(run).items() if not passed
    )
    return [
        f"{stem}: the reference fails '{case}' of {grade_id} with {count} of "
        f"{len(runs)} seeds"
        for (grade_id, case), count in times.items()
    ]


def _differing(
    stem: str, seeds: Sequence[int], runs: list[list[Execution]]
) -> list[str]:
    """A sentence for each seed whose verdicts depend on how many run at once."""
    found = []
    for place, seed in enumerate(seeds):
        first, *others = (_verdicts(run[place]) for run in runs)
        changed = {case for other in others for case in first.items() ^ other.items()}
        found += [
            f"{stem}, seed {seed}: '{name}' of {grade_id} depends on --jobs"
            for grade_id, name in sorted({place for place, _ in changed})
        ]
    return found


def _margins(
    thresholds: dict[str, list[Threshold]], runs: list[Execution]
) -> list[Margin]:
    found: list[Margin] = []
    for grade_id, known in thresholds.items():
        told = [
            margins.read_measured(case.failure)
            for run in runs
            for cell in run.cells
            for case in cell.cases
            if cell.grade_id == grade_id and case.name == margins.CASE
        ]
        found += margins.collect(known, told)
    return found


def check_bank(
    workers: Workers,
    chosen: Iterable[tuple[Assignment, str]],
    seeds: Sequence[int],
    folder: Path | None = None,
) -> Steadiness:
    """Grade each answer of the bank with every seed."""
    result = Steadiness(len(seeds))
    plan = [
        (subject, answer)
        for subject in workers.subjects(chosen)
        for answer in read_bank(*subject.key, folder)
    ]
    tasks = [
        partial(_try, workers, subject, answer, seed)
        for subject, answer in plan
        for seed in seeds
    ]
    trials = workers.map("answers", tasks)
    for place, (subject, answer) in enumerate(plan):
        own = trials[place * len(seeds) : (place + 1) * len(seeds)]
        _compare(result, subject.key, answer, own)
    return result


def _try(workers: Workers, subject: Subject, answer: BankAnswer, seed: int) -> Trial:
    limits = subject.limits(ANSWER_S)
    return workers.try_answer(subject, answer.source, limits, seed=seed)


def _compare(
    result: Steadiness, key: Key, answer: BankAnswer, trials: list[Trial]
) -> None:
    """Add what an answer's trials with several seeds showed."""
    label = f"{key[0]}/{answer.title}"
    times = Counter(case for trial in trials for case in trial.failed)
    passed = sum(trial.passed for trial in trials)
    if answer.is_right:
        result.unjust += [
            f"{label} fails '{case}' with {count} of {len(trials)} seeds"
            for case, count in times.items()
        ]
        return
    if passed:
        result.holes.append(
            f"{label} gets every point with {passed} of {len(trials)} seeds"
        )
    result.wavering += [
        f"{label} is seen by '{case}' with {count} of {len(trials)} seeds"
        for case, count in times.items()
        if count < len(trials)
    ]


def merge(parts: Iterable[Steadiness]) -> Steadiness:
    """All findings together."""
    total = Steadiness(0)
    for part in parts:
        total.seeds = max(total.seeds, part.seeds)
        total.unjust += part.unjust
        total.holes += part.holes
        total.wavering += part.wavering
        total.jobs += part.jobs
        total.margins |= part.margins
    return total


def as_text(result: Steadiness) -> str:
    """The findings, worst first, then the margins of thresholds that vary."""
    lines = [f"! {sentence}" for sentence in result.unjust + result.holes + result.jobs]
    lines += [f". {sentence}" for sentence in result.wavering]
    for stem, found in result.margins.items():
        varying = sorted(
            (margin for margin in found if margin.sd > 0),
            key=lambda margin: margin.deviations,
        )
        lines += [_margin_line(stem, margin) for margin in varying]
    verdict = (
        "some grades depend on it" if result.has_failed else "no grade depends on it"
    )
    return "\n".join([*lines, f"Seeds tried: {result.seeds}; {verdict}."])


def _margin_line(stem: str, margin: Margin) -> str:
    threshold = margin.threshold
    mark = "~" if margin.deviations < FEWEST_DEVIATIONS else " "
    sign = ">=" if threshold.is_floor else "<="
    return (
        f"{mark} {stem} {threshold.exercise} '{threshold.case}': {threshold.measure} "
        f"mean {margin.mean:.4g}, sd {margin.sd:.2g}, {sign} {threshold.bound:g} "
        f"({margin.deviations:.1f} sd)"
    )
