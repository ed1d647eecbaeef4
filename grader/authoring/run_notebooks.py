"""Run the reference notebooks headlessly, each in a kernel of its own.

The executed copies, with every output and plot, land in `workspace/executed/`.
"""

from __future__ import annotations

import argparse
import base64
import os
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from queue import SimpleQueue
from typing import TYPE_CHECKING

from grader import source
from grader.course import (
    BASE,
    NOTEBOOKS,
    Course,
    CourseError,
    prepared,
    write_text,
)

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    from nbformat import NotebookNode

CELL_LIMIT_S = 600


@dataclass(frozen=True)
class Run:
    """What one notebook cost, and the error it ended with, if any."""

    stem: str
    seconds: float
    cpu_seconds: float
    peak_mib: float
    error: str


def run_notebook(stem: str, cores: frozenset[int] = frozenset()) -> Run:
    """Execute the instructor's notebook of one assignment in a fresh process.

    Args:
        stem: the assignment.
        cores: the processors it may use; empty: all, as on systems that don't pin.
    """
    context = get_context("spawn")
    parent, child = context.Pipe(duplex=False)
    process = context.Process(target=_run_here, args=(stem, child, cores))
    process.start()
    child.close()
    try:
        run: Run = parent.recv()
    except EOFError:
        run = Run(stem, 0.0, 0.0, 0.0, "the process that ran it died")
    process.join()
    return run


def run_notebooks(stems: list[str], jobs: int) -> Iterator[Run]:
    """Execute some notebooks, `jobs` at a time; yield them in the given order.

    Those that run at once get their own cores: threads of two notebooks that share
    them wait for each other in the middle of an operation.
    """
    shares: SimpleQueue[frozenset[int]] = SimpleQueue()
    for share in _shares(jobs):
        shares.put(share)

    def run(stem: str) -> Run:
        share = shares.get()
        try:
            return run_notebook(stem, share)
        finally:
            shares.put(share)

    with ThreadPoolExecutor(jobs) as pool:
        yield from pool.map(run, stems)


def _shares(jobs: int) -> list[frozenset[int]]:
    """The cores of each job; empty sets where there are too few, or none to choose."""
    if jobs == 1 or not hasattr(os, "sched_getaffinity"):
        return [frozenset()] * jobs
    cores = sorted(os.sched_getaffinity(0))
    if len(cores) < jobs:
        return [frozenset()] * jobs
    return [frozenset(cores[job::jobs]) for job in range(jobs)]


def _run_here(stem: str, pipe: Connection, cores: frozenset[int] = frozenset()) -> None:
    """The work of the fresh process: its children's usage is this notebook's alone."""
    if cores:
        os.sched_setaffinity(0, cores)
    from grader.source.notebooks import instructor_notebook, to_text

    assignment = source.load(stem)
    notebook = instructor_notebook(assignment)
    folder = Course().folder("executed")
    start = time.perf_counter()
    error = execute(notebook, assignment, folder / f"{stem}.log")
    seconds = time.perf_counter() - start
    write_text(folder / f"{stem}.ipynb", to_text(notebook))
    pipe.send(Run(stem, seconds, *used(of_children=True), error))


def execute(notebook: NotebookNode, assignment: source.Assignment, log: Path) -> str:
    """Run a notebook in a kernel, filling in its outputs; what it ended with, if ill.

    Args:
        notebook: it finds the course's packages and data.
        assignment: what it was made of; an error names the place there.
        log: gets what the libraries say.
    """
    from nbclient import NotebookClient
    from nbclient.exceptions import (
        CellExecutionError,
        CellTimeoutError,
        DeadKernelError,
    )

    environment = {
        **os.environ,
        "CI": "true",
        "COURSE_BUDGET": "full",  # the checks of a notebook count on it
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "PYTHONPATH": os.pathsep.join([str(NOTEBOOKS), str(BASE)]),
    }
    client = NotebookClient(
        notebook,
        timeout=CELL_LIMIT_S,
        kernel_name="python3",
        resources={"metadata": {"path": str(NOTEBOOKS)}},
    )
    place = {"cell": ""}
    client.on_cell_start = lambda **event: place.update(cell=event["cell"].id)
    log.parent.mkdir(parents=True, exist_ok=True)
    try:
        with log.open("wb") as stream:
            client.execute(env=environment, stdout=stream, stderr=stream)
    except (CellExecutionError, CellTimeoutError, DeadKernelError) as problem:
        return _told(problem, place["cell"], assignment)
    return ""


def used(of_children: bool = False) -> tuple[float, float]:
    """CPU seconds, and peak memory in MiB, of this process or of its ended children.

    Zeros where the system does not count.
    """
    try:
        import resource
    except ImportError:  # Windows
        return 0.0, 0.0
    who = resource.RUSAGE_CHILDREN if of_children else resource.RUSAGE_SELF
    usage = resource.getrusage(who)
    unit = 1024**2 if sys.platform == "darwin" else 1024
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / unit


def _told(problem: Exception, cell_id: str, assignment: source.Assignment) -> str:
    """`FILE:LINE: what was raised there`; of a case its own line and its assertion."""
    from nbclient.exceptions import CellExecutionError

    from grader.source.notebooks import line_of

    line = line_of(assignment, cell_id)
    name, text = type(problem).__name__, str(problem)
    if isinstance(problem, CellExecutionError):
        name, text = problem.ename, problem.evalue
    for case in (case for cell in assignment.cells for case in cell.cases):
        told = f"{case.name}: {case.message}\n"
        if name == "CaseError" and text.startswith(told):
            line, name = case.line, f"'{case.name}' fails"
            text = text.removeprefix(told)
    return f"{assignment.stem}.py:{line}: {name}: {' '.join(text.split())}"


def save_pictures(stem: str, folder: Path) -> list[Path]:
    """Write every picture of an executed notebook as `folder/STEM_NN.png`."""
    import nbformat

    path = Course().folder("executed") / f"{stem}.ipynb"
    pictures = [
        output["data"]["image/png"]
        for cell in nbformat.read(path, as_version=4).cells
        for output in cell.get("outputs", [])
        if "image/png" in output.get("data", {})
    ]
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for number, picture in enumerate(pictures, start=1):
        target = folder / f"{stem}_{number:02d}.png"
        target.write_bytes(base64.b64decode(picture))
        written.append(target)
    return written


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what `grader execute` takes."""
    parser.add_argument("assignment", nargs="*", help="stems; all when none is given")
    parser.add_argument(
        "--jobs", type=int, default=1, metavar="N",
        help="notebooks at a time, each on its own cores (default: 1)",
    )  # fmt: skip
    parser.add_argument(
        "--pictures", type=Path, help="also write every plot as a PNG into this folder"
    )


def main(options: argparse.Namespace) -> int:
    """Print a line a notebook; 1 when a cell of one failed."""
    stems = options.assignment or source.stems()
    # A wrong name, or data that are not there, are told before anything runs.
    prepared.require(source.load(stem).text for stem in stems)
    if options.jobs < 1:
        raise CourseError("--jobs needs a number from 1 on.")
    print(f"{'notebook':28}{'seconds':>9}{'CPU s':>8}{'MiB':>7}  result")
    failed = 0
    for run in run_notebooks(stems, options.jobs):
        failed += bool(run.error)
        if options.pictures:
            save_pictures(run.stem, options.pictures)
        cost = f"{run.seconds:9.1f}{run.cpu_seconds:8.1f}{run.peak_mib:7.0f}"
        print(f"{run.stem:28}{cost}  {run.error or 'ok'}", flush=True)
    if failed:
        print("The executed notebooks are in workspace/executed/.", file=sys.stderr)
    return 1 if failed else 0
