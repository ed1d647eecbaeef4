"""nbgrader's marks on a cell, whatever was left of them."""

import nbformat
import pytest

from grader.source import load, marks, notebooks, stems
from grader.source.marks import Marks, exercise_of, is_hidden, marks_of


def test_what_is_written_is_what_is_read():
    cell = nbformat.v4.new_code_cell("x = 1")
    for given in (
        Marks("softmax", solution=True),
        Marks("test_softmax", grade=True, locked=True, points=1.5),
        Marks("given_1", locked=True),
    ):
        given.put_on(cell)
        assert marks_of(cell) == given


@pytest.mark.parametrize(
    "left",
    [{}, {"metadata": 3}, {"metadata": {}}, {"metadata": {"nbgrader": 1}}, {"x": []}],
)
def test_a_cell_that_lost_them_has_none(left):
    assert marks_of(left) == Marks()


def test_odd_values_count_for_nothing():
    odd = {"grade_id": 3, "points": "many", "solution": 1}
    assert marks_of({"metadata": {"nbgrader": odd}}) == Marks(solution=True)


def test_ids_of_an_exercise_belong_to_it():
    for stem in stems():
        for cell in load(stem).cells:
            if cell.grade_id:
                assert exercise_of(cell.grade_id) == cell.name
                assert is_hidden(cell.grade_id) == (cell.kind == "hidden")
    assert marks.tests_of("softmax") == ("test_softmax", "hidden_softmax")


def test_nbgrader_accepts_them():
    from nbgrader.nbgraderformat import MetadataValidator

    MetadataValidator().validate_nb(notebooks.instructor_notebook(load(stems()[0])))
