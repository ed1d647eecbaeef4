"""Exercises are found by the names of cells, and by headings where names are lost."""

import json
from pathlib import Path

import pytest
from coursekit import exercises

from tests.coursekit.small_notebook import blank, small_notebook, without_names, write

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"


def found(tmp_path, notebook):
    path = write(tmp_path / "n.ipynb", notebook)
    return exercises.find_exercises(exercises.read_cells(path))


def test_named_cells_are_found_with_their_answers(tmp_path):
    double, half, why = found(tmp_path, small_notebook())
    assert (double.name, double.test, double.answers) == ("double", 4, (2,))
    assert (half.name, half.test, half.answers) == ("half", 8, (7,))
    assert (why.name, why.test, why.is_open) == ("why", None, False)


def test_stubs_are_open(tmp_path):
    assert [e.is_open for e in found(tmp_path, blank())] == [True] * 3
    mixed = found(tmp_path, small_notebook(half=exercises.STUB, text=""))
    assert [e.is_open for e in mixed] == [False, True, True]


def test_without_names_the_headings_tell(tmp_path):
    double, half = found(tmp_path, without_names(small_notebook()))
    assert (double.name, half.name) == ("double", "half")
    blanks = found(tmp_path, without_names(blank()))
    assert [e.name for e in blanks] == ["double", "half", "why two?"]
    assert all(e.is_open for e in blanks)


@pytest.mark.parametrize(
    "path", sorted(NOTEBOOKS.glob("*.ipynb")), ids=lambda p: p.stem
)
def test_every_exercise_of_the_course_is_found_with_and_without_names(path, tmp_path):
    notebook = json.loads(path.read_text(encoding="utf-8"))
    tests = [c["id"][5:] for c in notebook["cells"] if c["id"].startswith("test_")]
    named = found(tmp_path, notebook)
    assert [e.name for e in named if e.test is not None] == tests
    assert all(e.is_open for e in named)
    assert all(len(e.answers) == 1 for e in named if e.test is not None)
    bare = found(tmp_path, without_names(notebook))
    assert len(bare) == len(named)
    assert [e.test for e in bare] == [e.test for e in named]
    assert all(e.is_open for e in bare)


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "{}", '{"cells": 3}', '{"cells": [3]}', "[" * 100_000]
)
def test_what_is_no_notebook_is_refused_in_one_sentence(tmp_path, text):
    path = tmp_path / "n.ipynb"
    path.write_text(text)
    with pytest.raises(exercises.NotebookError, match="no notebook that can be read"):
        exercises.read_cells(path)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(exercises.NotebookError, match=r"gone\.ipynb cannot be opened"):
        exercises.read_cells(tmp_path / "gone.ipynb")


def test_magics_and_broken_code_do_not_stop_the_reading():
    assert exercises.defined_names("%matplotlib inline\nx, y = 1, 2\n!ls") == {"x", "y"}
    assert exercises.defined_names("def f(:\n") == set()
    assert exercises.case_messages("with case(") == {}
