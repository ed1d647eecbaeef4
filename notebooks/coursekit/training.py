"""The training loop that the assignments share, and its progress line.

The loop runs inside one TensorFlow function over data that stay in memory as tensors,
so no time goes into Python between steps: several times the rate of a Python loop.
"""

from __future__ import annotations

import contextlib
import math
import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

REPORTS = 10
GRADE_FRACTION = 4
DRAWN_BYTES = 4_000_000  # of batches that are drawn together

Report = Callable[[int], Mapping[str, float]]


@dataclass
class History:
    """What a training run recorded, one entry a report.

    steps: how many updates had been made.
    losses: mean loss over the updates since the report before, in nats.
    metrics: what the `report` function returned, by name.
    """

    steps: list[int] = field(default_factory=list)
    losses: list[float] = field(default_factory=list)
    metrics: dict[str, list[float]] = field(default_factory=dict)

    def add(self, step: int, loss: float, metrics: Mapping[str, float]) -> None:
        """Append one report."""
        self.steps.append(step)
        self.losses.append(loss)
        for name, value in metrics.items():
            self.metrics.setdefault(name, []).append(float(value))


def budget(full: int, grade: int) -> int:
    """`full` for a student, `grade` while the notebook is being graded."""
    return grade if os.environ.get("COURSE_BUDGET") == "grade" else full


def progress(work: Iterable[Any] | int, description: str = "") -> Any:
    """One progress line over an iterable, or over a total to be `update`d by hand.

    A line of plain text, which every editor shows: the bar of `tqdm.auto` wants
    ipywidgets, which a course does not need. Silent in CI and in grading, where nobody
    watches.
    """
    from tqdm import tqdm

    silent = bool(os.environ.get("CI")) or budget(0, 1) == 1
    shown: dict[str, Any] = {
        "desc": description,
        "disable": silent,
        "file": sys.stdout,
    }
    if isinstance(work, int):
        return tqdm(total=work, **shown)
    return tqdm(work, **shown)


def train(
    step: Callable[..., Any],
    data: Sequence[Any],
    *,
    steps: int,
    batch_size: int = 128,
    grade_steps: int | None = None,
    every: int | None = None,
    report: Report | None = None,
    seed: int = 0,
) -> History:
    """Call `step` on one minibatch after another and record the loss.

    Args:
        step: takes one batch of each array in `data`, makes one update with TensorFlow
            operations, and returns the loss, a scalar tensor.
        data: arrays with the same number of examples on their first axis.
        steps: how many updates to make.
        batch_size: examples in a minibatch; the examples are reshuffled each epoch.
        grade_steps: how many updates to make while being graded; default a quarter.
        every: how many updates between reports; default a tenth of them all.
        report: takes the number of updates made, returns measurements by name.
        seed: seeds the order of the examples.

    Returns:
        The history of mean losses and measurements.

    Raises:
        ValueError: the arrays do not fit together, or are smaller than one batch; or
            `step` failed on a batch, or returned no scalar.
        MemoryError: a batch did not fit into memory.
        FloatingPointError: the loss became NaN or infinite.
    """
    num_examples = _count_examples(data, batch_size)
    total = budget(steps, grade_steps or max(1, steps // GRADE_FRACTION))
    every = every or math.ceil(total / REPORTS)
    run = _compile(step, data, batch_size)
    batches = _batches(num_examples, batch_size, seed)
    history = History()
    with progress(total, "training") as line:
        for done in range(0, total, every):
            size = min(every, total - done)
            indices = np.stack([next(batches) for _ in range(size)])
            with _taught(data, batch_size):
                loss = float(run(indices))
            _check_loss(loss, done + size)
            history.add(done + size, loss, report(done + size) if report else {})
            line.update(size)
            line.set_postfix_str(_latest(history))
    return history


def _count_examples(data: Sequence[Any], batch_size: int) -> int:
    counts = {len(array) for array in data}
    if len(counts) != 1:
        raise ValueError(
            f"The arrays in `data` have {sorted(counts)} examples; they must have the "
            "same number: check that images and labels belong together."
        )
    (count,) = counts
    if not 0 < batch_size <= count:
        raise ValueError(
            f"A batch of {batch_size} cannot be drawn from {count} examples; choose a "
            f"batch_size from 1 to {count}."
        )
    return count


def _compile(
    step: Callable[..., Any], data: Sequence[Any], batch_size: int
) -> Callable[[Any], Any]:
    """One TensorFlow function that makes as many steps as it is given index rows.

    It draws several batches together, and a step gets its slice of them, which costs
    nothing: drawing each for itself takes as long as the whole update of a small model.
    """
    import tensorflow as tf

    tensors = tuple(tf.convert_to_tensor(array) for array in data)
    at_once = _batches_at_once(tensors, batch_size)

    # The data are arguments: what a traced function merely used would stay in memory
    # with it, a copy of the data set for every training.
    @tf.function(reduce_retracing=True)  # type: ignore[untyped-decorator]
    def run(indices: Any, *tensors: Any) -> Any:
        loss = tf.constant(0.0)
        for first in tf.range(0, tf.shape(indices)[0], at_once):
            rows = indices[first : first + at_once]
            drawn = [tf.gather(tensor, rows) for tensor in tensors]
            for i in tf.range(tf.shape(rows)[0]):
                batch = [several[i] for several in drawn]
                loss += tf.cast(_scalar(step(*batch)), tf.float32)
        return loss / tf.cast(tf.shape(indices)[0], tf.float32)

    return lambda indices: run(tf.constant(indices, tf.int32), *tensors)


def _batches_at_once(tensors: Sequence[Any], batch_size: int) -> int:
    """How many batches fit into `DRAWN_BYTES`; one where none does."""
    example = sum(math.prod(one.shape[1:]) * one.dtype.size for one in tensors)
    return int(max(1, DRAWN_BYTES // (batch_size * example)))


def _scalar(loss: Any) -> Any:
    """The loss that `step` returned, when it is one number."""
    if loss is None:
        raise ValueError("`step` returned nothing: end it with `return loss`.")
    shape = getattr(loss, "shape", ())
    if tuple(shape) != ():
        raise ValueError(
            f"`step` returned a loss of shape {tuple(shape)}, and a loss is one "
            "number: take tf.reduce_mean of it."
        )
    return loss


@contextlib.contextmanager
def _taught(data: Sequence[Any], batch_size: int) -> Iterator[None]:
    """Put what TensorFlow says of a failing step beside what the step was given."""
    import tensorflow as tf

    wrong = (ValueError, TypeError, tf.errors.InvalidArgumentError)
    try:
        yield
    except (tf.errors.ResourceExhaustedError, MemoryError) as error:
        raise MemoryError(
            f"Memory ran out on a batch of {batch_size}: take a smaller batch_size or "
            "a smaller network, and close other notebooks (each keeps its own data)."
        ) from error
    except wrong as error:
        said = _core_of(str(error))
        if said.startswith("`step` returned"):
            raise ValueError(said) from error
        given = ", ".join(_kind(array, batch_size) for array in data)
        raise ValueError(
            f"`step` failed on a batch of {given}: {said} Print the shapes inside "
            "`step`: labels as ints have shape (batch,), as rows of 0 and 1 "
            "(batch, classes)."
        ) from error


def _kind(array: Any, batch_size: int) -> str:
    shape = (batch_size, *np.shape(array)[1:])
    return f"{getattr(array, 'dtype', type(array).__name__)} {shape}"


def _core_of(text: str) -> str:
    """The sentence that matters in what TensorFlow says, without nodes and places."""
    lines = [line.strip() for line in text.splitlines()]
    noise = (
        "File ",
        "in user code",
        "Graph execution",
        "Detected at",
        "[[{{",
        "<stack",
    )
    lines = [line for line in lines if line and not line.startswith(noise)]
    named = [line for line in lines if re.match(r"\w+Error: ", line)]
    told = (named or lines or ["no reason was given"])[-1].strip()
    told = re.sub(r"^\w+Error: ", "", told)
    told = re.split(r"\s*(?: for '\{\{|\[Op:|\{\{node|\[\[\{)", told)[0]
    return told if told.endswith(".") else f"{told}."


def _batches(
    num_examples: int, batch_size: int, seed: int
) -> Iterator[NDArray[np.int64]]:
    """Rows of example indices: every example once an epoch, in a new order each time.

    The few examples that do not fill a last batch sit out that epoch.
    """
    rng = np.random.default_rng(seed)
    while True:
        order = rng.permutation(num_examples)
        for start in range(0, num_examples - batch_size + 1, batch_size):
            yield order[start : start + batch_size]


def _check_loss(loss: float, step: int) -> None:
    if not math.isfinite(loss):
        raise FloatingPointError(
            f"The loss became {loss} within the first {step} steps. The usual causes: "
            "a learning rate that is too high, initial weights that are too large, or "
            "the log of a probability that is 0. Try a tenth of the learning rate."
        )


def _latest(history: History) -> str:
    parts = [f"loss {history.losses[-1]:.3f}"]
    parts += [f"{name} {values[-1]:.3f}" for name, values in history.metrics.items()]
    return ", ".join(parts)
