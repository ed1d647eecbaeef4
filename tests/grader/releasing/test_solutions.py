"""Solutions: nothing before the last deadline, nothing hidden, everything run."""

import argparse
from datetime import UTC, datetime

import nbformat
import pytest

from grader import source
from grader.course import Course, CourseError
from grader.releasing import package, solutions
from tests.grader.small_class import STEM, TEXT

SETTINGS = """
[assignments.1_notmnist]
deadline = 2027-01-15T23:59:00Z
[extensions]
ada = 3
ben = { 1_notmnist = 2027-02-01T12:00:00Z }
cleo = { 2_logistic_regression = 2027-05-01T12:00:00Z }
"""


@pytest.fixture
def course(tmp_path, monkeypatch):
    parsed = source.parse(TEXT, STEM)
    monkeypatch.setattr(source, "load", lambda stem: parsed)
    return Course(tmp_path)


@pytest.mark.parametrize(
    ("day", "is_over"),
    [("2027-01-16", False), ("2027-01-31", False), ("2027-02-02", True)],
)
def test_solutions_wait_for_the_last_deadline_extensions_included(
    tmp_path, day, is_over
):
    (tmp_path / "course.toml").write_text(SETTINGS)
    course, now = Course(tmp_path), datetime.fromisoformat(day).replace(tzinfo=UTC)
    if is_over:
        solutions.require_over(course, "1_notmnist", now)
    else:
        with pytest.raises(CourseError, match=r"until 2027-02-01 12:00 UTC.*--anyway"):
            solutions.require_over(course, "1_notmnist", now)


def test_without_a_deadline_nothing_says_that_it_is_over(tmp_path):
    with pytest.raises(CourseError, match="has no deadline for 1_notmnist"):
        solutions.require_over(Course(tmp_path), "1_notmnist")


def verb(*words):
    parser = argparse.ArgumentParser()
    package.add_arguments(parser)
    return package.main(parser.parse_args(words))


def test_the_verb_writes_what_was_run_and_nothing_hidden(course, capsys):
    words = ["--solutions", STEM, "--course", str(course.root)]
    with pytest.raises(CourseError, match="--anyway"):
        verb(*words)
    assert list(course.root.iterdir()) == []

    assert verb(*words, "--anyway") == 0
    folder = course.folder("solutions")
    assert sorted(path.suffix for path in folder.iterdir()) == [".html", ".ipynb"]
    assert str(folder / f"{STEM}.html") in capsys.readouterr().out
    text = (folder / f"{STEM}.ipynb").read_text()
    notebook = nbformat.reads(text, 4)
    assert all(c.execution_count for c in notebook.cells if c.cell_type == "code")
    for page in (text, (folder / f"{STEM}.html").read_text()):
        assert "root" in page
        for secret in ("secret_expectation", "secret rubric", "### BEGIN", "nbgrader"):
            assert secret not in page, secret


def test_rubrics_are_shown_where_the_course_shows_them():
    assignment = source.parse(TEXT, STEM)
    for shown in (True, False):
        notebook = solutions.solutions_notebook(assignment, with_rubrics=shown)
        assert ("A secret rubric" in str(notebook.cells)) is shown


def test_a_reference_that_fails_writes_no_solutions(course, monkeypatch):
    monkeypatch.setattr(solutions, "execute", lambda *_: "cell root: ValueError: no")
    with pytest.raises(CourseError, match="do not run: cell root: ValueError: no"):
        solutions.write_solutions(course, STEM)
    assert not course.folder("solutions").exists()
