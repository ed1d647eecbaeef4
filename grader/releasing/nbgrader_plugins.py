"""Steps for plain `nbgrader autograde` and `generate_feedback`, with our scores.

`nbgrader_config.py` in the course directory lists them. `MendSubmission` repairs a
submission as `grader grade` does; `GradeNotebook` runs it with the same engine and puts
on each test cell one trusted number, the form in which nbgrader scores;
`HideTests` takes the source of tests out of the feedback pages.
"""

from __future__ import annotations

import atexit
import hashlib
import os
from typing import Any

import nbformat
from nbformat import NotebookNode
from nbgrader.api import Gradebook
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import Float, Unicode

from grader import source
from grader.course import NOTEBOOKS, REPOSITORY, prepared
from grader.engines.engine import Executor, Limits, show_verdict
from grader.grading.job import executor_of, settle
from grader.source import rubrics
from grader.source.marks import marks_of
from grader.submissions import repair

CONFIG = f"""
# Plain `nbgrader autograde` and `nbgrader generate_feedback` use our repair, engine
# and verdicts, and give the scores of `grader grade`.
import sys

sys.path[:0] = {[str(REPOSITORY), str(NOTEBOOKS)]!r}

from nbconvert.preprocessors import CSSHTMLHeaderPreprocessor
from nbgrader.preprocessors import (
    AssignLatePenalties,
    CheckCellMetadata,
    GetGrades,
    OverwriteKernelspec,
    SaveAutoGrades,
)

from grader.nbgrader_plugins import GradeNotebook, HideTests, MendSubmission

c.Autograde.sanitize_preprocessors = [
    MendSubmission, OverwriteKernelspec, CheckCellMetadata
]
c.Autograde.autograde_preprocessors = [
    GradeNotebook, SaveAutoGrades, AssignLatePenalties, CheckCellMetadata
]
c.GenerateFeedback.preprocessors = [GetGrades, HideTests, CSSHTMLHeaderPreprocessor]
"""

_executors: dict[str, Executor] = {}


def _executor(engine: str) -> Executor:
    """One engine a process: starting it is what costs."""
    if engine not in _executors:
        _executors[engine] = executor_of(engine)
        atexit.register(_executors[engine].close)
    return _executors[engine]


class MendSubmission(NbGraderPreprocessor):  # type: ignore[misc]
    """Put the student's answers into a fresh copy of the assignment."""

    def preprocess(
        self, nb: NotebookNode, resources: dict[str, Any]
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Replace the notebook by the repaired one and log each repair."""
        about = resources["nbgrader"]
        assignment = source.load(about["assignment"])
        mended = repair.repair(nbformat.writes(nb).encode(), assignment)
        for sentence in mended.repairs:
            self.log.warning("%s: %s", about["student"], sentence)
        notebook = mended.notebook
        _add_checksums(notebook, about)
        return notebook, resources


def _add_checksums(notebook: NotebookNode, about: dict[str, Any]) -> None:
    """The released cells' checksums: by them nbgrader knows an unanswered cell."""
    with Gradebook(about["db_url"]) as book:
        cells = book.find_notebook(about["notebook"], about["assignment"]).source_cells
        checksums = {cell.name: cell.checksum for cell in cells}
    for cell in notebook.cells:
        name = marks_of(cell).grade_id
        if name and checksums.get(name):
            cell.metadata["nbgrader"]["checksum"] = checksums[name]


class GradeNotebook(NbGraderPreprocessor):  # type: ignore[misc]
    """Execute with the course's engine; a test cell's output is its score alone."""

    engine = Unicode("isolated", help="engine: isolated, unsafe or kernel").tag(
        config=True
    )
    cell_limit = Float(Limits().cell_s, help="seconds a cell may take").tag(config=True)

    def preprocess(
        self, nb: NotebookNode, resources: dict[str, Any]
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Run all cells and replace the outputs of test cells by their verdicts."""
        about = resources["nbgrader"]
        assignment = source.load(about["assignment"])
        if lacking := prepared.missing(assignment.text):
            raise RuntimeError(prepared.refusal(lacking))
        text = nbformat.writes(nb).encode()
        limits = Limits(cell_s=self.cell_limit)
        # As everywhere, hidden inputs are new for each submission and run.
        seed = int.from_bytes(hashlib.sha256(os.urandom(16) + text).digest()[:8], "big")
        execution = _executor(self.engine).execute(nb, seed=seed, limits=limits)
        if execution.problem is not None:
            raise RuntimeError(str(execution.problem))
        unanswered = repair.unanswered(nb)
        verdicts = {
            cell.grade_id: cell
            for cell in settle(assignment, execution.cells, unanswered)
        }
        for cell in execution.notebook.cells:
            name = marks_of(cell).grade_id
            if name in verdicts:
                show_verdict(cell, verdicts[name])
        rubrics.add_rubrics(execution.notebook, assignment)
        return execution.notebook, resources


class HideTests(NbGraderPreprocessor):  # type: ignore[misc]
    """Take the source of test cells and the rubrics out of a page for students."""

    def preprocess(
        self, nb: NotebookNode, resources: dict[str, Any]
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Drop the rubrics, then go through the cells."""
        rubrics.remove_rubrics(nb)
        hidden: tuple[NotebookNode, dict[str, Any]] = super().preprocess(nb, resources)
        return hidden

    def preprocess_cell(
        self, cell: NotebookNode, resources: dict[str, Any], _index: int
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """A test cell keeps its verdict; its source becomes a comment."""
        if marks_of(cell).is_test:
            cell.source = "# Tests: see below what they found."
        return cell, resources
