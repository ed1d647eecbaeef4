"""`check()` inside a notebook finds the exercise and runs its visible tests."""

import pytest
from coursekit import case, check, checks, here
from IPython.core.interactiveshell import InteractiveShell

from tests.coursekit.small_notebook import (
    DOUBLE,
    DOUBLE_TESTS,
    HALF,
    HALF_TESTS,
    blank,
    write,
)


@pytest.fixture
def shell(tmp_path, monkeypatch):
    """A shell without a kernel, in which the blank small notebook is open."""
    write(tmp_path / "n.ipynb", blank())
    monkeypatch.setenv("JPY_SESSION_NAME", str(tmp_path / "n.ipynb"))
    shell = InteractiveShell()
    shell.user_ns["check"], shell.user_ns["case"] = check, case
    monkeypatch.setattr(here, "_shell", lambda: shell)
    return shell


def run(shell, source):
    return shell.run_cell(source, store_history=True).raise_error()


def test_the_answer_that_was_run_last_is_checked(shell, capsys):
    run(shell, DOUBLE)
    run(shell, HALF)
    check()
    assert capsys.readouterr().out == "✓ of four\nhalf: 1 of 1 cases pass\n"


def test_an_exercise_is_checked_by_name_and_all_its_cases_are_told(shell, capsys):
    run(shell, "def double(x):\n    return 2 * x + (x == 0)")
    check("double")
    out = capsys.readouterr().out
    assert out.startswith("✓ doubles\n✗ zero: Zero stays zero.\nzero grew\n")
    assert out.endswith("double: 1 of 2 cases pass\n")
    assert checks.recorder is None


def test_it_can_be_called_at_the_end_of_the_answer_itself(shell, capsys):
    run(shell, DOUBLE + "\n\ncheck()")
    assert "double: 2 of 2 cases pass" in capsys.readouterr().out


def test_nothing_of_the_students_is_changed(shell):
    run(shell, DOUBLE + "\nnumber = 7")
    check("double")
    assert shell.user_ns["number"] == 7


def test_not_answered_yet_is_said(shell, capsys):
    check("half")
    assert "NameError: name 'half' is not defined" in capsys.readouterr().out


def test_an_unknown_name_gets_the_list(shell):
    with pytest.raises(
        ValueError, match=r"no exercise 'nothing' here\. .* double, half"
    ):
        check("nothing")


def test_before_any_answer_the_name_is_asked_for(shell):
    with pytest.raises(ValueError, match="name the exercise"):
        check()


def test_without_a_file_the_cells_that_were_run_are_looked_at(
    shell, monkeypatch, capsys
):
    monkeypatch.delenv("JPY_SESSION_NAME")
    for source in (DOUBLE, DOUBLE_TESTS, HALF, HALF_TESTS):
        run(shell, source)
    capsys.readouterr()
    check("half")
    assert capsys.readouterr().out == "✓ of four\nhalf: 1 of 1 cases pass\n"


def test_outside_a_notebook_the_command_is_named():
    with pytest.raises(RuntimeError, match="python -m coursekit check"):
        check("double")
