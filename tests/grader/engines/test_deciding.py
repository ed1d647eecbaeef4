"""What decides a verdict is read off the imports, and all who ask see a change."""

import shutil
import subprocess

import pytest

from grader import source
from grader.course import REPOSITORY
from grader.engines import deciding
from grader.grading import cluster
from grader.grading.plan import Plan
from grader.proving import changed

STEM = "2_logistic_regression"


def git(root, *words):
    identity = ["-c", "user.name=a", "-c", "user.email=a@example.org"]
    subprocess.run(["git", *identity, *words], cwd=root, check=True)


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    """The grader and coursekit in a repository of their own."""
    root = tmp_path_factory.mktemp("copy")
    for part in ("grader", "notebooks/coursekit"):
        skip = shutil.ignore_patterns("__pycache__")
        shutil.copytree(REPOSITORY / part, root / part, ignore=skip)
    git(root, "init", "-q")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "start")
    return root


def test_every_module_that_grading_imports_is_noticed_by_all_three(copy):
    """Verdicts, a cluster's workers and `prove --changed`, for one module at a time."""
    assignment = source.load(STEM)
    chosen = [(assignment, exercise) for exercise in assignment.exercises[:3]]
    files = deciding.deciding_files(copy)
    names = {path.relative_to(copy).as_posix() for path in files}
    for missed_before in ("source/given", "source/names", "source/rubrics", "exam"):
        assert f"grader/{missed_before}.py" in names
    assert changed.changed(chosen, "HEAD", copy) == []
    mark, fingerprint = deciding.mark(copy), deciding.fingerprint(copy)
    for path in files:
        text = path.read_text()
        path.write_text(f"{text}\n# changed\n")
        deciding.fingerprint.cache_clear()
        try:
            assert deciding.mark(copy) != mark, path
            assert deciding.fingerprint(copy) != fingerprint, path
            assert changed.changed(chosen, "HEAD", copy) == chosen, path
        finally:
            path.write_text(text)
    deciding.fingerprint.cache_clear()
    assert deciding.mark(copy) == mark


def test_verdicts_and_workers_ask_this_module():
    assert cluster.fingerprint is deciding.fingerprint
    plan = Plan.__new__(Plan)
    object.__setattr__(plan, "engine", "isolated")
    assert plan.made_by == f"isolated {deciding.mark()}"


def test_every_engine_and_what_its_processes_run_counts():
    names = {path.name for path in deciding.deciding_files()}
    expected = {"in_kernel.py", "isolated.py", "recording.py", "agent.py", "runner.py"}
    assert expected | {"examiner.py", "exam.py", "checks.py"} <= names
    assert not names & {"feedback.py", "report.py", "collect.py"}


def test_the_fingerprint_names_the_libraries():
    told = deciding.fingerprint()
    for library in ("Python 3.", "tensorflow", "keras", "numpy", "scikit-learn"):
        assert library in told
