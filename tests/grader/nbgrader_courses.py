"""Courses made for nbgrader: the one that it ships, and one with every kind of cell."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from grader.course.files import put_files

CONFIG = """\
c = get_config()
c.CourseDirectory.course_id = "course101"
c.ExecutePreprocessor.timeout = 3
"""
OWN_MARKS = """\
c.ClearSolutions.begin_solution_delimeter = "ANSWER STARTS"
c.ClearSolutions.end_solution_delimeter = "ANSWER ENDS"
c.ClearSolutions.code_stub = dict(python="raise NotImplementedError  # yours")
c.ClearHiddenTests.begin_test_delimeter = "SECRET STARTS"
c.ClearHiddenTests.end_test_delimeter = "SECRET ENDS"
c.Autograde.exclude_overwriting = {"week-1": ["theirs.py"]}
"""


def quickstart(root):
    """What `nbgrader quickstart` writes, without its example students."""
    import nbgrader

    guide = Path(nbgrader.__file__).parent / "docs" / "source" / "user_guide" / "source"
    shutil.copytree(guide / "ps1", root / "source" / "ps1")
    shutil.copy(guide / "header.ipynb", root / "source")
    header = 'c.IncludeHeaderFooter.header = "source/header.ipynb"\n'
    (root / "nbgrader_config.py").write_text(CONFIG + header)
    return root


def marked(cell, grade_id, points=None, *, version=3, **flags):
    """A cell with nbgrader's marks."""
    marks = {"grade": False, "solution": False, "locked": False, **flags}
    marks |= {"grade_id": grade_id, "schema_version": version}
    if points is not None:
        marks["points"] = points
    cell.metadata["nbgrader"] = marks
    return cell


def answer(grade_id, text, **about):
    return marked(new_code_cell(text), grade_id, solution=True, **about)


def tests(grade_id, points, text, **about):
    about = {"grade": True, "locked": True, **about}
    return marked(new_code_cell(text), grade_id, points, **about)


def given(grade_id, text):
    return marked(new_code_cell(text), grade_id, locked=True)


BASICS = [
    new_markdown_cell("# Basics"),
    new_code_cell("offset = 1"),
    given("imports", "import math\nlimit = 10"),
    answer(
        "double",
        "def double(x):\n    ### ANSWER STARTS\n    return 2 * x\n    ### ANSWER ENDS",
    ),
    tests(
        "double_seen-1",
        0.5,
        'assert double(2) == 4, "double(2) is 4"\nmade_here = double(limit)',
    ),
    tests(
        "double_both",
        2,
        "assert double(0) == 0\n### SECRET STARTS\n"
        'assert double(-3) == -6, "the secret message"\n### SECRET ENDS',
    ),
    tests("double_name", 1, "print('a name of an earlier test')\nmade_here == 20"),
    tests("double_part", 4, "sum(double(n) == 2 * n for n in (1, 2, 'a'))"),
    tests("double_float", 3, "1.5 if double(1) == 2 else 0.0"),
    tests("double_text", 1, "'all of it' if double(1) == 2 else 0"),
    tests("double_free", 0, "assert double(1) == 2"),
    new_code_cell("double(3)"),
    answer("root", "### ANSWER STARTS\nroot = math.sqrt(16)\n### ANSWER ENDS"),
    tests("root_right", 2, "assert root == 4 and offset == 1"),
    tests("root_locals", 1, "saved = root\ndel root\nassert 'root' not in globals()"),
    tests("root_gone", 1, "root = saved\nassert get_ipython() is not None"),
    given("more", "import helper\nimport theirs"),
    tests("beside", 2, "assert open('data/table.csv').read() == '1,2'"),
    tests("helping", 1, "assert helper.TEN == 10"),
    tests("own_file", 1, "assert theirs.MINE == 'a student'"),
    marked(new_markdown_cell("Four."), "why", 3, grade=True, solution=True),
    marked(new_code_cell("own = 5"), "try", 2, grade=True, solution=True),
    marked(new_markdown_cell("Plot it."), "task", 4, locked=True, task=True),
]
BESIDE = {
    "data/table.csv": "1,2",
    "helper.py": "TEN = 10",
    "theirs.py": "MINE = 'the course'",
}
CHANGED = {"helper.py": "TEN = 11", "theirs.py": "MINE = 'a student'"}
OLD = [
    answer("old", "### ANSWER STARTS\nold = 1\n### ANSWER ENDS"),
    tests("old_right", 1, "assert old == 1"),
]
HALF = {
    "double": "def double(x):\n    return 2 * abs(x)",
    "root": "root = 3",
    "why": "Because.",
}
ENDLESS = {
    "double": "def double(x):\n    while True:\n        pass",
    "root": "root = 4",
}
DEAD = {"double": "def double(x):\n    return 2 * x", "root": "import os\nos._exit(3)"}


def every_kind(root):
    """A course with its own delimiters and every kind of cell, in two notebooks."""
    (root / "source" / "week-1").mkdir(parents=True)
    (root / "nbgrader_config.py").write_text(CONFIG + OWN_MARKS)
    for name, cells in {"basics": BASICS, "old one": OLD}.items():
        notebook = new_notebook(cells=[nbformat.from_dict(cell) for cell in cells])
        notebook.metadata["kernelspec"] = {
            "display_name": "Python 3",
            "language": "python",
            "name": "python3",
        }
        nbformat.write(notebook, root / "source" / "week-1" / f"{name}.ipynb")
    put_files(root / "source" / "week-1", encoded(BESIDE))
    return root


TABLES = [
    given("given", "import pandas as pd\nrain = pd.read_csv('rain.csv')"),
    answer(
        "totals",
        "def totals(table):\n    ### BEGIN SOLUTION\n"
        "    return table.groupby('city')['rain'].sum()\n    ### END SOLUTION",
    ),
    tests("kept", 1, "few = rain.head(2)\ntotals(few)\nassert list(few) == list(rain)"),
    tests(
        "right", 2, "assert totals(rain)['Oslo'] == 3\nassert len(totals(rain)) == 2"
    ),
    tests(
        "whole",
        2,
        "pd.testing.assert_series_equal(totals(rain), rain.groupby('city')['rain'].sum())",
    ),
    answer("dry", "### BEGIN SOLUTION\ndry = rain[rain.rain == 0]\n### END SOLUTION"),
    tests("dry_days", 3, "assert dry.day.tolist() == [2]\nassert dry.shape == (1, 3)"),
]
RAIN = {"rain.csv": "city,day,rain\nOslo,1,3\nOslo,2,0\nLima,1,0.5\n"}
TABLE_ANSWERS = {
    "changes": {
        "totals": "def totals(table):\n    table['more'] = 1\n"
        "    return table.groupby('city')['rain'].sum()",
        "dry": "dry = rain[rain.rain == 0].reset_index(drop=True)",
    },
    "other kinds": {
        "totals": "def totals(table):\n"
        "    return dict(table.groupby('city')['rain'].sum())",
        "dry": "dry = rain.query('rain == 0').astype({'city': 'category'})",
    },
    "own class": {
        "totals": "import pandas as pd\nclass Own(pd.Series):\n    pass\n"
        "def totals(table):\n    return Own(table.groupby('city')['rain'].sum())",
        "dry": "dry = rain[rain.rain < 0]",
    },
}


def tables(root):
    """A course with pandas and a file."""
    place = root / "source" / "ps1"
    place.mkdir(parents=True)
    (root / "nbgrader_config.py").write_text(CONFIG)
    notebook = new_notebook(cells=[nbformat.from_dict(cell) for cell in TABLES])
    nbformat.write(notebook, place / "tables.ipynb")
    put_files(place, encoded(RAIN))
    return root


def encoded(files):
    return {name: content.encode() for name, content in files.items()}


def nbgrader(root, *words):
    """Run nbgrader's own command in a course."""
    command = [sys.executable, "-m", "nbgrader", *words]
    return subprocess.run(
        command, cwd=root, capture_output=True, text=True, check=False, env=os.environ
    )


def hand_in(root, stem, student, answers=None, *, of="release", beside=None):
    """A student's copy of the released notebooks, with these answers, by grade_id."""
    put_files(root / "submitted" / student / stem, encoded(beside or {}))
    for path in sorted((root / of / stem).glob("*.ipynb")):
        notebook = nbformat.read(path, 4)
        for cell in notebook.cells:
            name = cell.metadata.get("nbgrader", {}).get("grade_id")
            if name in (answers or {}):
                cell.source = answers[name]
        target = root / "submitted" / student / stem / path.name
        target.parent.mkdir(parents=True, exist_ok=True)
        nbformat.write(notebook, target)


# Each says on stderr what its name says, in the student's process or in the test.
LOUD = [
    given("imports", "import sys, warnings"),
    answer(
        "calm",
        "def calm(x):\n    ### BEGIN SOLUTION\n    return x\n    ### END SOLUTION",
    ),
    answer(
        "loud",
        "def loud(x):\n    ### BEGIN SOLUTION\n    warnings.warn('loud')\n"
        "    return x\n    ### END SOLUTION",
    ),
    tests("is_calm", 1, "assert calm(1) == 1"),
    tests("on_stdout", 1, "print('on stdout')\nassert calm(1) == 1"),
    tests(
        "if_whole",
        1,
        "type(calm(1)) is int or warnings.warn('no')\nassert calm(1) == 1",
    ),
    tests("answer_warns", 2, "assert loud(1) == 1"),
    tests("warned_before", 2, "assert loud(2) == 2"),
    tests("test_warns", 2, "warnings.warn('mine')\nassert calm(1) == 1"),
    tests("writes", 2, "sys.stderr.write('x')\nassert calm(1) == 1"),
    tests("part", 4, "warnings.warn('part')\n3 if calm(1) == 1 else 0"),
    tests("fails", 2, "warnings.warn('fails')\nassert calm(1) == 2"),
]
LOUD_ANSWERS = {
    "warns": {
        "calm": "def calm(x):\n    warnings.warn('calm')\n    return x",
        "loud": "def loud(x):\n    return x",
    },
    "floats": {"calm": "def calm(x):\n    return float(x)"},
}


def loud(root):
    """A course whose tests and answers print on stderr."""
    place = root / "source" / "ps1"
    place.mkdir(parents=True)
    (root / "nbgrader_config.py").write_text(CONFIG)
    notebook = new_notebook(cells=[nbformat.from_dict(cell) for cell in LOUD])
    nbformat.write(notebook, place / "loud.ipynb")
    return root


def strictly_loud(root):
    """The same, where that costs points as in nbgrader."""
    (root / "course.toml").parent.mkdir(parents=True, exist_ok=True)
    (root / "course.toml").write_text("[course]\nlike_nbgrader = true\n")
    return loud(root)
