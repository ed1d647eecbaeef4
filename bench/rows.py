"""What a benchmark measures: one row, ours beside its peers, and how rows are compared.

Every figure of a row comes from one run in which ours and the peers take turns, so
whatever else the machine does hits all of them alike. Ratios of medians are what
counts; the rates themselves say how fast this machine was that day.
"""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

ROUNDS = int(os.environ.get("BENCH_ROUNDS", "5"))  # 1 for a quick look


@dataclass
class Row:
    """One comparison.

    Args:
        name: what is measured, in words a reader understands.
        unit: of every figure, such as "steps/s" or "s".
        ours: one figure a round.
        peers: one figure a round for each peer.
        higher_is_better: a rate; False for seconds, bytes and the like.
        goals: for each peer, or "best peer", the ratio to reach. The ratio is how many
            times better ours is: ours / peer for a rate, peer / ours for seconds.
        limit: a bound on the median of ours itself: at least for a rate, at most for
            seconds.
        note: what a reader has to know, such as the sizes; or why a goal is missed.
    """

    name: str
    unit: str
    ours: list[float]
    peers: dict[str, list[float]] = field(default_factory=dict)
    higher_is_better: bool = True
    goals: dict[str, float] = field(default_factory=dict)
    limit: float | None = None
    note: str = ""

    def median(self) -> float:
        """The median of our figures."""
        return statistics.median(self.ours)

    def ratio(self, peer: str) -> float:
        """How many times better ours is than a peer, as a ratio of medians."""
        theirs = statistics.median(self.peers[peer])
        if self.higher_is_better:
            return self.median() / theirs
        return theirs / self.median()

    def shortfalls(self) -> list[str]:
        """The goals that are not reached, a sentence each."""
        missed = []
        for peer, goal in self.goals.items():
            reached = self._goal_ratio(peer)
            if reached < goal:
                missed.append(f"{reached:.2f} times {peer}, and the goal is {goal:g}")
        if self.limit is not None and not self._within_limit(self.limit):
            word = "at least" if self.higher_is_better else "at most"
            missed.append(
                f"{self.median():.3g} {self.unit}, and the goal is {word} "
                f"{self.limit:g}"
            )
        return missed

    def _goal_ratio(self, peer: str) -> float:
        if peer == "best peer":
            return min(self.ratio(name) for name in self.peers)
        return self.ratio(peer)

    def _within_limit(self, limit: float) -> bool:
        value = self.median()
        return value >= limit if self.higher_is_better else value <= limit

    def to_json(self) -> dict[str, Any]:
        """Plain values for `results.json`."""
        return asdict(self)

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Row:
        """The row that `to_json` wrote."""
        return cls(**value)


class Seconds(float):
    """What a run returns that times itself, because part of it is to be left out."""


def seconds(run: Callable[[], object]) -> float:
    """Wall time of one call."""
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def _timed(run: Callable[[], object]) -> float:
    start = time.perf_counter()
    own = run()
    return own if isinstance(own, Seconds) else time.perf_counter() - start


def interleave(
    runs: Mapping[str, Callable[[], object]],
    *,
    amount: float | None = None,
    rounds: int = ROUNDS,
    warm_up: bool = True,
) -> dict[str, list[float]]:
    """Time each run once a round, the runs taking turns.

    Args:
        runs: what to time, by name; one that times itself returns `Seconds`.
        amount: work done by one call; then the figures are rates, amount / second.
            Without it they are seconds.
        rounds: how often each run is timed.
        warm_up: call each once before, so that tracing and caches are paid for.

    Returns:
        One figure a round for each run.
    """
    if warm_up:
        for run in runs.values():
            run()
    figures: dict[str, list[float]] = {name: [] for name in runs}
    for _ in range(rounds):
        for name, run in runs.items():
            taken = _timed(run)
            figures[name].append(taken if amount is None else amount / taken)
    return figures


def split(figures: dict[str, list[float]], ours: str) -> dict[str, Any]:
    """`ours` and `peers` of a row, out of what `interleave` returned."""
    peers = {name: values for name, values in figures.items() if name != ours}
    return {"ours": figures[ours], "peers": peers}
