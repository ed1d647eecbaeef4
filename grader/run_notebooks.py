"""Run the reference notebooks headlessly, each in a kernel of its own.

The executed copies, with every output and plot, land in `workspace/executed/`.
"""

from __future__ import annotations

import argparse
import base64
import os
import sys
import time
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

from grader import source
from grader.course import NOTEBOOKS, REPOSITORY, Course, write_text

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

CELL_LIMIT_S = 600


@dataclass(frozen=True)
class Run:
    """What one notebook cost, and the error it ended with, if any."""

    stem: str
    seconds: float
    cpu_seconds: float
    peak_mib: float
    error: str


def run_notebook(stem: str, budget: str = "full") -> Run:
    """Execute the instructor's notebook of one assignment in a fresh process."""
    context = get_context("spawn")
    parent, child = context.Pipe(duplex=False)
    process = context.Process(target=_run_here, args=(stem, budget, child))
    process.start()
    child.close()
    try:
        run: Run = parent.recv()
    except EOFError:
        run = Run(stem, 0.0, 0.0, 0.0, "the process that ran it died")
    process.join()
    return run


def _run_here(stem: str, budget: str, pipe: Connection) -> None:
    """The work of the fresh process: its children's usage is this notebook's alone."""
    from nbclient import NotebookClient
    from nbclient.exceptions import (
        CellExecutionError,
        CellTimeoutError,
        DeadKernelError,
    )

    from grader.build import instructor_notebook, to_text

    os.environ.update(
        CI="true",
        COURSE_BUDGET=budget,
        TF_CPP_MIN_LOG_LEVEL="3",
        PYTHONPATH=os.pathsep.join([str(NOTEBOOKS), str(REPOSITORY)]),
    )
    notebook = instructor_notebook(source.load(stem))
    client = NotebookClient(
        notebook,
        timeout=CELL_LIMIT_S,
        kernel_name="python3",
        resources={"metadata": {"path": str(NOTEBOOKS)}},
    )
    place = {"cell": ""}
    client.on_cell_start = lambda **event: place.update(cell=event["cell"].id)
    start, error = time.perf_counter(), ""
    log = Course().folder("executed") / f"{stem}.log"  # what the libraries say
    log.parent.mkdir(parents=True, exist_ok=True)
    try:
        with log.open("wb") as stream:
            client.execute(stdout=stream, stderr=stream)
    except (CellExecutionError, CellTimeoutError, DeadKernelError) as problem:
        error = f"cell {place['cell']}: {_last_line(problem)}"
    seconds = time.perf_counter() - start
    write_text(Course().folder("executed") / f"{stem}.ipynb", to_text(notebook))
    pipe.send(Run(stem, seconds, *_usage_of_children(), error))


def _usage_of_children() -> tuple[float, float]:
    """CPU seconds, and peak memory in MiB; zeros where the system does not count."""
    try:
        import resource
    except ImportError:  # Windows
        return 0.0, 0.0
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    unit = 1024**2 if sys.platform == "darwin" else 1024
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / unit


def _last_line(problem: Exception) -> str:
    """The name and text of the error, without the traceback and the cell."""
    lines = [line for line in str(problem).strip().splitlines() if line.strip()]
    return lines[-1] if lines else type(problem).__name__


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
        "--budget", choices=["full", "grade"], default="full",
        help="train as long as a student does, or as long as grading does",
    )  # fmt: skip
    parser.add_argument(
        "--pictures", type=Path, help="also write every plot as a PNG into this folder"
    )


def main(options: argparse.Namespace) -> int:
    """Print a line a notebook; 1 when a cell of one failed."""
    stems = options.assignment or source.stems()
    for stem in stems:
        source.load(stem)  # a wrong name is told before anything runs
    print(f"{'notebook':28}{'seconds':>9}{'CPU s':>8}{'MiB':>7}  result")
    failed = 0
    for stem in stems:
        run = run_notebook(stem, options.budget)
        failed += bool(run.error)
        if options.pictures:
            save_pictures(stem, options.pictures)
        print(
            f"{stem:28}{run.seconds:9.1f}{run.cpu_seconds:8.1f}{run.peak_mib:7.0f}  "
            f"{run.error or 'ok'}",
            flush=True,
        )
    if failed:
        print("The executed notebooks are in workspace/executed/.", file=sys.stderr)
    return 1 if failed else 0
