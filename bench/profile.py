"""`python -m bench.profile NAME`: where the time of one of our rows goes, op by op.

Runs what the benchmark runs under TensorFlow's profiler, without the peers, and prints
the operations that the threads of its executor spend the most time in.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

Run = Callable[[], object]


def logistic() -> Run:
    """1,000 steps of assignment 2's logistic regression."""
    import numpy as np

    from bench.reference import definitions
    from bench.training import _ours, letters

    names = ("make_step", "new_parameters", "tape_gradients")
    course = definitions("2_logistic_regression", *names)
    x, y = letters()
    step = course.make_step(*course.new_parameters(), 0.02)
    return lambda: _ours(step, (x, np.eye(10, dtype=np.float32)[y]), 1_000)


def network() -> Run:
    """100 steps of assignment 3's ReLU network."""
    from bench.training import OURS, one_hidden_layer

    return one_hidden_layer().runs[OURS]


def words() -> Run:
    """An epoch of word2vec at window 1."""
    from bench import word2vec

    ids = word2vec._corpus()[: word2vec.RATE_WORDS]
    return lambda: word2vec.train_ours(ids, 1, 1, 0)


def characters() -> Run:
    """200 windows of the LSTM with 64 units."""
    from bench import lstm

    return lstm._our_run(lstm._windows(200, 10), 64)[0]


RUNS = {
    "logistic": logistic,
    "network": network,
    "word2vec": words,
    "lstm": characters,
}


def main() -> None:
    """Profile one row; print a line an operation."""
    parser = argparse.ArgumentParser(prog="python -m bench.profile")
    parser.add_argument("name", choices=RUNS)
    run = RUNS[parser.parse_args().name]()
    run()  # traced and warm
    start = time.perf_counter()
    run()
    plain = time.perf_counter() - start
    taken = operations(run)
    total = sum(taken.values())
    print(f"{plain:.2f} s without the profiler; time in operations, all threads:")
    for name, seconds in taken.most_common(15):
        print(f"{seconds:8.3f} s {100 * seconds / total:5.1f} %  {name}")


def operations(run: Run) -> Counter[str]:
    """Seconds that TensorFlow's threads spent in each kind of operation."""
    import tensorflow as tf
    from tensorflow.tsl.profiler.protobuf.xplane_pb2 import XSpace

    with tempfile.TemporaryDirectory() as folder:
        with tf.profiler.experimental.Profile(folder):
            run()
        (file,) = Path(folder).rglob("*.xplane.pb")
        space = XSpace.FromString(file.read_bytes())
    taken: Counter[str] = Counter()
    for plane in space.planes:
        if plane.name == "/host:CPU":
            for line in plane.lines:
                taken.update(_operations(plane, line))
    return taken


def _operations(plane: Any, line: Any) -> Counter[str]:
    """Of one thread; the profiler names them "name:Kind", as in "MatMul_1:MatMul"."""
    taken: Counter[str] = Counter()
    for event in line.events:
        name = plane.event_metadata[event.metadata_id].name
        kind = name.rpartition(":")[2].strip()
        # A compiled function holds the operations that it waits for: not counted twice.
        if ":" in name and "::" not in name and not kind.startswith("__inference"):
            taken[kind] += event.duration_ps / 1e12
    return taken


if __name__ == "__main__":
    main()
