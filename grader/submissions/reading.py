"""Read a submitted notebook as text cells, whatever wrote it and whatever it lost.

Only ids, types, sources, and harmless outputs and attachments are taken; every other
field is dropped unread, so it can be malformed or huge. No notebook library checks the
file: a field that is wrong costs that field, not the submission.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from typing import Any

from grader.submissions.failures import Failure, Kind
from grader.submissions.outputs import (
    Attachments,
    Message,
    check_outputs,
    pictures_of,
)

MAX_BYTES = 512 * 2**20
MAX_SOURCE = 2_000_000
MAX_CELLS = 5_000
LARGE_BYTES = 10 * 2**20


class UnreadableError(ValueError):
    """No notebook can be read from the file; `failure` and the message say why."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(str(failure))
        self.failure = failure


@dataclass(frozen=True)
class FoundCell:
    """A cell of a submission: `ids` are what names it, the strongest first.

    `own_id` is the one that no copy of the cell shares, "" where an editor keeps none.
    """

    kind: str  # "code", or "markdown" for every other type
    source: str
    ids: tuple[str, ...] = ()
    own_id: str = ""
    outputs: tuple[Message, ...] = ()
    attachments: Attachments = field(default_factory=dict)


def read_cells(data: bytes) -> tuple[list[FoundCell], list[str]]:
    """The cells of a notebook of any version, and what was odd about it, in words.

    Raises:
        UnreadableError: when this is no notebook, with the reason.
    """
    notes: list[str] = []
    notebook = _parse(data, notes)
    raw = notebook.get("cells")
    if not isinstance(raw, list):
        sheets = notebook.get("worksheets")
        sheets = sheets if isinstance(sheets, list) else []
        sheets = [sheet.get("cells") for sheet in sheets if isinstance(sheet, dict)]
        raw = [cell for cells in sheets if isinstance(cells, list) for cell in cells]
        if raw:
            notes.append("The notebook has an old format; its cells were converted.")
    cells = [_read_cell(cell) for cell in raw if isinstance(cell, dict)]
    if not cells:
        raise UnreadableError(Failure(Kind.NO_CELLS))
    if len(cells) > MAX_CELLS:
        raise UnreadableError(Failure(Kind.MANY_CELLS, amount=len(cells)))
    size = sum(len(cell.source) for cell in cells)
    if size > MAX_SOURCE:
        raise UnreadableError(Failure(Kind.MUCH_TEXT, amount=size))
    if len(data) > LARGE_BYTES:
        cells = [replace(cell, outputs=(), attachments={}) for cell in cells]
        notes.append(f"Outputs of about {len(data) / 2**20:.0f} MiB were dropped.")
    return cells, notes


def _parse(data: bytes, notes: list[str]) -> dict[str, Any]:
    if not data.strip():
        raise UnreadableError(Failure(Kind.EMPTY_FILE))
    if len(data) > MAX_BYTES:
        raise UnreadableError(Failure(Kind.LARGE_FILE, amount=len(data)))
    try:
        notebook = json.loads(_decode(data, notes), strict=False)
    except RecursionError as error:
        raise UnreadableError(Failure(Kind.NESTED)) from error
    except ValueError as error:
        raise UnreadableError(Failure(Kind.NOT_JSON, text=str(error))) from error
    if not isinstance(notebook, dict):
        raise UnreadableError(Failure(Kind.NO_NOTEBOOK))
    return notebook


def _decode(data: bytes, notes: list[str]) -> str:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        notes.append("The file was in UTF-16; it was converted.")
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        notes.append("The file was not all UTF-8; unreadable letters were replaced.")
        return data.decode("utf-8", "replace")


def _read_cell(cell: dict[str, Any]) -> FoundCell:
    """One cell; `input` held the code of a cell before format 4."""
    kind = "code" if cell.get("cell_type") == "code" else "markdown"
    source = _text(cell.get("source", cell.get("input", "")))
    metadata = cell.get("metadata")
    metadata = metadata if isinstance(metadata, dict) else {}
    marks = metadata.get("nbgrader")
    marks = marks if isinstance(marks, dict) else {}
    own = [n for n in (cell.get("id"), metadata.get("id")) if isinstance(n, str) and n]
    given = marks.get("grade_id")
    ids = [given, *own] if isinstance(given, str) and given else own
    outputs = check_outputs(cell.get("outputs")) if kind == "code" else []
    pictures = pictures_of(cell.get("attachments")) if kind == "markdown" else {}
    own_id = own[0] if own else ""
    return FoundCell(kind, source, tuple(ids), own_id, tuple(outputs), pictures)


def _text(value: Any) -> str:
    """A source is a string or a list of lines; what is neither is empty."""
    if isinstance(value, list):
        value = "".join(line for line in value if isinstance(line, str))
    if not isinstance(value, str):
        return ""
    plain = value.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    return plain.encode("utf-8", "replace").decode("utf-8")
