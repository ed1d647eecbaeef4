"""Building: what each audience's notebook holds, and that bytes never waver."""

import argparse

import nbformat
import pytest

from grader import __main__ as cli
from grader import source
from grader.authoring import build
from grader.course import Course, CourseError
from grader.source import bootstrap, notebooks

TEXT = '''\
# %% [markdown]
# # A title

# %%
import math

# %% show
print("a plot")

# %% show
print("a plot")

# %% solution twice
def twice(x):
    """Two times x."""
    ### BEGIN SOLUTION
    return 2 * x  # secret solution
    ### END SOLUTION

# %% test twice
with case("doubles", points=1, message="Multiply by two."):
    assert twice(2) == 4

# %% hidden twice
with case("half points", points=0.5, message="Zero stays zero."):
    assert twice(0) == 0  # secret test

# %% [markdown] answer why points=3
# Why two?
#
# === BEGIN MARK SCHEME ===
# A secret rubric.
# === END MARK SCHEME ===
'''


@pytest.fixture
def assignment():
    return source.parse(TEXT, "9_sample")


@pytest.fixture
def place(tmp_path, monkeypatch):
    """A course of one assignment in a temporary folder."""
    folder = tmp_path / "assignments"
    folder.mkdir()
    (folder / "9_sample.py").write_text(TEXT)
    notebooks = tmp_path / "notebooks"
    monkeypatch.setattr(build, "NOTEBOOKS", notebooks)
    real_load = source.load
    monkeypatch.setattr(source, "load", lambda stem: real_load(stem, folder))
    monkeypatch.setattr(source, "stems", lambda: ["9_sample"])
    monkeypatch.setattr(build.conventions, "check", lambda assignment: [])
    return Course(tmp_path / "workspace"), notebooks


def cells(notebook):
    return {cell.id: cell for cell in notebook.cells}


def test_the_instructors_notebook_holds_everything(assignment):
    text = notebooks.to_text(notebooks.instructor_notebook(assignment))
    for secret in ("secret solution", "secret test", "secret rubric"):
        assert secret in text


def test_the_students_notebook_holds_no_secret(assignment):
    text = notebooks.to_text(notebooks.student_notebook(assignment))
    assert "secret" not in text
    assert "Replace this line with your answer" in text
    assert "Two times x." in text
    assert "Why two?" in text
    assert "SOLUTION" not in text
    assert "MARK SCHEME" not in text


def test_cell_ids_are_grade_ids_or_content_hashes(assignment):
    ids = list(cells(notebooks.instructor_notebook(assignment)))
    assert ids[-3:] == ["hidden_twice", ids[-2], "answer_why"]
    assert "twice" in ids
    assert "test_twice" in ids
    assert len(set(ids)) == len(ids)


def test_points_reach_nbgraders_metadata(assignment):
    marks = {
        name: cell.metadata.get("nbgrader", {}).get("points")
        for name, cell in cells(notebooks.instructor_notebook(assignment)).items()
    }
    assert (marks["test_twice"], marks["hidden_twice"], marks["answer_why"]) == (
        1,
        0.5,
        3,
    )


def test_only_answers_can_be_edited(assignment):
    for name, cell in cells(notebooks.instructor_notebook(assignment)).items():
        marks = cell.metadata.get("nbgrader")
        if marks:
            assert marks["locked"] == (name not in ("twice", "answer_why"))


def test_show_cells_carry_their_tag(assignment):
    tagged = [
        c
        for c in notebooks.instructor_notebook(assignment).cells
        if c.metadata.get("tags")
    ]
    assert bootstrap.TEXT.startswith(tagged[0].source.splitlines()[0])
    assert [cell.source for cell in tagged[1:]] == ['print("a plot")'] * 2


def test_equal_text_gives_equal_bytes(assignment):
    again = source.parse(TEXT, "9_sample")
    for make in (notebooks.instructor_notebook, notebooks.student_notebook):
        assert notebooks.to_text(make(assignment)) == notebooks.to_text(make(again))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[course]\nzip_url = 5", "'zip_url' in [course] is a text in quotes, not 5"),
        ("[course]\nzip_url = 'http://x'", "must start with https://"),
        ("[course", "is not proper TOML"),
    ],
)
def test_a_mistake_in_the_settings_ends_the_command_in_one_sentence(
    tmp_path, monkeypatch, capsys, text, words
):
    path = tmp_path / "course.toml"
    path.write_text(text)
    monkeypatch.setattr(Course, "settings_file", path)
    notebooks._validated_notebook.cache_clear()
    assert cli.main(["build", "1_notmnist"]) == 2
    said = capsys.readouterr().err
    assert words in said
    assert said.count("\n") == 1


def test_build_writes_valid_notebooks_for_both(place, capsys):
    course, notebooks = place
    build.build("9_sample", course)
    for path in (course.notebook("source", "9_sample"), notebooks / "9_sample.ipynb"):
        nbformat.validate(nbformat.read(path, 4))


def test_a_drifted_notebook_names_the_cure(place):
    course, notebooks = place
    with pytest.raises(CourseError, match="make build"):
        build.check(["9_sample"])
    build.build("9_sample", course)
    build.check(["9_sample"])
    path = notebooks / "9_sample.ipynb"
    path.write_text(path.read_text().replace("A title", "Another"))
    with pytest.raises(CourseError, match="9_sample"):
        build.check(["9_sample"])


def test_the_verb_builds_then_finds_nothing_to_do(place, monkeypatch, capsys):
    monkeypatch.setattr(build, "Course", lambda: place[0])
    parser = argparse.ArgumentParser()
    build.add_arguments(parser)
    assert build.main(parser.parse_args([])) == 0
    assert build.main(parser.parse_args(["--check"])) == 0
    assert "match their sources" in capsys.readouterr().out


def test_broken_conventions_fail_the_build_with_their_places(place, monkeypatch):
    monkeypatch.setattr(
        build.conventions, "check", lambda assignment: ["9_sample.py:3: why"]
    )
    with pytest.raises(CourseError, match=r"9_sample\.py:3: why"):
        build.check_conventions(["9_sample"])


@pytest.mark.parametrize("stem", source.stems())
def test_every_assignment_is_built_and_committed(stem):
    assert build.is_current(stem), "run `make build` and commit what changes"
