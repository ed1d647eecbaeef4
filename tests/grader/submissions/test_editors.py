"""Notebooks that Colab, VS Code and Kaggle have rewritten come back gradable."""

import json
from functools import cache

import nbformat
import pytest
from coursekit.exercises import find_exercises, read_cells

from grader import source
from grader.source import notebooks
from grader.submissions.repair import repair
from tests.fixtures.editors import EDITORS, KAGGLE_HELLO, save_as

STEMS = source.stems()


@pytest.fixture(scope="module")
def answered():
    """stem -> (assignment, a student's notebook with every answer, {name: answer})."""

    @cache
    def make(stem):
        assignment = source.load(stem)
        notebook = notebooks.student_notebook(assignment)
        full = {
            cell.id: cell for cell in notebooks.instructor_notebook(assignment).cells
        }
        answers = {}
        for cell in notebook.cells:
            if cell.metadata.get("nbgrader", {}).get("solution"):
                is_code = cell.cell_type == "code"
                text = full[cell.id].source if is_code else f"My words on {cell.id}."
                cell.source = answers[cell.id] = text
        return assignment, json.loads(nbformat.writes(notebook)), answers

    return make


# The rest of the six, with the editor that leaves least, in every run; all when slow.
QUICK = [(STEMS[1], editor) for editor in EDITORS] + [(s, "kaggle") for s in STEMS[::2]]
ALL = [
    pytest.param(s, e, marks=[] if (s, e) in QUICK else [pytest.mark.slow])
    for s in STEMS
    for e in EDITORS
]


@pytest.mark.parametrize(("stem", "editor"), ALL)
def test_every_answer_is_found_again(answered, stem, editor):
    assignment, notebook, answers = answered(stem)
    mended = repair(save_as(editor, notebook), assignment)
    found = {
        cell.metadata.nbgrader.grade_id: cell.source.strip()
        for cell in mended.notebook.cells
        if cell.metadata.get("nbgrader", {}).get("solution")
    }
    assert found == {name: text.strip() for name, text in answers.items()}
    assert mended.unanswered == frozenset()


@pytest.mark.parametrize("editor", ["colab", "vscode"])
def test_a_blank_notebook_stays_blank(editor):
    assignment = source.load(STEMS[1])
    blank = json.loads(nbformat.writes(notebooks.student_notebook(assignment)))
    mended = repair(save_as(editor, blank), assignment)
    assert set(assignment.exercises) <= mended.unanswered


def test_what_an_editor_adds_is_kept_and_harmless(answered):
    assignment, notebook, _ = answered(STEMS[1])
    mended = repair(save_as("kaggle", notebook), assignment)
    added = [
        cell.source for cell in mended.notebook.cells if "student" in str(cell.metadata)
    ]
    assert added == [KAGGLE_HELLO]


@pytest.mark.parametrize("editor", EDITORS)
def test_the_students_check_finds_all_exercises(answered, editor, tmp_path):
    _, notebook, _ = answered(STEMS[1])
    path = tmp_path / "n.ipynb"
    path.write_bytes(save_as(editor, notebook))
    before = tmp_path / "before.ipynb"
    before.write_text(json.dumps(notebook))
    found = [e for e in find_exercises(read_cells(path)) if e.test is not None]
    wanted = [e for e in find_exercises(read_cells(before)) if e.test is not None]
    assert len(found) == len(wanted)
    assert not any(exercise.is_open for exercise in found)


def test_the_same_seed_gives_the_same_file(answered):
    _, notebook, _ = answered(STEMS[1])
    assert save_as("colab", notebook) == save_as("colab", notebook)
    assert save_as("colab", notebook) != save_as("colab", notebook, seed=1)
