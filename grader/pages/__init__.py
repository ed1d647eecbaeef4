"""Rendering: HTML pages from templates, and PDF."""

from grader.pages.render import (
    INK,
    TEMPLATES,
    format_points,
    inline_svg,
    mark_code,
    mark_prose,
    render,
    svg_text,
)

__all__ = [
    "INK",
    "TEMPLATES",
    "format_points",
    "inline_svg",
    "mark_code",
    "mark_prose",
    "render",
    "svg_text",
]
