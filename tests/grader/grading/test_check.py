"""`grader check` gives grading's own messages, on the visible tests only."""

import sys

import nbformat
import pytest

from grader import __main__, source
from grader.course import Course, CourseError
from grader.grading import adopt, check
from tests.grader import nbgrader_courses as courses
from tests.grader import small_class


@pytest.fixture
def small_course(monkeypatch):
    monkeypatch.setattr(source, "stems", lambda: [small_class.STEM])
    monkeypatch.setattr(source, "load", lambda stem: small_class.assignment())


@pytest.fixture
def handed_in(tmp_path):
    def write(answers, blank=()):
        path = tmp_path / f"my copy of {small_class.STEM}.ipynb"
        path.write_bytes(
            small_class.to_bytes(small_class.answered(answers, blank=blank))
        )
        return path

    return write


def test_the_verdicts_are_those_of_grading(small_course, handed_in, isolated_executor):
    wrong = small_class.RIGHT | {"double": "def double(x):\n    return x + 1"}
    path = handed_in(wrong, blank=["root", "answer_why"])
    report = check.check_isolated(path, lambda name: None, isolated_executor)
    double, root, predict, why = report.exercises
    assert [outcome.message for outcome in double.failed] == [
        "Multiply by two.",
        "Zero stays zero.",
    ]
    assert (root.is_open, root.fails) == (True, False)
    assert predict.passed
    assert (why.is_written, why.is_open) == (True, True)


def test_hidden_tests_do_not_run(small_course, handed_in, isolated_executor):
    only_visible = "def double(x):\n    return 2 * x if x > -3 else 0"
    path = handed_in(small_class.RIGHT | {"double": only_visible})
    report = check.check_isolated(path, lambda name: None, isolated_executor)
    assert not any(exercise.fails for exercise in report.exercises)


def test_the_command_prints_the_table(small_course, handed_in, capsys):
    path = handed_in(small_class.RIGHT)
    assert __main__.main(["check", str(path)]) == 0, capsys.readouterr().err
    out = capsys.readouterr().out
    assert "double       yes       ✓ 2 of 2 pass" in out
    assert "3 of 3 exercises pass, 0 fail, 0 are open." in out


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("homework.ipynb", "named after no assignment"),
        (f"{small_class.STEM}.ipynb", ""),
    ],
)
def test_a_mistake_ends_in_one_sentence(small_course, tmp_path, name, words, capsys):
    path = tmp_path / name
    path.write_text("{}")
    assert __main__.main(["check", str(path)]) == 2
    err = capsys.readouterr().err
    assert words in err
    assert err.count("\n") == 1
    assert "grader.grading.check" in sys.modules


ADOPTED = {
    "double": "def double(x):\n    return 2 * x if x > -1 else 0",
    "root": "root = 4",
    "why": "Four.",
}


@pytest.fixture(scope="module")
def adopted_course(tmp_path_factory):
    root = courses.every_kind(tmp_path_factory.mktemp("course"))
    path = root / "source/week-1/old one.ipynb"
    notebook = nbformat.read(path, 4)
    secret = "### SECRET STARTS\nassert old == 2, 'the secret'\n### SECRET ENDS"
    notebook.cells.append(courses.tests("all_hidden", 1, secret))
    nbformat.write(notebook, path)
    return Course(root)


def of_adopted(course, folder, answers, part="basics", name="mine.ipynb"):
    parts = source.load_for(course, "week-1").notebooks
    notebook = source.adopted.released(next(p for p in parts if p.stem == part))
    for cell in notebook.cells:
        grade_id = cell.metadata.get("nbgrader", {}).get("grade_id")
        cell.source = answers.get(grade_id, cell.source)
    folder.mkdir(exist_ok=True)
    nbformat.write(notebook, folder / name)
    return folder / name


def report_of(path, executor, course):
    return check.check_isolated(path, lambda name: None, executor, course)


def test_visible_tests_of_an_adopted_course_run_with_its_files(
    adopted_course, tmp_path, isolated_executor
):
    path = of_adopted(adopted_course, tmp_path / "in", ADOPTED)
    (path.parent / "theirs.py").write_text("MINE = 'a student'")
    report = report_of(path, isolated_executor, adopted_course)
    failing = {one.name: one.failed[0].message for one in report.exercises if one.fails}
    # Of its own solution, too.
    assert failing.keys() == {"double_part", "double_float"}
    by_name = {one.name: one for one in report.exercises}
    assert by_name["double_both"].passed  # its hidden half is wrong
    assert by_name["beside"].passed
    assert (by_name["why"].is_written, by_name["why"].is_open) == (True, False)


def test_tests_after_an_answer_that_nobody_touched_are_open(
    adopted_course, tmp_path, isolated_executor
):
    answers = {"double": "def double(x):\n    return 3"}
    path = of_adopted(adopted_course, tmp_path / "in", answers)
    report = report_of(path, isolated_executor, adopted_course)
    by_name = {one.name: one for one in report.exercises}
    assert by_name["double_seen-1"].failed[0].message == "double(2) is 4"
    assert by_name["root_right"].is_open
    assert not by_name["root_right"].fails


def test_what_a_test_hides_is_neither_run_nor_told(
    adopted_course, tmp_path, isolated_executor
):
    spy = "old = 1\nprint(In)"
    path = of_adopted(adopted_course, tmp_path / "in", {"old": spy}, "old one")
    report = report_of(path, isolated_executor, adopted_course)
    assert [one.name for one in report.exercises] == ["old_right"]
    assert "secret" not in str(report)
    parser = adopt.argparse.ArgumentParser()
    adopt.add_arguments(parser)
    adopt.main(parser.parse_args([str(adopted_course.root)]))
    again = report_of(path, isolated_executor, adopted_course)  # now outside
    assert again == report


def test_the_command_takes_a_course(adopted_course, tmp_path, capsys):
    path = of_adopted(adopted_course, tmp_path / "in", {"old": "old = 3"}, "old one")
    words = ["check", str(path), "--course", str(adopted_course.root)]
    assert __main__.main(words) == 1
    out = capsys.readouterr().out
    assert "old_right  yes       ✗ 0 of 1 pass" in out
    assert __main__.main(["check", "--course", str(adopted_course.root)]) == 2
    assert "Name the notebook" in capsys.readouterr().err


def test_a_notebook_of_no_course_or_of_two_is_told(adopted_course, tmp_path):
    (tmp_path / "source/a").mkdir(parents=True)
    (tmp_path / "source/b").mkdir()
    for name in "ab":
        notebook = nbformat.v4.new_notebook(cells=[courses.answer("x", "x = 1")])
        nbformat.write(notebook, tmp_path / f"source/{name}/one.ipynb")
    twin = tmp_path / "twin.ipynb"
    nbformat.write(notebook, twin)
    with pytest.raises(CourseError, match=r"may be a/one.ipynb or b/one.ipynb"):
        check.find(twin, Course(tmp_path))
    (tmp_path / "b").mkdir()
    nbformat.write(notebook, tmp_path / "b/twin.ipynb")
    assert check.find(tmp_path / "b/twin.ipynb", Course(tmp_path))[0].stem == "b"
    with pytest.raises(CourseError, match="too few cells of any assignment"):
        check.find(twin, adopted_course)
