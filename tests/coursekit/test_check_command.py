"""`python -m coursekit check` runs a notebook in a kernel and tells what passes."""

import pytest
from coursekit import __main__ as command
from coursekit import runner

from tests.coursekit.small_notebook import (
    DOUBLE,
    STUB,
    blank,
    small_notebook,
    without_names,
    write,
)


@pytest.fixture
def check(tmp_path, capsys):
    def run(notebook, name="n.ipynb"):
        write(tmp_path / name, notebook)
        code = command.main(["check", str(tmp_path / name)])
        return code, capsys.readouterr().out

    return run


def test_right_answers_pass(check):
    code, out = check(small_notebook())
    assert code == 0, out
    assert "double    yes       ✓ 2 of 2 pass" in out
    assert "2 of 2 exercises pass, 0 fail, 0 are open." in out


def test_it_works_without_names_too(check):
    notebook = without_names(small_notebook())
    del notebook["cells"][3]  # without its tag a cell that only shows cannot be skipped
    code, out = check(notebook)
    assert (code, "2 of 2 exercises pass" in out) == (0, True), out


def test_wrong_answers_fail_with_the_message_of_the_case(check):
    code, out = check(small_notebook(double="def double(x):\n    return x + 1"))
    assert code == 1
    assert "double    yes       ✗ 0 of 2 pass" in out
    assert "✗ zero\n    Zero stays zero.\n    zero grew\n    (drawn with seed" in out
    assert "1 of 2 exercises pass, 1 fails, 0 are open." in out


def test_open_answers_do_not_fail(check):
    code, out = check(blank())
    assert code == 0, out
    assert (
        "0 of 2 exercises pass, 0 fail, 2 are open. Written answers still open: 1."
        in out
    )


def test_what_ends_the_kernel_costs_its_exercise_only(check):
    killer = "import os\ndef double(x):\n    os._exit(9)"
    code, out = check(small_notebook(double=killer))
    assert code == 1
    assert "double    yes       ✗ did not run" in out
    assert "memory ran out" in out
    assert "half      yes       ✓ 1 of 1 pass" in out


def test_a_broken_answer_is_told_with_its_error(check):
    code, out = check(small_notebook(double="def double(x:\n  return"))
    assert code == 1
    assert "SyntaxError: '(' was never closed (line 1 of the cell)" in out
    assert "✗ doubles" in out
    assert "NameError" not in out  # says no more, and not what to mend
    assert "half      yes       ✓ 1 of 1 pass" in out


def test_a_given_cell_that_stops_is_told(check):
    code, out = check(small_notebook(given="raise OSError('no data')"))
    assert code == 1
    assert "A given cell stopped: OSError: no data" in out


def test_an_endless_answer_is_stopped(check, monkeypatch):
    monkeypatch.setattr(runner, "CELL_SECONDS", 2.0)
    endless = "def double(x):\n    while True:\n        pass"
    code, out = check(small_notebook(double=endless))
    assert code == 1
    assert "was stopped: look for an endless loop" in out
    assert "half      yes       ✓ 1 of 1 pass" in out


def test_a_cell_that_was_stopped_is_the_one_cause_that_is_told(check, monkeypatch):
    monkeypatch.setattr(runner, "CELL_SECONDS", 2.0)
    endless = "while True:\n    pass\ndef double(x):\n    return 2 * x"
    _, out = check(small_notebook(double=endless))
    assert "ran for 2 seconds and was stopped" in out
    assert "✗ doubles" in out
    assert "NameError" not in out
    assert "Multiply by two." not in out


def test_without_a_name_the_started_notebooks_are_checked(
    tmp_path, monkeypatch, capsys
):
    monkeypatch.setattr(command, "NOTEBOOKS", tmp_path)
    write(tmp_path / "1.ipynb", blank())
    assert command.main(["check"]) == 2
    assert "No notebook" in capsys.readouterr().err
    write(tmp_path / "2.ipynb", small_notebook(double=DOUBLE, half=STUB))
    assert command.main(["check"]) == 0
    out = capsys.readouterr().out
    assert "2.ipynb" in out
    assert "1.ipynb" not in out
    assert "1 of 2 exercises pass, 0 fail, 1 is open." in out


def test_a_mistake_ends_in_one_sentence(tmp_path, capsys):
    assert command.main(["check", str(tmp_path / "no.ipynb")]) == 2
    assert capsys.readouterr().err.count("\n") == 1
