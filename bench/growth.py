"""Growth: does twice the work cost twice as much, and no more?

Each row gives the cost a unit at three sizes; ours is the largest, so its ratio to the
smaller ones is 1 where the cost a unit stays the same.
"""

from __future__ import annotations

import time
from typing import Any

import numpy as np

from bench.rows import Row
from grader.authoring.run_notebooks import used

CONSTANT = 0.87  # of the rate: 15 % more time for the same work


def measure() -> list[Row]:
    """Drawing letters and the vocabulary of word2vec; grading has its own section."""
    return [drawing(), vocabulary()]


def drawing(sizes: tuple[int, ...] = (10_000, 100_000, 1_000_000)) -> Row:
    """Microseconds to draw one letter, by how many are drawn."""
    from coursekit import data_path

    from data_scripts import fonts, glyphs

    faces = glyphs.part_faces(fonts.fetch_fonts(data_path("fonts")))["large"]
    cost = {}
    for images in sizes:
        part = glyphs.GlyphPart("growth", images, 0.0, 0.0, 8)
        start = time.perf_counter()
        glyphs.draw(part, faces)
        cost[f"{images:,} letters"] = [1e6 * (time.perf_counter() - start) / images]
    _, peak = used()
    note = f"most memory of the drawing process {peak:.0f} MiB, most of it the result"
    return _row("drawing letters", "µs a letter", cost, note)


def vocabulary(sizes: tuple[int, ...] = (5_000, 50_000, 500_000)) -> Row:
    """Microseconds a pair of a sampled-softmax step, by the size of the vocabulary."""
    cost = {f"{words:,} words": [_pair_cost(words)] for words in sizes}
    note = "batches of 1,024 pairs, 64 negatives, 64 dimensions, sparse updates"
    return _row("word2vec", "µs a pair", cost, note)


def _pair_cost(words: int, batch: int = 1_024, steps: int = 200) -> float:
    import tensorflow as tf
    from coursekit import train

    rng = np.random.default_rng(0)
    inputs = tf.Variable(rng.uniform(-0.1, 0.1, (words, 64)).astype(np.float32))
    outputs = tf.Variable(tf.zeros((words, 64)))
    bias = tf.Variable(tf.zeros(words))
    pairs = np.minimum(rng.zipf(1.3, size=(2, 100_000)), words - 1).astype(np.int64)

    def step(centers: Any, contexts: Any) -> Any:
        with tf.GradientTape() as tape:
            hidden = tf.nn.embedding_lookup(inputs, centers)
            losses = tf.nn.sampled_softmax_loss(
                outputs, bias, contexts[:, None], hidden, 64, words
            )
            loss = tf.reduce_mean(losses)
        variables = (inputs, outputs, bias)
        for variable, slope in zip(
            variables, tape.gradient(loss, variables), strict=True
        ):
            variable.scatter_sub(tf.IndexedSlices(0.1 * slope.values, slope.indices))
        return loss

    def run() -> None:
        train(step, tuple(pairs), steps=steps, batch_size=batch, every=steps)

    run()  # tracing is paid before anything is measured
    times = []
    for _ in range(3):
        start = time.perf_counter()
        run()
        times.append(time.perf_counter() - start)
    return 1e6 * float(np.median(times)) / (steps * batch)


def _row(name: str, unit: str, cost: dict[str, list[float]], note: str = "") -> Row:
    largest = list(cost)[-1]
    peers = {size: values for size, values in cost.items() if size != largest}
    return Row(
        f"{name}: {largest}",
        unit,
        cost[largest],
        peers,
        higher_is_better=False,
        goals=dict.fromkeys(peers, CONSTANT),
        note=note,
    )
