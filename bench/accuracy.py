"""Accuracy on the clean test set against CPU seconds: assignments 2 to 4.

Ours are the best answers of the reference, trained as they are in grading; a peer of
scikit-learn gets at least as many CPU seconds, so an equal accuracy would be its win.
"""

from __future__ import annotations

import os
import time
import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from bench.reference import run
from bench.rows import Row
from grader import source
from grader.proving import trials

TEST = 5_000
ANSWERS = {
    "2_logistic_regression": "train_logistic",
    "3_deep_networks": "classify",
    "4_convnets": "train_best",
}
CONVNET_STEPS = 400  # as the exam of assignment 4 asks for


@dataclass
class Trained:
    """What a training run gave: accuracy in percent, and the CPU seconds it took."""

    accuracy: float
    cpu_seconds: float


def measure() -> list[Row]:
    """A row for each assignment: percent on the clean test set."""
    peers = {
        "2_logistic_regression": ("LogisticRegression", _logistic),
        "3_deep_networks": ("MLPClassifier", _perceptron),
        "4_convnets": ("SVC on a subset", _support_vectors),
    }
    names = {
        "2_logistic_regression": "logistic regression",
        "3_deep_networks": "the best dense network",
        "4_convnets": "the best convnet",
    }
    os.environ["COURSE_BUDGET"] = "grade"
    rows = []
    for stem, (peer, train) in peers.items():
        ours = _reference(stem)
        theirs = train(ours.cpu_seconds)
        note = (
            f"{ours.cpu_seconds:.1f} CPU seconds for ours, {theirs.cpu_seconds:.1f} "
            f"for {peer}"
        )
        rows.append(
            Row(
                f"{names[stem]}, assignment {stem[0]}",
                "% right",
                [ours.accuracy],
                {peer: [theirs.accuracy]},
                goals={peer: 1.0},
                note=note,
            )
        )
    return rows


def _reference(stem: str) -> Trained:
    """Train the reference's last answer under the grading budget, and test it."""
    answer = ANSWERS[stem]
    assignment = source.load(stem)
    cells = trials.slice_of(assignment, answer)
    namespace: dict[str, Any] = {"__name__": "notebook"}
    for place, cell in enumerate(cells):
        if cell.name == answer:
            break
        if cell.kind in ("given", "solution"):
            run(cell.source, f"<{stem} cell {place}>", namespace)
    start = time.process_time()
    run(assignment.cell(answer).source, f"<{answer}>", namespace)
    guess = _trained(stem, namespace)
    taken = time.process_time() - start
    images, labels = _test_letters()
    return Trained(100 * float(np.mean(guess(images) == labels)), taken)


def _trained(stem: str, namespace: dict[str, Any]) -> Callable[[Any], Any]:
    """Train where the answer is a function that trains; images to labels."""
    from coursekit import normalize

    if stem == "2_logistic_regression":
        W, b = namespace["train_logistic"](*_letters(50_000))
        return lambda images: np.argmax(normalize(images).reshape(-1, 784) @ W + b, 1)
    if stem == "3_deep_networks":
        return lambda images: np.asarray(namespace["classify"](images))
    model = namespace["train_best"](CONVNET_STEPS)
    return lambda images: namespace["predict"](model, images)


def _letters(count: int) -> tuple[Any, Any]:
    """The first training letters as float32 rows of 784, and their labels."""
    from coursekit import load_glyphs, normalize

    glyphs = load_glyphs()
    return normalize(glyphs.x_train[:count]).reshape(-1, 784), glyphs.y_train[:count]


def _test_letters() -> tuple[Any, Any]:
    from coursekit import load_glyphs

    glyphs = load_glyphs()
    return glyphs.x_test[:TEST], glyphs.y_test[:TEST]


def _fit(model: Any, count: int) -> Trained:
    """Fit one scikit-learn model on the first letters, and test it."""
    from coursekit import normalize

    x, y = _letters(count)
    start = time.process_time()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it stops at max_iter, as it is asked to
        model.fit(x, y)
    taken = time.process_time() - start
    images, labels = _test_letters()
    guesses = model.predict(normalize(images).reshape(-1, 784))
    return Trained(100 * float(np.mean(guesses == labels)), taken)


def _until(budget: float, sizes: Sequence[int], make: Callable[[int], Any]) -> Trained:
    """The first of ever larger runs that costs at least `budget` CPU seconds."""
    for size in sizes:
        trained = _fit(*make(size))
        if trained.cpu_seconds >= budget:
            break
    return trained


def _logistic(budget: float) -> Trained:
    """More iterations on the same 50,000 letters."""
    from sklearn.linear_model import LogisticRegression

    return _until(
        budget,
        (20, 40, 80, 160, 320),
        lambda size: (LogisticRegression(max_iter=size, C=0.01), 50_000),
    )


def _perceptron(budget: float) -> Trained:
    """More letters, one pass, the layers that assignment 3 trains while graded."""
    from sklearn.neural_network import MLPClassifier

    def make(size: int) -> tuple[Any, int]:
        layers = (512, 256)
        return MLPClassifier(layers, batch_size=128, max_iter=1, random_state=0), size

    return _until(budget, (70_000, 100_000, 150_000, 225_000), make)


def _support_vectors(budget: float) -> Trained:
    """A larger subset; the cost grows with its square."""
    from sklearn.svm import SVC

    return _until(
        budget,
        (4_500, 6_500, 9_500, 14_000),
        lambda size: (SVC(C=5, gamma="scale"), size),
    )
