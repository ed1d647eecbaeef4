"""Tables as files that a spreadsheet opens: rows as CSV, and no cell that could run."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

# What a spreadsheet takes for the beginning of a formula, wide and small forms
# included, also behind what is not seen: spaces, control characters, and what Unicode
# lets a program leave out (zero-width space, byte order mark, marks of direction).
# A separator of another locale begins a cell too.
_SIGNS = "=+\\-@＝＋－＠﹦﹢﹣﹫−⁺⁻⁼₊₋₌"
_UNSEEN = (
    r"\s\x00-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    r"\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0"
    r"\ufff0-\ufffb\U000e0000-\U000e0fff"
)
_FORMULA = re.compile(rf"(^|[;\t\r\n])(?=[{_UNSEEN}]*[{_SIGNS}]|[\t\r\n])")

Cell = str | float | int | None


def points(value: float) -> float:
    """Two decimals, and no trace of how a sum was rounded on the way."""
    return round(value + 1e-9, 2)


def rounded(value: float | None) -> float | None:
    return None if value is None else points(value)


def table(rows: Iterable[Sequence[Cell]]) -> str:
    """The rows as CSV, quoted where needed; no text of it can run in a spreadsheet."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    for row in rows:
        writer.writerow([safe(cell) for cell in row])
    return text.getvalue()


def safe(cell: Cell) -> str:
    """One cell: numbers without needless decimals, texts that are no formula."""
    if cell is None:
        return ""
    if not isinstance(cell, str):
        return f"{cell:g}" if cell == int(cell) else f"{cell:.2f}".rstrip("0")
    plain = cell.replace("\0", "")
    return _FORMULA.sub(r"\1'", plain)
