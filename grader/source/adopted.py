"""An assignment of a plain nbgrader course, as it is: its notebooks and its settings.

Its text is JSON, so that it travels and is hashed as every other text is:

    {"settings": {"ClearSolutions": {...}, ...}, "notebooks": {"problem1": {...}},
     "files": {"data/a.csv": base64}, "students": ["helper.py"],
     "outside": {"problem1": {"tests": ["t1"], "prelude": ["import math"]}},
     "like_nbgrader": true}

`nbgrader_course` writes it from a course directory. `files` lie beside the notebooks;
of those among `students` a submission's own counts. A test cell is plain Python without
cases: it is one case, named after its cell, that runs in the student's own process; or
outside, where `placed` says so. Where the course asks for it (`like_nbgrader`), one
that prints on stderr has no points.
"""

from __future__ import annotations

import ast
import json
from base64 import b64decode
from collections.abc import Iterator, Mapping
from copy import deepcopy
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from grader.source.cells import normal, statements
from grader.source.marks import Marks, marks_of
from grader.source.text import Assignment, CaseSpec, Cell, Kind

if TYPE_CHECKING:
    from nbformat import NotebookNode

# In the metadata of a notebook that was adopted: the ids of its hidden tests, and those
# outside with what is theirs there: the prelude, the names of the course's files; and
# the modules that its cells import, to be loaded once for all submissions; and whether
# output on stderr costs its tests their points.
ADOPTED = "adopted"
HIDDEN_TESTS = "BEGIN HIDDEN TESTS"  # nbgrader's own mark, where a course has none


@lru_cache(maxsize=8)  # grading a class asks for the same one again and again
def parse(text: str, stem: str) -> Assignment:
    """The assignment, each of its notebooks a part of it."""
    content = json.loads(text)
    parts = tuple(_part(name, content) for name in content["notebooks"])
    cells = tuple(cell for part in parts for cell in part.cells)
    return Assignment(stem, cells, text, parts)


def placed(assignment: Assignment, outside: Mapping[str, Any]) -> Assignment:
    """The same, with some of its tests outside the student's process.

    `outside` has for a notebook the ids of these `tests`, and the instructor's own
    texts that are run beside them, the `prelude`.
    """
    content = json.loads(assignment.text)
    content["outside"] = dict(outside)
    return parse(json.dumps(content), assignment.stem)


def like_nbgrader(assignment: Assignment) -> Assignment:
    """The same, with tests that have no points if they print on stderr."""
    content = json.loads(assignment.text) | {"like_nbgrader": True}
    return parse(json.dumps(content), assignment.stem)


def _part(name: str, content: Mapping[str, Any]) -> Assignment:
    notebook, settings = content["notebooks"][name], content["settings"]
    mark = settings.get("ClearHiddenTests", {}).get("begin_test_delimeter")
    cells = tuple(_cell(cell, mark or HIDDEN_TESTS) for cell in notebook["cells"])
    outside = content.get("outside", {}).get(name)
    if outside:
        ours = content["files"].keys() - set(content["students"])
        outside = {**outside, "files": sorted(ours)}
    kept = {"settings": settings, "notebooks": {name: notebook}, "outside": outside}
    kept["like_nbgrader"] = content.get("like_nbgrader", False)
    return Assignment(name, cells, json.dumps(kept))


def _cell(cell: Mapping[str, Any], hidden_mark: str) -> Cell:
    marks, source = marks_of(cell), cell["source"]
    kind = _kind(cell["cell_type"], marks, is_hidden=hidden_mark in source)
    name, points = marks.grade_id, marks.points
    is_test = kind in ("test", "hidden")
    cases = (CaseSpec(name, points, ""),) if is_test else ()
    return Cell(kind, name, source, points, cases, line=0, own_id=name)


def _kind(cell_type: str, marks: Marks, *, is_hidden: bool) -> Kind:
    if marks.task or (marks.grade and marks.solution):
        return "answer"
    if marks.is_test:
        return "hidden" if is_hidden else "test"
    if marks.solution:
        return "solution"
    return "given" if cell_type == "code" else "markdown"


def instructor(part: Assignment) -> NotebookNode:
    """The notebook with solutions and hidden tests.

    An answer cell has the checksum of the released one, by which nbgrader knows that
    nothing was answered.
    """
    return deepcopy(_notebooks(part)[0])


def _modules(cell: Cell) -> Iterator[str]:
    """What a cell of code imports at its top level."""
    for statement in statements(cell.source) if cell.kind != "markdown" else []:
        if isinstance(statement, ast.Import):
            yield from (alias.name for alias in statement.names)
        elif isinstance(statement, ast.ImportFrom) and not statement.level:
            yield statement.module or ""


def released(part: Assignment) -> NotebookNode:
    """The notebook as students get it, by nbgrader's own preprocessors."""
    return deepcopy(_notebooks(part)[1])


@lru_cache(maxsize=16)
def _notebooks(part: Assignment) -> tuple[NotebookNode, NotebookNode]:
    from nbgrader.utils import compute_checksum

    full, _ = _content(part)
    hidden = [cell.grade_id for cell in part.cells if cell.kind == "hidden"]
    said = json.loads(part.text)
    full.metadata[ADOPTED] = {
        "hidden": hidden,
        "outside": said["outside"] or {},
        "like_nbgrader": said["like_nbgrader"],
        "modules": sorted({name for cell in part.cells for name in _modules(cell)}),
    }
    student = without(part, "ClearSolutions", "ClearHiddenTests", "ClearMarkScheme")
    for cell, given in zip(full.cells, student.cells, strict=True):
        if marks_of(cell).solution:
            given.source = normal(given.source)
            cell.metadata["nbgrader"]["checksum"] = compute_checksum(given)
    return full, student


def without(part: Assignment, *steps: str) -> NotebookNode:
    """The notebook after these of nbgrader's preprocessors, with the course's settings.

    Raises:
        RuntimeError, ValueError: nbgrader refuses the notebook, as its release would.
    """
    from nbgrader import preprocessors
    from traitlets.config import Config

    notebook, said = _content(part)
    for step in steps:
        made = getattr(preprocessors, step)(config=Config(said))
        notebook, _ = made.preprocess(notebook, {})
    return notebook


def as_students_see_it(notebook: NotebookNode, part: Assignment) -> NotebookNode:
    """The instructor's notebook, with answers in it, without what its tests hide.

    A test of which nothing is left is no cell of it.
    """
    shown = {
        marks_of(cell).grade_id: cell.source
        for cell in without(part, "ClearHiddenTests").cells
        if marks_of(cell).is_ours or marks_of(cell).is_test
    }
    kept = []
    for cell in notebook.cells:
        marks = marks_of(cell)
        cell.source = shown.get(marks.grade_id, cell.source)
        if not marks.is_test or statements(cell.source):
            kept.append(cell)
    notebook.cells = kept
    notebook.metadata[ADOPTED]["hidden"] = []
    return notebook


def tests_outside(part: Assignment) -> frozenset[str]:
    """Ids of the tests that run where no code of students' does."""
    outside = json.loads(part.text)["outside"] or {}
    return frozenset(outside.get("tests", ()))


def files(text: str) -> Mapping[str, bytes]:
    """{path: content} of what lies beside the notebooks of an adopted text."""
    return _beside(text)[0]


def files_for(text: str, handed_in: Mapping[str, bytes]) -> dict[str, bytes]:
    """What lies beside a student's notebooks: theirs, and the course's above them."""
    found, students = _beside(text)
    return dict(handed_in) | {n: d for n, d in found.items() if n not in students}


@lru_cache(maxsize=2)  # a class asks for the same ones, which may be large
def _beside(text: str) -> tuple[Mapping[str, bytes], frozenset[str]]:
    """The files of an adopted text, and which of them a student's own replace."""
    content = json.loads(text)
    found = {name: b64decode(coded) for name, coded in content["files"].items()}
    return found, frozenset(content["students"])


def settings(assignment: Assignment) -> dict[str, Any]:
    """Settings of nbgrader in this course, as far as they decide what a notebook is."""
    found: dict[str, Any] = json.loads(assignment.text)["settings"]
    return found


def _content(part: Assignment) -> tuple[NotebookNode, dict[str, Any]]:
    from nbformat import from_dict

    content = json.loads(part.text)
    (notebook,) = content["notebooks"].values()
    return from_dict(notebook), content["settings"]
