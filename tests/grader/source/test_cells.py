"""A cell is read as IPython reads it, and one that nobody can read may do everything."""

from __future__ import annotations

import ast
import random
import subprocess
import sys

import pytest
from coursekit import cells as students
from IPython.core.inputtransformer2 import TransformerManager

from grader import source
from grader.source import cells
from grader.source.names import names_of
from grader.source.reach import NO_PYTHON, reach_of
from tests.grader.examining.habits import HABITS

SAYS = {
    "len?": "pass",
    "?len": "pass",
    "!ls": "pass",
    "x = !ls": "x = None",
    "%%time\nx = 1": "x = 1",
    "%%time\n%%capture out\nx = 1": "out = None\nx = 1",
    "%time y = f(3)": "y = f(3)",
    "z = %time f(3)": "z = f(3)",
    "%timeit -n 10 f()": "f()",
    "%matplotlib qt": "pass",
    "%load_ext tensorboard": "pass",
    "%%writefile soft.py\nx = 1": "pass",
    "%%bash --out kept\nls": "kept = None",
    "def f():\n    !ls\n    return 1": "def f():\n    pass\n    return 1",
    "ls -l": "pass",
    "pip install torch": "pass",
    "time = 3": "time = 3",
    ">>> x = 1": "x = 1",
    "In [1]: x = 1": "x = 1",
    "    # c\nx = 1": "x = 1",
    "'''\n%run\n!ls\n'''\n": "'\\n%run\\n!ls\\n'",
    "%run a.py": "get_ipython().run_line_magic('run', 'a.py')",
    "run a.py": "get_ipython().run_line_magic('run', 'a.py')",
    "reset -f": "get_ipython().run_line_magic('reset', '-f')",
}


@pytest.mark.parametrize("cell", SAYS, ids=str)
def test_what_ipythons_lines_do_to_names(cell: str) -> None:
    said = ast.unparse(cells.read(cell).tree)
    if cell.startswith("'''"):
        assert isinstance(ast.parse(said).body[0], ast.Expr)
    else:
        assert said == SAYS[cell]


def test_what_is_not_asked_of_ipython_it_would_leave_as_it_is() -> None:
    """The short way for plain Python gives what the long way gives."""
    texts = [c.source for s in source.stems() for c in source.load(s).cells]
    seed = random.SystemRandom().randrange(2**32)
    print(f"seed {seed}")
    chosen = random.Random(seed).sample(texts, 150)
    manager, plain = TransformerManager(), 0
    for text in (*chosen, *(c for habit in HABITS for c in habit)):
        tree = cells._plain_tree(text)
        if tree is not None:
            plain += 1
            assert ast.dump(tree) == ast.dump(ast.parse(manager.transform_cell(text)))
    assert plain > 50


@pytest.mark.parametrize("cell", ["def (", "x\0", "(" * 300, "!ls\n" * 40, "x = '''"])
def test_what_cannot_be_read_is_a_syntax_error_and_may_change_everything(
    cell: str,
) -> None:
    with pytest.raises(SyntaxError):
        cells.read(cell)
    assert cells.tree_of(cell) is None
    assert reach_of(cell).unseen == {NO_PYTHON}


def test_lines_of_a_timed_cell_keep_their_numbers() -> None:
    tree = cells.read("%%time\nx = 1\n\ny = 2").tree
    assert [node.lineno for node in tree.body] == [2, 4]


def test_a_reading_is_not_changed_by_the_next() -> None:
    for _ in range(3):
        assert [n.lineno for n in cells.read("%%foo\nx = 1").tree.body] == [1, 2]
        assert cells.read("x = 1\n").tree.body[0].lineno == 1


def test_the_names_of_a_cell_know_no_magic() -> None:
    names = names_of(["%matplotlib inline\n!pip install x\n", " = f(!ls)\n"][0])
    assert names.needs == frozenset()
    assert names_of("%%time\nz = helper(1)").sets == {"z"}
    assert names_of("%%time\nz = helper(1)").needs == {"helper"}


def test_the_students_side_reads_the_same_definitions() -> None:
    """coursekit imports nothing of the grader, so it has a reader of its own."""
    for cell in (cell for habit in HABITS for cell in habit):
        ours, theirs = cells.tree_of(cell), students.parse(cell)
        assert (ours is None) <= (theirs is None), cell
        if theirs is not None and ours is not None:
            assert definitions(theirs) <= definitions(ours), cell


def definitions(tree: ast.Module) -> set[str]:
    return {n.name for n in tree.body if isinstance(n, ast.FunctionDef | ast.ClassDef)}


def test_reading_plain_cells_loads_no_ipython() -> None:
    code = (
        "import sys; from grader.source.cells import read; read('x = 1');"
        "assert 'IPython' not in sys.modules; read('!ls');"
        "assert 'IPython' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
