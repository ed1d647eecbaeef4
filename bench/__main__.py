"""`python -m bench`: the course's training loop beside Keras fit, in one process.

Prints a table and writes `bench/results.json`. Rounds are interleaved, so whatever
else the machine does hits all of them alike; the ratio of medians is what counts.
"""

from __future__ import annotations

import json
import os
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

ROUNDS = 5
STEPS = 1_000
BATCH = 128
RESULTS = Path(__file__).with_name("results.json")


def measure(runs: dict[str, Callable[[], None]]) -> dict[str, list[float]]:
    """Steps per second of each run, one figure a round, the rounds interleaved."""
    rates: dict[str, list[float]] = {name: [] for name in runs}
    for run in runs.values():
        run()  # tracing and caches are paid before anything is measured
    for _ in range(ROUNDS):
        for name, run in runs.items():
            start = time.perf_counter()
            run()
            rates[name].append(STEPS / (time.perf_counter() - start))
    return rates


def logistic_regression() -> dict[str, Callable[[], None]]:
    """Minibatch logistic regression on images of random pixels."""
    import keras
    import tensorflow as tf
    from coursekit import train

    rng = np.random.default_rng(0)
    x = rng.normal(size=(20_000, 784)).astype(np.float32)
    y = rng.integers(0, 10, len(x)).astype(np.int32)
    weights, bias = tf.Variable(tf.zeros((784, 10))), tf.Variable(tf.zeros(10))

    def step(x: Any, y: Any) -> Any:
        with tf.GradientTape() as tape:
            logits = tf.matmul(x, weights) + bias
            loss = tf.nn.sparse_softmax_cross_entropy_with_logits(y, logits)
            loss = tf.reduce_mean(loss)
        slopes = tape.gradient(loss, (weights, bias))
        weights.assign_sub(0.1 * slopes[0])
        bias.assign_sub(0.1 * slopes[1])
        return loss

    def model(per_execution: int) -> Callable[[], None]:
        network = keras.Sequential([keras.layers.Dense(10)])
        loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
        network.compile("sgd", loss, steps_per_execution=per_execution)
        rows = STEPS * BATCH
        images, labels = np.resize(x, (rows, 784)), np.resize(y, rows)
        return lambda: _fit(network, images, labels)

    return {
        "coursekit.train": lambda: _train(train, step, (x, y)),
        "Keras fit, 100 steps a call": model(100),
        "Keras fit": model(1),
    }


def _train(train: Any, step: Any, data: Any) -> None:
    train(step, data, steps=STEPS, batch_size=BATCH, every=STEPS)


def _fit(network: Any, images: Any, labels: Any) -> None:
    network.fit(images, labels, batch_size=BATCH, epochs=1, verbose=0)


def main() -> int:
    """Measure, print, write."""
    os.environ.update(CI="true", TF_CPP_MIN_LOG_LEVEL="3")
    rates = measure(logistic_regression())
    best = statistics.median(rates["coursekit.train"])
    print("logistic regression, batch 128: steps per second, median of five rounds")
    table = {}
    for name, values in rates.items():
        median = statistics.median(values)
        table[name] = {"median": median, "low": min(values), "high": max(values)}
        spread = f"{min(values):,.0f} to {max(values):,.0f}"
        print(f"{name:30}{median:9,.0f}  ({spread})  {best / median:5.2f}")
    RESULTS.write_text(json.dumps({"logistic_regression": table}, indent=1) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
