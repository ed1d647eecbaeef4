"""Plain nbgrader on the course directory gives the scores of `grader grade`."""

import json

import pytest
from traitlets.config import PyFileConfigLoader

from grader import source
from grader.course import NOTEBOOKS, REPOSITORY, Course, write_text
from grader.course.course import sqlite_url
from grader.engines.engine import Execution, Limits
from grader.gradebook.book import Book
from grader.releasing import nbgrader_plugins
from grader.reporting import feedback
from grader.source.notebooks import instructor_notebook, to_text
from grader.submissions import repair
from grader.submissions.records import read_records
from tests.grader.grading.test_grade import book_of, run
from tests.grader.small_class import RIGHT, STEM, TEXT, answered, hand_in, released

KNOWN = "1_notmnist"
FIXTURES = REPOSITORY / "tests" / "fixtures"
HEAD = 'c = get_config()\nc.CourseDirectory.course_id = "deep_learning"\n'


@pytest.fixture
def course(tmp_path, monkeypatch):
    parsed = source.parse(TEXT, STEM)
    monkeypatch.setattr(source, "load", lambda stem: parsed)
    course = Course(tmp_path / "workspace")
    write_text(course.notebook("source", STEM), to_text(instructor_notebook(parsed)))
    write_text(course.root / "nbgrader_config.py", HEAD + nbgrader_plugins.CONFIG)
    return course


def nbgrader_api(course, engine="kernel"):
    from nbgrader.apps import NbGraderAPI
    from nbgrader.coursedir import CourseDirectory

    config = PyFileConfigLoader(
        "nbgrader_config.py", path=str(course.root)
    ).load_config()
    config.CourseDirectory.root = str(course.root)
    config.CourseDirectory.db_url = sqlite_url(course.gradebook)
    config.GradeNotebook.engine = engine
    return NbGraderAPI(CourseDirectory(config=config), config=config)


def damaged():
    """Lost ids, a deleted test, a copied cell."""
    notebook = json.loads(json.dumps(answered()))
    cells = [c for c in notebook["cells"] if c["id"] != "hidden_root"]
    for cell in cells:
        cell["metadata"] = {}
    import nbformat

    return nbformat.from_dict({**notebook, "cells": [*cells, cells[-1]]})


@pytest.mark.parametrize(
    "engine", ["kernel", pytest.param("isolated", marks=pytest.mark.slow)]
)
def test_autograde_and_grade_agree_and_feedback_shows_no_test(course, engine):
    class_ = {
        "ada": answered(),
        "bob": released(),
        "cleo": answered({**RIGHT, "root": "def root(x):\n    return 2"}),
        "dan": answered({**RIGHT, "double": "import os\nos._exit(0)"}),
        "eve": damaged(),
        "fay": answered(
            {
                **RIGHT,
                "root": "print(9)\nimport sys\nsys.stderr.write('x')\ndef root(x):\n    return x ** .5",
            }
        ),
    }
    for student, notebook in class_.items():
        hand_in(course, student, notebook)
    assert run(course, "--jobs", "2", "--engine", engine) == 0
    ours = book_of(course)

    course.gradebook.unlink()
    with Book(sqlite_url(course.gradebook)) as book:
        book.prepare(source.load(STEM))
    api = nbgrader_api(course, engine)
    for student in class_:
        answer = api.autograde(STEM, student, force=True)
        assert answer["success"], answer
    theirs = book_of(course)
    assert {key: row[0] for key, row in theirs.items()} == {
        key: row[0] for key, row in ours.items()
    }
    assert len({row[0] for row in theirs.values()}) > 3

    assert {r.verdict.student: r.verdict.score for r in read_records(course, STEM)} == {
        student: sum(row[0] or 0 for key, row in ours.items() if key[0] == student)
        for student in class_
    }
    pages = feedback.write_feedback(course, STEM)
    assert len(pages) == len(class_)
    eve = course.folder("feedback") / "eve" / STEM / f"{STEM}.html"
    assert "mended" in eve.read_text()

    graded = course.notebook("autograded", STEM, "ada").read_text()
    assert "A secret rubric" in graded  # beside the answer, for whoever marks it
    answer = api.generate_feedback(STEM, "ada", force=True)
    assert answer["success"], answer
    page = course.folder("feedback") / "ada" / STEM / f"{STEM}.html"
    text = page.read_text()
    assert "secret_expectation" not in text
    assert "A secret rubric" not in text
    assert "negative" in text  # the verdict itself is there


def test_limits_are_those_of_course_toml(course):
    (course.root / "course.toml").write_text(
        f"limits.case = 8\nassignments.{KNOWN}.limits.cell = 9"
    )
    step = nbgrader_plugins.GradeNotebook(course=str(course.root))
    limits = step._limits(KNOWN)
    assert (limits.cell_s, limits.case_s) == (9, 8)
    assert limits.submission_s == Limits().submission_s


def test_nbgraders_own_command_reads_the_settings(course):
    """Its classes are looked at one by one, which a string would not survive."""
    import subprocess
    import sys

    done = subprocess.run(
        [sys.executable, "-m", "nbgrader", "generate_feedback", STEM],
        cwd=course.root,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "No notebooks were matched" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_course_that_an_earlier_version_released_still_grades(course):
    """`nbgrader_config_0_1.txt` is what version 0.1 wrote, before the folders."""
    text = (FIXTURES / "nbgrader_config_0_1.txt").read_text()
    for place, path in {
        "@REPOSITORY@": REPOSITORY,
        "@NOTEBOOKS@": NOTEBOOKS,
        "@COURSE@": course.root,
    }.items():
        text = text.replace(place, str(path))
    (course.root / "nbgrader_config.py").write_text(text)
    hand_in(course, "ada", answered())
    with Book(sqlite_url(course.gradebook)) as book:
        book.prepare(source.load(STEM))
    answer = nbgrader_api(course).autograde(STEM, "ada", create=True)
    assert answer["success"], answer
    points = [auto for auto, _, _ in book_of(course).values() if auto is not None]
    assert sum(points) > 0
    assert nbgrader_api(course).generate_feedback(STEM, "ada")["success"]


def test_an_engine_that_fails_is_no_zero(course, monkeypatch):
    class Broken:
        def execute(self, notebook, *, seed, limits, files=None):
            return Execution([], notebook, 0.0, 0.0, "The examiner stopped.")

    monkeypatch.setitem(nbgrader_plugins._executors, "kernel", Broken())
    step = nbgrader_plugins.GradeNotebook(engine="kernel")
    notebook = repair.repair(
        json.dumps(answered()).encode(), source.load(STEM)
    ).notebook
    with pytest.raises(RuntimeError, match="examiner stopped"):
        step.preprocess(notebook, {"nbgrader": {"assignment": STEM}})


@pytest.mark.slow
def test_nbgrader_validate_says_the_same_of_visible_tests(course):
    """On the student's side, with stock nbgrader in an ordinary kernel."""
    import os
    import subprocess
    import sys

    from grader.course import REPOSITORY

    killer = answered({**RIGHT, "double": "import os\nos._exit(0)"})
    classmates = {
        "ada": (answered(), "Success! Your notebook passes all the tests."),
        "bob": (released(), "VALIDATION FAILED"),
        "cleo": (killer, "Kernel died"),
    }
    for student, (notebook, expected) in classmates.items():
        hand_in(course, student, notebook)
        paths = [str(REPOSITORY), str(REPOSITORY / "notebooks")]
        done = subprocess.run(
            [sys.executable, "-m", "nbgrader", "validate", f"{STEM}.ipynb"],
            cwd=course.folder("submitted") / student / STEM,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )
        assert expected in done.stdout + done.stderr, student
