"""`python -m coursekit check NOTEBOOK ...`: the visible tests of whole notebooks."""

from __future__ import annotations

import argparse
import io
import sys
from collections.abc import Callable
from pathlib import Path

from coursekit import outcomes, runner
from coursekit.exercises import NotebookError, find_exercises, read_cells
from coursekit.kernel import KernelError

NOTEBOOKS = Path(__file__).resolve().parents[1]
HOW = (
    "Run in an ordinary kernel on this machine, with short training runs. More tests "
    "run when your work is graded."
)

Check = Callable[[Path, Callable[[str], None]], runner.Report]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what `check` takes."""
    parser.add_argument(
        "notebook",
        nargs="*",
        type=Path,
        help="notebook files; every notebook with an answer in it if none is named",
    )


def check_all(paths: list[Path], check: Check, how: str = HOW) -> int:
    """Check notebooks and print a table of each; 1 when an answer fails, else 0."""
    if missing := [str(path) for path in paths if not path.is_file()]:
        raise NotebookError(f"There is no file {', '.join(missing)}; look at the name.")
    code = 0
    for path in paths or started(NOTEBOOKS):
        print(f"{path.name}\n{how}\n")
        report = check(path, _told)
        _told("")
        code = max(code, show(report))
    return code


def started(folder: Path) -> list[Path]:
    """The notebooks of a folder in which something is answered.

    Raises:
        NotebookError: there is none.
    """
    found = [
        path
        for path in sorted(folder.glob("*.ipynb"))
        if not all(exercise.is_open for exercise in find_exercises(read_cells(path)))
    ]
    if not found:
        raise NotebookError(
            f"No notebook in {folder} has an answer yet; name the one you mean: "
            "python -m coursekit check 1_notmnist.ipynb"
        )
    return found


def show(report: runner.Report) -> int:
    """Print a report; 1 when something fails, else 0."""
    for trouble in report.stopped:
        print(f"A given cell stopped: {trouble}\n")
    print(outcomes.table(report.exercises))
    problems = outcomes.failures(report.exercises)
    print(f"\n{problems}\n" if problems else "")
    print(outcomes.summary(report.exercises))
    return int(bool(problems or report.stopped))


def _told(name: str) -> None:
    """One line that says what is being checked, where somebody watches."""
    if sys.stderr.isatty():
        text = f"checking {name} ..." if name else ""
        print(f"\r{text:60}\r", end="", file=sys.stderr, flush=True)


def main(arguments: list[str] | None = None) -> int:
    """Run the one verb; 2 and one sentence for a mistake, 130 when interrupted."""
    parser = argparse.ArgumentParser(
        prog="python -m coursekit", description="Helpers of the six assignments."
    )
    verbs = parser.add_subparsers(dest="verb", metavar="VERB", required=True)
    about = "run a notebook's visible tests and print what passes, fails and is open"
    add_arguments(verbs.add_parser("check", help=about, description=about))
    for stream in (sys.stdout, sys.stderr):  # whose encoding may lack a letter
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    options = parser.parse_args(arguments)
    try:
        return check_all(options.notebook, runner.check_notebook)
    except (NotebookError, KernelError) as error:
        print(error, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("\nStopped.", file=sys.stderr)
        return 130


if __name__ == "__main__":
    sys.exit(main())
