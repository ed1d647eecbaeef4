"""Reading the answer bank, and what can be said against it without running it."""

import pytest

from grader import source
from grader.source import bank

TEXT = """\
# %% solution add_one
def add_one(x):
    return x + 1

# %% test add_one
with case("small numbers", points=1, message="Add one."):
    assert add_one(1) == 2
"""
ASSIGNMENT = source.parse(TEXT, "9_sample")


FILE = "9_sample/add_one.py"


def right(number):
    code = f"def add_one(x):\n    return x + {number + 1} - {number}\n"
    return f"# %% right way_{number}\n# way {number}\n{code}"


def wrong(number):
    head = f"# %% wrong adds_{number}\n# adds {number}\n# caught by: small numbers\n"
    return f"{head}add_one = {number}\n"


ANSWERS = [
    *(right(number) for number in range(bank.FEWEST_RIGHT)),
    *(wrong(number) for number in range(bank.FEWEST_WRONG)),
]


@pytest.fixture
def folder(tmp_path):
    """A bank that is large enough, each answer different."""
    (tmp_path / "9_sample").mkdir()
    (tmp_path / FILE).write_text("\n".join(ANSWERS))
    return tmp_path


def change(folder, old, new):
    """Replace a part of the exercise's file, which must be there."""
    path = folder / FILE
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, new))


def line_of(folder, text):
    lines = (folder / FILE).read_text().splitlines()
    return 1 + lines.index(text)


def complaints(folder):
    return bank.problems(ASSIGNMENT, folder)


def read(folder):
    return bank.read_bank("9_sample", "add_one", folder)


def test_a_complete_bank_has_no_problems(folder):
    assert complaints(folder) == []


def test_answers_are_read_with_what_they_say_right_ones_first(folder):
    (folder / FILE).write_text("\n".join([wrong(9), *ANSWERS]))
    answers = read(folder)
    assert [a.is_right for a in answers] == [True] * 4 + [False] * 9
    assert [a.name for a in answers[3:6]] == ["way_3", "adds_9", "adds_0"]
    assert (answers[0].description, answers[-1].description) == ("way 0", "adds 7")
    assert answers[-1].caught_by == "small numbers"
    assert answers[-1].title == "add_one.py: wrong adds_7"


def test_an_answer_is_its_code_without_what_is_said_of_it(folder):
    answers = read(folder)
    assert answers[0].source == "def add_one(x):\n    return x + 1 - 0"
    assert answers[-1].source == "add_one = 7"
    lines = (folder / FILE).read_text().splitlines()
    for answer in answers:
        assert lines[answer.line - 1] == f"# %% {answer.label}"
        assert lines[answer.code_line - 1] == answer.source.splitlines()[0]


@pytest.mark.parametrize(
    "code",
    [
        "%matplotlib inline\n!ls\nadd_one = abs",
        "def add_one(x:\n\treturn",
        "add_one = '''\n\n  # %% in a text\n# caught by: nobody\n'''  ",
        "# a comment of its own\nadd_one = abs",
        "",
    ],
    ids=["magics", "no Python", "marker-like", "comment first", "nothing"],
)
def test_code_of_any_kind_comes_back_unchanged(folder, code):
    cell = f"# %% wrong odd\n# is\n# odd\n# caught by: small numbers\n{code}\n\n"
    (folder / FILE).write_text(cell + right(0))
    first, odd = read(folder)
    assert (odd.source, odd.description) == (code, "is odd")
    assert first.name == "way_0"


def test_a_blank_line_parts_what_is_said_from_a_comment_of_the_code(folder):
    (folder / FILE).write_text("# %% right a\n# does it\n\n# a note\nadd_one = 1\n")
    (answer,) = read(folder)
    assert (answer.description, answer.source) == ("does it", "# a note\nadd_one = 1")
    assert answer.code_line == 4


@pytest.mark.parametrize("answer", [right(0), wrong(0)])
def test_a_missing_answer_is_counted(folder, answer):
    change(folder, answer, "")
    (problem,) = complaints(folder)
    assert problem.startswith("9_sample/add_one: add_one.py of the bank has")
    assert problem.endswith("it needs 4 and 8")


def test_an_exercise_without_a_bank_is_named(tmp_path):
    (problem,) = complaints(tmp_path)
    assert "9_sample/add_one: add_one.py of the bank has 0 right and 0 wrong" in problem


def test_a_predict_exercise_needs_no_bank(tmp_path):
    text = TEXT.replace(" add_one", " predict_loss")
    assert bank.problems(source.parse(text, "9_sample"), tmp_path) == []


@pytest.mark.parametrize("name", ["renamed_since.py", "add_one"])
def test_a_file_or_folder_of_no_exercise_is_named(folder, name):
    (folder / "9_sample" / name).mkdir()
    (problem,) = complaints(folder)
    assert f"9_sample: {name} in the bank belongs to no exercise" in problem


def test_an_unknown_case_is_named_with_the_known_ones(folder):
    change(folder, "adds 0\n# caught by: small numbers", "w\n# caught by: no such")
    (problem,) = complaints(folder)
    line = line_of(folder, "# %% wrong adds_0")
    assert f"add_one.py:{line}: 'wrong adds_0' names an unknown case" in problem
    assert "'no such'; there are: small numbers" in problem


def test_the_same_answer_twice_is_named_whatever_its_comments(folder):
    change(folder, "x + 2 - 1", "x + 1 - 0  # the same")
    said = [p for p in complaints(folder) if "says the same as another answer" in p]
    assert len(said) == 2
    assert f":{line_of(folder, '# %% right way_1')}: 'right way_1'" in said[1]


def test_a_right_answer_that_is_no_python_is_named_with_its_line(folder):
    change(folder, "return x + 2 - 1", "return x +")
    line = line_of(folder, "    return x +")
    (problem,) = complaints(folder)
    assert problem.endswith(f"'right way_1' is no Python: line {line}")


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("wrong adds_3", "maybe adds_3", "'# %% maybe adds_3' is not understood"),
        ("wrong adds_3", "wrong", "not understood; write '# %% right NAME'"),
        ("wrong adds_3", "wrong adds 3", "not understood"),
        ("# adds 3\n", "", "'wrong adds_3' does not say what it does"),
        (
            "# adds 3\n# caught by: small numbers",
            "# adds 3",
            "needs the line '# caught by: NAME OF A CASE'",
        ),
        ("wrong adds_3", "wrong adds_2", "'wrong adds_2' stands in line .* already"),
    ],
)
def test_a_malformed_cell_is_named_with_its_line(folder, old, new, complaint):
    line = line_of(folder, "# %% wrong adds_3")
    change(folder, old, new)
    with pytest.raises(bank.BankError, match=complaint) as caught:
        read(folder)
    assert f"add_one.py:{line}: " in str(caught.value)
    assert any(f"add_one.py:{line}: " in problem for problem in complaints(folder))


def test_comments_may_stand_above_the_first_cell_and_nothing_else(folder):
    text = (folder / FILE).read_text()
    (folder / FILE).write_text(f"# About this bank.\n\n{text}")
    assert complaints(folder) == []
    for head in ("# About.\n\ndef add_one(x):\n", ""):
        path = folder / FILE
        path.write_text(f"{head}{text}" if head else "\n\nadd_one = 1\n")
        with pytest.raises(bank.BankError, match=r"add_one\.py:3: only comments may"):
            read(folder)


def test_equivalent_mutants_are_read_with_their_reasons(folder):
    change(
        folder,
        wrong(3),
        "# %% [markdown] equivalent\n"
        "# x -> y\n#     both are\n#     the same\n#\n# z -> 0\n#   it is 0\n\n"
        + wrong(3),
    )
    assert bank.read_equivalent("9_sample", "add_one", folder) == {
        "x -> y": "both are the same",
        "z -> 0": "it is 0",
    }
    assert complaints(folder) == []


@pytest.mark.parametrize(
    ("cell", "complaint"),
    [
        ("# x -> y\n# z -> 0\n#  0\n", "'x -> y' has no reason"),
        ("x -> y\n", "must start with '# '"),
    ],
)
def test_a_malformed_list_of_equivalent_mutants_is_named(folder, cell, complaint):
    change(folder, wrong(7), f"{wrong(7)}\n# %% [markdown] equivalent\n{cell}")
    assert any("add_one.py" in p and complaint in p for p in complaints(folder))


def test_no_list_means_no_equivalent_mutants(tmp_path):
    assert bank.read_equivalent("9_sample", "add_one", tmp_path) == {}


@pytest.mark.parametrize("stem", source.stems())
def test_every_exercise_of_the_course_has_its_answers(stem):
    assert bank.problems(source.load(stem)) == []
