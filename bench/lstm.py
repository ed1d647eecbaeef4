"""Assignment 6 beside Keras and PyTorch: training on characters, and beam search.

Ours are the cells of the assignment: its loss, its compiled loop, its compiled beam.
Each peer trains the same network on the same windows with the same kind of update and
carries its state from window to window, too.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from bench.reference import definitions
from bench.rows import Row, interleave, split

OURS = "the assignment's loop"
CURSORS, SYMBOLS, RATE = 64, 27, 0.005
Run = Callable[[], object]


def measure() -> list[Row]:
    """Characters a second at two sizes, what is learned, and beam search."""
    return [
        training_rate(64, 10, keras_goal=2.5),  # the sizes of the original course
        training_rate(128, 16, keras_goal=2.0),  # those of the notebook
        learned(),
        beam(),
    ]


def training_rate(
    units: int, timesteps: int, keras_goal: float, steps: int = 100
) -> Row:
    """Characters a second; larger products leave less to gain beside Keras."""
    windows = _windows(steps, timesteps)
    runs: dict[str, Run] = {
        OURS: _our_run(windows, units)[0],
        "Keras fit": _keras_run(windows, units)[0],
        "PyTorch nn.LSTM": _torch_run(windows, units),
    }
    figures = interleave(runs, amount=steps * CURSORS * timesteps, rounds=5)
    return Row(
        f"character LSTM, {units} units, {timesteps} steps unrolled",
        "characters/s",
        **split(figures, OURS),
        goals={"Keras fit": keras_goal, "PyTorch nn.LSTM": 1.0},
        note="batch 64, RMSProp on clipped gradients, state carried",
    )


def learned(units: int = 128, timesteps: int = 16, steps: int = 400) -> Row:
    """Validation perplexity per character after equal training, three seeds."""
    windows = _windows(steps, timesteps)
    valid = _windows(60, timesteps, last=True)
    figures: dict[str, list[float]] = {OURS: [], "Keras fit": []}
    for seed in range(3):
        run, parameters = _our_run(windows, units, seed)
        run()
        figures[OURS].append(_our_perplexity(parameters, valid))
        fit, model = _keras_run(windows, units, seed)
        fit()
        figures["Keras fit"].append(_keras_perplexity(model, valid))
    return Row(
        "perplexity on validation text after equal training",
        "perplexity",
        **split(figures, OURS),
        higher_is_better=False,
        goals={"Keras fit": 1.0},
        note="per character; the same windows, rate and kind of update",
    )


def beam(width: int = 16, length: int = 80, units: int = 64) -> Row:
    """Characters a second, against a call of the network for each hypothesis."""
    import tensorflow as tf

    course = _course()
    parameters = [tf.constant(p) for p in course.new_parameters(units, seed=1)]
    state, first = tf.zeros([1, 2 * units]), tf.constant(1)
    naive = _naive_beam(course.cell, parameters, width, length)
    compiled = course.compiled_beam

    def ours() -> None:
        for _ in range(20):  # one search is too short to be timed alone
            compiled(parameters, state, first, width, length)[0].numpy()

    ours_rates = interleave({OURS: ours}, amount=20 * length)[OURS]
    naive_rates = interleave(
        {"a call a hypothesis": naive}, amount=length, rounds=3, warm_up=False
    )
    totals = compiled(parameters, state, first, width, length)[0].numpy()
    if not math.isclose(totals[0], naive(), rel_tol=1e-3):
        raise AssertionError(f"the searches disagree: {totals[0]} and {naive()}")
    return Row(
        f"beam search, width {width}, {length} letters, {units} units",
        "characters/s",
        ours_rates,
        naive_rates,
        goals={"a call a hypothesis": 50},
        note="both find the same best sequence",
    )


def _course() -> Any:
    names = ("cell", "unrolled_loss", "new_parameters", "train_windows")
    return definitions("6_lstm", *names, "valid_loss", "compiled_beam")


def _windows(steps: int, timesteps: int, last: bool = False) -> Any:
    """Windows of the corpus for all cursors: int32 (steps, 64, timesteps + 1)."""
    from coursekit import load_text

    course = definitions("6_lstm", "ALPHABET", "encode_text", "cursor_windows")
    size = steps * timesteps * CURSORS + 1
    text = load_text("wiki")
    part = text[-size:] if last else text[:size]
    return course.cursor_windows(course.encode_text(part), CURSORS, timesteps)


def _rates(steps: int) -> Any:
    return np.float32(RATE * (1 - np.arange(steps) / steps) + 1e-5)


def _our_run(windows: Any, units: int, seed: int = 0) -> tuple[Run, Any]:
    """One pass over the windows; and the parameters that it trains."""
    import tensorflow as tf

    course = _course()
    parameters = course.new_parameters(units, seed=seed)
    velocity = [tf.Variable(tf.zeros_like(p)) for p in parameters]
    state = (tf.zeros([CURSORS, units]), tf.zeros([CURSORS, units]))
    data, rates = tf.constant(windows), tf.constant(_rates(len(windows)))

    def run() -> None:
        loss, _ = course.train_windows(parameters, velocity, state, data, rates, 1.0)
        loss.numpy()

    return run, parameters


def _our_perplexity(parameters: Any, windows: Any) -> float:
    import tensorflow as tf

    return math.exp(_course().valid_loss(parameters, tf.constant(windows)))


def _rmsprop(steps: int) -> Any:
    import keras

    rate = keras.optimizers.schedules.PolynomialDecay(RATE, steps, 1e-5)
    # Epsilon stands under the root, as in ours; PyTorch's 1e-4 stands beside it.
    return keras.optimizers.RMSprop(rate, rho=0.95, epsilon=1e-8, global_clipnorm=1.0)


def _keras_run(windows: Any, units: int, seed: int = 0) -> tuple[Run, Any]:
    """Keras as its guide to stateful text models shows it; and the model it trains."""
    import keras
    import tensorflow as tf

    keras.utils.set_random_seed(seed)
    steps, timesteps = len(windows), windows.shape[2] - 1
    one_hot = np.eye(SYMBOLS, dtype=np.float32)
    inputs = one_hot[windows[:, :, :-1]].reshape(-1, timesteps, SYMBOLS)
    labels = windows[:, :, 1:].reshape(-1, timesteps)
    model = keras.Sequential(
        [
            keras.Input(batch_shape=(CURSORS, None, SYMBOLS)),
            keras.layers.LSTM(units, return_sequences=True, stateful=True),
            keras.layers.Dense(SYMBOLS),
        ]
    )
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    model.compile(_rmsprop(steps), loss)
    data = tf.data.Dataset.from_tensor_slices((inputs, labels))
    data = data.batch(CURSORS, drop_remainder=True).cache().prefetch(2)
    return lambda: model.fit(data, shuffle=False, verbose=0), model


def _keras_perplexity(model: Any, windows: Any) -> float:
    import tensorflow as tf

    for layer in model.layers:
        if hasattr(layer, "reset_states"):
            layer.reset_states()
    losses = []
    for window in windows:
        logits = model(tf.one_hot(window[:, :-1], SYMBOLS))
        loss = tf.nn.sparse_softmax_cross_entropy_with_logits(window[:, 1:], logits)
        losses.append(float(tf.reduce_mean(loss)))
    return math.exp(np.mean(losses))


def _torch_run(windows: Any, units: int) -> Run:
    import torch

    one_hot = torch.eye(SYMBOLS)
    inputs = torch.from_numpy(windows[:, :, :-1].astype(np.int64))
    labels = torch.from_numpy(windows[:, :, 1:].astype(np.int64))
    lstm = torch.nn.LSTM(SYMBOLS, units, batch_first=True)
    out = torch.nn.Linear(units, SYMBOLS)
    parameters = [*lstm.parameters(), *out.parameters()]
    update = torch.optim.RMSprop(parameters, lr=RATE, alpha=0.95, eps=1e-4)

    def run() -> None:
        state = None
        for step in range(len(inputs)):
            output, state = lstm(one_hot[inputs[step]], state)
            state = tuple(part.detach() for part in state)
            logits = out(output).reshape(-1, SYMBOLS)
            loss = torch.nn.functional.cross_entropy(logits, labels[step].reshape(-1))
            update.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(parameters, 1.0)
            update.step()

    return run


def _naive_beam(
    cell: Any, parameters: Any, width: int, length: int
) -> Callable[[], float]:
    """The loop that students write first; returns the best total."""
    import tensorflow as tf

    def search() -> float:
        zeros = tf.zeros([1, parameters[1].shape[0]])
        beams = [(0.0, 1, zeros, zeros)]
        for _ in range(length):
            children = []
            for total, symbol, h, c in beams:
                x = tf.one_hot([symbol], SYMBOLS)
                h_new, c_new = cell(x, h, c, *parameters[:3])
                logits = tf.matmul(h_new, parameters[3]) + parameters[4]
                logs = tf.nn.log_softmax(logits)[0].numpy()
                children += [
                    (total + logs[following], following, h_new, c_new)
                    for following in range(SYMBOLS)
                ]
            beams = sorted(children, key=lambda beam: -beam[0])[:width]
        return float(beams[0][0])

    return search
