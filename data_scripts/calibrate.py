"""How hard the glyphs are: the ladder of classifiers, beside that of notMNIST."""

from __future__ import annotations

import time
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Rung:
    """One classifier of the ladder and the bounds of its accuracy in percent."""

    name: str
    not_mnist: str
    low: float
    high: float


# What students of the original course got, and how far from it the glyphs may be.
LOGISTIC = {
    50: Rung("logistic regression, 50 images", "51 to 64", 51, 65),
    100: Rung("logistic regression, 100 images", "70 to 74", 65, 79),
    1000: Rung("logistic regression, 1,000 images", "83", 78, 88),
    5000: Rung("logistic regression, 5,000 images", "84 to 85", 80, 90),
    0: Rung("logistic regression, all images", "89.3 to 90.1", 86.5, 92.5),
}
DENSE = Rung("1,024 ReLU units, 60,000 images", "93 to 95.2", 93, 95.5)
CONVNET = Rung("convnet, 200,000 images", "96 to 97.3", 96.5, 98)
REPEATS = {50: 10, 100: 10, 1000: 3, 5000: 1, 0: 1}
DENSE_IMAGES, CONVNET_IMAGES = 60_000, 200_000

Data = tuple[NDArray[Any], NDArray[Any], NDArray[Any], NDArray[Any]]


def calibrate(folder: Path, quick: bool = False) -> bool:
    """Print the ladder; True when every rung is inside its bounds.

    Args:
        folder: the prepared `datasets/glyphs`.
        quick: leave out the rung that trains on all images, which takes minutes.
    """
    data = _load(folder)
    print(f"{'classifier':36}{'glyphs':>8}{'bounds':>14}{'notMNIST':>14}{'s':>7}")
    results = []
    for size, rung in LOGISTIC.items():
        if quick and size == 0:
            continue
        results.append(_tell(rung, partial(_logistic, data, size)))
    results.append(_tell(DENSE, lambda: _net(data, _dense(), DENSE_IMAGES, 8)))
    results.append(_tell(CONVNET, lambda: _net(data, _convnet(), CONVNET_IMAGES, 3)))
    return all(results)


def _load(folder: Path) -> Data:
    """Pixels scaled to [-0.5, 0.5], as the original course scaled them."""
    arrays = []
    for name in ("large", "small"):
        images = np.load(folder / f"{name}_images.npy")
        images = images.reshape(len(images), -1)
        arrays += [
            (images.astype(np.float32) - np.float32(127.5)) / np.float32(255),
            np.load(folder / f"{name}_labels.npy"),
        ]
    return tuple(arrays)


def _tell(rung: Rung, measure: Callable[[], float]) -> bool:
    start = time.perf_counter()
    accuracy = 100 * measure()
    seconds = time.perf_counter() - start
    inside = rung.low <= accuracy <= rung.high
    bounds = f"{rung.low} to {rung.high}"
    print(
        f"{rung.name:36}{accuracy:8.1f}{bounds:>14}{rung.not_mnist:>14}{seconds:7.1f}"
        f"{'' if inside else '   outside'}",
        flush=True,
    )
    return inside


def _logistic(data: Data, size: int) -> float:
    """Mean test accuracy over several draws of `size` training images; 0 means all.

    scikit-learn's defaults, as students used them: they stop after 100 iterations.
    """
    from sklearn.exceptions import ConvergenceWarning
    from sklearn.linear_model import LogisticRegression

    warnings.simplefilter("ignore", ConvergenceWarning)
    x, y, x_test, y_test = data
    size = size or len(x)
    scores = []
    for repeat in range(REPEATS.get(size, 1)):
        rows = slice(repeat * size, (repeat + 1) * size)
        model = LogisticRegression()
        scores.append(model.fit(x[rows], y[rows]).score(x_test, y_test))
    return float(np.mean(scores))


def _dense() -> Any:
    import keras

    return keras.Sequential(
        [keras.layers.Dense(1024, activation="relu"), keras.layers.Dense(10)]
    )


def _convnet() -> Any:
    import keras

    layers = keras.layers
    return keras.Sequential(
        [
            layers.Reshape((28, 28, 1)),
            layers.Conv2D(32, 3, padding="same", activation="relu"),
            layers.MaxPooling2D(),
            layers.Conv2D(64, 3, padding="same", activation="relu"),
            layers.MaxPooling2D(),
            layers.Flatten(),
            layers.Dropout(0.25),
            layers.Dense(256, activation="relu"),
            layers.Dropout(0.4),
            layers.Dense(10),
        ]
    )


def _net(data: Data, model: Any, images: int, epochs: int) -> float:
    """Test accuracy of a Keras model trained with a decaying learning rate."""
    import keras

    keras.utils.set_random_seed(0)
    x, y, x_test, y_test = data
    steps = epochs * images // 128
    rate = keras.optimizers.schedules.CosineDecay(1e-3, steps)
    model.compile(
        keras.optimizers.Adam(rate),
        keras.losses.SparseCategoricalCrossentropy(from_logits=True),
        metrics=["accuracy"],
        steps_per_execution=50,
    )
    model.fit(x[:images], y[:images], batch_size=128, epochs=epochs, verbose=0)
    return float(model.evaluate(x_test, y_test, batch_size=1000, verbose=0)[1])
