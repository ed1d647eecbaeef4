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
    done = call("grad")
    assert done.returncode == 2
    assert "release" in done.stderr
    assert "Traceback" not in done.stderr


def test_an_unknown_assignment_is_told_with_the_known_ones():
    done = call("build", "9_nothing")
    assert done.returncode == 2
    assert done.stderr.startswith("grader: No assignment is called '9_nothing'")
    assert len(done.stderr.splitlines()) == 1


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
