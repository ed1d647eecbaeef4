"""No reference answer and no test rests on the answer to another exercise."""

import ast

import pytest

from grader import source


def defined(text):
    """The names that a cell sets at its top level."""
    nodes = ast.parse(text).body
    named = ast.FunctionDef | ast.ClassDef
    found = {node.name for node in nodes if isinstance(node, named)}
    targets = [
        t for node in nodes if isinstance(node, ast.Assign) for t in node.targets
    ]
    return found | {
        name.id for t in targets for name in ast.walk(t) if isinstance(name, ast.Name)
    }


def read(text):
    names = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Name)]
    return {name.id for name in names if isinstance(name.ctx, ast.Load)}


def foreign_names(cells):
    """{(exercise, name): the other exercise whose answer set the name}."""
    owner, found = {}, {}
    for cell in cells:
        if cell.kind == "given":
            owner.update(dict.fromkeys(defined(cell.source)))  # nobody's answer
        if cell.kind not in ("solution", "test", "hidden"):
            continue
        for name in read(cell.source):
            if owner.get(name) not in (None, cell.name):
                found[cell.name, name] = owner[name]
        if cell.kind == "solution":
            owner.update(dict.fromkeys(defined(cell.source), cell.name))
    return found


@pytest.mark.parametrize("stem", source.stems())
def test_no_exercise_uses_the_answer_to_another(stem):
    assert foreign_names(source.load(stem).cells) == {}


TEXT = """\
# %% solution one
def one():
    ### BEGIN SOLUTION
    return 1
    ### END SOLUTION

# %%
{given}
# %% solution two
def two():
    ### BEGIN SOLUTION
    return one() + 1
    ### END SOLUTION
"""


@pytest.mark.parametrize(
    ("given", "expected"),
    [("x = 3", {("two", "one"): "one"}), ("def one():\n    return 1", {})],
)
def test_a_given_cell_may_put_its_own_in_place_of_an_answer(given, expected):
    cells = source.parse(TEXT.format(given=given), "9_text").cells
    assert foreign_names(cells) == expected
