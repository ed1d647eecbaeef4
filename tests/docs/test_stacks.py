"""The table of stacks in docs/editors.md is made from what runs have recorded."""

import json
import re
from pathlib import Path

import pytest
import yaml

from docs import stacks
from grader.course import CourseError

NIGHTLY = stacks.REPOSITORY / ".github" / "workflows" / "nightly.yml"
LINE = "Python 3.12.1 · numpy 2.0.2 · tensorflow {} · keras 3.8.0 · seed 133"
ERROR = {"output_type": "error", "ename": "E", "evalue": "", "traceback": []}


def cell(count, *outputs):
    return {"cell_type": "code", "execution_count": count, "outputs": list(outputs)}


def executed(tensorflow="2.19.1", last=()):
    """A notebook as `grader execute` leaves it."""
    said = {
        "output_type": "stream",
        "name": "stdout",
        "text": [LINE.format(tensorflow)],
    }
    return {"cells": [{"cell_type": "markdown"}, cell(1, said), cell(2, *last)]}


@pytest.fixture
def folder(tmp_path):
    """Six notebooks that ran through on one stack."""
    runs = tmp_path / "runs"
    runs.mkdir()
    for stem in stacks.stems():
        (runs / f"{stem}.ipynb").write_text(json.dumps(executed()))
    return runs


@pytest.fixture
def page(tmp_path):
    path = tmp_path / "editors.md"
    path.write_text(
        "before\n<!-- stacks table -->\nold\n<!-- end of the stacks table -->\nafter"
    )
    return path


def rows(path):
    text = path.read_text(encoding="utf-8")
    table = re.search(r"<!-- stacks table -->\n(.*)<!-- end of the stacks", text, re.S)
    return table[1].strip()


def test_the_page_shows_what_was_recorded():
    record = json.loads(stacks.RECORD.read_text(encoding="utf-8"))
    assert record.keys() <= stacks.STACKS.keys()
    assert rows(stacks.PAGE) == stacks.as_markdown(record)


def test_a_run_becomes_a_row(folder, page, tmp_path):
    record = tmp_path / "stacks.json"
    stacks.renew([f"oldest={folder}"], record, page)
    row = rows(page).splitlines()[-1]
    assert row.startswith(f"| {stacks.STACKS['oldest']} | 3.12.1 | 2.19.1 | 3.8.0 |")
    assert "| 6 of 6 on 20" in row
    before = page.read_text()
    stacks.renew([], record, page)
    assert page.read_text() == before
    assert before.startswith("before\n")
    assert before.endswith("\nafter")


@pytest.mark.parametrize("how", ["an error", "not reached"])
def test_a_notebook_that_stopped_is_named(folder, how):
    notebook = executed(last=[ERROR])
    if how == "not reached":
        notebook = executed()
        notebook["cells"][-1] = cell(None)
    (folder / "6_lstm.ipynb").write_text(json.dumps(notebook))
    table = stacks.as_markdown({"oldest": stacks.stack_of(folder, "2026-11-27")})
    assert "| 5 of 6, not `6_lstm`, on 2026-11-27 |" in table


def test_what_is_no_whole_run_of_one_stack_is_refused(folder, page, tmp_path):
    record = tmp_path / "stacks.json"

    def refused(word):
        with pytest.raises(CourseError) as caught:
            stacks.renew([word], record, page)
        return str(caught.value)

    assert "NAME=FOLDER" in refused(str(folder))
    assert "one of oldest" in refused(f"colab={folder}")
    mixed = json.dumps(executed("2.21.0"))
    (folder / "6_lstm.ipynb").write_text(mixed)
    assert "name 2 stacks" in refused(f"oldest={folder}")
    (folder / "6_lstm.ipynb").unlink()
    assert "lacks 6_lstm.ipynb" in refused(f"oldest={folder}")
    assert not record.exists()


def test_the_nightly_workflow_runs_and_records_these_stacks():
    jobs = yaml.safe_load(NIGHTLY.read_text(encoding="utf-8"))["jobs"]
    matrix = jobs["stacks"]["strategy"]["matrix"]["include"]
    assert {entry["stack"]: entry["name"] for entry in matrix} == stacks.STACKS
    (command,) = (
        step["run"]
        for step in jobs["stacks-table"]["steps"]
        if "docs.stacks" in step.get("run", "")
    )
    for name in stacks.STACKS:
        assert f"{name}=runs/stack-{name}" in command
    assert Path(stacks.RECORD).is_file()
