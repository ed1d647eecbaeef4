"""How far the reference stays from the thresholds that tests hold it to.

A test such as `assert accuracy >= 0.88` is just only while the reference, and every
right answer like it, is well above. `instrument` rewrites such comparisons in a test
cell so that they note what they compared, and adds a last case that tells it. The
examiner repeats a missing name in its verdict, so that case "misses" the figures.
Only copies of cells are rewritten, and the verdicts of their own cases do not change.
"""

from __future__ import annotations

import ast
import copy
import json
import statistics
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from grader.source import find_cases
from grader.source.cells import read
from grader.submissions.failures import Failure, Kind

CASE = "measured by the tests"
_NOTE = "_note_measured"
_ABOVE, _BELOW = (ast.GtE, ast.Gt), (ast.LtE, ast.Lt)
_PRELUDE = f"""\
_measured = {{}}
def {_NOTE}(place, value):
    try:
        _measured.setdefault(place, []).append(round(float(value), 6))
    except (TypeError, ValueError):
        pass
    return value
"""
_TELL = f"""
with case("{CASE}", points=1, message="{CASE}") as rng:
    import json as _json
    raise NameError("", name=_json.dumps(_measured))
"""


@dataclass(frozen=True)
class Threshold:
    """A comparison of a test cell: what is measured, and the bound it has to keep."""

    exercise: str
    case: str
    measure: str
    bound: float
    is_floor: bool


@dataclass(frozen=True)
class Margin:
    """A threshold with what several seeds measured."""

    threshold: Threshold
    values: tuple[float, ...]

    @property
    def mean(self) -> float:
        return statistics.fmean(self.values)

    @property
    def sd(self) -> float:
        return statistics.stdev(self.values) if len(self.values) > 1 else 0.0

    @property
    def deviations(self) -> float:
        """How many standard deviations the mean is on the right side of the bound."""
        room = self.mean - self.threshold.bound
        room = room if self.threshold.is_floor else -room
        return room / self.sd if self.sd > 0 else float("inf") if room >= 0 else -1.0


def instrument(exercise: str, text: str) -> tuple[str, list[Threshold]]:
    """A test cell that also tells what its thresholds measured, and the thresholds.

    A threshold is `assert X >= NUMBER` (or >, <=, <), alone or joined by `and`, in a
    case. A cell without any comes back as it was.
    """
    tree = copy.deepcopy(read(text).tree)
    found: list[Threshold] = []
    for block in [node for node in tree.body if isinstance(node, ast.With)]:
        case = _case_name(block)
        for node in ast.walk(block):
            if case and isinstance(node, ast.Assert):
                found += _note_thresholds(node.test, exercise, case, len(found))
    if not found:
        return text, []
    told = f"{_PRELUDE}{ast.unparse(ast.fix_missing_locations(tree))}{_TELL}"
    find_cases(told, exercise)
    return told, found


def _case_name(block: ast.With) -> str:
    call = block.items[0].context_expr
    if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "case":
        return str(ast.literal_eval(call.args[0]))
    return ""


def _note_thresholds(
    test: ast.expr, exercise: str, case: str, first: int
) -> list[Threshold]:
    """Wrap what is measured in `test` in calls that note it."""
    parts = (
        test.values
        if isinstance(test, ast.BoolOp) and isinstance(test.op, ast.And)
        else [test]
    )
    found: list[Threshold] = []
    for part in parts:
        bound = _bound(part)
        if bound is None:
            continue
        assert isinstance(part, ast.Compare)
        is_floor = isinstance(part.ops[0], _ABOVE)
        measure = ast.unparse(part.left)
        found.append(Threshold(exercise, case, measure, bound, is_floor))
        place = ast.Constant(first + len(found) - 1)
        part.left = ast.Call(ast.Name(_NOTE, ast.Load()), [place, part.left], [])
    return found


def _bound(part: ast.expr) -> float | None:
    """The number that something is compared with, None when it is no threshold."""
    if not isinstance(part, ast.Compare) or len(part.ops) != 1:
        return None
    if not isinstance(part.ops[0], (*_ABOVE, *_BELOW)):
        return None
    try:
        value = ast.literal_eval(part.comparators[0])
    except ValueError:
        return None
    return float(value) if isinstance(value, int | float) else None


def read_measured(failure: Failure | None) -> dict[int, list[float]]:
    """What the added case told, as the name that it missed; {} when it was not run."""
    if failure is None or failure.kind is not Kind.MISSING_NAME:
        return {}
    told: dict[str, Any] = json.loads(failure.name)
    return {int(place): list(values) for place, values in told.items()}


def collect(
    thresholds: list[Threshold], runs: Iterable[dict[int, list[float]]]
) -> list[Margin]:
    """The margins over several runs; of several values in one run the worst counts."""
    values: dict[int, list[float]] = defaultdict(list)
    for run in runs:
        for place, measured in run.items():
            worst = min if thresholds[place].is_floor else max
            values[place].append(worst(measured))
    return [Margin(thresholds[place], tuple(found)) for place, found in values.items()]
