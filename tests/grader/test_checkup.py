"""What the doctor says of a course that was made for nbgrader."""

import argparse
import sys

import pytest

from grader import checkup, doctor
from grader.course import Course
from grader.grading import adopt
from tests.grader import nbgrader_courses as courses
from tests.grader.grading.test_adopt import ODD, written


def found(root):
    return {finding.name: finding for finding in checkup.check_course(Course(root))}


def look_at(root):
    parser = argparse.ArgumentParser()
    adopt.add_arguments(parser)
    return adopt.main(parser.parse_args([str(root)]))


def test_what_was_looked_at_and_is_inside_is_told(tmp_path, wall):
    root = written(tmp_path, ODD)
    before = found(root)["ps1"]
    assert not before.is_well
    assert before.fact == (
        "never looked at by `grader adopt`; 8 of 8 automatic points inside"
    )
    assert before.cure == f"grader adopt {root} ps1"
    look_at(root)
    looked = found(root)["ps1"]
    assert looked.is_well
    assert looked.fact.endswith("2 of 8 automatic points inside")  # 'wrong' has 2
    written(tmp_path, [*ODD, courses.tests("more", 1, "assert one == 1")])
    changed = found(root)["ps1"]
    assert not changed.is_well
    assert changed.fact.startswith("changed since")
    assert changed.fact.endswith("9 of 9 automatic points inside")


IMPORTING = [
    courses.given("a", "import json, no_such.deeper\nfrom . import x\nimport helper"),
    courses.given("b", "def f():\n    from not_there import y\n%matplotlib inline"),
    courses.given("c", "try:\n    import optional\nexcept ImportError:\n    pass"),
]


def test_modules_that_this_python_lacks_are_named(tmp_path):
    root = written(tmp_path, IMPORTING)
    (root / "source/ps1/helper.py").write_text("")
    finding = found(root)["modules"]
    assert finding.fact == "this Python lacks no_such, not_there"
    assert "pip install" in finding.cure
    (root / "course.toml").write_text(f'[kernel]\npython = "{sys.executable}"\n')
    assert found(root)["modules"].fact == f"{sys.executable} lacks no_such, not_there"
    written(tmp_path, ODD[1:])
    assert found(root)["modules"].is_well


def test_another_python_that_does_not_start_is_told(tmp_path):
    root = written(tmp_path, ODD)
    (root / "course.toml").write_text('[kernel]\npython = "/no/such/python"\n')
    finding = found(root)["modules"]
    assert not finding.is_well
    assert "does not start" in finding.fact


CONFIG = """\
c = get_config()
c.CourseDirectory.course_id = "one"
c.ClearSolutions.code_stub = {"python": "pass"}
c.Execute.interrupt_on_timeout = False
c.ExecutePreprocessor.timeout = compute()
c.Execute.allow_errors = True
c.Exchange.root = "/srv"
c.AssignLatePenalties.plugin_class = "late.Mine"
c.LimitOutput.max_lines = 5
"""


def test_settings_that_are_not_honored_are_named_with_their_lines(tmp_path):
    root = written(tmp_path, ODD)
    assert "nbgrader_config.py" not in found(root)
    (root / "nbgrader_config.py").write_text(CONFIG)
    finding = found(root)["nbgrader_config.py"]
    assert finding.is_well
    assert finding.fact == "4 of its settings not honored"
    assert finding.advice == (
        "line 4: Execute.interrupt_on_timeout is not honored",
        "line 5: ExecutePreprocessor.timeout is not honored",
        "line 8: AssignLatePenalties.plugin_class is not honored",
        "line 9: LimitOutput.max_lines is not honored",
    )
    (root / "nbgrader_config.py").write_text("c.Execute.timeout = 0\n")
    assert "is a number of seconds" in found(root)["nbgrader_config.py"].fact


def test_an_assignment_that_cannot_be_read_is_told_beside_the_others(tmp_path):
    root = written(tmp_path, ODD)
    (root / "source/broken").mkdir()
    (root / "source/broken/one.ipynb").write_text("{")
    findings = found(root)
    assert not findings["broken"].is_well
    assert "cannot be read as a notebook" in findings["broken"].fact
    assert "8 of 8" in findings["ps1"].fact


@pytest.mark.parametrize("has_course", [True, False])
def test_the_command_takes_a_course(tmp_path, monkeypatch, capsys, has_course):
    root = written(tmp_path, ODD)
    monkeypatch.setattr(doctor, "CHECKS", (doctor.check_workspace,))
    monkeypatch.setattr(doctor, "check_wall", list)
    monkeypatch.setattr(doctor, "check_grading", list)
    parser = argparse.ArgumentParser()
    doctor.add_arguments(parser)
    words = ["--course", str(root)] if has_course else []
    assert doctor.main(parser.parse_args(words)) == has_course  # nobody looked at it
    assert ("ps1" in capsys.readouterr().out) == has_course


def test_a_course_without_assignments_of_its_own_is_told(tmp_path):
    assert "has no assignment" in found(tmp_path)["adopted course"].fact
