"""Word2vec of assignment 5 beside gensim: words a second, and what the vectors know.

Both read the same words with the same vector size, window, number of negative samples,
subsampling, learning rate and epochs, gensim with as many workers as there are cores.
A word counts each time it is read, whether subsampling keeps it or not. What the
vectors know is asked by the notebook's own exam: WordSim-353 and the analogies.
"""

from __future__ import annotations

import functools
import math
import os
import statistics
from collections.abc import Callable, Iterator, Sequence
from types import SimpleNamespace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bench.reference import definitions
from bench.rows import Row, Seconds, interleave, seconds, split

STEM = "5_word2vec"
TEXT = "english"
DIMENSION, NEGATIVES, MIN_COUNT = 100, 5, 10
RATE = 0.05  # of learning, falling to zero: twice gensim's default serves both better
RATE_WORDS = 1_000_000  # read once by each timed run
SEEDS, EPOCHS = (1, 2, 3), 2
WORKERS = os.cpu_count() or 1
OURS, PEER = "assignment 5", "gensim"
KERAS_WORDS, KERAS_BATCH = 40_000, 4_096


def measure() -> list[Row]:
    """Words a second at windows 5 and 1; WordSim-353 and analogies over three seeds."""
    return [rate_row(5, goal=1.5), rate_row(1, goal=1.0), *quality_rows()]


def rate_row(window: int, goal: float) -> Row:
    """Words a second, ours and gensim's taking turns."""
    ids = _corpus()[:RATE_WORDS]
    peer = f"gensim, {WORKERS} workers"
    runs = {
        OURS: _our_epoch(ids, window, 0),
        peer: _gensim_epoch(ids, window, 0),
        "gensim, 1 worker": _gensim_epoch(ids, window, 0, workers=1),
        "Keras fit": _keras_epoch(ids, window, 0),
    }
    return Row(
        f"word2vec, window {window}",
        "words/s",
        **split(interleave(runs, amount=float(np.sum(ids > 0)), rounds=3), OURS),
        goals={peer: goal},
        note=f"skip-gram, {DIMENSION} dimensions, {NEGATIVES} negatives; vocabularies "
        f"and tables are made before; Keras gets {KERAS_WORDS:,} of the "
        f"{RATE_WORDS:,} words as ready pairs with their negatives, {KERAS_BATCH:,} "
        "at a time",
    )


def quality_rows(seeds: Sequence[int] = SEEDS, epochs: int = EPOCHS) -> list[Row]:
    """WordSim-353 and analogies after equal training, a figure for each seed."""
    ours = [exam(train_ours(_corpus(), 5, epochs, seed)) for seed in seeds]
    peer = [exam(train_gensim(_corpus(), 5, epochs, seed)) for seed in seeds]
    names = ("word2vec, WordSim-353", "word2vec, analogies")
    units = ("Spearman's rho", "share solved")
    return [
        quality_row(name, unit, [row[i] for row in ours], [row[i] for row in peer])
        for i, (name, unit) in enumerate(zip(names, units, strict=True))
    ]


def quality_row(name: str, unit: str, ours: list[float], peer: list[float]) -> Row:
    """At least the peer's, within the noise that the seeds show.

    The noise is two standard errors of the difference of the two means.
    """
    spread = math.hypot(statistics.stdev(ours), statistics.stdev(peer))
    noise = 2 * spread / math.sqrt(len(ours))
    goal = 1 - noise / statistics.median(peer)
    note = f"window 5, {EPOCHS} epochs, {len(ours)} seeds; the goal allows for noise"
    return Row(name, unit, ours, {PEER: peer}, goals={PEER: round(goal, 3)}, note=note)


def _our_epoch(ids: NDArray[np.int32], window: int, seed: int) -> Callable[[], Seconds]:
    """The second of two epochs, as gensim's tables are made before its time starts."""

    def run() -> Seconds:
        epochs = _epochs(ids, window, 2, seed)
        next(epochs)
        return Seconds(seconds(lambda: next(epochs)))

    return run


def _gensim_epoch(
    ids: NDArray[np.int32], window: int, seed: int, workers: int = WORKERS
) -> Callable[[], object]:
    model = gensim_model(ids, window, 1, seed, workers)
    return lambda: _train(model, ids)


def _keras_epoch(
    ids: NDArray[np.int32], window: int, seed: int
) -> Callable[[], Seconds]:
    """What all of `ids` would take, reckoned from the first of them.

    Frequent words are skipped, and the window is half as wide, which makes as many
    pairs as a window of random width up to the whole.
    """
    model = _keras_model(len(_vocabulary()))
    rng = np.random.default_rng(seed)
    counts = np.maximum(np.bincount(ids, minlength=len(_vocabulary())), 1)
    keep = _course().keep_probabilities(counts, _course().SUBSAMPLING)
    read = ids[:KERAS_WORDS]
    kept = read[(rng.random(len(read)) < keep[read]) & (read > 0)]
    centers, contexts = _course().skip_gram_pairs(kept, (window + 1) // 2)
    drawn = rng.integers(1, len(_vocabulary()), (len(centers), NEGATIVES))
    inputs = np.asarray(centers)[:, None], np.column_stack([contexts, drawn])
    labels = np.tile(np.eye(1, 1 + NEGATIVES, dtype=np.float32), (len(centers), 1))

    def run() -> Seconds:
        taken = seconds(
            lambda: model.fit(inputs, labels, batch_size=KERAS_BATCH, verbose=0)
        )
        return Seconds(taken * len(ids) / KERAS_WORDS)

    return run


def _keras_model(words: int) -> Any:
    """Two embeddings whose products say how likely a word is beside another."""
    import keras

    center = keras.Input((1,), dtype="int32")
    others = keras.Input((1 + NEGATIVES,), dtype="int32")
    vectors = [keras.layers.Embedding(words, DIMENSION)(x) for x in (center, others)]
    scores = keras.layers.Dot(axes=2)(vectors)
    model = keras.Model([center, others], keras.layers.Flatten()(scores))
    loss = keras.losses.BinaryCrossentropy(from_logits=True)
    model.compile(keras.optimizers.SGD(RATE), loss)
    return model


def train_ours(
    ids: NDArray[np.int32], window: int, epochs: int, seed: int
) -> NDArray[np.float32]:
    """Word vectors (vocabulary, DIMENSION) by the notebook's `train_blocks`."""
    *_, table = _epochs(ids, window, epochs, seed)
    return table


def _epochs(
    ids: NDArray[np.int32], window: int, epochs: int, seed: int
) -> Iterator[NDArray[np.float32]]:
    """The table of word vectors after each epoch."""
    counts = np.bincount(ids, minlength=len(_vocabulary())).astype(float)
    counts[0] = 0  # the unknown token is no word
    trained: Iterator[NDArray[np.float32]] = _course().train_blocks(
        ids,
        counts,
        epochs=epochs,
        embedding_dim=DIMENSION,
        window=window,
        rate=RATE,
        seed=seed,
    )
    return trained


def train_gensim(
    ids: NDArray[np.int32], window: int, epochs: int, seed: int
) -> NDArray[np.float32]:
    """Word vectors by gensim in our vocabulary's order; ones where it has none."""
    model = gensim_model(ids, window, epochs, seed, WORKERS)
    _train(model, ids)
    missing = np.ones(DIMENSION, np.float32)
    known = model.wv.key_to_index
    return np.stack([model.wv[w] if w in known else missing for w in _vocabulary()])


def gensim_model(
    ids: NDArray[np.int32], window: int, epochs: int, seed: int, workers: int
) -> Any:
    """A gensim Word2Vec with its vocabulary built, not trained yet."""
    from gensim.models import Word2Vec

    model = Word2Vec(
        vector_size=DIMENSION,
        window=window,
        sg=1,
        negative=NEGATIVES,
        sample=_course().SUBSAMPLING,
        min_count=1,
        alpha=RATE,
        epochs=epochs,
        workers=workers,
        seed=seed,
    )
    model.build_vocab(_sentences(len(ids)))
    return model


def _train(model: Any, ids: NDArray[np.int32]) -> None:
    sentences = _sentences(len(ids))
    model.train(sentences, total_examples=len(sentences), epochs=model.epochs)


def exam(vectors: NDArray[np.float32]) -> tuple[float, float]:
    """WordSim-353 by Spearman, and the share of analogies solved."""
    rho, share, _ = _course().exam(vectors)
    return float(rho), float(share)


@functools.cache
def _course() -> SimpleNamespace:
    """The notebook's functions, with its exam prepared on the whole vocabulary."""
    place = {word: i for i, word in enumerate(_vocabulary())}
    names = ("unit_rows", "solve_analogies", "spearman", "exam", "SUBSAMPLING")
    pairs = ("skip_gram_pairs",)
    training = ("keep_probabilities", "band_mask", "block_step", "run_blocks")
    tasks = {"rated": _rated(place), "asked": _asked(place)}
    return definitions(STEM, *pairs, *training, "train_blocks", *names, **tasks)


@functools.cache
def _text() -> tuple[list[str], NDArray[np.int32]]:
    """The vocabulary and the corpus as ids, by the notebook's own functions."""
    from coursekit import load_text

    course = definitions(STEM, "build_vocabulary", "encode_words")
    words = load_text(TEXT).split()
    vocabulary: list[str] = course.build_vocabulary(words, min_count=MIN_COUNT)
    return vocabulary, course.encode_words(words, vocabulary)


def _vocabulary() -> list[str]:
    return _text()[0]


def _corpus() -> NDArray[np.int32]:
    return _text()[1]


@functools.cache
def _sentences(num_words: int) -> list[list[str]]:
    """The known words of the corpus's start, a thousand to a sentence."""
    ids = _corpus()[:num_words]
    known = [_vocabulary()[i] for i in ids[ids > 0]]
    return [known[i : i + 1000] for i in range(0, len(known), 1000)]


def _rated(place: dict[str, int]) -> list[tuple[int, int, float]]:
    """The pairs of WordSim-353 whose words are known, with their ratings."""
    rows = [line.split("\t") for line in _lines("wordsim353.tsv") if line[0] != "#"]
    return [
        (place[a], place[b], float(rating))
        for a, b, rating in rows
        if a in place and b in place
    ]


def _asked(place: dict[str, int]) -> list[tuple[Any, ...]]:
    """The questions whose words are known: section, a, b, c, answer."""
    section, asked = "", []
    for line in _lines("questions-words.txt"):
        terms = line.split()
        if terms[0] == ":":
            section = terms[1]
        elif all(term in place for term in terms):
            asked.append((section, *(place[term] for term in terms)))
    return asked


def _lines(name: str) -> list[str]:
    from coursekit import data_path

    return data_path("text", name).read_text().lower().splitlines()
