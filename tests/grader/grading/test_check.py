"""`grader check` gives grading's own messages, on the visible tests only."""

import sys

import pytest

from grader import __main__, source
from grader.grading import check
from tests.grader import small_class


@pytest.fixture
def small_course(monkeypatch):
    monkeypatch.setattr(source, "stems", lambda: [small_class.STEM])
    monkeypatch.setattr(source, "load", lambda stem: small_class.assignment())


@pytest.fixture
def handed_in(tmp_path):
    def write(answers, blank=()):
        path = tmp_path / f"my copy of {small_class.STEM}.ipynb"
        path.write_bytes(
            small_class.to_bytes(small_class.answered(answers, blank=blank))
        )
        return path

    return write


def test_the_verdicts_are_those_of_grading(small_course, handed_in, isolated_executor):
    wrong = small_class.RIGHT | {"double": "def double(x):\n    return x + 1"}
    path = handed_in(wrong, blank=["root", "answer_why"])
    report = check.check_isolated(path, lambda name: None, isolated_executor)
    double, root, predict, why = report.exercises
    assert [outcome.message for outcome in double.failed] == [
        "Multiply by two.",
        "Zero stays zero.",
    ]
    assert (root.is_open, root.fails) == (True, False)
    assert predict.passed
    assert (why.is_written, why.is_open) == (True, True)


def test_hidden_tests_do_not_run(small_course, handed_in, isolated_executor):
    only_visible = "def double(x):\n    return 2 * x if x > -3 else 0"
    path = handed_in(small_class.RIGHT | {"double": only_visible})
    report = check.check_isolated(path, lambda name: None, isolated_executor)
    assert not any(exercise.fails for exercise in report.exercises)


def test_the_command_prints_the_table(small_course, handed_in, capsys):
    path = handed_in(small_class.RIGHT)
    assert __main__.main(["check", str(path)]) == 0, capsys.readouterr().err
    out = capsys.readouterr().out
    assert "double       yes       ✓ 2 of 2 pass" in out
    assert "3 of 3 exercises pass, 0 fail, 0 are open." in out


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("homework.ipynb", "named after no assignment"),
        (f"{small_class.STEM}.ipynb", ""),
    ],
)
def test_a_mistake_ends_in_one_sentence(small_course, tmp_path, name, words, capsys):
    path = tmp_path / name
    path.write_text("{}")
    assert __main__.main(["check", str(path)]) == 2
    err = capsys.readouterr().err
    assert words in err
    assert err.count("\n") == 1
    assert "grader.grading.check" in sys.modules
