"""From its first hidden test on, a submission shows what was handed in, and no more."""

from __future__ import annotations

from typing import Any

import nbformat
import pytest

from grader import source
from grader.engines.engine import Execution, Limits
from grader.engines.in_kernel import KernelExecutor
from grader.source import notebooks
from grader.source.notebooks import STUDENT_TAG

TEXT = """
# %%
from coursekit import case
# %% solution early
### BEGIN SOLUTION
print("early, as graded")
KEPT = []
def keep(x):
    KEPT.append(x)
    return x
### END SOLUTION
# %% hidden early
with case("kept", points=1, message="m") as rng:
    assert keep(7_654_321) == 7_654_321
# %% solution late
### BEGIN SOLUTION
print(KEPT)
def tell():
    raise ValueError(str(KEPT))
raise type("Own", (KeyError,), {})(str(KEPT))
### END SOLUTION
# %% test late
with case("told", points=1, message="m") as rng:
    tell()
# %%
print(KEPT)
"""
HANDED_IN = [nbformat.v4.new_output("stream", name="stdout", text="as handed in")]


def handed_in() -> Any:
    notebook = notebooks.instructor_notebook(source.parse(TEXT, "small"))
    own = nbformat.v4.new_code_cell("print(KEPT)\n1 / 0", id="own")
    own.metadata["tags"] = [STUDENT_TAG]
    notebook.cells.append(own)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs = [nbformat.from_dict(output) for output in HANDED_IN]
    return notebook


def shown(run: Execution) -> dict[str, str]:
    """{grade_id, or id of a cell: all that it shows}."""
    found = {}
    for cell in run.notebook.cells:
        name = cell.metadata.get("nbgrader", {}).get("grade_id", cell.id)
        found[name] = " ".join(
            output.get("text", output.get("evalue", "")) for output in cell.outputs
        )
    return found


def check_sealed(run: Execution, kind: str) -> None:
    found = shown(run)
    assert found["early"] == "early, as graded\n"
    assert found["late"] == f"as handed in This cell raised {kind} when it was graded."
    assert found["own"] == "as handed in"
    cases = {case.name: case for cell in run.cells for case in cell.cases}
    assert cases["kept"].passed
    assert cases["told"].message == "m Your code raised ValueError."
    assert "7654321" not in str(run.notebook) + str(run.cells)
    times = {time.cell: time.is_sealed for time in run.times}
    first, *rest = times.items()
    assert first == ("from coursekit import case", False)
    assert rest == [
        ("early", False),
        *(
            (name, True)
            for name in ("hidden_early", "late", "test_late", "print(KEPT)")
        ),
    ]
    assert all(time.seconds >= 0 for time in run.times)


def test_isolated_submissions_are_sealed(isolated_executor):
    run = isolated_executor.execute(handed_in(), seed=1, limits=Limits())
    check_sealed(run, "KeyError")


@pytest.mark.slow
def test_submissions_in_a_plain_kernel_are_sealed():
    run = KernelExecutor().execute(handed_in(), seed=1, limits=Limits())
    check_sealed(run, "Exception")
