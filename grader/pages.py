"""Render the self-contained HTML pages: one style, everything inline, all escaped."""

from __future__ import annotations

import base64
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


def format_points(points: float) -> str:
    """Points without needless decimals: 3, 2.5, 1.25."""
    return f"{points:.2f}".rstrip("0").rstrip(".")


def picture(figure: Figure) -> str:
    """A matplotlib figure as the source of an <img>, closed afterwards."""
    import matplotlib.pyplot as plt

    buffer = io.BytesIO()
    figure.savefig(buffer, format="svg", metadata={"Date": None})
    plt.close(figure)
    encoded = base64.b64encode(buffer.getvalue()).decode()
    return f"data:image/svg+xml;base64,{encoded}"
