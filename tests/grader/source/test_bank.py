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


@pytest.fixture
def folder(tmp_path):
    """A bank that is large enough, each answer different."""
    exercise = tmp_path / "9_sample" / "add_one"
    exercise.mkdir(parents=True)
    for i in range(bank.FEWEST_RIGHT):
        text = f"# right: way {i}\ndef add_one(x):\n    return x + {i + 1} - {i}\n"
        (exercise / f"right_{i}.py").write_text(text)
    for i in range(bank.FEWEST_WRONG):
        head = f"# wrong: adds {i}\n# caught by: small numbers\n"
        (exercise / f"wrong_{i}.py").write_text(f"{head}add_one = {i}\n")
    return tmp_path


def complaints(folder):
    return bank.problems(ASSIGNMENT, folder)


def test_a_complete_bank_has_no_problems(folder):
    assert complaints(folder) == []


def test_answers_are_read_with_what_they_say_right_ones_first(folder):
    answers = bank.read_bank("9_sample", "add_one", folder)
    assert [a.is_right for a in answers] == [True] * 4 + [False] * 8
    assert (answers[0].description, answers[-1].description) == ("way 0", "adds 7")
    assert answers[-1].caught_by == "small numbers"


@pytest.mark.parametrize("name", ["right_0.py", "wrong_0.py"])
def test_a_missing_answer_is_counted(folder, name):
    (folder / "9_sample/add_one" / name).unlink()
    (problem,) = complaints(folder)
    assert problem.startswith("9_sample/add_one: the bank has")
    assert problem.endswith("it needs 4 and 8")


def test_an_exercise_without_a_bank_is_named(tmp_path):
    (problem,) = complaints(tmp_path)
    assert "9_sample/add_one: the bank has 0 right and 0 wrong" in problem


def test_a_predict_exercise_needs_no_bank(tmp_path):
    text = TEXT.replace(" add_one", " predict_loss")
    assert bank.problems(source.parse(text, "9_sample"), tmp_path) == []


def test_a_folder_without_an_exercise_is_named(folder):
    (folder / "9_sample/renamed_since").mkdir()
    (problem,) = complaints(folder)
    assert "renamed_since belongs to no exercise" in problem


def test_an_unknown_case_is_named_with_the_known_ones(folder):
    path = folder / "9_sample/add_one/wrong_0.py"
    path.write_text("# wrong: w\n# caught by: no such\nadd_one = 0\n")
    (problem,) = complaints(folder)
    assert "unknown case 'no such'; there are: small numbers" in problem


def test_the_same_answer_twice_is_named_whatever_its_comments(folder):
    text = (folder / "9_sample/add_one/right_0.py").read_text()
    path = folder / "9_sample/add_one/right_1.py"
    path.write_text(text.replace("way 0", "another way") + "\n# the same\n")
    assert [p for p in complaints(folder) if "right_1.py says the same" in p]


def test_a_right_answer_that_is_no_python_is_named(folder):
    path = folder / "9_sample/add_one/right_1.py"
    path.write_text("# right: broken\ndef add_one(x:\n")
    assert any("right_1.py is no Python: line 2" in p for p in complaints(folder))


@pytest.mark.parametrize(
    ("name", "text", "complaint"),
    [
        ("maybe_x.py", "# right: x\n", "must start with"),
        ("right_x.py", "x = 1\n", "must start with"),
        ("wrong_x.py", "# wrong: x\nx = 1\n", "second line"),
    ],
)
def test_a_malformed_file_is_named(folder, name, text, complaint):
    (folder / "9_sample/add_one" / name).write_text(text)
    with pytest.raises(bank.BankError, match=complaint) as caught:
        bank.read_bank("9_sample", "add_one", folder)
    assert name in str(caught.value)
    assert any(name in problem for problem in complaints(folder))


def test_equivalent_mutants_are_read_with_their_reasons(folder):
    path = folder / "9_sample/add_one" / bank.EQUIVALENT
    path.write_text(
        "# a comment\nx -> y\n    both are\n    the same\n\nz -> 0\n  it is 0\n"
    )
    assert bank.read_equivalent("9_sample", "add_one", folder) == {
        "x -> y": "both are the same",
        "z -> 0": "it is 0",
    }


def test_an_equivalent_mutant_without_a_reason_is_named(folder):
    (folder / "9_sample/add_one" / bank.EQUIVALENT).write_text("x -> y\nz -> 0\n  0\n")
    assert any("'x -> y' has no reason" in p for p in complaints(folder))


def test_no_list_means_no_equivalent_mutants(tmp_path):
    assert bank.read_equivalent("9_sample", "add_one", tmp_path) == {}


@pytest.mark.parametrize("stem", source.stems())
def test_every_exercise_of_the_course_has_its_answers(stem):
    assert bank.problems(source.load(stem)) == []
