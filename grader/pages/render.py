"""Render the self-contained HTML pages: one style, everything inline, all escaped."""

from __future__ import annotations

import io
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jinja2 import Environment
    from matplotlib.figure import Figure

TEMPLATES = Path(__file__).with_name("templates")


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["points"] = format_points
    environment.filters["words"] = lambda name: name.replace("_", " ")
    environment.filters["code"] = mark_code
    environment.filters["prose"] = mark_prose
    return environment


def render(template: str, **values: Any) -> str:
    """Fill a template of `grader/templates/`; every value is escaped."""
    style = (TEMPLATES / "style.css").read_text(encoding="utf-8")
    return _environment().get_template(template).render(style=style, **values)


def mark_code(text: str) -> str:
    """The text, escaped, with what stands in `backticks` set as code."""
    from markupsafe import Markup, escape

    parts = re.split(r"`([^`\n]+)`", text)
    return Markup("").join(
        Markup("<code>{}</code>").format(part) if index % 2 else escape(part)
        for index, part in enumerate(parts)
    )


def mark_prose(text: str) -> str:
    """As `mark_code`, with what stands between two **asterisks** set as strong."""
    from markupsafe import Markup

    marked = re.sub(
        r"(<code>.*?</code>)|(?<!\w)\*\*(?=\S)([^*\n]+)\*\*(?!\w)",
        lambda found: found[1] or f"<strong>{found[2]}</strong>",
        mark_code(text),
    )
    return Markup(marked)  # noqa: S704 - escaped by mark_code


def format_points(points: float) -> str:
    """Points without needless decimals: 3, 2.5, 1.25."""
    return f"{points:.2f}".rstrip("0").rstrip(".")


INK = "#1c2430"  # what plots draw text and axes with; on a page it follows the page


def inline_svg(figure: Figure, words: str, prefix: str) -> str:
    """A matplotlib figure as an <svg> that takes the page's ink, closed afterwards.

    Args:
        figure: its texts and axes are drawn in `INK`.
        words: what the picture says, for those who do not see it.
        prefix: makes the ids of this picture different from those of others.
    """
    from markupsafe import Markup, escape

    text = svg_text(figure)
    body = text[text.index("<svg") :].replace(INK, "currentColor")
    body = re.sub(r"<metadata>.*?</metadata>\s*", "", body, flags=re.DOTALL)
    names = r'(\bid="|href="#|url\(#)(?=[\w.-]+["\)])'
    body = re.sub(names, rf"\g<1>{prefix}-", body)
    label = f'<svg role="img" aria-label="{escape(words)}" '
    return Markup(body.replace("<svg ", label, 1))  # noqa: S704 - drawn here


def svg_text(figure: Figure) -> str:
    """A figure as SVG with texts as texts; equal figures give equal text."""
    import matplotlib as mpl
    import matplotlib.pyplot as plt

    buffer = io.StringIO()
    with mpl.rc_context({"svg.fonttype": "none", "svg.hashsalt": "course"}):
        figure.savefig(buffer, format="svg", metadata={"Date": None}, transparent=True)
    plt.close(figure)
    return buffer.getvalue()
