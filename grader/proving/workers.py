"""Try answers on a few threads that share one engine, each in a kernel of its own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Generic, TypeVar

from grader.engines.engine import Execution, Executor, Limits
from grader.proving import trials
from grader.proving.trials import Trial
from grader.source import Assignment, Cell

if TYPE_CHECKING:
    from nbformat import NotebookNode

PATIENCE = 10  # an answer may take so many times as long as the reference,
ANSWER_S, MUTANT_S = 8.0, 4.0  # but no less than this for a cell or case

Item = TypeVar("Item")
Result = TypeVar("Result")
Key = tuple[str, str]  # stem and exercise


@dataclass(frozen=True)
class Subject:
    """An exercise under proof: which cells it runs on and how its reference did."""

    assignment: Assignment
    exercise: str
    is_sliced: bool
    reference: Trial

    @property
    def key(self) -> Key:
        """Stem and exercise."""
        return self.assignment.stem, self.exercise

    @property
    def answer(self) -> str:
        """The reference answer's cell."""
        return self.assignment.cell(self.exercise).source

    def cells(self, answer: str) -> list[Cell]:
        """What to run for this answer."""
        if not self.is_sliced:
            return trials.whole_prefix(self.assignment, self.exercise)
        return trials.slice_of(self.assignment, self.exercise, [answer])

    def limits(self, least_s: float) -> Limits:
        """Bounds in proportion to what the reference takes."""
        seconds = max(least_s, PATIENCE * self.reference.seconds)
        return Limits(cell_s=seconds, case_s=seconds)


@dataclass(frozen=True)
class Attempt(Generic[Item]):
    """An answer to try, and the item that it belongs to.

    One that is patient and was stopped by its limits is tried again with those of
    grading: on a busy machine a right answer may need longer than it should.
    """

    subject: Subject
    item: Item
    answer: str
    limits: Limits
    is_patient: bool = False


class Workers:
    """Runs attempts on a few threads that share one engine; shows how far they are."""

    def __init__(
        self, executor: Executor, jobs: int, *, seed: int = 0, quiet: bool = True
    ) -> None:
        self.seed = seed
        self._executor = executor
        self._jobs = jobs
        self._quiet = quiet

    def map(self, what: str, tasks: Sequence[Callable[[], Result]]) -> list[Result]:
        """The tasks' results in their order."""
        from tqdm import tqdm

        pool = ThreadPoolExecutor(self._jobs)
        try:
            futures = [pool.submit(task) for task in tasks]
            shown = tqdm(futures, what, disable=self._quiet or None, leave=False)
            return [future.result() for future in shown]
        finally:
            pool.shutdown(cancel_futures=True)

    def execute(self, notebook: NotebookNode, seed: int, limits: Limits) -> Execution:
        """A whole notebook, as it is graded."""
        return self._executor.execute(notebook, seed=seed, limits=limits)

    def try_answer(
        self,
        subject: Subject,
        answer: str,
        limits: Limits,
        *,
        replaced: Mapping[str, str] | None = None,
        seed: int | None = None,
    ) -> Trial:
        """One answer in a fresh kernel, with `replaced` answers to other exercises."""
        return trials.try_answer(
            self._executor,
            subject.assignment,
            subject.cells(answer),
            subject.exercise,
            answer,
            replaced=replaced,
            seed=self.seed if seed is None else seed,
            limits=limits,
        )

    def try_all(
        self, what: str, attempts: Iterable[Attempt[Item]]
    ) -> dict[Key, list[tuple[Item, Trial]]]:
        """The trials of each exercise; long ones run first, so that no job idles."""
        ordered = sorted(attempts, key=lambda a: -a.subject.reference.seconds)
        tasks = [
            partial(self.try_answer, attempt.subject, attempt.answer, attempt.limits)
            for attempt in ordered
        ]
        found: dict[Key, list[tuple[Item, Trial]]] = defaultdict(list)
        for attempt, trial in zip(ordered, self.map(what, tasks), strict=True):
            if attempt.is_patient and trial.is_late:
                trial = self.try_answer(attempt.subject, attempt.answer, Limits())
            found[attempt.subject.key].append((attempt.item, trial))
        return found

    def subject(self, assignment: Assignment, exercise: str) -> Subject:
        """Try the reference in its slice, and in the whole notebook where that fails.

        A reference that fails in both is the assignment's fault, not the slice's.
        """
        for is_sliced in (True, False):
            subject = Subject(assignment, exercise, is_sliced, Trial())
            trial = self.try_answer(subject, subject.answer, Limits())
            if trial.passed:
                break
        return replace(subject, reference=trial)

    def subjects(self, chosen: Iterable[tuple[Assignment, str]]) -> list[Subject]:
        """The exercises with their references tried."""
        return self.map("references", [partial(self.subject, a, e) for a, e in chosen])
