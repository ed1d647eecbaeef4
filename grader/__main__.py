"""`python -m grader VERB`: one verb, one module, imported when it is used."""

from __future__ import annotations

import argparse
import atexit
import gc
import importlib
import os
import sys
from pathlib import Path

# verb: (module, what it does)
VERBS: dict[str, tuple[str, str]] = {
    "new": ("authoring.new", "start a new assignment from a template"),
    "build": ("authoring.build", "build the notebooks from grader/assignments"),
    "execute": ("authoring.run_notebooks", "run the reference notebooks, with a table"),
    "release": ("releasing.release", "release assignments to students, with nbgrader"),
    "package": ("releasing.package", "write the students' zip"),
    "check": ("grading.check", "run the visible tests of notebooks, as students do"),
    "collect": (
        "collecting.collect",
        "take in what Moodle, Canvas or nbgrader exported",
    ),
    "grade": ("grading.grade", "grade the submissions of an assignment"),
    "adopt": ("grading.adopt", "try an nbgrader course's own solutions, with a table"),
    "feedback": ("reporting.feedback", "write a feedback page for each submission"),
    "report": ("reporting.report", "write the class report"),
    "export": ("reporting.export", "grades for Canvas, Moodle or a spreadsheet"),
    "conventions": (
        "authoring.conventions",
        "list the conventions, or check an assignment",
    ),
    "prove": ("proving.prove", "run the answer bank against the tests"),
    "doctor": ("doctor", "check this machine, and say what to do"),
    "demo": ("demo.demo", "the whole road on a sample class"),
}

OWN = ("grader", "coursekit", "data_scripts", "bench")


def _parser(verb: str | None) -> argparse.ArgumentParser:
    """The parser; only the chosen verb's module is imported to declare its options."""
    parser = argparse.ArgumentParser(
        prog="grader", description="Build, release and grade the six assignments."
    )
    verbs = parser.add_subparsers(dest="verb", metavar="VERB", required=True)
    for name, (module, about) in VERBS.items():
        description = about[0].upper() + about[1:] + "."
        sub = verbs.add_parser(name, help=about, description=description)
        if name == verb:
            chosen = importlib.import_module(f"grader.{module}")
            chosen.add_arguments(sub)
    return parser


def _not_installed(package: str) -> str:
    """What to do where this Python lacks a package."""
    from grader.course import REPOSITORY

    scripts = REPOSITORY / ".venv" / ("Scripts" if os.name == "nt" else "bin")
    if scripts.is_dir() and Path(sys.prefix) != REPOSITORY / ".venv":
        cure = f"the course's own is {scripts / 'python'}; `. .venv/bin/activate` "
        cure += "in its folder puts it first on the path"
    else:
        cure = "run `python -m grader.install grader` first"
    return f"{package} is not installed in {sys.executable}; {cure}."


def find_own_commands() -> None:
    """Let nbgrader, which starts alembic by name, find the one beside this Python."""
    own = str(Path(sys.executable).parent)
    path = os.environ.get("PATH", "").split(os.pathsep)
    if own not in path:
        os.environ["PATH"] = os.pathsep.join([own, *path])


def main(arguments: list[str] | None = None) -> int:
    """Run one verb; 2 and one sentence for a user's mistake, 130 when interrupted."""
    from grader.course import CourseError, did_you_mean
    from grader.course.files import shorten_temporary_folder
    from grader.course.terminal import printable_lines, show_any_letter
    from grader.source import SourceError

    words = sys.argv[1:] if arguments is None else arguments
    # Python's end takes half a second to free what the system frees anyway.
    atexit.register(gc.freeze)
    verb = next((word for word in words if not word.startswith("-")), None)
    show_any_letter()
    shorten_temporary_folder()
    try:
        find_own_commands()
        if verb is not None and verb not in VERBS:
            hint = did_you_mean(verb, VERBS, f"there are: {', '.join(VERBS)}.")
            raise CourseError(f"No verb is called '{verb}'; {hint}")
        options = _parser(verb).parse_args(words)
        module = importlib.import_module(f"grader.{VERBS[options.verb][0]}")
        return int(module.main(options))
    except (CourseError, SourceError) as error:
        print(f"grader: {printable_lines(str(error))}", file=sys.stderr)
        return 2
    except ModuleNotFoundError as error:
        if error.name is None or error.name.partition(".")[0] in OWN:
            raise
        print(f"grader: {_not_installed(error.name)}", file=sys.stderr)
        return 2
    except OSError as error:
        where = f" ({error.filename})" if error.filename else ""
        text = f"{error.strerror or error}{where}; nothing half-written was left."
        print(f"grader: {printable_lines(text)}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("\ngrader: stopped; the same command goes on from here.", file=sys.stderr)
        return 130


if __name__ == "__main__":
    sys.exit(main())
