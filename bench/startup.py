"""Start-up: the command line, the helper package, the first cell of each notebook."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence

from bench.rows import Row, interleave
from grader import source


def measure() -> list[Row]:
    """Seconds of a fresh process for each; and no TensorFlow before it is needed."""
    python = sys.executable
    return [
        _row("`grader --help`", [python, "-m", "grader", "--help"], 0.3),
        _row("`import coursekit`", [python, "-c", _without_tensorflow()], 0.2),
        *(_row(f"first cell of {stem}", _cell(stem)) for stem in source.stems()),
        _row("`import tensorflow`, for comparison", _import("tensorflow")),
    ]


def _row(name: str, command: Sequence[str], limit: float | None = None) -> Row:
    floor = [sys.executable, "-c", "pass"]
    runs = {
        "ours": lambda: subprocess.run(command, check=True, capture_output=True),
        "an empty Python": lambda: subprocess.run(floor, check=True),
    }
    rounds = 5 if limit else 1  # the longer ones start TensorFlow
    figures = interleave(runs, rounds=rounds, warm_up=bool(limit))
    return Row(name, "s", figures["ours"], higher_is_better=False, limit=limit)


def _without_tensorflow() -> str:
    return (
        "import sys, coursekit\n"
        "assert not {'tensorflow', 'keras', 'matplotlib'} & set(sys.modules)"
    )


def _import(name: str) -> list[str]:
    return [sys.executable, "-c", f"import {name}"]


def _cell(stem: str) -> list[str]:
    """The setup cell: the first code of an assignment."""
    cells = source.load(stem).cells
    first = next(cell for cell in cells if cell.kind in ("given", "show"))
    return [sys.executable, "-c", first.source]
