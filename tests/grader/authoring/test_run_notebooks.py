"""Executing: a real kernel runs a tiny reference notebook, and a failing cell is named."""

import argparse
import os
import threading

import nbformat
import pytest

from grader import source
from grader.authoring import run_notebooks
from grader.authoring.run_notebooks import Run
from grader.course import Course

TEXT = """\
# %% [markdown]
# # Tiny

# %%
import os
import coursekit
print(os.environ["CI"], os.environ["COURSE_BUDGET"], os.path.basename(os.getcwd()))

# %% solution twice
def twice(x):
    ### BEGIN SOLUTION
    return {factor} * x
    ### END SOLUTION

# %% test twice
import numpy as np
from coursekit import case
with case("doubles", points=1, message="Multiply by two."):
    np.testing.assert_equal(twice(2), 4)
"""


CASE_LINE = 18  # of TEXT


class Pipe:
    """What the parent would receive."""

    def send(self, run):
        self.run = run


@pytest.fixture
def workspace(tmp_path, monkeypatch):
    monkeypatch.setattr(run_notebooks, "Course", lambda: Course(tmp_path))
    monkeypatch.setattr(os, "environ", os.environ.copy())
    return tmp_path


def execute(monkeypatch, factor):
    text = TEXT.format(factor=factor)
    monkeypatch.setattr(source, "load", lambda stem: source.parse(text, stem))
    pipe = Pipe()
    run_notebooks._run_here("9_tiny", pipe)
    return pipe.run


def test_the_executed_copy_holds_the_outputs(workspace, monkeypatch):
    run = execute(monkeypatch, 2)
    assert run.error == ""
    assert run.seconds > 0
    notebook = nbformat.read(workspace / "executed" / "9_tiny.ipynb", 4)
    printed, *_ = [output for c in notebook.cells for output in c.get("outputs", [])]
    assert printed.text == "true full notebooks\n"


def test_notebooks_that_run_at_once_share_no_core(monkeypatch):
    seen, gate = [], threading.Barrier(2, timeout=20)

    def stand_in(stem, cores):
        gate.wait()  # both are under way
        seen.append(cores)
        return Run(stem, 1.0, 1.0, 1.0, "")

    monkeypatch.setattr(run_notebooks, "run_notebook", stand_in)
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {2, 3, 5}, raising=False)
    stems = ["1_a", "2_b", "3_c", "4_d"]
    runs = run_notebooks.run_notebooks(stems, jobs=2)
    assert [run.stem for run in runs] == stems
    assert set(seen) == {frozenset({2, 5}), frozenset({3})}


def test_the_failing_cell_is_named(workspace, monkeypatch):
    run = execute(monkeypatch, 3)
    assert run.error.startswith(f"9_tiny.py:{CASE_LINE}: 'doubles' fails: ")
    assert "ACTUAL: array(6) DESIRED: array(4)" in run.error
    assert "Multiply by two" not in run.error  # which is for students
    assert (workspace / "executed" / "9_tiny.ipynb").is_file()


def verb(*words):
    parser = argparse.ArgumentParser()
    run_notebooks.add_arguments(parser)
    return run_notebooks.main(parser.parse_args(words))


@pytest.mark.parametrize(("error", "code"), [("", 0), ("cell x: KeyError", 1)])
def test_the_verb_prints_a_line_each_and_fails_with_a_cell(
    monkeypatch, capsys, error, code
):
    monkeypatch.setattr(source, "stems", lambda: ["1_a", "2_b"])
    monkeypatch.setattr(source, "load", lambda stem: source.parse(TEXT, stem))
    monkeypatch.setattr(
        run_notebooks,
        "run_notebook",
        lambda stem, *_: Run(stem, 1.5, 2.5, 300, error if stem == "2_b" else ""),
    )
    assert verb() == code
    lines = capsys.readouterr().out.splitlines()
    assert lines[1].split() == ["1_a", "1.5", "2.5", "300", "ok"]
    assert lines[2].endswith(error or "ok")


def test_a_wrong_name_is_told_before_anything_runs(monkeypatch):
    def never(*_):
        raise AssertionError("it ran")

    monkeypatch.setattr(run_notebooks, "run_notebook", never)
    with pytest.raises(source.SourceError, match="No assignment is called"):
        verb("nonsense")


def test_a_process_that_dies_is_a_failed_run(monkeypatch):
    monkeypatch.setattr(run_notebooks, "_run_here", os._exit)
    run = run_notebooks.run_notebook("9_tiny")
    assert "died" in run.error


def test_pictures_of_an_executed_notebook_become_files(tmp_path, monkeypatch):
    import base64

    pixel = base64.b64encode(b"\x89PNG not really").decode()
    output = nbformat.v4.new_output("display_data", {"image/png": pixel})
    text = nbformat.v4.new_output("stream", text="no picture")
    cells = [nbformat.v4.new_code_cell(outputs=[text, output]) for _ in range(2)]
    course = Course(tmp_path)
    course.folder("executed").mkdir()
    path = course.folder("executed") / "9_tiny.ipynb"
    path.write_text(nbformat.writes(nbformat.v4.new_notebook(cells=cells)))
    monkeypatch.setattr(run_notebooks, "Course", lambda: course)
    written = run_notebooks.save_pictures("9_tiny", tmp_path / "pictures")
    assert [p.name for p in written] == ["9_tiny_01.png", "9_tiny_02.png"]
    assert written[0].read_bytes() == b"\x89PNG not really"
