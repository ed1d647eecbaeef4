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
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode
from nbgrader.api import Gradebook
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import Float, Unicode

from grader import source
from grader.course import NOTEBOOKS, REPOSITORY, Course, prepared
from grader.engines import deciding
from grader.engines.engine import Executor, Limits, show_verdict
from grader.grading.job import assignment_hash, executor_of, graded, settle
from grader.source import Assignment, rubrics
from grader.source.marks import marks_of
from grader.submissions import records, repair
from grader.submissions.verdicts import Record, SubmissionVerdict

CONFIG = f"""
# Plain `nbgrader autograde` and `nbgrader generate_feedback` use our repair, engine
# and verdicts, and give the scores of `grader grade`.
import sys

sys.path[:0] = {[str(REPOSITORY), str(NOTEBOOKS)]!r}

from pathlib import Path

from grader.course import Course

c.CourseDirectory.db_url = Course(Path(__file__).parent).database
c.GradeNotebook.course = str(Path(__file__).parent)

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

REPAIRS = "course_repairs"  # in a notebook's metadata, from one step to the next
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
        notebook.metadata[REPAIRS] = list(mended.repairs)
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
    course = Unicode("", help="course directory, whose course.toml holds").tag(
        config=True
    )
    cell_limit = Float(
        None, allow_none=True, help="seconds a cell may take; default: course.toml"
    ).tag(config=True)

    def preprocess(
        self, nb: NotebookNode, resources: dict[str, Any]
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Run all cells and replace the outputs of test cells by their verdicts."""
        about = resources["nbgrader"]
        assignment = source.load(about["assignment"])
        if lacking := prepared.missing(assignment.text):
            raise RuntimeError(prepared.refusal(lacking))
        text = nbformat.writes(nb).encode()
        repairs = nb.metadata.pop(REPAIRS, [])
        # As everywhere, hidden inputs are new for each submission and run.
        seed = int.from_bytes(hashlib.sha256(os.urandom(16) + text).digest()[:8], "big")
        executor = _executor(self.engine)
        limits = self._limits(assignment.stem)
        execution = executor.execute(nb, seed=seed, limits=limits)
        if execution.problem is not None:
            raise RuntimeError(str(execution.problem))
        cells = settle(assignment, execution.cells, repair.unanswered(nb))
        verdicts = {cell.grade_id: cell for cell in cells}
        for cell in execution.notebook.cells:
            name = marks_of(cell).grade_id
            if name in verdicts:
                show_verdict(cell, verdicts[name])
        rubrics.add_rubrics(execution.notebook, assignment)
        told = (about["student"], repairs, executor.wall)
        self._keep(assignment, graded(assignment, cells, execution, *told))
        return execution.notebook, resources

    def _limits(self, stem: str) -> Limits:
        """What `grader grade` takes: those of course.toml, else the defaults."""
        said: dict[str, Any] = {}
        if self.course:
            said = {**Course(Path(self.course)).settings.limits_of(stem)}
        if self.cell_limit is not None:
            said["cell"] = self.cell_limit
        return Limits.of(said)

    def _keep(self, assignment: Assignment, verdict: SubmissionVerdict) -> None:
        """Leave the verdict where `grader feedback` and `report` look for it."""
        if not self.course:  # a configuration of version 0.1 does not say where
            return
        course = Course(Path(self.course))
        stem, student = assignment.stem, verdict.student
        submitted = course.notebook("submitted", stem, student)
        data = submitted.read_bytes() if submitted.is_file() else b""
        record = Record(
            assignment=stem,
            submission_hash=hashlib.sha256(b"\0" + data).hexdigest(),
            assignment_hash=assignment_hash(assignment.text),
            made_by=f"{self.engine} {deciding.mark()}",
            isolated=self.engine == "isolated",
            verdict=verdict,
        )
        autograded = records.executed_notebook(course, stem, student)
        record.write(autograded.with_name("verdict.json"))


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
