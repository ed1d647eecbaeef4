"""`grader adopt`: what a course's tests say of their own solution and of the release."""

import argparse
import json

import nbformat
import pytest

from grader import source
from grader.course import Course, CourseError
from grader.course.settings import MOST_SECONDS
from grader.grading import adopt, grade, plan
from grader.source import nbgrader_course
from tests.grader import nbgrader_courses as courses


def run(root, *names):
    parser = argparse.ArgumentParser()
    adopt.add_arguments(parser)
    return adopt.main(parser.parse_args([str(root), *names]))


def written(root, cells, stem="ps1", language="python"):
    """A course with one notebook of these cells."""
    folder = root / "source" / stem
    folder.mkdir(parents=True, exist_ok=True)
    notebook = nbformat.v4.new_notebook(cells=cells)
    kernel = {"display_name": "A", "language": language, "name": language}
    notebook.metadata["kernelspec"] = kernel
    nbformat.write(notebook, folder / "one.ipynb")
    return root


ODD = [
    courses.given("lacking", "import no_such_module"),
    courses.answer("one", "### BEGIN SOLUTION\none = 1\n### END SOLUTION"),
    courses.tests("right", 1, "assert one == 1"),
    courses.tests("wrong", 2, "assert one == 2"),
    courses.tests("idle", 1, "assert True"),
    courses.tests("half", 4, "2 if one == 1 else 0"),
]


def test_tests_that_fail_their_solution_or_pass_the_release_are_told(
    tmp_path, wall, capsys
):
    root = written(tmp_path, ODD)
    before = sorted(tmp_path.rglob("*"))
    assert run(root) == 1
    lines = {
        words[0]: " ".join(words[1:])
        for line in capsys.readouterr().out.splitlines()
        if (words := line.split())
    }
    assert lines["ps1:"].startswith("8 automatic points in 4 tests")
    assert lines["right"] == "1 outside"
    assert lines["wrong"] == "2 inside fails on its own solution"
    assert lines["idle"] == "1 outside passes on the released notebook"
    assert lines["half"] == "4 outside gives its own solution 2"
    assert "the cell 'lacking' stops with ModuleNotFoundError" in lines["one:"]
    after = sorted(p for p in tmp_path.rglob("*") if "adopted" not in str(p))
    assert after == before


def test_tests_that_print_on_stderr_are_told(tmp_path, wall, capsys):
    run(courses.loud(tmp_path))
    said = "nbgrader would give it 0: it prints on stderr"
    lines = capsys.readouterr().out.splitlines()
    loud = {line.split()[0] for line in lines if said in line}
    assert loud == {"answer_warns", "warned_before", "test_warns", "writes", "part"}


def test_a_course_whose_solutions_are_right_is_sound(tmp_path, wall, capsys):
    assert run(courses.quickstart(tmp_path), "ps1") == 0
    assert "problem1/correct_squares" in capsys.readouterr().out


WHERE = {
    "double_seen-1": "sets made_here for other cells",
    "double_name": "uses made_here, which a test sets",
    "root_right": "uses offset, which students may set",
    "root_locals": "asks for globals",
    "root_gone": "asks for get_ipython",
    "own_file": "its own solution has no points for it",
}


def test_where_a_test_runs_is_found_out_with_its_reason(tmp_path, wall):
    root = courses.every_kind(tmp_path)
    run(root)
    found = json.loads((root / "adopted/week-1.json").read_text())
    assert found["inside"] == {f"basics/{name}": why for name, why in WHERE.items()}
    assert found["outside"]["old one"]["tests"] == ["old_right"]
    assert "beside" in found["outside"]["basics"]["tests"]


TRAPS = {
    "made by answers": [
        courses.answer("f", "### BEGIN SOLUTION\nf = 2\n### END SOLUTION"),
        courses.given("table", "table = [f]"),
        courses.tests("t", 1, "assert table == [2]"),
    ],
    "printed": [
        courses.answer(
            "f", "def f():\n    ### BEGIN SOLUTION\n    print(2)\n    ### END SOLUTION"
        ),
        courses.tests(
            "t",
            1,
            "import io, contextlib\nout = io.StringIO()\nwith contextlib.redirect_stdout(out):\n    f()\nassert out.getvalue() == '2\\n'",
        ),
    ],
    "random": [
        courses.answer(
            "f",
            "import random\ndef f():\n    ### BEGIN SOLUTION\n    return random.random()\n    ### END SOLUTION",
        ),
        courses.tests(
            "t",
            1,
            "random.seed(1)\na = f()\nrandom.seed(1)\nassert a == random.random()",
        ),
    ],
    "a class": [
        courses.answer(
            "f",
            "class F:\n    ### BEGIN SOLUTION\n    def __add__(self, other):\n        return 3\n    ### END SOLUTION",
        ),
        courses.tests("t", 1, "assert F() + F() == 3"),
    ],
    "patched": [
        courses.answer(
            "f",
            "def g():\n    return 1\ndef f():\n    ### BEGIN SOLUTION\n    return g()\n    ### END SOLUTION",
        ),
        courses.tests(
            "t", 1, "old = g\ndef g():\n    return 2\nassert f() == 2\ng = old"
        ),
    ],
    "IPython's line": [
        courses.answer("f", "f = 0\n### BEGIN SOLUTION\nf = 2\n### END SOLUTION"),
        courses.tests("t", 1, "%time assert f == 2"),
    ],
}


@pytest.mark.parametrize("kind", TRAPS)
def test_what_needs_the_students_process_stays_there_with_its_points(
    tmp_path, wall, kind
):
    root = written(tmp_path, TRAPS[kind])
    assert run(root) == 0
    found = json.loads((root / "adopted/ps1.json").read_text())
    assert list(found["inside"]) == ["t"]


KINDS = [
    courses.given(
        "given",
        "import matplotlib.pyplot as plt\nfrom fractions import Fraction\n"
        "from decimal import Decimal",
    ),
    courses.answer(
        "kinds",
        "### BEGIN SOLUTION\ndef plot():\n    ax = plt.subplots()[1]\n"
        "    ax.plot([1, 2], [3, 4])\n    ax.set_xlabel('x')\n    return ax\n\n"
        "half, sets, tenth = Fraction(1, 2), ({1, 2}, range(3)), Decimal('0.1')\n"
        "### END SOLUTION",
    ),
    courses.tests(
        "figure",
        1,
        "ax = plot()\nassert ax.get_xlabel() == 'x' and len(ax.lines) == 1\n"
        "assert list(ax.lines[0].get_xdata()) == [1, 2]",
    ),
    courses.tests("fraction", 1, "assert half == Fraction(1, 2)"),
    courses.tests("sets_and_ranges", 1, "assert sets == ({1, 2}, range(3))"),
    courses.tests("decimal", 1, "assert tenth == Decimal('0.1')"),
]


def test_figures_fractions_and_sets_are_looked_at_from_outside(tmp_path, wall):
    root = written(tmp_path, KINDS)
    assert run(root) == 0
    found = json.loads((root / "adopted/ps1.json").read_text())
    assert list(found["inside"]) == ["decimal"]  # it arrives as a float


def test_a_folder_without_assignments_is_refused(tmp_path):
    with pytest.raises(CourseError, match="has no assignment"):
        run(tmp_path)


@pytest.mark.parametrize(
    ("cells", "language", "said"),
    [
        (ODD, "R", "only notebooks of Python"),
        ([ODD[2], ODD[2]], "python", "'right' is that of two cells"),
        ([courses.tests("t", 1, "### AUTOTEST one")], "python", "AUTOTEST"),
        (
            [courses.answer("a", "### BEGIN SOLUTION\nx = 1")],
            "python",
            "nbgrader cannot release it",
        ),
    ],
)
def test_what_cannot_be_graded_is_refused_with_its_place(
    tmp_path, cells, language, said
):
    root = written(tmp_path, cells, language=language)
    with pytest.raises(source.SourceError, match=said) as told:
        source.load_for(Course(root), "ps1")
    assert "one.ipynb" in str(told.value)


CONFIGS = {
    "c.ClearSolutions.text_stub = open('x').read()": "is computed",
    "c.CourseDirectory.source_directory = 'src'": "is 'source' in every course",
    "c.CourseDirectory.db_url = 'sqlite:////tmp/x.db'": "`database` in .course.",
    "this is no Python": "is no Python",
}


@pytest.mark.parametrize(("line", "said"), CONFIGS.items())
def test_settings_that_cannot_be_read_are_refused(tmp_path, line, said):
    root = written(tmp_path, ODD)
    (root / "nbgrader_config.py").write_text(f"c = get_config()\n{line}\n")
    with pytest.raises(source.SourceError, match=said):
        source.load_for(Course(root), "ps1")


def test_a_configuration_is_read_and_never_run(tmp_path):
    (tmp_path / "nbgrader_config.py").write_text(
        "c = get_config()\nopen('ran', 'w')\n"
        "c.ClearSolutions.code_stub = dict(python='pass')\n"
        "c.CourseDirectory.course_id = 'c1'\nc.Other.thing = compute()\n"
    )
    assert nbgrader_course.read_settings(tmp_path) == {
        "ClearSolutions": {"code_stub": {"python": "pass"}},
        "CourseDirectory": {"course_id": "c1"},
    }
    assert not (tmp_path / "ran").exists()


@pytest.mark.parametrize("version", [0, 1, 2, 3])
def test_marks_of_every_schema_are_read(tmp_path, version):
    cells = [
        courses.answer("one", "one = 1", version=version),
        courses.tests("right", 1, "assert one == 1", version=version),
    ]
    if version == 0:
        for cell in cells:
            del cell.metadata["nbgrader"]["schema_version"]
    assignment = source.load_for(Course(written(tmp_path, cells)), "ps1")
    kinds = {cell.grade_id: cell.kind for cell in assignment.cells}
    assert kinds == {"one": "solution", "right": "test"}
    assert assignment.max_score == 1


@pytest.mark.parametrize("minor", [2, 5])
def test_a_course_is_read_as_the_same_text_each_time(tmp_path, minor):
    """Else every verdict would be made again in the next run."""
    root = written(tmp_path, ODD)
    path = root / "source" / "ps1" / "one.ipynb"
    content = json.loads(path.read_text())
    content["nbformat_minor"] = minor
    content["cells"][0].pop("id")
    content["cells"][2]["id"] = content["cells"][1]["id"]
    path.write_text(json.dumps(content))
    texts = {source.load_for(Course(root), "ps1").text for _ in range(2)}
    assert len(texts) == 1


def test_an_assignment_that_is_not_there_is_told_with_those_that_are(tmp_path):
    root = written(tmp_path, ODD)
    with pytest.raises(source.SourceError, match=r"The course has: ps1\."):
        source.load_for(Course(root), "ps2")


TIMEOUTS = {
    "c.ExecutePreprocessor.timeout = 60": {"cell": 60},
    "c.Execute.timeout = 60 * 5": {"cell": 300},
    "c.ExecutePreprocessor.timeout = 60\nc.Execute.timeout = 90": {"cell": 90},
    "c.ExecutePreprocessor.timeout = -1": {"cell": MOST_SECONDS},
    "c.ExecutePreprocessor.timeout = None": {"cell": MOST_SECONDS},
    "c.ExecutePreprocessor.interrupt_on_timeout = True": {},
    "c.ExecutePreprocessor.timeout = int(environ['SECONDS'])": {},
}


@pytest.mark.parametrize(("lines", "limits"), TIMEOUTS.items())
def test_the_timeout_of_the_configuration_is_the_limit_of_a_cell(
    tmp_path, lines, limits
):
    root = written(tmp_path, ODD)
    before = source.load_for(Course(root), "ps1").text
    (root / "nbgrader_config.py").write_text(f"c = get_config()\n{lines}\n")
    assert nbgrader_course.limits(root) == limits
    assert source.load_for(Course(root), "ps1").text == before  # nothing graded anew


@pytest.mark.parametrize("value", ["0", "-5", "'60'", "True", "10 ** 9", "9_999_999"])
def test_a_timeout_that_is_no_number_of_seconds_is_refused(tmp_path, value):
    (tmp_path / "nbgrader_config.py").write_text(f"c.Execute.timeout = {value}\n")
    if value == "10 ** 9":  # computed
        assert nbgrader_course.limits(tmp_path) == {}
        return
    with pytest.raises(source.SourceError, match=r"Execute\.timeout is a number"):
        nbgrader_course.limits(tmp_path)


def test_limits_of_course_toml_and_the_command_line_are_above_it(tmp_path, wall):
    root = written(tmp_path, ODD)
    (root / "submitted").mkdir()
    (root / "nbgrader_config.py").write_text("c.ExecutePreprocessor.timeout = 45\n")
    parser = argparse.ArgumentParser()
    grade.add_arguments(parser)

    def cell_limit(*words):
        words = ["ps1", "--course", str(root), "--wall", wall, *words]
        return plan.make_plan(parser.parse_args(words)).limits.cell_s

    assert cell_limit() == 45
    (root / "course.toml").write_text("[limits]\ncase = 7\n")
    assert cell_limit() == 45
    (root / "course.toml").write_text("[limits]\ncell = 70\n")
    assert cell_limit() == 70
    assert cell_limit("--cell-limit", "8") == 8
    (root / "course.toml").unlink()
    (root / "nbgrader_config.py").unlink()
    assert cell_limit() == 120  # nbgrader's own default is not taken


@pytest.mark.slow
def test_adopt_gives_cells_the_time_that_the_configuration_gives(
    tmp_path, wall, capsys
):
    cells = [courses.given("slow", "import time\ntime.sleep(30)"), *ODD[1:3]]
    root = written(tmp_path, cells)
    (root / "nbgrader_config.py").write_text("c.ExecutePreprocessor.timeout = 1\n")
    run(root)
    assert "the cell 'slow' stops with" in capsys.readouterr().out
