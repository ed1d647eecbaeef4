"""The answer bank runner: right answers pass, wrong ones are caught and named."""

import argparse
import json

import pytest

from grader import prove, source

TEXT = """\
# %%
OFFSET = 1

# %% solution add_one
def add_one(x):
    ### BEGIN SOLUTION
    return x + OFFSET
    ### END SOLUTION

# %% test add_one
with case("small numbers", points=1, message="Add one."):
    assert add_one(1) == 2

# %% hidden add_one
with case("any number", points=1, message="Add one to any number.") as rng:
    x = rng.normal()
    assert add_one(x) == x + 1

# %%
print("afterwards")
"""

RIGHT = "# right: other words\ndef add_one(x):\n    return 1 + x\n"
WRONG = "# wrong: {what}\n# caught by: {case}\ndef add_one(x):\n    {body}\n"


@pytest.fixture
def bank(tmp_path):
    folder = tmp_path / "9_sample" / "add_one"
    folder.mkdir(parents=True)
    for i in range(2):
        (folder / f"right_{i}.py").write_text(RIGHT)
    bodies = {
        "forgets": ("any number", "return x"),
        "constant": ("any number", "return 2"),
        "raises": ("small numbers", "raise RuntimeError('no')"),
        "exits": ("small numbers", "raise SystemExit"),
    }
    for name, (case, body) in bodies.items():
        text = WRONG.format(what=name, case=case, body=body)
        (folder / f"wrong_{name}.py").write_text(text)
    return tmp_path


def run(bank, **kwargs):
    return prove.prove(source.parse(TEXT, "9_sample"), bank=bank, **kwargs)


def test_a_good_bank_has_no_problems(bank):
    (row,) = run(bank, verbose=True)
    assert row.problems == []
    assert (row.right_passing, row.right) == (2, 2)
    assert (row.wrong_caught, row.wrong) == (4, 4)
    assert row.caught_by_visible == 3
    assert row.idle_cases == []


def test_a_wrong_answer_that_passes_is_reported(bank):
    path = bank / "9_sample/add_one/wrong_passes.py"
    path.write_text(WRONG.format(what="w", case="any number", body="return x + 1"))
    (row,) = run(bank)
    assert [p for p in row.problems if "gets every point" in p]


def test_a_right_answer_that_fails_is_reported_with_its_error(bank):
    path = bank / "9_sample/add_one/right_2.py"
    path.write_text("# right: not really\ndef add_one(x):\n    return x\n")
    (row,) = run(bank)
    assert any("right_2" in p and "AssertionError" in p for p in row.problems)


def test_the_wrong_case_catching_an_answer_is_reported(bank):
    path = bank / "9_sample/add_one/wrong_constant.py"
    text = WRONG.format(what="w", case="small numbers", body="return 2")
    path.write_text(text)
    (row,) = run(bank)
    assert any("not by 'small numbers'" in p for p in row.problems)


def test_an_unknown_case_name_is_reported(bank):
    path = bank / "9_sample/add_one/wrong_constant.py"
    path.write_text(WRONG.format(what="w", case="no such", body="return 2"))
    (row,) = run(bank)
    assert any("unknown case 'no such'" in p for p in row.problems)


def test_an_endless_answer_is_stopped_and_caught(bank, monkeypatch):
    monkeypatch.setattr(prove, "CELL_LIMIT_S", 1)
    path = bank / "9_sample/add_one/wrong_endless.py"
    text = WRONG.format(what="w", case="small numbers", body="while True: pass")
    path.write_text(text)
    (row,) = run(bank)
    assert row.problems == []


def test_a_small_bank_is_reported(tmp_path):
    (row,) = run(tmp_path)
    assert "it needs 2 and 4" in row.problems[0]


def test_a_reference_that_fails_its_tests_is_reported(bank):
    text = TEXT.replace("return x + OFFSET", "return x")
    (row,) = prove.prove(source.parse(text, "9_sample"), bank=bank)
    assert any(p.startswith("reference fails") for p in row.problems)


def test_a_given_cell_that_raises_is_an_error_of_ours(bank):
    text = TEXT.replace("OFFSET = 1", "OFFSET = 1 / 0")
    with pytest.raises(prove.BankError, match="ZeroDivisionError"):
        prove.prove(source.parse(text, "9_sample"), bank=bank)


@pytest.mark.parametrize(
    ("name", "text", "complaint"),
    [
        ("maybe_x.py", "# right: x\n", "must start with"),
        ("right_x.py", "x = 1\n", "must start with"),
        ("wrong_x.py", "# wrong: x\nx = 1\n", "second line"),
    ],
)
def test_a_malformed_bank_file_is_named(bank, name, text, complaint):
    (bank / "9_sample/add_one" / name).write_text(text)
    with pytest.raises(prove.BankError, match=complaint) as caught:
        run(bank)
    assert name in str(caught.value)


def call_main(monkeypatch, bank, *arguments):
    monkeypatch.setattr(prove, "BANK", bank)
    monkeypatch.setattr(
        prove.prove, "__kwdefaults__", {**prove.prove.__kwdefaults__, "bank": bank}
    )
    monkeypatch.setattr(prove, "_prepare_process", lambda: None)
    monkeypatch.setattr(source, "load", lambda stem: source.parse(TEXT, "9_sample"))
    parser = argparse.ArgumentParser()
    prove.add_arguments(parser)
    return prove.main(parser.parse_args(["9_sample", *arguments]))


def test_main_prints_a_table_and_writes_json(bank, monkeypatch, capsys, tmp_path):
    target = tmp_path / "table.json"
    assert call_main(monkeypatch, bank, "--json", str(target)) == 0
    assert "add_one" in capsys.readouterr().out
    assert json.loads(target.read_text())[0]["wrong_caught"] == 4


def test_main_fails_when_the_bank_shows_a_problem(tmp_path, monkeypatch, capsys):
    assert call_main(monkeypatch, tmp_path) == 1
    assert "it needs" in capsys.readouterr().out


def test_main_names_an_unknown_exercise(bank, monkeypatch, capsys):
    assert call_main(monkeypatch, bank, "no_such") == 2
    assert "add_one" in capsys.readouterr().err


TWO = (
    TEXT.replace('# %%\nprint("afterwards")\n', "")
    + """
# %% solution add_two
def add_two(x):
    ### BEGIN SOLUTION
    return add_one(add_one(x))
    ### END SOLUTION

# %% test add_two
with case("two more", points=1, message="Add two."):
    assert add_two(1) == 3
"""
)


def test_an_exercise_that_rests_on_anothers_answer_is_found(bank):
    lost = prove.matrix(source.parse(TWO, "9_sample"), bank=bank)
    assert any(victim.startswith("add_two") for victim in lost["add_one"])


def test_independent_exercises_break_alone(bank):
    text = TWO.replace("add_one(add_one(x))", "x + 2")
    lost = prove.matrix(source.parse(text, "9_sample"), bank=bank)
    assert lost == {"add_one": [], "add_two": []}
