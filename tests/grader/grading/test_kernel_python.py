"""`python = ...` in [kernel]: the course's own environment runs kernels and tests."""

import argparse
import subprocess
import sys
import sysconfig

import pytest

from grader.course import Course, CourseError
from grader.engines import choice
from grader.grading import adopt, grade
from grader.submissions.verdicts import Record
from tests.grader import nbgrader_courses as courses
from tests.grader.grading.test_adopt import written

CELLS = [
    courses.given("library", "import only_there"),
    courses.answer(
        "f",
        "def f():\n    ### BEGIN SOLUTION\n    return only_there.SEVEN\n"
        "    ### END SOLUTION",
    ),
    courses.tests("seven", 1, "assert f() == only_there.SEVEN == 7"),
]


@pytest.fixture(scope="module")
def environment(tmp_path_factory):
    """An interpreter with a package that this one lacks."""
    folder = tmp_path_factory.mktemp("environment")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder], check=True)
    (packages,) = folder.glob("lib/*/site-packages")
    (packages / "more.pth").write_text(sysconfig.get_paths()["purelib"] + "\n")
    (packages / "only_there.py").write_text("SEVEN = 7\n")
    return folder / "bin" / "python"


def run(verb, *words):
    parser = argparse.ArgumentParser()
    verb.add_arguments(parser)
    return verb.main(parser.parse_args([*words]))


@pytest.mark.slow
def test_a_course_has_its_own_environment(tmp_path, environment, wall, capsys):
    root = written(tmp_path, CELLS)
    courses.hand_in(root, "ps1", "ada", of="source")
    assert run(adopt, str(root)) == 1  # the library is not there
    (root / "course.toml").write_text(f"kernel.python = '{environment}'\n")
    capsys.readouterr()
    assert run(adopt, str(root)) == 0
    assert "outside" in capsys.readouterr().out.partition("Outside")[0]
    words = ["ps1", "--course", str(root), "--wall", wall, "--jobs", "1"]
    assert run(grade, *words) == 0
    verdict = Record.read(root / "autograded/ada/ps1/verdict.json").verdict
    assert (verdict.score, verdict.wall) == (1, wall)


def test_an_environment_that_cannot_run_a_notebook_is_told(tmp_path, environment):
    with pytest.raises(CourseError, match="does not start: No such file"):
        choice.check_python(str(tmp_path / "python"))
    (packages,) = environment.parent.parent.glob("lib/*/site-packages")
    (packages / "numpy.py").write_text("raise ImportError('no numpy here')\n")
    try:
        with pytest.raises(CourseError, match=r"no numpy here\. It needs Python 3\.11"):
            choice.check_python(str(environment))
    finally:
        (packages / "numpy.py").unlink()


def test_an_ordinary_kernel_is_no_other_python(tmp_path, environment):
    root = written(tmp_path, CELLS)
    (root / "course.toml").write_text(f"kernel.python = '{environment}'\n")
    with pytest.raises(CourseError, match="is for the isolated engine"):
        run(grade, "ps1", "--course", str(root), "--engine", "kernel")


def test_a_path_is_read_from_the_courses_folder(tmp_path):
    (tmp_path / "course.toml").write_text("[kernel]\npython = '.venv/bin/python'\n")
    assert Course(tmp_path).settings.python == str(tmp_path / ".venv/bin/python")
    (tmp_path / "course.toml").write_text("[kernel]\npython = 3\n")
    with pytest.raises(CourseError, match=r"'python' in \[kernel\] is a text"):
        _ = Course(tmp_path).settings
