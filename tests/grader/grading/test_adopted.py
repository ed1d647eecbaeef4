"""Courses made for nbgrader, graded as they are: the points are nbgrader's."""

import argparse
import json
import shutil

import nbformat
import pytest
from sqlalchemy import create_engine, text

from grader import source
from grader.course import Course
from grader.grading import grade
from grader.reporting import export, feedback, report
from grader.submissions.verdicts import Record
from tests.grader import nbgrader_courses as courses
from tests.grader.grading.test_adopt import run as look_at
from tests.grader.grading.test_adopt import written

PS1_HALF = {
    "squares": "def squares(n):\n    return [i ** 2 for i in range(1, n + 1)]",
    "sum_of_squares": "def sum_of_squares(n):\n    return sum(squares(n))",
    "part-a": "It counts.",
}
PS1_ENDLESS = {"squares": "def squares(n):\n    while True:\n        pass"}
QUERY = """
    SELECT sa.student_id, n.name, bc.name, g.auto_score
    FROM grade g JOIN base_cell bc ON bc.id = g.cell_id
    JOIN submitted_notebook sn ON sn.id = g.notebook_id
    JOIN notebook n ON n.id = sn.notebook_id
    JOIN submitted_assignment sa ON sa.id = sn.assignment_id
"""


def automatic(root):
    """{(student, notebook, cell): automatic score} of a gradebook."""
    engine = create_engine(f"sqlite:///{root / 'gradebook.db'}")
    with engine.connect() as connection:
        return {tuple(row[:3]): row[3] for row in connection.execute(text(QUERY))}


def grade_ours(root, stem, wall):
    parser = argparse.ArgumentParser()
    grade.add_arguments(parser)
    words = [stem, "--course", str(root), "--wall", wall, "--jobs", "1"]
    return grade.main(parser.parse_args([*words, "--cell-limit", "3"]))


def both(tmp_path, make, stem, submissions, wall, beside=None):
    """A course graded by nbgrader, and a copy of it graded here."""
    theirs = make(tmp_path / "theirs")
    released = courses.nbgrader(theirs, "generate_assignment", stem)
    assert released.returncode == 0, released.stderr
    courses.hand_in(theirs, stem, "solution", of="source")
    for student, answers in submissions.items():
        courses.hand_in(
            theirs, stem, student, answers, beside=(beside or {}).get(student)
        )
    ours = tmp_path / "ours"
    shutil.copytree(theirs, ours, ignore=shutil.ignore_patterns("gradebook.db"))
    courses.nbgrader(theirs, "autograde", stem)
    look_at(ours, stem)
    assert grade_ours(ours, stem, wall) == 0
    return theirs, ours


@pytest.fixture(scope="module")
def every_kind(tmp_path_factory, wall):
    submissions = {
        "release": {},
        "half": courses.HALF,
    }
    folder = tmp_path_factory.mktemp("kinds")
    beside = {"half": courses.CHANGED}
    return both(folder, courses.every_kind, "week-1", submissions, wall, beside)


@pytest.mark.slow
def test_an_endless_answer_costs_what_it_costs_in_nbgrader(tmp_path, wall):
    submissions = {"endless": courses.ENDLESS}
    theirs, ours = both(tmp_path, courses.every_kind, "week-1", submissions, wall)
    assert automatic(ours) == automatic(theirs)
    assert automatic(ours)["endless", "basics", "double_both"] == 0


@pytest.mark.slow
def test_the_course_that_nbgrader_ships_has_its_points_cell_by_cell(tmp_path, wall):
    submissions = {"release": {}, "half": PS1_HALF, "endless": PS1_ENDLESS}
    theirs, ours = both(tmp_path, courses.quickstart, "ps1", submissions, wall)
    assert automatic(ours) == automatic(theirs)
    assert automatic(ours)["half", "problem1", "squares_invalid_input"] == 0
    assert automatic(ours)["solution", "problem1", "sum_of_squares_uses_squares"] == 0.5


def test_every_kind_of_cell_has_its_points(every_kind):
    theirs, ours = every_kind
    assert automatic(ours) == automatic(theirs)
    assert automatic(ours)["solution", "basics", "double_float"] == 1.5
    assert automatic(ours)["half", "basics", "double_both"] == 0
    assert automatic(ours)["release", "basics", "why"] == 0
    assert automatic(ours)["solution", "basics", "beside"] == 2
    assert automatic(ours)["half", "basics", "own_file"] == 1
    assert automatic(ours)["half", "basics", "why"] is None


@pytest.mark.slow
def test_output_on_stderr_costs_what_nbgrader_makes_it_cost_where_that_is_asked_for(
    tmp_path, wall
):
    make, submissions = courses.strictly_loud, courses.LOUD_ANSWERS
    theirs, ours = both(tmp_path, make, "ps1", submissions, wall)
    found = automatic(ours)
    assert found == automatic(theirs)
    scores = {test: found["solution", "loud", test] for _, _, test in found}
    assert scores["is_calm"] == scores["on_stdout"] == 1
    assert scores["answer_warns"] == scores["test_warns"] == scores["part"] == 0
    for student, test in (("warns", "is_calm"), ("warns", "on_stdout")):
        assert found[student, "loud", test] == 0
    assert found["floats", "loud", "if_whole"] == 0  # the test itself warns of it
    assert found["floats", "loud", "is_calm"] == 1
    outside = json.loads((ours / "adopted/ps1.json").read_text())["outside"]
    assert outside["loud"]["tests"] == ["is_calm", "on_stdout", "if_whole"]
    verdict = record_of(ours, "warns", "ps1").verdict
    told = {cell.grade_id: cell.cases[0].message for cell in verdict.cells}
    assert "printed on stderr" in told["is_calm"]
    assert "printed on stderr" not in told["fails"]


@pytest.mark.slow
def test_output_on_stderr_costs_nothing_by_itself(tmp_path, wall):
    root = courses.loud(tmp_path)
    courses.hand_in(root, "ps1", "solution", of="source")
    look_at(root)
    assert grade_ours(root, "ps1", wall) == 0
    scores = automatic(root)
    assert scores["solution", "loud", "answer_warns"] == 2
    assert scores["solution", "loud", "part"] == 3
    (root / "course.toml").write_text("[course]\nlike_nbgrader = true\n")
    assert grade_ours(root, "ps1", wall) == 0  # anew, though nothing was handed in
    assert automatic(root)["solution", "loud", "answer_warns"] == 0


@pytest.mark.slow
def test_an_ordinary_kernel_hears_stderr_as_well(tmp_path):
    root = courses.strictly_loud(tmp_path)
    courses.hand_in(root, "ps1", "solution", of="source")
    parser = argparse.ArgumentParser()
    grade.add_arguments(parser)
    words = ["ps1", "--course", str(root), "--engine", "kernel", "--jobs", "1"]
    assert grade.main(parser.parse_args(words)) == 0
    scores = automatic(root)
    assert scores["solution", "loud", "answer_warns"] == 0
    assert scores["solution", "loud", "on_stdout"] == 1


def test_tables_have_their_points_outside(tmp_path, wall):
    beside = dict.fromkeys(courses.TABLE_ANSWERS, courses.RAIN)
    theirs, ours = both(
        *(tmp_path, courses.tables, "ps1", courses.TABLE_ANSWERS, wall, beside)
    )
    found = json.loads((ours / "adopted/ps1.json").read_text())
    assert found["inside"] == {}
    assert automatic(ours) == automatic(theirs)
    assert automatic(ours)["changes", "tables", "kept"] == 0
    assert automatic(ours)["other kinds", "tables", "dry_days"] == 3


@pytest.mark.slow
def test_an_ordinary_kernel_gives_the_same_points(every_kind, tmp_path):
    theirs, ours = every_kind
    copy = tmp_path / "copy"
    skipped = shutil.ignore_patterns("gradebook.db*", "autograded")
    shutil.copytree(ours, copy, ignore=skipped)
    parser = argparse.ArgumentParser()
    grade.add_arguments(parser)
    words = ["week-1", "--course", str(copy), "--engine", "kernel", "--jobs", "1"]
    assert grade.main(parser.parse_args(words)) == 0
    assert automatic(copy) == automatic(theirs)


def test_nothing_in_the_course_is_changed_but_what_grading_writes(every_kind):
    theirs, ours = every_kind
    for path in theirs.rglob("source/**/*.ipynb"):
        assert (ours / path.relative_to(theirs)).read_bytes() == path.read_bytes()


def record_of(root, student, stem="week-1"):
    path = root / "autograded" / student / stem / "verdict.json"
    return Record.read(path)


def test_a_visible_test_says_why_and_a_hidden_one_nothing(every_kind):
    verdict = record_of(every_kind[1], "half").verdict
    told = {c.grade_id: case.message for c in verdict.cells for case in c.cases}
    assert "the secret message" not in json.dumps(verdict.to_json())
    assert told["basics/double_both"] == ""
    course = Course(every_kind[1])
    (page,) = [p for p in feedback.write_feedback(course, "week-1") if "half" in str(p)]
    said = page.read_text(encoding="utf-8")
    assert "secret message" not in said
    assert "hidden test" in said


def test_points_that_code_of_students_could_forge_are_marked(every_kind):
    verdict = record_of(every_kind[1], "half").verdict
    inside = {cell.grade_id for cell in verdict.cells if cell.inside}
    assert "basics/root_locals" in inside
    assert "basics/double_both" not in inside
    page = report.write_report(Course(every_kind[1]), ["week-1"])
    said = page.read_text(encoding="utf-8")
    assert "<b>6.5</b> of 20.5 automatic points are inside" in said


def test_grades_are_exported(every_kind):
    from grader.course.roster import Roster

    book = export.make_book(Course(every_kind[1]), ["week-1"], Roster())
    assert book.maximum("week-1") == 20.5 + 3 + 2 + 4
    assert book.grades["week-1"]["solution"].score.automatic == 17


@pytest.mark.slow
def test_a_dead_kernel_costs_what_it_took_along_and_no_more(tmp_path, wall):
    root = courses.every_kind(tmp_path)
    courses.nbgrader(root, "generate_assignment", "week-1")
    courses.hand_in(root, "week-1", "dead", courses.DEAD)
    assert grade_ours(root, "week-1", wall) == 0
    scores = automatic(root)
    assert scores["dead", "basics", "double_both"] == 2
    assert scores["dead", "basics", "root_right"] == 0


def test_a_notebook_that_was_not_handed_in_has_no_points(tmp_path, wall):
    root = courses.every_kind(tmp_path)
    courses.hand_in(root, "week-1", "one", of="source")
    (root / "submitted/one/week-1/old one.ipynb").unlink()
    assert grade_ours(root, "week-1", wall) == 0
    scores = automatic(root)
    assert scores["one", "old one", "old_right"] == 0
    assert scores["one", "basics", "root_right"] == 2
    assert "old one.ipynb was not handed in." in record_of(root, "one").verdict.repairs


def test_code_that_no_mark_locks_is_the_students_own(tmp_path, wall):
    root = courses.every_kind(tmp_path)
    courses.hand_in(root, "week-1", "ada", of="source")
    path = root / "submitted/ada/week-1/basics.ipynb"
    notebook = nbformat.read(path, 4)
    assert notebook.cells[1].source == "offset = 1"
    notebook.cells[1].source = "offset = 2"
    notebook.cells[2].source = "import math\nlimit = 99"
    nbformat.write(notebook, path)
    assert grade_ours(root, "week-1", wall) == 0
    scores = automatic(root)
    assert scores["ada", "basics", "root_right"] == 0  # it asks for offset
    assert scores["ada", "basics", "double_name"] == 1  # limit is locked


def test_hostile_code_finds_no_solution_and_gets_no_hidden_test_out(tmp_path, wall):
    root = courses.every_kind(tmp_path / "course")
    courses.nbgrader(root, "generate_assignment", "week-1")
    spy = """
def double(x):
    return 2 * x
for name in ("source/week-1/basics.ipynb", "gradebook.db"):
    for mode in ("rb", "ab"):
        try:
            open(f"{course}/{name}", mode).close()
            print("reached", name)
        except OSError:
            print("refused")
"""
    answers = {
        "double": f"course = {str(root)!r}\n{spy}",
        "root": "root = 4\nprint(In)\nraise ValueError(str(In))",
    }
    courses.hand_in(root, "week-1", "spy", answers)
    assert grade_ours(root, "week-1", wall) == 0
    assert automatic(root)["spy", "basics", "double_both"] == 2
    executed = nbformat.read(root / "autograded/spy/week-1/basics.ipynb", 4)
    shown = {
        cell.metadata.nbgrader.grade_id: str(cell.outputs)
        for cell in executed.cells
        if cell.cell_type == "code" and "nbgrader" in cell.metadata
    }
    assert shown["double"].count("refused") == 4
    assert "secret message" not in "".join(shown.values())
    (page,) = feedback.write_feedback(Course(root), "week-1")
    assert "secret message" not in page.read_text(encoding="utf-8")


FORGERS = {
    "reads and replaces": """
import builtins, unittest
builtins.sum = lambda *_: 4
builtins.open = lambda *_: exec("raise SystemExit")
builtins.AssertionError = ZeroDivisionError
unittest.TestCase.fail = lambda *_: None
double = lambda x: 0
""",
    "equals everything": """
class Equal:
    def __eq__(self, other): return True
    def __bool__(self): return True
def double(x): return Equal()
""",
}


@pytest.fixture
def plain_course(tmp_path):
    """Three tests that run outside, of a function and of a name."""
    cells = [
        nbformat.v4.new_code_cell("import math"),
        courses.given("scale", "scale = [1, 2]\ndef times(x): return scale[1] * x"),
        courses.answer(
            "double",
            "def double(x):\n    ### BEGIN SOLUTION\n    return 2 * x\n"
            "    ### END SOLUTION",
        ),
        courses.tests("right", 1, "assert double(2) == times(2)"),
        courses.tests("nothing", 1, "assert math.isnan(double(math.nan))"),
        courses.tests("amount", 3, "sum(double(n) == 2 * n for n in (1, 2, 3))"),
    ]
    written(tmp_path, cells)
    courses.nbgrader(tmp_path, "generate_assignment", "ps1")
    return tmp_path


def test_tests_outside_are_not_forged_and_honest_answers_have_their_points(
    plain_course, wall, capsys
):
    assert look_at(plain_course) == 0
    assert "inside" not in capsys.readouterr().out.partition("Outside")[0]
    for student, answer in FORGERS.items():
        courses.hand_in(plain_course, "ps1", student, {"double": answer})
    honest = "import numpy as np\ndef double(x):\n    return np.float64(x) * 2"
    courses.hand_in(plain_course, "ps1", "honest", {"double": honest})
    path = plain_course / "submitted/reads and replaces/ps1/one.ipynb"
    notebook = nbformat.read(path, 4)
    notebook.cells[0].source = "class math:\n    nan = 0\n    isnan = lambda _: True"
    notebook.cells[1].source = "def times(x): return 0"
    nbformat.write(notebook, path)
    assert grade_ours(plain_course, "ps1", wall) == 0
    scores = automatic(plain_course)
    assert [scores["honest", "one", t] for t in ("right", "nothing", "amount")] == [
        *(1, 1, 3)
    ]
    cheat = record_of(plain_course, "reads and replaces", "ps1").verdict
    assert cheat.score == 0


def test_points_that_only_the_students_own_process_gives_are_told(plain_course, wall):
    look_at(plain_course)
    student = "equals everything"
    courses.hand_in(plain_course, "ps1", student, {"double": FORGERS[student]})
    assert grade_ours(plain_course, "ps1", wall) == 0
    verdict = record_of(plain_course, student, "ps1").verdict
    found = {cell.grade_id: (cell.score, cell.inside) for cell in verdict.cells}
    assert found["right"] == (1, True)
    assert found["nothing"] == (0, False)
    assert any(note.kind == "inside" and "right" in note.name for note in verdict.notes)
    page = report.write_report(Course(plain_course), ["ps1"]).read_text("utf-8")
    assert "ran in its own process" in page


@pytest.mark.slow
def test_a_changed_course_is_graded_inside_until_it_is_looked_at(
    plain_course, wall, capsys
):
    look_at(plain_course)
    path = plain_course / "source/ps1/one.ipynb"
    path.write_text(path.read_text().replace("times(2)", "times(3)"))
    courses.hand_in(plain_course, "ps1", "ada", of="source")
    capsys.readouterr()
    assert grade_ours(plain_course, "ps1", wall) == 0
    assert "has not looked at it as it is now" in capsys.readouterr().out
    verdict = record_of(plain_course, "ada", "ps1").verdict
    assert all(cell.inside for cell in verdict.cells)


def test_a_second_run_keeps_what_the_first_has_graded(every_kind, wall, capsys):
    assert grade_ours(every_kind[1], "week-1", wall) == 0
    assert "3 of them in an earlier run" in capsys.readouterr().out


def test_a_text_of_several_notebooks_is_read_from_what_travels(tmp_path):
    root = courses.every_kind(tmp_path)
    assignment = source.load_for(Course(root), "week-1")
    again = source.parse(assignment.text, "week-1")
    assert again == assignment
    assert [part.stem for part in again.notebooks] == ["basics", "old one"]
