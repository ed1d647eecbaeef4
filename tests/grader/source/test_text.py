"""The parser of the percent format: what it reads, and what it says when it cannot."""

import pytest

from grader import source

GOOD = '''\
# %% [markdown]
# # A title
#
# Prose.

# %%
import math

# %% show
print("only shown")

# %% solution twice
def twice(x):
    """Two times x."""
    ### BEGIN SOLUTION
    return 2 * x
    ### END SOLUTION

# %% test twice
with case("doubles", points=1, message="Multiply by two."):
    assert twice(2) == 4

# %% hidden twice
with case("keeps zero", points=0.5, message="Zero stays zero."):
    assert twice(0) == 0
with case("negative", points=1.5, message="Signs count."):
    assert twice(-1) == -2

# %% [markdown] answer why points=3
# Why two?
# === BEGIN MARK SCHEME ===
# Because.
# === END MARK SCHEME ===
'''


@pytest.fixture
def assignment():
    return source.parse(GOOD, "9_sample")


def test_kinds_come_in_the_order_of_the_text(assignment):
    kinds = [cell.kind for cell in assignment.cells]
    assert kinds == [
        "markdown",
        "given",
        "show",
        "solution",
        "test",
        "hidden",
        "answer",
    ]


def test_markdown_loses_its_comment_signs(assignment):
    assert assignment.cells[0].source == "# A title\n\nProse."


def test_grade_ids_follow_the_kind(assignment):
    ids = [cell.grade_id for cell in assignment.cells]
    assert ids == ["", "", "", "twice", "test_twice", "hidden_twice", "answer_why"]


def test_points_of_a_test_cell_are_the_sum_over_its_cases(assignment):
    assert assignment.cell("hidden_twice").points == 2.0
    assert assignment.max_score == 3.0
    assert assignment.manual_max_score == 3.0


def test_cases_are_read_in_the_order_of_the_text(assignment):
    names = [case.name for case in assignment.cell("hidden_twice").cases]
    assert names == ["keeps zero", "negative"]


def test_an_unknown_grade_id_is_a_key_error(assignment):
    with pytest.raises(KeyError, match="nowhere"):
        assignment.cell("nowhere")


def test_marker_lines_are_counted_from_one(assignment):
    lines = GOOD.splitlines()
    assert all(lines[cell.line - 1].startswith("# %%") for cell in assignment.cells)


CASE = 'with case("a", points=1, message="m"):\n    pass\n'


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("# %% solution\nx = 1", "marker"),
        ("# %% nonsense twice\nx = 1", "marker"),
        ("# %% solution Twice\nx = 1", "marker"),
        ("# %% solution twice points=3\nx = 1", "marker"),
        ("# %% answer why points=3\nx = 1", "marker"),
        ("# %% [markdown] answer why\n# Why?", "marker"),
        ("# %% [markdown] answer why points=-1\n# Why?", "not a positive number"),
        ("# %% [markdown] answer why points=nan\n# Why?", "not a positive number"),
        ("# %% [markdown] answer why points=many\n# Why?", "not a positive number"),
        ("# %% [markdown]\nno comment sign", "must start with"),
        ("# %%\ndef broken(:", "9_x.py:2"),
        ("# %% test twice\nassert True", "at least one"),
        ('# %% test t\nwith case("a", points=P, message="m"):\n    pass', "literal"),
        ('# %% test t\nwith case("a", message="m"):\n    pass', "literal"),
        ('# %% test t\nwith case("a", points=-1, message="m"):\n    pass', "points"),
        ('# %% test t\nwith case("a", points=1, message=2):\n    pass', "text message"),
        (f"# %% test t\n{CASE}{CASE}", "two cases"),
        (f"# %% test t\n{CASE}# %% hidden t\n{CASE}", "two cases"),
        ("# %% solution t\nx = 1\n# %% solution t\nx = 2", "used twice"),
        (
            "# %% solution t\n### BEGIN SOLUTION\nx = 1",
            "9_x.py:2: '### BEGIN SOLUTION' stands without its '### END SOLUTION'",
        ),
        (
            "# %% solution t\nx = 1\n### END SOLUTION",
            "9_x.py:3: '### END SOLUTION' stands without its '### BEGIN SOLUTION'",
        ),
        (
            "# %% solution t\n### BEGIN SOLUTION\n### BEGIN SOLUTION\n### END SOLUTION",
            "9_x.py:2: '### BEGIN SOLUTION' stands without",
        ),
        (
            "# %% [markdown] answer why points=3\n# Why?",
            "9_x.py:1: 'why' has no mark scheme",
        ),
        (
            "# %% [markdown] answer why points=3\n# Why?\n# === BEGIN MARK SCHEME ===",
            "9_x.py:3: '# === BEGIN MARK SCHEME ===' stands without",
        ),
    ],
)
def test_malformed_text_is_refused_with_place_and_reason(text, complaint):
    with pytest.raises(source.SourceError, match=complaint) as caught:
        source.parse(text, "9_x")
    assert "9_x" in str(caught.value)


def test_magics_do_not_count_as_syntax_errors():
    cells = source.parse("# %%\n%matplotlib inline\nx = 1", "9_x").cells
    assert cells[0].kind == "given"


def test_a_missing_assignment_names_the_known_ones(tmp_path):
    (tmp_path / "1_first.py").write_text("# %%\nx = 1")
    with pytest.raises(source.SourceError, match="there are: 1_first"):
        source.load("2_second", tmp_path)
    assert source.load("1_first", tmp_path).exercises == ()
    assert source.stems(tmp_path) == ["1_first"]
