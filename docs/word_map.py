"""Draw the map of words that the README shows: `python -m docs.word_map`.

Assignment 5 draws 400 words over a whole screen. Beside a text a part of it has to do,
with letters that can be read there. The reference notebook is run as far as its map, in
a minute or two.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from matplotlib.figure import Figure
    from matplotlib.transforms import Bbox
    from nbformat import NotebookNode

STEM = "5_word2vec"
MAP = "t-SNE: which words lie together?"  # the title of the map, in the cell that draws
PICTURE = Path(__file__).resolve().with_name("pictures") / "word_map.png"
# The part that is shown reaches from one of these words to the others.
CORNERS = ("black", "iron", "american", "blood")
# A column of text is some 800 pixels wide: there these letters are as large as its own.
INCHES, DPI, LETTERS = (8, 4.8), 200, 11
DOT = {"s": 14, "color": "C0", "alpha": 0.6, "linewidths": 0, "clip_on": False}
DRAWING = (
    "from docs import word_map\n"
    "figure = word_map.draw(maps['t-SNE'], [vocabulary[i] for i in shown])\n"
    "figure.savefig(word_map.PICTURE)\n"
)
# Where a label may stand beside its point: (points to the right, points up).
_PLACES = ((0, 8), (0, -8), (1, 8), (-1, 8), (1, -8), (-1, -8), (1, 0), (-1, 0))
_SIDES = {0: "center", 1: "left", -1: "right"}


def draw(points: np.ndarray[Any, Any], names: Sequence[str]) -> Figure:
    """The part of a map around CORNERS, with every word that hides no other."""
    import matplotlib.pyplot as plt
    import numpy as np

    figure, axes = plt.subplots(figsize=INCHES, dpi=DPI, layout="tight")
    low, high = _window(points, names)
    inside = np.flatnonzero(np.all((low <= points) & (points <= high), axis=1))
    axes.set(xlim=(low[0], high[0]), ylim=(low[1], high[1]), xticks=[], yticks=[])
    axes.spines[:].set_visible(False)
    figure.draw_without_rendering()  # now the places on paper are known
    taken: list[Bbox] = []
    for number in inside:
        if _label(axes, points[number], names[number], taken):
            axes.scatter(*points[number], **DOT)
    return figure


def _window(points: Any, names: Sequence[str]) -> tuple[Any, Any]:
    """The lower left and the upper right corner of what is shown."""
    import numpy as np

    corners = points[[list(names).index(word) for word in CORNERS]]
    low, high = np.min(corners, axis=0), np.max(corners, axis=0)
    room = 0.1 * (high - low)
    return low - room, high + room


def _label(axes: Any, point: Any, name: str, taken: list[Bbox]) -> bool:
    """Write a word beside its point, where there is room; whether there was."""
    for side, up in _PLACES:
        label = axes.annotate(
            name, point, (side * 5, up), textcoords="offset points", size=LETTERS,
            ha=_SIDES[side], va="center",
        )  # fmt: skip
        box = label.get_window_extent().padded(4)
        if not box.count_overlaps(taken) and _holds(axes.get_window_extent(), box):
            taken.append(box)
            return True
        label.remove()
    return False


def _holds(outer: Bbox, inner: Bbox) -> bool:
    return outer.x0 <= inner.x0 and inner.x1 <= outer.x1 and outer.y0 <= inner.y0


def as_far_as_the_map(notebook: NotebookNode) -> NotebookNode:
    """The notebook up to the cell that draws the map, and a cell that draws ours."""
    from nbformat.v4 import new_code_cell

    drawn = [MAP in cell.source and cell.cell_type == "code" for cell in notebook.cells]
    notebook.cells = [*notebook.cells[: drawn.index(True)], new_code_cell(DRAWING)]
    return notebook


def main() -> int:
    """Run the notebook and keep the picture; 1 when a cell failed."""
    from grader import source
    from grader.authoring import run_notebooks
    from grader.course import Course
    from grader.source import notebooks

    assignment = source.load(STEM)
    notebook = as_far_as_the_map(notebooks.instructor_notebook(assignment))
    log = Course().folder("executed") / "word_map.log"
    if error := run_notebooks.execute(notebook, assignment, log):
        print(error, file=sys.stderr)
        return 1
    print(f"docs/pictures/{PICTURE.name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
