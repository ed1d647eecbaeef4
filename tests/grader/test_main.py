"""The command line: verbs, help, and how a user's mistakes end."""

import subprocess
import sys

import pytest

from grader import __main__ as cli
from grader import source
from grader.authoring import build
from grader.course import REPOSITORY, CourseError


def call(*words):
    return subprocess.run(
        [sys.executable, "-m", "grader", *words],
        cwd=REPOSITORY, capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_help_names_every_verb():
    output = call("--help").stdout
    assert all(verb in output for verb in cli.VERBS)


def test_help_loads_nothing_heavy():
    code = (
        "import sys, contextlib, io\n"
        "from grader.__main__ import main\n"
        "with contextlib.suppress(SystemExit), contextlib.redirect_stdout(io.StringIO()):\n"
        "    main(['--help'])\n"
        "print([m for m in ('tensorflow', 'nbgrader', 'numpy', 'nbformat') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "[]"


def test_an_unknown_verb_is_told_with_the_known_ones():
    done = call("zzz")
    assert done.returncode == 2
    assert "release" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("grad", "No verb is called 'grad'; did you mean 'grade'?"),
        (
            "build 9_nothing",
            f"No assignment is called '9_nothing'; there are: {', '.join(source.stems())}.",
        ),
        (
            "build 2_logistic",
            "No assignment is called '2_logistic'; did you mean '2_logistic_regression'?",
        ),
        (
            "prove 1_notmnist sanitise",
            "no exercise of 1_notmnist is called 'sanitise'; did you mean 'sanitize'?",
        ),
    ],
)
def test_a_name_that_is_not_known_is_told_with_the_nearest(words, sentence):
    done = call(*words.split())
    assert done.returncode == 2
    assert done.stderr == f"grader: {sentence}\n"


@pytest.mark.parametrize("where", ["nowhere/course", "course"])
@pytest.mark.parametrize("verb", ["grade", "feedback", "report", "export"])
def test_a_course_that_is_not_there_is_refused_and_nothing_is_made(
    verb, where, tmp_path
):
    stem = [] if verb == "report" else ["1_notmnist"]
    done = call(verb, *stem, "--course", str(tmp_path / where))
    assert done.returncode == 2
    assert "grader: " in done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("verb", ["release", "collect"])
def test_a_new_course_needs_a_folder_to_lie_in(verb, tmp_path):
    (tmp_path / "mine.zip").touch()
    sources = [str(tmp_path / "mine.zip")] if verb == "collect" else []
    where = str(tmp_path / "nowhere" / "course")
    done = call(verb, "1_notmnist", *sources, "--course", where)
    assert done.returncode == 2
    assert "is no folder" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["mine.zip"]


def test_a_python_without_the_packages_is_told_where_they_are(monkeypatch, capsys):
    def fail(_):
        raise ModuleNotFoundError("No module named 'nbformat'", name="nbformat")

    monkeypatch.setattr(build, "main", fail)
    assert cli.main(["build"]) == 2
    assert "nbformat is not installed in" in capsys.readouterr().err


def test_a_missing_module_of_our_own_is_a_fault_and_no_advice(monkeypatch):
    def fail(_):
        raise ModuleNotFoundError("No module", name="grader.nothing")

    monkeypatch.setattr(build, "main", fail)
    with pytest.raises(ModuleNotFoundError):
        cli.main(["build"])


@pytest.mark.parametrize(
    ("error", "code", "words"),
    [
        (CourseError("a cure"), 2, "grader: a cure"),
        (source.SourceError("line 3"), 2, "grader: line 3"),
        (
            OSError(28, "No space left on device", "x.db"),
            2,
            "No space left on device (x.db)",
        ),
        (KeyboardInterrupt(), 130, "goes on from here"),
    ],
)
def test_errors_end_in_one_sentence(monkeypatch, capsys, error, code, words):
    def fail(_):
        raise error

    monkeypatch.setattr(build, "main", fail)
    assert cli.main(["build"]) == code
    assert words in capsys.readouterr().err
