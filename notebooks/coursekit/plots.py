"""Plots that several assignments draw; each returns the figure it drew."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from coursekit.data import LETTERS
from coursekit.training import History

if TYPE_CHECKING:
    from matplotlib.figure import Figure

INCHES_AN_IMAGE = 0.75


def show_images(
    images: NDArray[Any], titles: Sequence[Any] | None = None, columns: int = 10
) -> Figure:
    """Draw gray images in a grid.

    Args:
        images: (n, height, width) or (n, height, width, 1), of any numeric type.
        titles: one for each image, or None.
        columns: images in a row.
    """
    import matplotlib.pyplot as plt

    pictures = np.asarray(images)
    if pictures.ndim == 4 and pictures.shape[-1] == 1:
        pictures = pictures[..., 0]
    if pictures.ndim != 3 or not len(pictures):
        raise ValueError(
            f"show_images needs images of shape (n, height, width) with n at least 1, "
            f"not {np.shape(images)}."
        )
    columns = min(columns, len(pictures))
    rows = math.ceil(len(pictures) / columns)
    height = INCHES_AN_IMAGE * (1.35 if titles is not None else 1.0)
    size = (max(2.0, columns * INCHES_AN_IMAGE), rows * height)
    figure: Figure
    figure, axes = plt.subplots(rows, columns, figsize=size, squeeze=False)
    for index, axis in enumerate(axes.flat):
        axis.set_axis_off()
        if index < len(pictures):
            axis.imshow(pictures[index], cmap="gray")
            if titles is not None:
                axis.set_title(str(titles[index]), loc="center")
    return figure


def plot_curves(
    histories: History | Mapping[str, History],
    metric: str = "loss",
    *,
    title: str = "",
    baseline: float | None = None,
    log: bool = False,
) -> Figure:
    """Draw one recorded quantity against steps, a line for each history.

    Args:
        histories: one history, or several by name.
        metric: "loss", or a name in `History.metrics`. A name that starts with "valid"
            or "test" is drawn dashed, as validation is in the whole course.
        title: the question that the plot answers.
        baseline: a level to compare with, such as chance; drawn as a thin gray line.
        log: use a logarithmic axis for the quantity.
    """
    import matplotlib.pyplot as plt

    named = {"": histories} if isinstance(histories, History) else histories
    figure: Figure
    figure, axis = plt.subplots()
    style = "--" if metric.startswith(("valid", "test")) else "-"
    for name, history in named.items():
        values = history.losses if metric == "loss" else history.metrics[metric]
        axis.plot(history.steps, values, style, label=name)
    if baseline is not None:
        axis.axhline(baseline, color="gray", linewidth=0.8)
    if any(named):
        axis.legend()
    axis.set(
        title=title,
        xlabel="steps",
        ylabel="loss (nats per example)" if metric == "loss" else metric,
        yscale="log" if log else "linear",
    )
    return figure


def plot_confusion(labels: ArrayLike, predictions: ArrayLike) -> Figure:
    """Draw how often each letter was taken for each other one, in percent of its row.

    Args:
        labels: (n,) ints, 0 for A to 9 for J.
        predictions: (n,) ints, what the classifier said.
    """
    import matplotlib.pyplot as plt

    truth, guess = np.asarray(labels), np.asarray(predictions)
    counts = np.zeros((len(LETTERS), len(LETTERS)))
    np.add.at(counts, (truth, guess), 1)
    percent = 100 * counts / np.maximum(counts.sum(axis=1, keepdims=True), 1)
    figure: Figure
    figure, axis = plt.subplots(figsize=(5.2, 4.6))
    errors = np.where(np.eye(len(LETTERS), dtype=bool), 0, percent)
    axis.imshow(errors, cmap="Oranges")  # the diagonal would drown the errors
    for (row, column), value in np.ndenumerate(percent):
        if value >= 0.05:
            is_dark = errors[row, column] > 0.6 * errors.max()
            style = {"size": 7, "color": "white" if is_dark else "black"}
            axis.text(column, row, f"{value:.1f}", ha="center", va="center", **style)
    ticks = range(len(LETTERS))
    axis.set_xticks(ticks, list(LETTERS))
    axis.set_yticks(ticks, list(LETTERS))
    axis.grid(visible=False)
    axis.set(xlabel="predicted", ylabel="true", title="Percent of each true letter")
    return figure
