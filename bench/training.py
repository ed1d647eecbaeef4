"""Training loops of assignments 2 to 4 beside Keras, eager TensorFlow, PyTorch, NumPy.

Ours are the steps that the reference answers write, run by `coursekit.train`. Each peer
trains the same model with the same batch size and kind of update on the same data, in
the way its own documentation shows first. Rates are updates per second once the
program runs; what it takes from a new model to its first update is a row of its own.
"""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from bench.reference import definitions
from bench.rows import Row, Seconds, interleave, split

EXAMPLES = 20_000
OURS = "coursekit.train"
Run = Callable[[], object]


@dataclass(frozen=True)
class Task:
    """One model to train: how many steps are timed, and how each library runs them."""

    name: str
    steps: int
    runs: dict[str, Run]
    note: str


def measure() -> list[Row]:
    """One row for each model."""
    rows = []
    for make in (logistic, one_hidden_layer, with_dropout, pyramid, lenet):
        task = make()
        figures = interleave(task.runs, amount=task.steps)
        goals = {"best peer": 1.0, "Keras fit": 1.4}
        parts = split(figures, OURS)
        rows.append(Row(task.name, "steps/s", **parts, goals=goals, note=task.note))
    return [*rows, first_update()]


def _ours(step: Any, data: Sequence[Any], steps: int, batch: int = 128) -> Seconds:
    """Seconds for the steps after the first report, when the graph is traced."""
    from coursekit import train

    marks: list[float] = []

    def mark(_step: int) -> dict[str, float]:
        marks.append(time.perf_counter())
        return {}

    train(step, data, steps=steps, batch_size=batch, every=steps // 10, report=mark)
    return Seconds((marks[-1] - marks[0]) * steps / (steps - steps // 10))


def letters(channels: bool = False) -> tuple[Any, Any]:
    """Random float32 images, (n, 784) or (n, 28, 28), and int32 labels (n,)."""
    rng = np.random.default_rng(0)
    x = rng.uniform(-1, 1, size=(EXAMPLES, 784)).astype(np.float32)
    y = rng.integers(0, 10, size=EXAMPLES).astype(np.int32)
    return (x.reshape(-1, 28, 28) if channels else x), y


def logistic() -> Task:
    """Assignment 2: logistic regression, 3,000 steps as there, batches of 128, SGD."""
    course = definitions(
        "2_logistic_regression", "make_step", "new_parameters", "tape_gradients"
    )
    x, y = letters()
    targets = np.eye(10, dtype=np.float32)[y]
    steps, epochs, batch, rate = 3_000, 6, 128, 0.02
    W, b = course.new_parameters()
    step = course.make_step(W, b, rate)
    runs: dict[str, Run] = {
        OURS: lambda: _ours(step, (x, targets), steps),
        "eager TensorFlow": lambda: _eager(course.make_step, W, b, x, targets, steps),
        "NumPy": _numpy_logistic(x, targets, steps, batch, rate),
        **_keras_runs(lambda: [_dense(10)], "sgd", (x, y), steps, batch, epochs),
        **_torch_runs(lambda nn: [nn.Linear(784, 10)], "SGD", (x, y), steps, batch),
    }
    note = "784 inputs, 10 classes; 3,000 steps in ten parts, as in assignment 2"
    return Task("logistic regression, batch 128", steps, runs, note)


def one_hidden_layer() -> Task:
    """Assignment 3: 1,024 rectified linear units."""
    course = _deep_course()
    x, y = letters()
    steps, batch = 300, 128
    layers = course.random_layers((784, 1024, 10))
    step = course.make_step(layers, 0.1)
    runs: dict[str, Run] = {
        OURS: lambda: _ours(step, (x, y), steps),
        "eager TensorFlow": lambda: _loop(step, x, y, steps, batch),
        **_keras_runs(
            lambda: [_dense(1024, "relu"), _dense(10)], "sgd", (x, y), steps, batch
        ),
        **_torch_runs(_torch_hidden(0), "SGD", (x, y), steps, batch),
    }
    return Task("784-1024-10 ReLU network, batch 128", steps, runs, "SGD")


def with_dropout() -> Task:
    """Assignment 3: the same with dropout on the hidden units."""
    import keras

    course = _deep_course()
    x, y = letters()
    steps, batch = 300, 128
    layers = course.random_layers((784, 1024, 10))

    def forward(x: Any, layers: Any) -> Any:
        return course.dropout_logits(x, layers, 0.5, training=True)

    step = course.make_step(layers, 0.1, forward)
    runs: dict[str, Run] = {
        OURS: lambda: _ours(step, (x, y), steps),
        "eager TensorFlow": lambda: _loop(step, x, y, steps, batch),
        **_keras_runs(
            lambda: [_dense(1024, "relu"), keras.layers.Dropout(0.5), _dense(10)],
            "sgd",
            (x, y),
            steps,
            batch,
        ),
        **_torch_runs(_torch_hidden(0.5), "SGD", (x, y), steps, batch),
    }
    return Task("784-1024-10 with dropout, batch 128", steps, runs, "SGD, rate 0.5")


def pyramid() -> Task:
    """Assignment 4: two 5x5 convolutions of stride 2, 57,722 parameters."""
    return _convnet("stride-2 pyramid", "build_pyramid", _torch_pyramid)


def lenet() -> Task:
    """Assignment 4: LeNet-5."""
    return _convnet("LeNet-5", "build_lenet", _torch_lenet)


def _convnet(name: str, build: str, torch_layers: Callable[[Any], list[Any]]) -> Task:
    pixels, y, inputs = _pixels()
    steps, batch = 300, 64
    course = _convnet_course(build)
    new_model = getattr(course, build)
    step = course.fit(new_model(), steps=steps)
    channels_first = inputs.transpose(0, 3, 1, 2)
    runs: dict[str, Run] = {
        OURS: lambda: _ours(step, (pixels, y), steps, batch),
        "eager TensorFlow": lambda: _loop(step, pixels, y, steps, batch),
        **_keras_runs(lambda: new_model().layers, "adamw", (inputs, y), steps, batch),
        **_torch_runs(torch_layers, "AdamW", (channels_first, y), steps, batch),
    }
    return Task(f"{name}, batch {batch}", steps, runs, "AdamW, bytes to float inside")


def _pixels() -> tuple[Any, Any, Any]:
    """uint8 images (n, 28, 28), labels (n,), and float32 images (n, 28, 28, 1)."""
    images, y = letters(channels=True)
    return ((images + 1) * 127).astype(np.uint8), y, images[..., None]


def _convnet_course(build: str) -> Any:
    """Assignment 4, whose `fit` hands out the step that it would train with."""
    import keras

    def the_step(step: Any, _data: Any, **_options: Any) -> Any:
        return step

    course = definitions("4_convnets", "fit", "to_input", build, keras=keras)
    one = np.zeros((1, 28, 28), np.uint8)  # builds the model
    course.fit.__globals__.update(train=the_step, x_train=one, y_train=None)
    return course


def first_update() -> Row:
    """LeNet-5: seconds from no model at all to its first update, tracing included."""
    import keras
    import torch
    from coursekit import train

    pixels, y, inputs = _pixels()
    course = _convnet_course("build_lenet")
    batch = 64

    def ours() -> None:
        step = course.fit(course.build_lenet(), steps=1)
        train(step, (pixels, y), steps=1, batch_size=batch)

    def keras_fit() -> None:
        model = keras.Sequential(course.build_lenet().layers)
        loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
        model.compile("adamw", loss)
        model.fit(inputs[:batch], y[:batch], batch_size=batch, verbose=0)

    def pytorch() -> None:
        model = torch.nn.Sequential(*_torch_lenet(torch.nn))
        update = torch.optim.AdamW(model.parameters(), lr=0.002)
        x = torch.from_numpy(inputs[:batch].transpose(0, 3, 1, 2).copy())
        labels = torch.from_numpy(y[:batch]).long()
        torch.nn.functional.cross_entropy(model(x), labels).backward()
        update.step()

    runs = {OURS: ours, "Keras fit": keras_fit, "PyTorch": pytorch}
    parts = split(interleave(runs), OURS)
    return Row(
        "LeNet-5: from no model to its first update",
        "s",
        **parts,
        higher_is_better=False,
        note="what TensorFlow spends on tracing, PyTorch does not",
    )


def _deep_course() -> Any:
    return definitions(
        "3_deep_networks",
        "network_logits",
        "random_layers",
        "make_step",
        "dropout",
        "dropout_logits",
    )


def batches(count: int, batch: int, steps: int) -> Iterator[Any]:
    """Rows of indices, reshuffled each epoch, as every library here draws them."""
    rng = np.random.default_rng(0)

    def endless() -> Iterator[Any]:
        while True:
            order = rng.permutation(count)
            for start in range(0, count - batch + 1, batch):
                yield order[start : start + batch]

    return itertools.islice(endless(), steps)


def _loop(step: Any, x: Any, y: Any, steps: int, batch: int) -> Seconds:
    """Seconds for steps called from Python, reckoned from a fifth: each is slow."""
    start = time.perf_counter()
    for rows in batches(len(x), batch, steps // 5):
        step(x[rows], y[rows])
    return Seconds(5 * (time.perf_counter() - start))


def _eager(make_step: Any, W: Any, b: Any, x: Any, targets: Any, steps: int) -> Seconds:
    return _loop(make_step(W, b, 0.02), x, targets, steps, 128)


def _numpy_logistic(x: Any, targets: Any, steps: int, batch: int, rate: float) -> Run:
    """Losses too, which every other loop here returns."""
    weights, bias = np.zeros((784, 10), np.float32), np.zeros(10, np.float32)

    def run() -> None:
        loss = 0.0
        for rows in batches(len(x), batch, steps):
            images, wanted = x[rows], targets[rows]
            logits = images @ weights + bias
            powers = np.exp(logits - logits.max(axis=1, keepdims=True))
            chances = powers / powers.sum(axis=1, keepdims=True)
            loss -= np.log((chances * wanted).sum(axis=1)).mean()
            error = chances - wanted
            weights[:] -= rate / batch * (images.T @ error)
            bias[:] -= rate * error.mean(axis=0)
        assert np.isfinite(loss)

    return run


def _dense(units: int, activation: str | None = None) -> Any:
    import keras

    return keras.layers.Dense(units, activation=activation)


def _keras_runs(
    layers: Callable[[], Sequence[Any]],
    optimizer: str,
    data: tuple[Any, Any],
    steps: int,
    batch: int,
    epochs: int = 1,
) -> dict[str, Run]:
    """`fit` with its defaults, and with a hundred steps in one call."""
    import keras

    indices = np.concatenate(list(batches(len(data[0]), batch, steps // epochs)))
    x, y = data[0][indices], data[1][indices]

    def run_of(steps_per_execution: int) -> Run:
        model = keras.Sequential(layers())
        loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
        model.compile(optimizer, loss, steps_per_execution=steps_per_execution)
        return lambda: model.fit(x, y, batch_size=batch, epochs=epochs, verbose=0)

    return {"Keras fit": run_of(1), "Keras fit, 100 steps a call": run_of(100)}


def _torch_runs(
    layers: Callable[[Any], list[Any]],
    optimizer: str,
    data: tuple[Any, Any],
    steps: int,
    batch: int,
) -> dict[str, Run]:
    """The plain PyTorch loop, and the same with a compiled model."""
    import torch

    x, y = torch.from_numpy(np.ascontiguousarray(data[0])), torch.from_numpy(data[1])
    y = y.long()

    def run_of(compiled: bool) -> Run:
        model = torch.nn.Sequential(*layers(torch.nn))
        call = torch.compile(model) if compiled else model
        update = getattr(torch.optim, optimizer)(model.parameters(), lr=0.002)

        def run() -> None:
            for rows in batches(len(x), batch, steps):
                chosen = torch.from_numpy(rows)
                update.zero_grad()
                torch.nn.functional.cross_entropy(call(x[chosen]), y[chosen]).backward()
                update.step()

        return run

    return {"PyTorch": run_of(False), "PyTorch, compiled": run_of(True)}


def _torch_hidden(rate: float) -> Callable[[Any], list[Any]]:
    def layers(nn: Any) -> list[Any]:
        dropped = [nn.Dropout(rate)] if rate else []
        return [nn.Linear(784, 1024), nn.ReLU(), *dropped, nn.Linear(1024, 10)]

    return layers


def _torch_pyramid(nn: Any) -> list[Any]:
    # "same" with stride 2 is one pixel before and two after, as TensorFlow pads.
    # fmt: off
    return [
        nn.ZeroPad2d((1, 2, 1, 2)), nn.Conv2d(1, 16, 5, stride=2), nn.ReLU(),
        nn.ZeroPad2d((1, 2, 1, 2)), nn.Conv2d(16, 16, 5, stride=2), nn.ReLU(),
        nn.Flatten(), nn.Linear(784, 64), nn.ReLU(), nn.Linear(64, 10),
    ]
    # fmt: on


def _torch_lenet(nn: Any) -> list[Any]:
    # fmt: off
    return [
        nn.Conv2d(1, 6, 5, padding=2), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(6, 16, 5), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(),
        nn.Linear(400, 120), nn.ReLU(), nn.Linear(120, 84), nn.ReLU(),
        nn.Linear(84, 10),
    ]
    # fmt: on
