"""A new assignment from the template builds, proves and grades as it is."""

import argparse

import nbformat
import pytest

from grader import source
from grader.authoring import conventions, new
from grader.course import CourseError
from grader.demo import sample_class
from grader.engines.engine import Limits
from grader.grading.job import Job, grade_submission
from grader.proving import prove
from grader.proving.workers import Workers
from grader.source import bank, notebooks


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    folder = tmp_path_factory.mktemp("new")
    (folder / "assignments").mkdir()
    paths = new.write_new("7_attention", folder / "assignments", folder / "answers")
    return folder, paths


@pytest.fixture(scope="module")
def assignment(place):
    return source.load("7_attention", place[0] / "assignments")


def test_it_keeps_the_conventions_and_has_a_whole_bank(place, assignment):
    assert conventions.check(assignment) == []
    assert bank.problems(assignment, place[0] / "answers") == []
    assert assignment.max_score == 7
    assert assignment.manual_max_score == 2
    assert "# 7. Attention" in assignment.text


def test_it_builds_both_notebooks(assignment):
    nbformat.validate(notebooks.instructor_notebook(assignment))
    text = notebooks.to_text(notebooks.student_notebook(assignment))
    assert "np.mean(values[start" not in text
    assert "trusted" not in text
    assert "averages away" not in text


@pytest.mark.slow
def test_it_proves(isolated_executor, place, assignment):
    workers = Workers(isolated_executor, 1)
    chosen = [(assignment, name) for name in assignment.exercises]
    rows = prove.prove(workers, chosen, folder=place[0] / "answers")
    assert [row.exercise for row in rows] == ["moving_average", "predict_factor"]
    for row in rows:
        assert not row.reference
        assert row.problems == []


def test_it_grades(isolated_executor, assignment):
    def points(notebook):
        data = nbformat.writes(notebook).encode()
        job = Job(
            "ada", assignment.stem, assignment.text, data, 1, Limits(), "isolated"
        )
        return grade_submission(job, isolated_executor).verdict.score

    assert points(sample_class.reference_submission(assignment)) == 7
    assert points(notebooks.student_notebook(assignment)) == 0


def test_a_name_gets_the_next_number(tmp_path):
    (tmp_path / "6_lstm.py").write_text("")
    assert new.full_stem("gan", tmp_path) == "7_gan"
    assert new.full_stem("0_start", tmp_path) == "0_start"
    assert new.title_of("7_hidden_markov") == "7. Hidden markov"


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("6_other", "There is 6_lstm already"),
        ("../7_x", "cannot name an assignment"),
        ("7-gan", "cannot name"),
        ("GAN", "cannot name"),
        ("9_x", "9_taken"),
    ],
)
def test_a_name_that_cannot_be_is_told(tmp_path, name, words):
    (tmp_path / "6_lstm.py").write_text("")
    (tmp_path / "9_taken.py").write_text("")
    with pytest.raises(CourseError, match=words):
        new.full_stem(name, tmp_path)


def test_more_than_nine_are_told(tmp_path):
    (tmp_path / "9_taken.py").write_text("")
    with pytest.raises(CourseError, match="one digit"):
        new.full_stem("more", tmp_path)


def test_an_old_bank_is_not_overwritten(tmp_path):
    (tmp_path / "answers" / "1_x").mkdir(parents=True)
    with pytest.raises(CourseError, match="move it away"):
        new.write_new("1_x", tmp_path, tmp_path / "answers")
    assert not (tmp_path / "1_x.py").exists()


def test_the_verb_says_what_to_do_next(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(source, "ASSIGNMENTS", tmp_path / "assignments")
    monkeypatch.setattr(bank, "BANK", tmp_path / "answers")
    parser = argparse.ArgumentParser()
    new.add_arguments(parser)
    assert new.main(parser.parse_args(["3_x"])) == 0
    said = capsys.readouterr().out
    assert "grader prove 3_x" in said
    written = ["assignments/3_x.py", "answers/3_x/moving_average.py"]
    for path in (tmp_path / name for name in written):
        assert str(path) in said
        assert path.is_file()
