"""A class of equal submissions to grade, in the forms that each grader wants.

The notebook imports TensorFlow, spends `compute` seconds of CPU on one thread in a
training loop, and has two tests. Ours and nbgrader get the same notebook; otter gets
the same cells with its own tests; the floor gets the bare text of the cells.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import nbformat

from bench import environment
from grader import source
from grader.course import REPOSITORY
from grader.source import notebooks
from grader.source.marks import marks_of

STEM = "1_bench"
# What docs/cluster.md recommends: without diagnostics that nobody reads here.
DASK_SETTINGS = {
    "distributed.worker.profile.enabled": False,
    "distributed.admin.tick.interval": "1s",
}
HEAD = """\
# %%
import time
import numpy as np
import tensorflow as tf
from coursekit import case
COMPUTE_S = {compute}
"""
ANSWER = '''\
def train(inputs, targets):
    """Mean squared error of a line after training, a float."""
    ### BEGIN SOLUTION
    weights = tf.Variable(tf.zeros((3, 1)))
    start = time.thread_time()
    while True:
        with tf.GradientTape() as tape:
            loss = tf.reduce_mean((inputs @ weights - targets) ** 2)
        weights.assign_sub(0.1 * tape.gradient(loss, weights))
        if time.thread_time() - start >= COMPUTE_S:
            return float(loss)
    ### END SOLUTION
'''
GIVEN = """\
inputs = np.random.default_rng(1).normal(size=(64, 3)).astype(np.float32)
loss = train(inputs, inputs @ np.float32([[1], [2], [3]]))
"""
TESTS = {
    "test": "assert np.isfinite(loss)",
    "hidden": "assert 0 <= loss < 100",
}
SMALL = """\
# %%
import numpy as np
from coursekit import case
# %% solution double
### BEGIN SOLUTION
def double(values):
    return 2 * values
### END SOLUTION
# %% test double
with case("numbers", points=1, message="Twice.") as rng:
    number = float(rng.normal())
    assert double(number) == 2 * number
# %% hidden double
with case("arrays", points=1, message="Twice.") as rng:
    values = rng.normal(size=5)
    np.testing.assert_allclose(double(values), 2 * values)
"""


def text(compute: float) -> str:
    """The assignment in percent format."""
    parts = [HEAD.format(compute=compute), "# %% solution train\n", ANSWER]
    parts += ["# %%\n", GIVEN]
    for kind, check in TESTS.items():
        parts += [f"# %% {kind} train\n"]
        parts += [f'with case("{kind}", points=1, message="Train."):\n    {check}\n']
    return "".join(parts)


def answered(assignment: str) -> bytes:
    """A submission with the reference's answers, as nbgrader would collect it."""
    parsed = source.parse(assignment, STEM)
    notebook = notebooks.student_notebook(parsed)
    answers = {c.grade_id: c.source for c in parsed.cells if c.kind == "solution"}
    for cell in notebook.cells:
        cell.source = answers.get(marks_of(cell).grade_id, cell.source)
    return notebooks.to_text(notebook).encode()


def hand_in(course: Path, assignment: str, students: int) -> None:
    """`submitted/` of an nbgrader course, filled."""
    data = answered(assignment)
    for number in range(students):
        folder = course / "submitted" / f"s{number:04d}" / STEM
        folder.mkdir(parents=True)
        (folder / f"{STEM}.ipynb").write_bytes(data)


# Grading it


OURS = """
import sys
from pathlib import Path
from grader import source
parsed = source.parse(Path(sys.argv[1]).read_text(), "1_bench")
source.load = lambda stem: parsed
if __name__ == "__main__":
    from grader.__main__ import main
    sys.exit(main(sys.argv[2:]))
"""


def settings() -> dict[str, str]:
    """Of every grader: it finds coursekit and this project."""
    paths = [str(REPOSITORY), str(REPOSITORY / "notebooks")]
    search = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    quiet = {"TF_CPP_MIN_LOG_LEVEL": "3", "PYTHONWARNINGS": "ignore"}
    return {**os.environ, **quiet, "PATH": search, "PYTHONPATH": os.pathsep.join(paths)}


def run(command: list[str], folder: Path) -> str:
    """Run a grader to its end; what it printed. RuntimeError when it failed."""
    done = subprocess.run(
        command,
        cwd=folder,
        env=settings(),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"{command[0]} failed: {done.stdout} {done.stderr}")
    return done.stdout


def prepare_ours(folder: Path, assignment: str, students: int) -> None:
    """A course of ours with submissions."""
    folder.mkdir()
    hand_in(folder, assignment, students)
    (folder / "text.py").write_text(assignment)
    (folder / "run.py").write_text(OURS)


def ours(folder: Path, *options: str) -> None:
    """`grader grade` on what `prepare_ours` made, on two cores unless told."""
    verb(folder, "grade", "--seed", "5", *(options or ("--jobs", "2")))


def verb(folder: Path, name: str, *options: str) -> None:
    """One of the grader's verbs on the course that `prepare_ours` made."""
    command = [sys.executable, str(folder / "run.py"), str(folder / "text.py")]
    run([*command, name, STEM, "--course", str(folder), *options], folder)


def check_scores(folder: Path, score: float, stem: str = STEM) -> None:
    """A rate counts only if every submission was really graded."""
    paths = list(folder.glob(f"autograded/*/{stem}/verdict.json"))
    scores = {json.loads(p.read_text())["verdict"]["score"] for p in paths}
    assert scores == {score}, scores


@contextmanager
def two_workers() -> Iterator[Any]:
    """A scheduler and two workers that run already, but have graded nothing."""
    import dask
    from distributed import LocalCluster

    with (
        dask.config.set(DASK_SETTINGS),
        LocalCluster(
            n_workers=2,
            threads_per_worker=1,
            processes=True,
            host="127.0.0.1",
            dashboard_address=None,
            worker_dashboard_address=None,
        ) as running,
    ):
        yield running


def prepare_nbgrader(folder: Path, assignment: str, students: int) -> None:
    """A course of stock nbgrader with a released assignment and submissions."""
    folder.mkdir()
    (folder / "nbgrader_config.py").write_text(
        "c = get_config()\nc.CourseDirectory.course_id = 'bench'\n"
        "c.ExecutePreprocessor.timeout = 120\n"
    )
    place = folder / "source" / STEM
    place.mkdir(parents=True)
    notebook = notebooks.instructor_notebook(source.parse(assignment, STEM))
    nbformat.write(notebook, place / f"{STEM}.ipynb")
    run([*NBGRADER, "generate_assignment", STEM], folder)
    hand_in(folder, assignment, students)


NBGRADER = [sys.executable, "-m", "nbgrader"]
OTTER = [str(environment.FOLDER / "bin" / "python"), "-m", "otter"]


def autograde(folder: Path, *options: str) -> None:
    """Stock `nbgrader autograde` on what `prepare_nbgrader` made."""
    run([*NBGRADER, "autograde", STEM, *options], folder)


def prepare_otter(folder: Path, compute: float) -> None:
    """The same cells and tests as an assignment of otter's, assigned."""
    folder.mkdir()
    head = HEAD.format(compute=compute).replace("from coursekit import case\n", "")
    sources = [
        ("raw", "# ASSIGNMENT CONFIG\nexport_cell: false\ninit_cell: true"),
        ("code", head.replace("# %%\n", "")),
        ("raw", "# BEGIN QUESTION\nname: train\npoints: 2"),
        ("raw", "# BEGIN SOLUTION"),
        ("code", "\n".join(ANSWER.replace("### ", "# ").splitlines()) + "\n" + GIVEN),
        ("raw", "# END SOLUTION"),
        ("raw", "# BEGIN TESTS"),
        ("code", TESTS["test"]),
        ("code", "# HIDDEN\n" + TESTS["hidden"]),
        ("raw", "# END TESTS"),
        ("raw", "# END QUESTION"),
    ]
    notebook = nbformat.v4.new_notebook(
        metadata={"kernelspec": {"name": "python3", "display_name": "Python 3"}}
    )
    for kind, content in sources:
        make = getattr(nbformat.v4, f"new_{kind}_cell")
        notebook.cells.append(make(content))
    nbformat.write(notebook, folder / "bench.ipynb")
    options = ["assign", "bench.ipynb", "dist", "--no-run-tests"]
    run([*OTTER, *options], folder)


def otter_run(folder: Path) -> None:
    """`otter run`, which grades one submission without a container."""
    (archive,) = (folder / "dist" / "autograder").glob("*.zip")
    notebook = folder / "dist" / "autograder" / "bench.ipynb"
    options = ["run", "-a", str(archive), str(notebook), "-o", str(folder / "out")]
    (folder / "out").mkdir(exist_ok=True)
    run([*OTTER, *options], folder)


FLOOR = """
import os, sys
os.environ.update(OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1")
import numpy, tensorflow, coursekit
text, students = open(sys.argv[1]).read(), int(sys.argv[2])
running = 0
for _ in range(students):
    if running == 2:
        assert os.wait()[1] == 0
        running -= 1
    if os.fork() == 0:
        exec(text, {"__name__": "__main__"})
        os._exit(0)
    running += 1
while running:
    assert os.wait()[1] == 0
    running -= 1
"""


BARE_FORKS = """
import os, sys, time
os.environ.update(OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1")
import numpy, tensorflow, coursekit
text = open(sys.argv[1]).read()
for _ in range(int(sys.argv[2])):
    start = time.perf_counter()
    if os.fork() == 0:
        exec(text, {"__name__": "__main__"})
        os._exit(0)
    assert os.wait()[1] == 0
    print("took", time.perf_counter() - start)  # the cells print, too
"""


def bare_forks(folder: Path, assignment: str, count: int) -> list[float]:
    """Seconds of each fork and exec of the assignment's cells, one after the other."""
    file = folder / "bare.py"
    file.write_text(assignment)
    done = run([sys.executable, "-c", BARE_FORKS, str(file), str(count)], folder)
    lines = [line.split() for line in done.splitlines()]
    return [float(words[1]) for words in lines if words[:1] == ["took"]]


def floor(folder: Path, assignment: str, students: int) -> None:
    """Fork and exec from a process that has TensorFlow; no kernel, no sandbox."""
    (folder / "text.py").write_text(assignment)
    command = [sys.executable, "-c", FLOOR, str(folder / "text.py"), str(students)]
    run(command, folder)
