"""Proving: right answers pass, wrong ones and mutants are caught and named."""

import argparse

import pytest

from grader import course, source
from grader.proving import prove, rows
from grader.proving.workers import Workers
from grader.source import bank

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
    x = float(rng.normal())
    assert add_one(x) == x + 1

# %%
print("afterwards")

# %% solution predict_sum
predicted_sum = 3

# %% test predict_sum
with case("a number", points=1, message="Write a number."):
    assert float(predicted_sum) >= 0
"""
RIGHT = "# %% right {name}\n# does it\ndef add_one(x):\n    {body}\n\n"
WRONG = RIGHT.replace("right", "wrong").replace("it\n", "it\n# caught by: {case}\n")


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(bank, "FEWEST_RIGHT", 1)
    monkeypatch.setattr(bank, "FEWEST_WRONG", 3)
    (tmp_path / "9_sample").mkdir()
    add(tmp_path, RIGHT.format(name="other_words", body="return 1 + x"))
    bodies = {
        "constant": ("any number", "return 2"),
        "raises": ("small numbers", "raise RuntimeError('no')"),
        "exits": ("small numbers", "raise SystemExit"),
    }
    for name, (case, body) in bodies.items():
        add(tmp_path, WRONG.format(name=name, case=case, body=body))
    return tmp_path


@pytest.fixture
def workers(isolated_executor):
    return Workers(isolated_executor, 2)


def run(workers, folder, text=TEXT, **options):
    assignment = source.parse(text, "9_sample")
    return prove.prove(workers, [(assignment, "add_one")], folder=folder, **options)[0]


def add(folder, cell):
    """Write a cell below the others of the exercise's bank."""
    with (folder / "9_sample/add_one.py").open("a") as file:
        file.write(cell)


def add_equivalent(folder, *lines):
    """List mutants, each with the reason below it."""
    listed = "".join(f"# {line}\n" for line in lines)
    add(folder, f"# %% [markdown] equivalent\n{listed}\n")


def test_a_good_bank_has_no_problems(workers, folder):
    row = run(workers, folder)
    assert row.problems == []
    assert (row.right_passing, len(row.right)) == (1, 1)
    assert (row.wrong_caught, len(row.wrong), row.as_expected) == (3, 3, 3)
    assert row.caught_by_visible == 2
    assert row.seconds > 0


def test_mutants_of_the_reference_are_caught(workers, folder):
    row = run(workers, folder)
    assert {mutant.operator for mutant in row.mutants} >= {"arithmetic"}
    assert row.killed == len(row.mutants)
    assert not rows.has_failed([row])


PASSES = WRONG.format(name="passes", case="any number", body="return x + 1")
WEAK = TEXT.replace("assert add_one(x) == x + 1", "add_one(x)").replace(
    "== 2", "in (0, 2)"
)


def test_a_mutant_that_gets_every_point_is_named(workers, folder):
    row = run(workers, folder, WEAK)
    names = [mutant.name for mutant in row.alive]
    assert names == ["return x + OFFSET  ->  return x - OFFSET"]


def test_a_listed_equivalent_mutant_is_not_counted(workers, folder):
    mutant = "return x + OFFSET  ->  return x - OFFSET"
    add_equivalent(folder, mutant, "  for the test's sake")
    row = run(workers, folder, WEAK)
    assert row.alive == []
    assert row.stale == []


def test_all_mutants_of_a_kind_can_be_listed_unless_they_are_caught(workers, folder):
    add_equivalent(folder, "any arithmetic", "  for it", "any nonsense", "  no")
    row = run(workers, folder, WEAK)
    assert row.alive == []
    assert row.stale == ["any nonsense"]


def test_a_kind_of_mutants_that_is_listed_and_caught_is_no_problem(workers, folder):
    add_equivalent(folder, "any dropped operand", "  for the test's sake")
    row = run(workers, folder)
    assert row.problems == []
    assert row.killed == len(row.mutants)


def test_a_listed_mutant_that_no_longer_exists_or_is_caught_is_named(workers, folder):
    listed = ("return gone", "  why", "return x + OFFSET  ->  return x", "  why")
    add_equivalent(folder, *listed)
    problems = run(workers, folder).problems
    assert "listed as equivalent, but no mutant now: return gone" in problems
    assert any(p.startswith("killed although listed as equivalent") for p in problems)


def test_a_wrong_answer_that_passes_is_reported(workers, folder):
    add(folder, PASSES)
    row = run(workers, folder, most_mutants=0)
    assert [p for p in row.problems if "gets every point" in p]
    assert rows.has_failed([row])


def test_a_right_answer_that_fails_is_reported_with_its_error(workers, folder):
    add(folder, RIGHT.format(name="broken", body="return math.nothing"))
    problems = run(workers, folder, most_mutants=0).problems
    assert any("right broken" in p and "NameError" in p for p in problems)


def test_a_right_answer_gets_the_time_that_grading_gives(workers, folder, monkeypatch):
    monkeypatch.setattr(prove, "ANSWER_S", 0.5)
    monkeypatch.setattr("grader.proving.workers.PATIENCE", 0)
    body = "import time\n    time.sleep(1)\n    return x + 1"
    add(folder, RIGHT.format(name="slow", body=body))
    row = run(workers, folder, most_mutants=0)
    assert row.problems == []
    assert max(answer.seconds for answer in row.right) > 2


def test_the_wrong_case_catching_an_answer_is_reported(workers, folder):
    add(folder, WRONG.format(name="two", case="small numbers", body="return 2"))
    problems = run(workers, folder, most_mutants=0).problems
    assert any("not by 'small numbers'" in p for p in problems)


def test_a_small_bank_is_reported(workers, tmp_path):
    row = run(workers, tmp_path, most_mutants=0)
    assert row.problems == [
        "add_one.py of the bank has 0 right and 0 wrong answers; it needs 4 and 8"
    ]


def test_a_reference_that_fails_is_reported_and_has_no_mutants(workers, folder):
    row = run(workers, folder, TEXT.replace("return x + OFFSET", "return x"))
    assert all("the reference fails" in problem for problem in row.problems)
    line = next(
        n for n, text in enumerate(TEXT.splitlines(), 1) if "any number" in text
    )
    assert row.problems[-1].startswith(f"9_sample.py:{line}: the reference fails")
    assert row.mutants == []


def test_a_slice_that_does_not_hold_gives_way_to_the_whole_notebook(workers, folder):
    # No text shows that this cell sets a name which the answer needs.
    hidden = TEXT.replace("OFFSET = 1", "pass\n\n# %%\nglobals()['OFFSET'] = 1")
    assignment = source.parse(hidden, "9_sample")
    subject = workers.subject(assignment, "add_one")
    assert not subject.is_sliced
    assert subject.reference.passed


def test_a_guess_has_neither_bank_nor_mutants(workers, tmp_path):
    assignment = source.parse(TEXT, "9_sample")
    (row,) = prove.prove(workers, [(assignment, "predict_sum")], folder=tmp_path)
    assert row.problems == row.mutants == row.answers == []


def test_one_job_and_two_jobs_give_the_same_rows(isolated_executor, folder):
    runs = [run(Workers(isolated_executor, jobs), folder).answers for jobs in (1, 2)]
    assert [(a.name, a.failed) for a in runs[0]] == [
        (a.name, a.failed) for a in runs[1]
    ]


def call_main(monkeypatch, executor, folder, *arguments):
    """`grader prove` on the sample assignment, its table going into `folder`."""
    monkeypatch.setattr(bank, "BANK", folder)
    monkeypatch.setattr(source, "stems", lambda: ["9_sample"])
    monkeypatch.setattr(source, "load", lambda stem: source.parse(TEXT, stem))
    monkeypatch.setattr(prove, "engine", lambda **_: Borrowed(executor))
    monkeypatch.setattr(prove, "TABLE", folder / "prove")
    parser = argparse.ArgumentParser()
    prove.add_arguments(parser)
    return prove.main(parser.parse_args(list(arguments)))


class Borrowed:
    """The session's engine, which the command must not end."""

    def __init__(self, executor):
        self._executor = executor

    def __enter__(self):
        return self._executor

    def __exit__(self, *_):
        return None


def test_the_command_proves_everything_and_writes_page_and_json(
    monkeypatch, isolated_executor, folder, capsys
):
    assert call_main(monkeypatch, isolated_executor, folder) == 0
    said = capsys.readouterr().out
    assert "add_one" in said
    assert "3 of 3 wrong ones lose some" in said
    (row, guess) = rows.read(folder / "prove/9_sample.json")
    assert (row.exercise, row.wrong_caught, guess.exercise) == (
        "add_one",
        3,
        "predict_sum",
    )
    page = (folder / "prove/index.html").read_text()
    assert "3 of 3" in page
    assert "://" not in page  # nothing is loaded from elsewhere


def test_the_command_fails_when_an_answer_slips_through(
    monkeypatch, isolated_executor, folder, capsys
):
    add(folder, PASSES)
    arguments = ("9_sample", "add_one", "--mutants", "0", "-v")
    assert call_main(monkeypatch, isolated_executor, folder, *arguments) == 1
    said = capsys.readouterr().out
    assert "add_one.py: wrong passes: all points" in said
    assert "! add_one.py: wrong passes (does it) gets every point" in said


def test_an_unknown_exercise_is_named(monkeypatch, folder):
    with pytest.raises(course.CourseError, match=r"'no_such'.* add_one, predict_sum"):
        call_main(monkeypatch, None, folder, "9_sample", "no_such")


def test_the_command_breaks_each_exercise_in_turn(
    monkeypatch, isolated_executor, folder, capsys
):
    assert call_main(monkeypatch, isolated_executor, folder, "--matrix") == 0
    assert capsys.readouterr().out.count("alone") == 2


def test_the_command_grades_with_several_seeds(
    monkeypatch, isolated_executor, folder, capsys
):
    arguments = ("9_sample", "add_one", "--steady", "2", "--bank")
    assert call_main(monkeypatch, isolated_executor, folder, *arguments) == 0
    assert "Seeds tried: 2; no grade depends on it." in capsys.readouterr().out


def test_the_command_takes_only_what_changed(
    monkeypatch, isolated_executor, folder, capsys
):
    touched = []
    monkeypatch.setattr(
        "grader.proving.changed.changed",
        lambda chosen, base: touched.append(base) or [],
    )
    arguments = ("--changed", "--base", "main~3")
    assert call_main(monkeypatch, isolated_executor, folder, *arguments) == 0
    assert touched == ["main~3"]
    assert "0 exercises differ from main~3." in capsys.readouterr().out
    assert not (folder / "prove").exists()


@pytest.mark.parametrize("arguments", [("--jobs", "0"), ("--steady", "1")])
def test_numbers_that_make_no_sense_are_refused(monkeypatch, folder, arguments):
    with pytest.raises(course.CourseError, match="--jobs needs 1 or more"):
        call_main(monkeypatch, None, folder, *arguments)
