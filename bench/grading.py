"""Grading a class: beside nbgrader, otter and the floor; on two workers; at scale."""

from __future__ import annotations

import os
import statistics
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench import adopted_class as adopted
from bench import grading_class as graded
from bench import memory
from bench.rows import Row, seconds
from grader.engines import choice
from grader.engines.engine import Limits

ROUNDS = 3
STUDENTS, MANY = 32, 1000
LIGHT, HEAVY = 0.0, 1.5


def measure() -> list[Row]:
    """Rates of whole commands, start-up included, and what our layers cost."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        place = Path(folder)
        return [
            *_heavy_class(place),
            _light_class(place),
            *_walls(place),
            _adopted_class(place),
            *_overheads(place),
            *_thousand(place),
        ]


# A class, beside the peers


def _heavy_class(place: Path) -> list[Row]:
    """A class that computes, beside the peers, and on two workers of a cluster."""
    text = graded.text(HEAVY)
    figures = _class_rates(place, HEAVY, on_cluster=True)
    otter = place / "otter"
    graded.prepare_otter(otter, HEAVY)
    figures["otter run"] = [1 / seconds(lambda: graded.otter_run(otter))]
    figures["floor"] = [_floor_rate(place, text)]
    ours, cluster = figures.pop("ours"), figures.pop("cluster")
    goals = {"nbgrader autograde": 5.0, "floor": 0.97}
    return [
        _class_row(HEAVY, ours, figures, goals),
        Row(
            "two Dask workers on this machine",
            "submissions/s",
            cluster,
            {"local pool": ours},
            goals={"local pool": 0.9},
            note="the same class in the same rounds, each engine started anew; Dask "
            "with the settings of docs/cluster.md",
        ),
    ]


def _light_class(place: Path) -> Row:
    """A class that computes next to nothing: what the graders themselves cost."""
    figures = _class_rates(place, LIGHT)
    figures["floor"] = [_floor_rate(place, graded.text(LIGHT))]
    ours = figures.pop("ours")
    return _class_row(LIGHT, ours, figures, {"nbgrader autograde": 15.0, "floor": 0.95})


def _adopted_class(place: Path) -> Row:
    """A class of a course that was made for nbgrader, beside nbgrader itself."""
    stock = place / "adopted-stock"
    adopted.prepare(stock, 1)
    adopted.autograde(stock)
    start_up = seconds(lambda: adopted.autograde(stock))
    rates: dict[str, list[float]] = {"ours": [], "nbgrader autograde": []}
    for number in range(ROUNDS):
        course = place / f"adopted-{number}"
        adopted.prepare(course, STUDENTS)
        where = adopted.adopt(course)
        assert "inside" not in where.partition("\nOutside:")[0], where
        rates["ours"].append(STUDENTS / seconds(lambda: adopted.grade(course)))  # noqa: B023
        taken = seconds(lambda: adopted.autograde(stock, "--force"))
        whole = start_up + (taken - start_up) * STUDENTS
        rates["nbgrader autograde"].append(STUDENTS / whole)
    return Row(
        f"a class of {STUDENTS} of a course made for nbgrader, with pandas",
        "submissions/s",
        rates.pop("ours"),
        rates,
        goals={"nbgrader autograde": 5.0},
        note="all tests outside the students' processes; start-up included, `grader "
        "adopt` not: it looks at an assignment once",
    )


def _walls(place: Path) -> Iterator[Row]:
    """The light class behind the wall that asks for no privilege, beside the first."""
    if any(choice.machine().lacks.values()):
        return
    rates: dict[str, list[float]] = {wall: [] for wall in choice.WALLS}
    for number in range(ROUNDS):
        for wall, figures in rates.items():
            course = place / f"{wall}-{number}"
            figures.append(_ours_rate(course, graded.text(LIGHT), "--wall", wall))
    yield Row(
        "the same class behind the second wall",
        "submissions/s",
        rates[choice.LANDLOCK],
        {"first wall": rates[choice.NAMESPACES]},
        goals={"first wall": 0.9},
        note="Landlock, a filter and limits in place of namespaces",
    )


def _class_rates(
    place: Path, compute: float, *, on_cluster: bool = False
) -> dict[str, list[float]]:
    """Submissions a second, a figure a round; all grade the same notebook."""
    text = graded.text(compute)
    stock = place / f"nbgrader-{compute:g}"
    graded.prepare_nbgrader(stock, text, 1)
    graded.autograde(stock)
    start_up = seconds(lambda: graded.autograde(stock))  # finds nothing left to do
    figures: dict[str, list[float]] = {}
    for number in range(ROUNDS):
        here = place / f"class-{compute:g}-{number}"
        here.mkdir()
        rates = {
            "ours": _ours_rate(here / "ours", text),
            "nbgrader autograde": _nbgrader_rate(stock, start_up),
        }
        if on_cluster:
            rates["cluster"] = _cluster_rate(here / "cluster", text)
        for name, rate in rates.items():
            figures.setdefault(name, []).append(rate)
    return figures


def _class_row(
    compute: float,
    ours: list[float],
    peers: dict[str, list[float]],
    goals: dict[str, float],
) -> Row:
    otter = "; otter grades 1" if "otter run" in peers else ""
    return Row(
        f"a class of {STUDENTS}, TensorFlow and {compute:g} s of compute each",
        "submissions/s",
        ours,
        peers,
        goals=goals,
        note=(
            "two cores, start-up included (nbgrader's too: it grades 1 and none, and "
            f"a class is reckoned from both{otter}); "
            "floor: fork and exec, no kernel, no sandbox"
        ),
    )


def _ours_rate(course: Path, text: str, *options: str) -> float:
    graded.prepare_ours(course, text, STUDENTS)
    taken = seconds(lambda: graded.ours(course, *options))
    graded.check_scores(course, 2.0)
    return STUDENTS / taken


def _cluster_rate(course: Path, text: str) -> float:
    """On a scheduler and two workers that run already, but have graded nothing."""
    with graded.two_workers() as running:
        return _ours_rate(course, text, "--scheduler", running.scheduler_address)


def _nbgrader_rate(place: Path, start_up: float) -> float:
    taken = seconds(lambda: graded.autograde(place, "--force"))
    return STUDENTS / (start_up + (taken - start_up) * STUDENTS)


def _floor_rate(place: Path, text: str) -> float:
    return STUDENTS / seconds(lambda: graded.floor(place, text, STUDENTS))


# What our layers cost


def _overheads(place: Path) -> list[Row]:
    """What a submission costs beyond a bare fork and exec of it; one remote call."""
    from grader import source
    from grader.engines.isolated import IsolatedExecutor
    from grader.source import notebooks

    notebook = notebooks.instructor_notebook(source.parse(graded.SMALL, graded.STEM))
    with IsolatedExecutor() as executor:
        executor.execute(notebook, seed=1, limits=Limits())
        whole = [
            executor.execute(notebook, seed=n, limits=Limits()).seconds * 1000
            for n in range(20)
        ]
        calls, on_one_core = _calls(executor)
    bare = 1000 * statistics.median(graded.bare_forks(place, graded.SMALL, 20))
    return [
        Row(
            "sandbox and examiner, added to a submission",
            "ms",
            [time - bare for time in whole],
            higher_is_better=False,
            limit=20,
            note=(
                f"cells that do next to nothing take {statistics.median(whole):.0f} ms "
                f"in all; their bare fork and exec takes {bare:.0f} ms"
            ),
        ),
        Row(
            "a call of a student's function by a test",
            "ms",
            calls,
            higher_is_better=False,
            limit=0.08,
            note=(
                "on a machine with nothing else to do, where each message first wakes "
                f"the other's core; {on_one_core:.3f} ms where the two share a core"
            ),
        ),
    ]


def _calls(executor: Any, count: int = 2000) -> tuple[list[float], float]:
    """Milliseconds a call, five times; and where both processes share a core."""
    from grader.examining.connection import Connection

    session = executor.zygote.open()
    process, sock = session.fork("kernel")
    try:
        kernel = Connection(sock)
        kernel.ask("cell", source="def twice(x):\n    return 2 * x")
        function = kernel.name("twice")

        def rounds() -> list[float]:
            runs = [
                seconds(lambda: [function(n) for n in range(count)]) for _ in range(5)
            ]
            return [1000 * taken / count for taken in runs]

        free, cores = rounds(), os.sched_getaffinity(0)
        one = {min(cores)}
        kernel.ask("cell", source=f"import os\nos.sched_setaffinity(0, {one})")
        os.sched_setaffinity(0, one)
        try:
            return free, statistics.median(rounds())
        finally:
            os.sched_setaffinity(0, cores)
    finally:
        process.end()
        session.close()


# A thousand


def _thousand(place: Path) -> list[Row]:
    """Whether a large class costs more for each, and how much memory it takes.

    The parent's growth is counted from its hundredth submission on.
    """
    course = place / "thousand"
    graded.prepare_ours(course, graded.SMALL, MANY)
    with memory.watched() as watched:
        graded.ours(course)
    graded.check_scores(course, 2.0)
    paths = course.glob(f"autograded/*/{graded.STEM}/verdict.json")
    ended = sorted(path.stat().st_mtime for path in paths)
    first, last = ended[100] - ended[0], ended[-1] - ended[-101]
    parent = [s.grader for s in watched if ended[100] <= s.when <= ended[-1]]
    grown = statistics.median(parent[-5:]) - statistics.median(parent[:5])
    return [
        Row(
            f"{MANY:,} small submissions: the last hundred over the first",
            "times as long",
            [last / first],
            higher_is_better=False,
            limit=1.1,
            note=f"{MANY / (ended[-1] - ended[0]):.1f} submissions/s",
        ),
        Row(
            f"{MANY:,} small submissions: growth of the grading process",
            "MB",
            [grown / 1e6],
            higher_is_better=False,
            limit=10,
        ),
        Row(
            f"{MANY:,} small submissions: most memory of all processes",
            "GB",
            [max(s.total for s in watched) / 1e9],
            higher_is_better=False,
            limit=4,
            note="pages that processes share are counted once",
        ),
    ]
