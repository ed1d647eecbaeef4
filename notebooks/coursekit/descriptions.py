"""Say in words what a figure shows, for whoever cannot see it.

A notebook keeps the words beside the picture (`alt` in the output's metadata, and the
plain-text form of the output), where converters and screen readers find them.
"""

from __future__ import annotations

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


def tell_notebook() -> None:
    """Let the notebook keep a description with each figure that it shows."""
    from IPython import get_ipython
    from matplotlib.figure import Figure

    shell = get_ipython()
    if shell is not None:
        shell.display_formatter.mimebundle_formatter.for_type(Figure, _bundle)


def _bundle(
    figure: Figure, **_kinds: object
) -> tuple[dict[str, str], dict[str, dict[str, str]]]:
    """The plain-text form of a figure, and what goes beside its picture."""
    text = describe(figure)
    picture = {"alt": text, "needs_background": "light"}
    return {"text/plain": text}, {"image/png": picture}
