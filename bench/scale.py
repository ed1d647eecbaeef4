"""Scale: what a submission costs in a class of 100, 1,000 and 10,000, from end to end.

Outside the default run, because it takes 20 minutes:

    python -m bench scale
    python -m bench scale --sizes 100 300

Each row gives a cost at every size; ours is the largest class, and its ratio to the
smaller ones is 1 where a submission costs the same in each. Times are of whole
commands, start-up included. The submissions compute next to nothing, so what is
measured is the grader.
"""

from __future__ import annotations

import math
import os
import signal
import sqlite3
import tempfile
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np

from bench import grading_class as graded
from bench import memory
from bench.growth import CONSTANT
from bench.rows import Row, seconds
from grader.reporting import similarity

SIZES = (100, 1_000, 10_000)
POINTS = 2  # of each submission, all of which are right
TIMED = {
    "grade": "`grade`, two processes",
    "again": "`grade` with nothing to do",
    "report": "`report`",
    "export": "`export`",
    "feedback": "`feedback`",
    "cluster": "`grade` on two Dask workers, one killed half-way",
    "alike": "finding who is alike",
}
Costs = dict[str, float]


def measure() -> list[Row]:
    """All rows, at the sizes of `BENCH_SIZES`."""
    said = os.environ.get("BENCH_SIZES", "").split()
    sizes = sorted({int(word) for word in said}) or list(SIZES)
    costs = {}
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        for size in sizes:
            costs[size] = _costs(Path(folder), size)
    rows = [_timed_row(what, name, costs) for what, name in TIMED.items()]
    return [*rows, *_size_rows(costs)]


# One class


def _costs(place: Path, students: int) -> Costs:
    """Seconds and bytes of everything, by a short name."""
    course = place / f"class-{students}"
    graded.prepare_ours(course, graded.SMALL, students)
    costs = {}
    with memory.watched() as samples:
        costs["grade"] = seconds(lambda: graded.ours(course))
    check_all(course, students)
    costs["grader bytes"] = max(sample.grader for sample in samples)
    costs["all bytes"] = max(sample.total for sample in samples)
    costs["gradebook bytes"] = sum(f.stat().st_size for f in course.glob("gradebook*"))
    costs["again"] = seconds(lambda: graded.ours(course))
    for name in ("report", "export", "feedback"):
        costs[name] = seconds(lambda name=name: graded.verb(course, name))  # type: ignore[misc]
    costs["cluster"] = _on_a_cluster(place / f"cluster-{students}", students)
    costs["alike"] = seconds(lambda: find_alike(students))
    return costs


def _on_a_cluster(course: Path, students: int) -> float:
    graded.prepare_ours(course, graded.SMALL, students)
    with graded.two_workers() as running:
        victim = next(iter(running.workers.values())).pid
        options = ("--scheduler", str(running.scheduler_address))
        with _killed(victim, lambda: _graded(course) >= students // 2):
            taken = seconds(lambda: graded.ours(course, *options))
    check_all(course, students)
    return taken


def _graded(course: Path) -> int:
    folder = course / "autograded"
    return sum(1 for _ in os.scandir(folder)) if folder.is_dir() else 0


@contextmanager
def _killed(pid: int, is_time: Callable[[], bool]) -> Iterator[None]:
    """A process ends without a word as soon as it is time, and at the end was."""
    over, ended = threading.Event(), threading.Event()

    def watch() -> None:
        while not over.wait(0.1):
            if is_time():
                os.kill(pid, signal.SIGKILL)
                ended.set()
                return

    thread = threading.Thread(target=watch)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()
    assert ended.is_set(), "the worker was to be killed half-way"


def check_all(course: Path, students: int) -> None:
    """Every submission has one verdict and one entry: none is lost, none is twice."""
    graded.check_scores(course, POINTS)
    assert _graded(course) == students
    with sqlite3.connect(course / "gradebook.db") as book:
        (entries,) = book.execute(
            "SELECT count(*), count(DISTINCT student_id) FROM submitted_assignment"
        )
        (grades,) = book.execute("SELECT count(*), sum(auto_score) FROM grade")
    book.close()
    assert entries == (students, students), entries
    assert grades == (POINTS * students, POINTS * students), grades


# Who is alike


_SIGNS = ("+", "-", "*", "/", "@", "**", "//")
_STATEMENTS = 25


def find_alike(students: int) -> list[similarity.Pair]:
    """The shortlist of a class in which the second has what the first has.

    Everybody writes statements of their own choice, some of them dear to most and many
    to few, so that there are stretches that all, some or two have in common.
    """
    rng = np.random.default_rng(0)
    answers = [_answer(rng) for _ in range(students)]
    answers[1] = answers[0].replace("x", "renamed")
    works = [similarity.make_work(f"s{n}", [a]) for n, a in enumerate(answers)]
    pairs = similarity.shortlist(works)
    assert (pairs[0].first.student, pairs[0].second.student) == ("s0", "s1")
    return pairs


def _answer(rng: Any) -> str:
    lines = [
        f"    x = np.call_{number % 1_000_000}(x {_SIGNS[number % len(_SIGNS)]} y)"
        for number in rng.zipf(1.3, size=_STATEMENTS)
    ]
    return "\n".join(["def solve(x, y):", *lines, "    return x"])


# The rows


def _timed_row(what: str, name: str, costs: dict[int, Costs]) -> Row:
    each = {size: 1000 * cost[what] / size for size, cost in costs.items()}
    total = {size: cost[what] for size, cost in costs.items()}
    parts = [f"{max(total):,} in {total[max(total)]:.1f} s", *_slope(total)]
    return _row(name, "ms a submission", each, "; ".join(parts), goal=CONSTANT)


def _slope(total: dict[int, float]) -> list[str]:
    """How the two largest classes compare, in words, where there are two."""
    *_, small, large = (0, *sorted(total))
    if not small:
        return []
    times = total[large] / total[small]
    slope = math.log(times) / math.log(large / small)
    compared = f"{large / small:.3g} times the class takes {times:.3g} times as long"
    return [f"{compared} (slope {slope:.2f})"]


def _size_rows(costs: dict[int, Costs]) -> list[Row]:
    largest, smallest = max(costs), min(costs)
    grader = {size: cost["grader bytes"] / 1e6 for size, cost in costs.items()}
    more = 1000 * (grader[largest] - grader[smallest]) / max(1, largest - smallest)
    book = {size: cost["gradebook bytes"] / 1e3 / size for size, cost in costs.items()}
    total = costs[largest]["gradebook bytes"] / 1e6
    everything = {size: cost["all bytes"] / 1e9 for size, cost in costs.items()}
    note = "pages that processes share are counted once"
    grows = f"{more:.2g} KB more with each submission"
    return [
        _row("most memory of the grading process", "MB", grader, grows),
        _row("most memory of all processes", "GB", everything, note, limit=4),
        _row("gradebook", "KB a submission", book, f"{total:.1f} MB in all"),
    ]


def _row(
    name: str,
    unit: str,
    figures: dict[int, float],
    note: str,
    *,
    goal: float | None = None,
    limit: float | None = None,
) -> Row:
    *smaller, largest = sorted(figures)
    peers = _by_size(smaller, figures)
    return Row(
        f"{name}: {largest:,} submissions",
        unit,
        [figures[largest]],
        peers,
        higher_is_better=False,
        goals=dict.fromkeys(peers, goal) if goal else {},
        limit=limit,
        note=note,
    )


def _by_size(sizes: Sequence[int], figures: dict[int, float]) -> dict[str, list[float]]:
    return {f"{size:,}": [figures[size]] for size in sizes}
