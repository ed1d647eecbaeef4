"""The README's picture can be read at the width of a page."""

import itertools
import re
import struct

import numpy as np
import pytest

from docs import word_map
from grader import source
from grader.course import REPOSITORY
from grader.source import notebooks

COLUMN = 800  # pixels of a page's text, of which the picture takes all


@pytest.fixture
def crowd():
    """A map with CORNERS at its corners, a crowd between them and a word outside."""
    corners = np.array([[0, 0], [0, 1], [1, 0], [1, 1.0]])
    between = np.random.default_rng(0).uniform(0, 1, (200, 2))
    names = [f"word{number}" for number in range(len(between))]
    points = np.vstack([corners, between, [[3, 3]]])
    return points, [*word_map.CORNERS, *names, "outside"]


def test_no_label_hides_another_and_letters_are_as_large_as_a_text(crowd):
    import matplotlib.pyplot as plt

    figure = word_map.draw(*crowd)
    labels = figure.axes[0].texts
    boxes = [label.get_window_extent() for label in labels]
    plt.close(figure)
    assert not any(a.overlaps(b) for a, b in itertools.combinations(boxes, 2))
    assert 30 < len(labels) < 200, "some have no room"
    assert {*word_map.CORNERS} <= {label.get_text() for label in labels}
    assert "outside" not in {label.get_text() for label in labels}
    scale = COLUMN / (word_map.INCHES[0] * 72)
    assert word_map.LETTERS * scale >= 14
    edges = figure.bbox
    assert all(edges.x0 <= b.x0 and b.x1 <= edges.x1 for b in boxes)
    assert all(edges.y0 <= b.y0 and b.y1 <= edges.y1 for b in boxes)


def test_the_notebook_is_cut_after_its_maps_are_there():
    whole = notebooks.instructor_notebook(source.load(word_map.STEM))
    total = len(whole.cells)
    cut = word_map.as_far_as_the_map(whole)
    assert len(cut.cells) < total
    assert cut.cells[-1].source == word_map.DRAWING
    text = "\n".join(cell.source for cell in cut.cells[:-1])
    assert '"t-SNE": TSNE(' in text
    assert re.search(r"^shown = ", text, re.MULTILINE)


def test_the_picture_that_the_readme_shows_is_the_one_that_is_drawn():
    readme = (REPOSITORY / "README.md").read_text(encoding="utf-8")
    name = word_map.PICTURE.relative_to(REPOSITORY).as_posix()
    assert re.findall(r"!\[[^]]+\]\((\S+\.png)\)", readme) == [name]
    header = word_map.PICTURE.read_bytes()[:24]
    size = struct.unpack(">II", header[16:])
    assert size == tuple(round(side * word_map.DPI) for side in word_map.INCHES)
    assert size[0] >= 2 * COLUMN  # for screens with small pixels
