"""Say in words what a figure shows, for whoever cannot see it.

A notebook writes the words as a caption under the picture: editors read no description
that is kept with a picture, and a text is read by everybody.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

MAX_PANELS = 4
MAX_LINES = 8
UNNAMED = "a line"


def describe(figure: Figure) -> str:
    """One to a few sentences: the kind of each panel, its title, axes and lines."""
    panels = [axis for axis in figure.axes if _holds_something(axis)]
    if len(panels) > 1 and all(axis.images for axis in panels):
        return _grid(panels)
    told = [_panel(axis) for axis in panels[:MAX_PANELS]]
    if len(panels) > MAX_PANELS:
        told.append(f"And {len(panels) - MAX_PANELS} more panels.")
    return " ".join(told) or "An empty figure."


def _holds_something(axis: Axes) -> bool:
    return bool(axis.lines or axis.images or axis.patches or axis.collections)


def _grid(panels: list[Axes]) -> str:
    titles = [title for axis in panels if (title := _title(axis))]
    named = f", titled {', '.join(titles)}" if titles else ""
    return f"{len(panels)} images in a grid{named}."


def _title(axis: Axes) -> str:
    return axis.get_title("left") or axis.get_title() or axis.get_title("right")


def _panel(axis: Axes) -> str:
    kind = (
        "Image" if axis.images else "Line plot" if axis.lines
        else "Scatter plot" if axis.collections else "Bar chart"
    )  # fmt: skip
    title = f' "{_title(axis)}"' if _title(axis) else ""
    x, y = axis.get_xlabel(), axis.get_ylabel()
    axes = f": {y} against {x}" if x and y else f": {x or y}" if x or y else ""
    lines = [told for line in axis.lines if (told := _line(line))]
    if len(lines) > MAX_LINES:  # a drawing out of lines, or too many to listen to
        named = [told for told in lines if not told.startswith(UNNAMED)][:MAX_LINES]
        lines = [*named, f"{len(lines) - len(named)} {'more ' if named else ''}lines"]
    return f"{kind}{title}{axes}{'; ' if lines else ''}{'; '.join(lines)}."


def _line(line: Any) -> str:
    """A line's name, and from which value to which it goes."""
    values = np.asarray(line.get_ydata(), dtype=float)
    values = values[np.isfinite(values)]
    name = str(line.get_label())
    name = UNNAMED if name.startswith("_") else name
    if len(values) < 2 or (values[0] == values[-1] and name == UNNAMED):
        return ""  # a mark or a level, which the eye needs and the ear does not
    return f"{name} goes from {values[0]:.3g} to {values[-1]:.3g}"


_shown: list[str] = []  # what the figures of the running cell show


def tell_notebook() -> None:
    """Let the notebook put a caption in words under the figures of each cell."""
    from IPython import get_ipython
    from matplotlib.figure import Figure

    shell = get_ipython()
    if shell is not None:
        shell.display_formatter.mimebundle_formatter.for_type(Figure, _note)
        # Figures are drawn when a cell has ended; this event is the one after that.
        shell.events.register("post_run_cell", _write_captions)


def _note(
    figure: Figure, **_kinds: object
) -> tuple[dict[str, str], dict[str, dict[str, str]]]:
    """The plain-text form of a figure, which becomes its caption too."""
    text = describe(figure)
    _shown.append(text)
    # The first is for nbconvert, which makes the site; the other for dark editors.
    picture = {"alt": text, "needs_background": "light"}
    return {"text/plain": text}, {"image/png": picture}


def _write_captions(_result: object) -> None:
    """Write what has been shown, as text that is read out and seen."""
    from IPython.display import display

    texts = list(dict.fromkeys(_shown))
    _shown.clear()
    for number, text in enumerate(texts, start=1):
        caption = f"Figure {number}: {text}" if len(texts) > 1 else f"Figure: {text}"
        page = f"<p><small>{escape(caption)}</small></p>"
        display({"text/plain": caption, "text/html": page}, raw=True)
