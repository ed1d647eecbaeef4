"""Write the students' zip: notebooks, helper package, data scripts, requirements.

What goes in is listed, not what stays out: a file that nobody thought of is not given
away. The instructor's text, the hidden tests and the rubrics live in `grader/`, which
is not on the list.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from grader import source
from grader.authoring import build
from grader.course import REPOSITORY, Course, CourseError, atomic_path
from grader.course.course import add_course, chosen

TOP = "deep_learning_course"
FOLDERS = {
    "notebooks/coursekit": ("*.py", "*.mplstyle"),
    "data_scripts": ("*.py", "*.toml", "*.md"),
}


def members() -> Iterator[tuple[str, Path]]:
    """(name inside the zip, file) of everything a student gets, in a fixed order."""
    yield "README.md", REPOSITORY / "notebooks" / "README.md"
    yield "LICENSE", REPOSITORY / "LICENSE"
    yield "requirements.txt", REPOSITORY / "requirements.txt"
    for stem in source.stems():
        name = f"notebooks/{stem}.ipynb"
        yield name, REPOSITORY / name
    for folder, patterns in FOLDERS.items():
        paths = {path for p in patterns for path in (REPOSITORY / folder).glob(p)}
        for path in sorted(paths):
            yield f"{folder}/{path.name}", path


def release_date() -> datetime:
    """The one date of all files, so that one release gives the same bytes everywhere.

    It is $SOURCE_DATE_EPOCH, else the last commit's; outside a clone it is today's.
    """
    command = ["git", "-C", str(REPOSITORY), "log", "-1", "--format=%ct"]
    seconds = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not seconds and (REPOSITORY / ".git").exists():
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        seconds = done.stdout.strip()
    if not seconds:
        return datetime.now(UTC).replace(hour=0, minute=0, second=0)
    try:
        return datetime.fromtimestamp(int(seconds), UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise CourseError(
            f"SOURCE_DATE_EPOCH is '{seconds}'; it must be a number of seconds since "
            "1970."
        ) from error


def write_package(target: Path) -> Path:
    """Write the zip; the notebooks must be what their sources give.

    Raises:
        CourseError: a notebook has drifted from its source.
    """
    build.check(source.stems())
    stamp = release_date().timetuple()[:6]
    with (
        atomic_path(target) as temporary,
        zipfile.ZipFile(temporary, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        for name, path in members():
            info = zipfile.ZipInfo(f"{TOP}/{name}", stamp)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            archive.writestr(info, path.read_bytes())
    return target


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what `grader package` takes."""
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--output", type=Path, help="where; default in workspace/")
    what.add_argument(
        "--solutions", metavar="STEM",
        help="instead, when its last deadline is over: the reference notebook, run",
    )  # fmt: skip
    parser.add_argument(
        "--anyway", action="store_true", help="solutions before the last deadline too"
    )
    add_course(parser)


def main(options: argparse.Namespace) -> int:
    """Write the zip, or solutions, and say what is in it."""
    course = chosen(options)
    if options.solutions:
        return _write_solutions(course, options.solutions, anyway=options.anyway)
    target = options.output or course.root / f"{TOP}.zip"
    write_package(target)
    count = len(list(members()))
    print(f"{count} files, {target.stat().st_size / 1024:.0f} KiB: {target}")
    return 0


def _write_solutions(course: Course, stem: str, *, anyway: bool) -> int:
    """Refused while somebody may still hand the assignment in."""
    from grader.releasing import solutions

    source.load(stem)  # a wrong name is told as such
    if not anyway:
        solutions.require_over(course, stem)
    for path in solutions.write_solutions(course, stem):
        print(path)
    return 0
