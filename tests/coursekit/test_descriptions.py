"""A figure says in words what it shows, and a notebook keeps the words."""

import matplotlib as mpl
import numpy as np
import pytest

mpl.use("agg")

import matplotlib.pyplot as plt
from coursekit import descriptions, plots
from coursekit.training import History
from IPython.core.interactiveshell import InteractiveShell


@pytest.fixture(autouse=True)
def close_figures():
    yield
    plt.close("all")


def test_curves_are_told_with_their_ends():
    history = History([1, 2, 3], [2.0, 1.5, 1.0], {"valid accuracy": [0.1, 0.2, 0.5]})
    figure = plots.plot_curves(
        {"slow": history, "fast": history}, title="Down?", baseline=2.3
    )
    assert descriptions.describe(figure) == (
        'Line plot "Down?": loss (nats per example) against steps; slow goes from 2 to '
        "1; fast goes from 2 to 1."
    )


def test_images_are_counted_with_their_titles():
    figure = plots.show_images(np.zeros((3, 4, 4)), titles="ABC")
    assert descriptions.describe(figure) == "3 images in a grid, titled A, B, C."


def test_one_image_bars_points_and_nothing():
    confusion = plots.plot_confusion(np.array([0, 1]), np.array([0, 0]))
    told = descriptions.describe(confusion)
    assert told == 'Image "Percent of each true letter": true against predicted.'
    figure, (left, right) = plt.subplots(1, 2)
    left.bar([1, 2], [3, 4])
    left.set_title("Counts")
    right.scatter([1, 2], [3, 4])
    assert descriptions.describe(figure) == 'Bar chart "Counts". Scatter plot.'
    assert descriptions.describe(plt.figure()) == "An empty figure."


def test_many_panels_are_cut_short():
    figure, axes = plt.subplots(2, 3)
    for axis in axes.flat:
        axis.plot([1, np.nan, 2], label="y")
    told = descriptions.describe(figure)
    assert told.count("y goes from 1 to 2") == 4
    assert told.endswith("And 2 more panels.")


def test_a_drawing_out_of_many_lines_is_counted():
    _, axis = plt.subplots()
    for rise in range(1, 31):
        axis.plot([0, rise])
    axis.set_title("A tree")
    assert descriptions.describe(axis.figure) == 'Line plot "A tree"; 30 lines.'
    axis.plot([1, 2], label="loss")
    assert descriptions.describe(axis.figure).endswith(
        "; loss goes from 1 to 2; 30 more lines."
    )


@pytest.fixture
def displayed(monkeypatch):
    """What is displayed, a mapping of forms each."""
    import IPython.display

    shown = []
    monkeypatch.setattr(
        IPython.display, "display", lambda data, **_: shown.append(data)
    )
    return shown


def test_a_cell_ends_with_a_caption_for_each_figure(monkeypatch, displayed):
    import IPython
    from IPython.core.pylabtools import select_figure_formats

    shell = InteractiveShell()
    monkeypatch.setattr(IPython, "get_ipython", lambda: shell)
    descriptions.tell_notebook()
    descriptions.tell_notebook()  # the setup cell may run again
    select_figure_formats(shell, {"png"})  # what the inline backend does, after setup
    figure = plots.show_images(np.zeros((2, 4, 4)))
    data, metadata = shell.display_formatter.format(figure)
    assert data["text/plain"] == "2 images in a grid."
    assert metadata["image/png"]["alt"] == "2 images in a grid."
    assert metadata["image/png"]["needs_background"] == "light"
    assert data["image/png"]
    shell.display_formatter.format(plt.figure())

    shell.events.trigger("post_run_cell", None)
    assert [data["text/html"] for data in displayed] == [
        "<p><small>Figure 1: 2 images in a grid.</small></p>",
        "<p><small>Figure 2: An empty figure.</small></p>",
    ]
    shell.events.trigger("post_run_cell", None)  # a cell without a figure
    assert len(displayed) == 2


def test_a_caption_is_text_whatever_a_title_says(displayed):
    figure, axis = plt.subplots()
    axis.plot([1, 2])
    axis.set_title("<b>a < b</b>")
    descriptions._note(figure)
    descriptions._write_captions(None)
    (data,) = displayed
    assert "<b>" not in data["text/html"]
    assert "<b>" in data["text/plain"]
