"""What became of each case, collected instead of raised, and told in plain text."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from types import TracebackType
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import numpy as np

Status = Literal["passed", "failed", "open"]
WIDTH = 88


@dataclass(frozen=True)
class Outcome:
    """What became of one case; `message` is "" unless it failed."""

    case: str
    status: Status
    message: str = ""


@dataclass(frozen=True)
class Checked:
    """An exercise that was checked.

    `is_written` marks an answer in words, which a person reads. `trouble` says why the
    test cell itself did not run to its end, "" when it did.
    """

    name: str
    is_open: bool
    outcomes: tuple[Outcome, ...] = ()
    is_written: bool = False
    trouble: str = ""

    @property
    def failed(self) -> tuple[Outcome, ...]:
        """The cases to work on; none while the exercise is not answered."""
        if self.is_open or self.is_written:
            return ()
        return tuple(o for o in self.outcomes if o.status != "passed")

    @property
    def passed(self) -> bool:
        """Whether all its cases passed."""
        every = all(outcome.status == "passed" for outcome in self.outcomes)
        return bool(self.outcomes) and every and not self.trouble

    @property
    def fails(self) -> bool:
        """Whether it is answered, and not rightly."""
        return not (self.is_open or self.is_written or self.passed)


class CaseCollector:
    """A recorder for `coursekit.checks`: cases report here and never raise."""

    def __init__(self, told: Callable[[Outcome], None]) -> None:
        self._told = told

    def case(self, name: str, _points: float, message: str) -> CollectedCase:
        """What `coursekit.case` calls."""
        return CollectedCase(name, message, self._told)


@dataclass
class CollectedCase:
    """`with case(...) as rng:` whose outcome is handed on."""

    name: str
    message: str
    told: Callable[[Outcome], None]
    seed: int = field(default=0)

    def __enter__(self) -> np.random.Generator:
        import secrets

        import numpy as np

        self.seed = secrets.randbits(32)
        return np.random.default_rng(self.seed)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> bool:
        if error is not None and not isinstance(error, Exception):
            return False  # an interrupt is not a wrong answer
        self.told(self._outcome(error))
        return True

    def _outcome(self, error: Exception | None) -> Outcome:
        from coursekit.checks import explain

        if error is None:
            return Outcome(self.name, "passed")
        if isinstance(error, NotImplementedError):
            return Outcome(self.name, "open", "Not answered yet.")
        message = f"{self.message}\n{explain(error)}\n(drawn with seed {self.seed})"
        return Outcome(self.name, "failed", message)


def record_to(path: str) -> None:
    """From now on write each case's outcome to a file, a line of JSON each, at once.

    Meant for a kernel that is watched from outside: one that dies takes no finished
    case with it.
    """
    from coursekit import checks

    def write(outcome: Outcome) -> None:
        line = json.dumps([outcome.case, outcome.status, outcome.message])
        with open(path, "a", encoding="utf-8") as file:  # noqa: PTH123
            file.write(line + "\n")

    checks.recorder = CaseCollector(write).case


def read_outcomes(text: str) -> tuple[Outcome, ...]:
    """What `record_to` wrote; a line that is cut off counts as not written."""
    found = []
    for line in text.splitlines():
        try:
            name, status, message = json.loads(line)
        except ValueError:
            continue
        found.append(Outcome(name, status, message))
    return tuple(found)


def table(checked: Sequence[Checked]) -> str:
    """A line an exercise: answered or not, and how many of its tests pass."""
    if not checked:
        return "There are no exercises in this notebook."
    width = max(len("exercise"), *(len(exercise.name) for exercise in checked))
    lines = [f"{'exercise':{width}}  {'answer':8}  tests"]
    for exercise in checked:
        answer = "open" if exercise.is_open else "yes"
        lines.append(f"{exercise.name:{width}}  {answer:8}  {_tests(exercise)}")
    return "\n".join(lines)


def _tests(exercise: Checked) -> str:
    if exercise.is_written:
        return "read by a person"
    done = sum(outcome.status == "passed" for outcome in exercise.outcomes)
    if exercise.is_open and not done:
        return "–"
    told = f"{done} of {len(exercise.outcomes)} pass"
    mark = "✓ " if exercise.passed else "✗ " if exercise.fails else ""
    return mark + (told if exercise.outcomes else "did not run")


def failures(checked: Sequence[Checked]) -> str:
    """What failed and what to look at, exercise by exercise; "" when nothing did."""
    parts = []
    for exercise in checked:
        if not exercise.fails:
            continue
        lines = [exercise.name]
        if exercise.trouble:
            lines.append(textwrap.indent(_wrap(exercise.trouble), "  "))
        for outcome in exercise.failed:
            what = outcome.message or "Not answered yet."
            lines.append(f"  ✗ {outcome.case}")
            lines.append(textwrap.indent(_wrap(what), "    "))
        parts.append("\n".join(lines))
    return "\n\n".join(parts)


def _wrap(text: str) -> str:
    """Long sentences broken; what an error printed over several lines stays so."""
    wrap = textwrap.TextWrapper(
        WIDTH - 4, replace_whitespace=False, drop_whitespace=True
    )
    lines = (line.rstrip() for line in text.splitlines())
    return "\n".join(wrap.fill(line) if len(line) > WIDTH else line for line in lines)


def summary(checked: Sequence[Checked]) -> str:
    """One sentence: how many pass, fail and are open."""
    tested = [exercise for exercise in checked if not exercise.is_written]
    passing = sum(exercise.passed for exercise in tested)
    failing = sum(exercise.fails for exercise in tested)
    undone = sum(exercise.is_open for exercise in tested)
    text = (
        f"{passing} of {len(tested)} exercises pass, {failing} "
        f"{'fails' if failing == 1 else 'fail'}, {undone} "
        f"{'is' if undone == 1 else 'are'} open."
    )
    blank = sum(exercise.is_open for exercise in checked if exercise.is_written)
    if blank:
        text += f" Written answers still open: {blank}."
    return text
