"""Formulas of the notebooks as MathML, which every browser draws without a script.

Jupyter draws `$...$` and `$$...$$` with MathJax; the site loads nothing from elsewhere.
"""

from __future__ import annotations

import re

from latex2mathml.converter import convert

# Code stays what it is, so it is matched before a formula that begins in it.
_FORMULA = re.compile(
    r"(?P<code>```.*?```|`+[^`]*`+)"
    r"|\$\$(?P<display>.+?)\$\$"
    r"|(?<![\\$\w])\$(?P<inline>[^$\n]+?)\$(?![\w$])",
    re.DOTALL,
)


def drawn(markdown: str) -> str:
    """A Markdown text with its LaTeX formulas as MathML.

    Raises:
        latex2mathml.exceptions.LatexError: a formula is not LaTeX.
    """
    return _FORMULA.sub(_as_mathml, markdown)


def _as_mathml(found: re.Match[str]) -> str:
    if found["code"]:
        return found["code"]
    display = "block" if found["display"] else "inline"
    return convert(found["display"] or found["inline"], display=display)
