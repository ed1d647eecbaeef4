"""What a cell printed and drew, by the word of a kernel or of a student's file.

It is only shown, never scored, so it is only made harmless. A student gets back what
cells showed before the first hidden test, and after it what the file itself shows:
what hidden tests hand in does not come back (`sealed`).
"""

from __future__ import annotations

import json
from typing import Any

from grader.submissions.failures import Failure, of_a_cell

Message = dict[str, Any]
Attachments = dict[str, dict[str, str]]

MAX_OUTPUT_TEXT = 200_000
MAX_PICTURES = 4_000_000  # characters of base64, in one cell
_PLAIN, _PICTURE = "text/plain", "image/png"
_PICTURES = (_PICTURE, "image/jpeg", "image/gif")


def check_outputs(outputs: Any) -> list[Message]:
    """Notebook outputs of known form and bounded size; the rest is dropped."""
    if not isinstance(outputs, list):
        return []
    kept: list[Message] = []
    left, pictures_left = MAX_OUTPUT_TEXT, MAX_PICTURES
    for output in outputs[:300]:
        checked = _check_output(output) if isinstance(output, dict) else None
        if checked is None:
            continue
        text = {k: v for k, v in checked.items() if k != "data"}
        data = checked.get("data", {})
        left -= len(json.dumps(text)) + len(data.get(_PLAIN, ""))
        pictures_left -= len(data.get(_PICTURE, ""))
        if min(left, pictures_left) < 0:
            break
        kept.append(checked)
    return kept


def _check_output(output: Message) -> Message | None:
    kind = output.get("output_type")
    if kind == "stream":
        name = "stderr" if output.get("name") == "stderr" else "stdout"
        text = _text(output.get("text"))
        return {"output_type": "stream", "name": name, "text": text}
    if kind == "error":
        lines = output.get("traceback")
        return {
            "output_type": "error",
            "ename": _text(output.get("ename"))[:200],
            "evalue": _text(output.get("evalue"))[:2_000],
            "traceback": [_text(t) for t in lines] if isinstance(lines, list) else [],
        }
    if kind in ("display_data", "execute_result"):
        return _check_display(output)
    return None


def _check_display(output: Message) -> Message | None:
    data = output.get("data")
    if not isinstance(data, dict):
        return None
    kept = {_PLAIN: _text(data.get(_PLAIN))}
    picture = joined(data.get(_PICTURE))
    if picture and len(picture) < MAX_PICTURES and is_base64(picture):
        kept[_PICTURE] = picture
    return {"output_type": "display_data", "data": kept, "metadata": {}}


def is_base64(text: str) -> bool:
    """Whether a text is nothing but base64."""
    plain = text.replace("\n", "").replace("+", "").replace("/", "").rstrip("=")
    return plain.isascii() and plain.isalnum()


def _text(value: Any) -> str:
    """A bounded string without control characters other than newline and tab."""
    kept = joined(value)[:MAX_OUTPUT_TEXT].encode("utf-8", "replace").decode()
    return "".join(c for c in kept if c >= " " or c in "\n\t")


def joined(value: Any) -> str:
    """A text as files of notebooks hold it: whole, or as a list of its lines."""
    if isinstance(value, list):
        value = "".join(line for line in value if isinstance(line, str))
    return value if isinstance(value, str) else ""


def pictures_of(attachments: Any) -> Attachments:
    """The pictures among what a cell has attached, bounded; the rest is dropped."""
    kept: Attachments = {}
    left = MAX_PICTURES
    for name, kinds in attachments.items() if isinstance(attachments, dict) else ():
        for kind in _PICTURES if isinstance(kinds, dict) else ():
            data = joined(kinds.get(kind))
            left -= len(data)
            if data and left >= 0 and is_base64(data):
                kept[str(name)] = {kind: data}
    return kept


def sealed(failure: Failure | None, *, released: bool) -> list[Message]:
    """What may be said of a cell that ran after a hidden test: why it stopped.

    `released`: the cell is one of the assignment's. Of cells that a student added,
    which may be as many as there are things to tell, nothing is said.
    """
    return [notice(failure)] if failure is not None and released else []


def notice(failure: Failure) -> Message:
    """An output that says what became of a cell."""
    text = of_a_cell(failure)
    return {
        "output_type": "error",
        "ename": "Stopped",
        "evalue": text,
        "traceback": [text],
    }
