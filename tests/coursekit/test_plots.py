"""Plots return the figure they drew, with what was asked for on it."""

import matplotlib as mpl
import numpy as np
import pytest

mpl.use("agg")

import matplotlib.pyplot as plt
from coursekit import plots, seeds
from coursekit.training import History


@pytest.fixture(autouse=True)
def close_figures():
    yield
    plt.close("all")


@pytest.fixture
def history():
    return History([1, 2], [2.0, 1.0], {"valid accuracy": [0.1, 0.5]})


def test_images_fill_a_grid_with_titles():
    images = np.random.default_rng(0).random((7, 5, 4, 1))
    figure = plots.show_images(images, titles="ABCDEFG", columns=3)
    assert len(figure.axes) == 9
    assert [axis.get_title() for axis in figure.axes][:7] == list("ABCDEFG")
    assert [len(axis.images) for axis in figure.axes] == [1] * 7 + [0] * 2


def test_images_need_no_titles():
    assert len(plots.show_images(np.zeros((2, 3, 3))).axes) == 2


@pytest.mark.parametrize("shape", [(3, 3), (0, 3, 3), (2, 3, 3, 3)])
def test_other_shapes_are_refused_in_a_sentence(shape):
    with pytest.raises(ValueError, match="show_images needs"):
        plots.show_images(np.zeros(shape))


def test_one_curve_is_solid_and_has_no_legend(history):
    (axis,) = plots.plot_curves(history, title="Down?").axes
    (line,) = axis.lines
    assert list(line.get_ydata()) == [2.0, 1.0]
    assert line.get_linestyle() == "-"
    assert axis.get_legend() is None
    assert axis.get_title() + axis.get_title("left") == "Down?"


def test_validation_is_dashed_with_legend_and_baseline(history):
    figure = plots.plot_curves(
        {"a": history, "b": history}, "valid accuracy", baseline=0.1, log=True
    )
    (axis,) = figure.axes
    assert [line.get_linestyle() for line in axis.lines] == ["--", "--", "-"]
    assert [text.get_text() for text in axis.get_legend().get_texts()] == ["a", "b"]
    assert axis.get_yscale() == "log"


def test_confusion_shows_percent_of_each_row():
    labels = np.array([0, 0, 0, 0, 1])
    figure = plots.plot_confusion(labels, np.array([0, 0, 0, 2, 1]))
    texts = {text.get_position(): text.get_text() for text in figure.axes[0].texts}
    assert texts == {(0, 0): "75.0", (2, 0): "25.0", (1, 1): "100.0"}


def test_setup_says_the_versions_and_seeds(capsys):
    seeds.setup(seed=5)
    first = np.random.random()  # noqa: NPY002
    seeds.set_seed(5)
    assert np.random.random() == first  # noqa: NPY002
    assert "seed 5" in capsys.readouterr().out
    assert seeds._version("no such package") == "missing"
