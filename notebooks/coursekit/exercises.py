"""Find the exercises of a notebook: their test cells, and which ones are answered.

Works on what editors leave of a notebook. Where the cells have kept their names, those
tell what belongs together; where an editor has dropped them, headings and order do.
"""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from coursekit.cells import parse

STUB = 'raise NotImplementedError("Replace this line with your answer.")'
TEXT_STUB = "*Replace this line with your answer"
SHOW_TAG = "show"

_HEADING = re.compile(r"^#{2,4} (?P<text>.+)$", re.MULTILINE)
_QUOTED = re.compile(r"`([a-zA-Z_]\w*)`")
_POINTS = re.compile(r"\s*\(\d+(\.\d+)? points?\)\s*$")


class NotebookError(ValueError):
    """A file is no notebook that can be read; the message says why, and what to do."""


@dataclass(frozen=True)
class ExerciseCell:
    """One cell: its kind ("code" or "markdown"), source, name ("" if lost), tags."""

    kind: str
    source: str
    name: str = ""
    tags: tuple[str, ...] = ()

    @property
    def is_test(self) -> bool:
        """Whether the cell holds visible cases."""
        return self.kind == "code" and bool(case_messages(self.source))

    @property
    def is_show(self) -> bool:
        """Whether the cell only shows something, so that checking can skip it."""
        return SHOW_TAG in self.tags


@dataclass(frozen=True)
class Exercise:
    """One exercise: name, index of its test cell, whether a part of it is open.

    `test` is None for a written answer, which a person reads. `answers` are the
    indices of the code cells that can hold the answer.
    """

    name: str
    test: int | None
    is_open: bool
    answers: tuple[int, ...] = ()


def read_cells(path: Path) -> list[ExerciseCell]:
    """The cells of a notebook file.

    Raises:
        NotebookError: the file is missing, or is no notebook.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
        raw = json.loads(text, strict=False)["cells"]
        return [_read_cell(cell) for cell in raw]
    except OSError as error:
        raise NotebookError(
            f"{path} cannot be opened ({error.strerror}); check its name and folder."
        ) from error
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise NotebookError(
            f"{path} is no notebook that can be read; save it again from JupyterLab."
        ) from error


def _read_cell(cell: dict[str, Any]) -> ExerciseCell:
    source = cell.get("source", "")
    metadata = cell.get("metadata") or {}
    marks = metadata.get("nbgrader") or {}
    return ExerciseCell(
        kind="code" if cell.get("cell_type") == "code" else "markdown",
        source=source if isinstance(source, str) else "".join(source),
        name=str(marks.get("grade_id") or cell.get("id") or ""),
        tags=tuple(metadata.get("tags") or ()),
    )


def find_exercises(cells: list[ExerciseCell]) -> list[Exercise]:
    """The exercises in the order of the notebook, written answers among them."""
    return list(_walk(cells))


def _walk(cells: list[ExerciseCell]) -> Iterator[Exercise]:
    heading, since = "", 0
    for index, cell in enumerate(cells):
        if cell.kind == "markdown":
            heading = _heading(cell.source) or heading
            if cell.name.startswith("answer_") or TEXT_STUB in cell.source:
                name = cell.name.removeprefix("answer_")
                known = cell.name.startswith("answer_")
                is_open = TEXT_STUB in cell.source or not cell.source.strip()
                yield Exercise(name if known else heading, None, is_open)
        elif cell.is_test:
            answers = tuple(_answers(cells, since, index))
            is_open = any(STUB in cells[i].source for i in answers)
            known = cell.name.startswith("test_")
            name = cell.name.removeprefix("test_") if known else heading
            name = name or _asked_for(cell, [cells[i] for i in answers])
            yield Exercise(name, index, is_open, answers)
            since = index + 1


def _answers(cells: list[ExerciseCell], start: int, stop: int) -> Iterator[int]:
    """The answer cell before a test cell; without names, every code cell it can be."""
    code = [i for i in range(start, stop) if cells[i].kind == "code"]
    name = cells[stop].name.removeprefix("test_")
    named = [i for i in code if name and cells[i].name == name]
    yield from named or [i for i in code if not cells[i].is_show]


def _asked_for(test: ExerciseCell, answers: list[ExerciseCell]) -> str:
    """What the answer cells define and the test cell uses, "" when there is nothing."""
    used = used_names(test.source)
    names = (n for cell in answers for n in sorted(defined_names(cell.source)))
    return next((name for name in names if name in used), "")


def _heading(markdown: str) -> str:
    """The name that the last heading of a cell gives to what follows, "" for none."""
    found = _HEADING.findall(markdown)
    if not found:
        return ""
    text = _POINTS.sub("", found[-1])
    quoted = _QUOTED.search(text)
    return quoted[1] if quoted else text.rpartition(": ")[2].strip()


def case_messages(source: str) -> dict[str, str]:
    """{name: message} of the `with case(...)` blocks of a cell, in order."""
    if "case(" not in source:
        return {}
    tree = parse(source)
    found: dict[str, str] = {}
    for node in tree.body if tree else ():
        call = node.items[0].context_expr if isinstance(node, ast.With) else None
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "case":
            name = call.args[0] if call.args else None
            words = {keyword.arg: keyword.value for keyword in call.keywords}
            message = words.get("message")
            if isinstance(name, ast.Constant) and isinstance(message, ast.Constant):
                found[str(name.value)] = str(message.value)
    return found


def used_names(source: str) -> set[str]:
    """The names that a cell reads, whatever they are."""
    tree = parse(source)
    nodes = ast.walk(tree) if tree else ()
    return {n.id for n in nodes if isinstance(n, ast.Name) and type(n.ctx) is ast.Load}


def defined_names(source: str) -> set[str]:
    """The functions, classes and variables that a cell defines at its top level."""
    tree = parse(source)
    names: set[str] = set()
    for node in tree.body if tree else ():
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            names.add(node.name)
        elif isinstance(node, ast.Assign):
            leaves = (leaf for end in node.targets for leaf in ast.walk(end))
            names.update(leaf.id for leaf in leaves if isinstance(leaf, ast.Name))
    return names
