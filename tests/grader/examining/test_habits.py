"""What worked where a student wrote it costs nothing in grading.

The same cells run in a plain notebook kernel and in the sandboxed one: each name that
the first defines the second defines too. And the three ways to check a notebook agree.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from pathlib import Path
from typing import Any

import nbformat
import pytest
from coursekit import runner
from jupyter_client.manager import start_new_kernel

from grader import source
from grader.course import NOTEBOOKS
from grader.course.places import data_root
from grader.engines.engine import Limits
from grader.engines.isolated import IsolatedExecutor
from grader.examining.connection import Connection
from grader.grading import check, job
from grader.source import notebooks
from tests.grader.examining.habits import HABITS, WITHOUT_NETWORK

# Names, with their values where these say the same in two processes.
PROBE = """
print("\\0" + __import__("json").dumps({
    name: [type(value).__name__, repr(value)
           if type(value).__name__ in ("int", "float", "str", "bool", "list", "SList")
           else ""]
    for name, value in list(globals().items())
    if not name.startswith("_") and name not in ("In", "Out")
}))
"""
CELLS = tuple(dict.fromkeys(cell for habit in HABITS for cell in habit))
STEM = "9_habits"

Run = Callable[[str], str]


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    """A notebook kernel as a student has it: runs a cell, gives what it printed."""
    folder = tmp_path_factory.mktemp("student") / "notebooks"
    folder.mkdir()
    path = os.pathsep.join([str(NOTEBOOKS), os.environ.get("PYTHONPATH", "")])
    environment = {**os.environ, "MPLBACKEND": "agg", "PYTHONPATH": path}
    manager, client = start_new_kernel(cwd=str(folder), env=environment)

    def run(code: str) -> str:
        printed = []

        def hook(message: dict[str, Any]) -> None:
            if message["msg_type"] == "stream":
                printed.append(message["content"]["text"])

        client.execute_interactive(
            code, output_hook=hook, allow_stdin=False, timeout=60
        )
        return "".join(printed)

    yield run
    client.stop_channels()
    manager.shutdown_kernel(now=True)


@pytest.fixture(scope="module")
def sandboxed(isolated_executor: IsolatedExecutor) -> Iterator[Run]:
    """The kernel of grading, without an examiner: likewise."""
    session = isolated_executor.zygote.open()
    process, sock = session.fork("kernel")
    kernel = Connection(sock)

    def run(code: str) -> str:
        reply, _ = kernel.ask("cell", source=code)
        texts = (o for o in reply["outputs"] if o["output_type"] == "stream")
        return "".join(output["text"] for output in texts)

    yield run
    process.end()
    session.close()


def names(run: Run) -> dict[str, list[str]]:
    """{name: [type, value where it can be compared]} of a kernel."""
    found: dict[str, list[str]] = json.loads(run(PROBE).rpartition("\0")[2])
    return found


def test_there_are_enough_of_them() -> None:
    assert len(CELLS) >= 100
    assert len(set(HABITS)) == len(HABITS)


@pytest.mark.slow
def test_what_a_notebook_defines_grading_defines_too(
    plain: Run, sandboxed: Run
) -> None:
    with ThreadPoolExecutor() as pool:
        (before, *theirs), (_, *ours) = pool.map(after_each, (plain, sandboxed))
    for habit, there, here in zip(HABITS, theirs, ours, strict=True):
        missing = there.keys() - here.keys()
        assert not missing, (habit, missing)
        new = there.keys() - before.keys()
        assert {n: here[n] for n in new} == {n: there[n] for n in new}, habit
        before |= there


def after_each(run: Run) -> list[dict[str, list[str]]]:
    """The names of a kernel at first and after each of the habits."""
    found = [names(run)]
    for habit in HABITS:
        for cell in habit:
            run(cell)
        found.append(names(run))
    return found


@pytest.mark.parametrize("line", [c for c in WITHOUT_NETWORK if "true" not in c])
def test_a_line_that_did_nothing_says_so_in_one_sentence(
    sandboxed: Run, line: str
) -> None:
    said = sandboxed(f"{line}\nprint('and on')")
    *_, sentence, last = said.splitlines()
    assert last == "and on"
    assert "is passed over in grading: " in sentence
    assert sentence.endswith(".")


def test_a_screen_is_never_used(sandboxed: Run) -> None:
    """The backend stays Agg, by whatever road another one is asked for."""
    for line in (
        "%matplotlib qt",
        "matplotlib.use('TkAgg')",
        "plt.switch_backend('QtAgg')",
        "matplotlib.rcParams['backend'] = 'TkAgg'\nplt.close('all')\nplt.figure()",
    ):
        sandboxed(f"import matplotlib, matplotlib.pyplot as plt\n{line}")
        said = sandboxed("plt.figure(); print(type(plt.gcf().canvas).__mro__)")
        assert "backend_agg.FigureCanvasAgg" in said, line


def test_data_lie_where_a_notebook_has_them(
    sandboxed: Run, isolated_executor: IsolatedExecutor
) -> None:
    data = data_root()
    if not any(data.glob("glyphs")):
        pytest.skip("the course's data are not prepared here")
    said = sandboxed("import os\nprint(os.listdir('../datasets'))")
    assert "glyphs" in said
    # The place of the exam may be there; nothing of it is.
    found = sandboxed("import glob\nprint(glob.glob('../datasets/exam/*'))")
    assert found.strip() == "[]"


# One exercise for each habit: its cells stand above an answer, or begin it.


@lru_cache
def assignment() -> source.Assignment:
    parts = ["# %% [markdown]\n# # Habits\n\n# %%\nfrom coursekit import case\n"]
    for number, _ in enumerate(HABITS):
        parts.append(
            f"# %% [markdown]\n# ### Exercise: `habit{number}` (1 point)\n"
            f"# %% solution habit{number}\ndef habit{number}(x):\n"
            f"    ### BEGIN SOLUTION\n    return x + {number}\n    ### END SOLUTION\n"
            f"# %% test habit{number}\n"
            f'with case("adds {number}", points=1, message="Add.") as rng:\n'
            f"    assert habit{number}(2) == {number + 2}\n"
        )
    return source.parse("\n".join(parts), STEM)


def submission() -> bytes:
    """Every exercise answered by somebody with this habit."""
    notebook = notebooks.student_notebook(assignment())
    cells = []
    for cell in notebook.cells:
        if cell.id.startswith("habit"):
            number = int(cell.id.removeprefix("habit"))
            answer = f"def {cell.id}(x):\n    return x + {number}\n"
            *above, last = HABITS[number]
            if _begins_an_answer(last):
                cell.source = f"{last}\n{answer}"
            else:
                above.append(last)
                cell.source = answer
            cells += [nbformat.v4.new_code_cell(text) for text in above]
        cells.append(cell)
    notebook.cells = cells
    return nbformat.writes(notebook).encode()


def _begins_an_answer(cell: str) -> bool:
    own_language = cell.startswith("%%") and not cell.startswith(("%%time\n", "%%capt"))
    one_line = cell in ("ls", "len?", "len??", "?len") or cell[:1] in (" ", ">", "I")
    return not own_language and not one_line


@pytest.fixture
def habits_course(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source, "stems", lambda: [STEM])
    monkeypatch.setattr(source, "load", lambda _: assignment())


@pytest.mark.usefixtures("habits_course")
def test_the_students_check_the_graders_and_grading_agree(
    tmp_path: Path, isolated_executor: IsolatedExecutor
) -> None:
    folder = tmp_path / "notebooks"
    folder.mkdir()
    path = folder / f"{STEM}.ipynb"
    path.write_bytes(submission())
    task = job.Job(
        student="ada",
        stem=STEM,
        text=assignment().text,
        data=path.read_bytes(),
        seed=1,
        limits=Limits(),
        engine="isolated",
    )

    def silent(_: str) -> None:
        return

    with ThreadPoolExecutor() as pool:
        graded = pool.submit(job.grade_submission, task, isolated_executor)
        reports = (
            pool.submit(runner.check_notebook, path, silent),
            pool.submit(check.check_isolated, path, silent, isolated_executor),
        )
    for report in reports:
        exercises = report.result().exercises
        assert [(e.name, e.trouble) for e in exercises if not e.passed] == []
        assert len(exercises) == len(HABITS)
    verdict = graded.result().verdict
    assert verdict.status == "graded"
    assert verdict.score == verdict.max_score == len(HABITS)
