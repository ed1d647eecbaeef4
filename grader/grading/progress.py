"""What a run of `grader grade` tells while it goes and at its end."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass, field
from typing import Any

from grader.course.terminal import printable
from grader.grading.plan import Plan
from grader.submissions.verdicts import SubmissionVerdict


@dataclass
class Tally:
    """What a run came to."""

    verdicts: dict[str, SubmissionVerdict] = field(default_factory=dict)
    standing: list[str] = field(default_factory=list)
    kept: int = 0
    earlier: int = 0

    @property
    def quarantined(self) -> list[SubmissionVerdict]:
        return [v for v in self.verdicts.values() if v.status == "quarantined"]


class Progress:
    """A bar on a terminal, a line a submission elsewhere."""

    def __init__(self, stem: str) -> None:
        self._stem = stem
        self._bar: Any = None
        self._total = self._done = 0
        self._wide = sys.stderr.isatty()

    def begin(self, total: int) -> None:
        """So many submissions are looked at."""
        self._total = total
        if self._wide:
            from tqdm import tqdm

            self._bar = tqdm(total=total, desc=self._stem, unit="submission")

    def kept(self) -> None:
        """A submission already had its verdict."""
        self._done += 1
        if self._bar is not None:
            self._bar.update()

    def again(self, verdict: SubmissionVerdict) -> None:
        """A submission ran out of time on a busy machine."""
        self._say(
            f"{verdict.student:24} ran out of time after {verdict.cpu_seconds:.1f} CPU "
            f"s in {verdict.seconds:.1f} s: once more, alone, at the end"
        )

    def ended(self, verdict: SubmissionVerdict) -> None:
        """A submission was graded just now."""
        self._done += 1
        self._say(line(verdict))
        if self._bar is not None:
            self._bar.update()

    def _say(self, text: str) -> None:
        if self._bar is not None:
            self._bar.write(printable(text))
        else:
            print(f"[{self._done}/{self._total}] {printable(text)}", flush=True)

    def close(self) -> None:
        """Take the bar away."""
        if self._bar is not None:
            self._bar.close()


def line(verdict: SubmissionVerdict) -> str:
    """One submission in a line."""
    cost = f"{verdict.seconds:6.1f} s {verdict.cpu_seconds:6.1f} CPU s"
    if verdict.status == "quarantined":
        return f"{verdict.student:24} {'-':>13} {cost}  quarantined: {verdict.reason}"
    repairs = len(verdict.repairs)
    mended = f"  {repairs} repair{'s' * (repairs > 1)}" if repairs else ""
    score = f"{verdict.score:g} of {verdict.max_score:g}"
    return f"{verdict.student:24} {score:>13} {cost}{mended}"


def summary(plan: Plan, tally: Tally) -> str:
    """What the run came to, for the end of the output."""
    verdicts = tally.verdicts.values()
    graded = len(verdicts) - len(tally.quarantined)
    parts = [f"{plan.stem}: {graded} graded, {len(tally.quarantined)} quarantined"]
    if tally.kept:
        parts.append(f"{tally.kept} of them in an earlier run")
    if tally.earlier:
        fate = "kept" if plan.keep else "made again"
        what = f"{tally.earlier} verdict{'s' * (tally.earlier != 1)}"
        parts.append(f"{what} of an earlier grader {fate}")
    cpu = sum(v.cpu_seconds for v in verdicts) / max(len(verdicts), 1)
    text = f"{', '.join(parts)}; {cpu:.1f} CPU seconds a submission."
    if walls := sorted({v.wall for v in verdicts if v.wall}):
        text += f"\nWall: {', '.join(walls)}."
    if not plan.isolated:
        text += "\nNot isolated: student code could have tampered with these results."
    return text


def as_json(plan: Plan, tally: Tally) -> str:
    """The `--json` file."""
    verdicts = sorted(tally.verdicts.values(), key=lambda v: v.student)
    content = {
        "assignment": plan.stem,
        "submissions": [verdict.to_json() for verdict in verdicts],
    }
    return json.dumps(content, indent=1, ensure_ascii=False, allow_nan=False) + "\n"
