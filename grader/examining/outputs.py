"""What the kernel says a cell printed: text to show, so it is only made harmless."""

from __future__ import annotations

import json
from typing import Any

from grader.examining.wire import Message
from grader.submissions.failures import Failure, of_a_cell

MAX_OUTPUT_TEXT = 200_000
_PLAIN, _PICTURE = "text/plain", "image/png"


def check_outputs(outputs: Any) -> list[Message]:
    """Notebook outputs of known form and bounded size; the rest is dropped."""
    if not isinstance(outputs, list):
        return []
    kept: list[Message] = []
    left = MAX_OUTPUT_TEXT
    for output in outputs[:300]:
        checked = _check_output(output) if isinstance(output, dict) else None
        if checked is None:
            continue
        text = {k: v for k, v in checked.items() if k != "data"}
        left -= len(json.dumps(text)) + len(checked.get("data", {}).get(_PLAIN, ""))
        if left < 0:
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
    picture = data.get(_PICTURE)
    if isinstance(picture, str) and len(picture) < 4_000_000 and _is_base64(picture):
        kept[_PICTURE] = picture
    return {"output_type": "display_data", "data": kept, "metadata": {}}


def _is_base64(text: str) -> bool:
    plain = text.replace("\n", "").replace("+", "").replace("/", "").rstrip("=")
    return plain.isascii() and plain.isalnum()


def _text(value: Any) -> str:
    """A bounded string without control characters other than newline and tab."""
    if not isinstance(value, str):
        return ""
    kept = value[:MAX_OUTPUT_TEXT].encode("utf-8", "replace").decode()
    return "".join(c for c in kept if c >= " " or c in "\n\t")


def notice(failure: Failure) -> Message:
    """An output that says what became of a cell."""
    text = of_a_cell(failure)
    return {
        "output_type": "error",
        "ename": "Stopped",
        "evalue": text,
        "traceback": [text],
    }
