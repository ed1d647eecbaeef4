"""Start a new assignment: `grader new NAME` writes a text and a bank that already work.

What is written is a whole small assignment, with one exercise of every kind: it builds,
proves and grades at once, and is changed from there. `docs/authoring.md` tells how.
"""

from __future__ import annotations

import argparse
import re
from pathlib import Path

from grader import source
from grader.course import CourseError, write_text
from grader.pages.render import TEMPLATES
from grader.source import bank

_STEM = re.compile(r"[0-9]_[a-z][a-z0-9_]*")
_NAME = re.compile(r"[a-z][a-z0-9_]*")
MOST = 9  # numbers have one digit
BANKED = "moving_average"  # the template's exercise with a bank


def full_stem(name: str, folder: Path) -> str:
    """The stem of a new assignment: `gan` becomes `7_gan` after six others.

    Raises:
        CourseError: the name cannot be a stem, or is taken.
    """
    there = source.stems(folder)
    if _NAME.fullmatch(name):
        number = 1 + max((int(stem[0]) for stem in there), default=0)
        if number > MOST:
            raise CourseError(
                f"There is an assignment {MOST} already, and numbers have one digit; "
                "name a free one, such as 7_attention."
            )
        name = f"{number}_{name}"
    if not _STEM.fullmatch(name):
        raise CourseError(
            f"'{name}' cannot name an assignment; use a digit and small letters, such "
            "as 7_attention."
        )
    taken = [stem for stem in there if stem.split("_")[0] == name.split("_")[0]]
    if taken:
        raise CourseError(
            f"There is {taken[0]} already; choose another number than {name[0]}."
        )
    return name


def title_of(stem: str) -> str:
    """`7_hidden_markov` → `7. Hidden markov`."""
    number, _, words = stem.partition("_")
    return f"{number}. {words.replace('_', ' ').capitalize()}"


def write_new(
    name: str, assignments: Path | None = None, answers: Path | None = None
) -> tuple[Path, Path]:
    """Write the text and the bank of a new assignment; the paths of the two files.

    Raises:
        CourseError: the name is taken or cannot be one, or a bank is there already.
    """
    assignments, answers = assignments or source.ASSIGNMENTS, answers or bank.BANK
    stem = full_stem(name, assignments)
    if (answers / stem).exists():
        raise CourseError(
            f"There is a bank {answers / stem} without its assignment; move it away."
        )
    bank_file = answers / stem / f"{BANKED}.py"
    write_text(bank_file, _template("new_bank.txt"))
    path = assignments / f"{stem}.py"
    text = _template("new_assignment.txt").replace("@TITLE@", title_of(stem))
    write_text(path, text)  # last: with it the assignment is there
    return path, bank_file


def _template(name: str) -> str:
    return (TEMPLATES / name).read_text(encoding="utf-8")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what `grader new` takes."""
    parser.add_argument("name", help="such as attention, or 7_attention")


def main(options: argparse.Namespace) -> int:
    """Write the files and say what to do next."""
    path, answers = write_new(options.name)
    stem = path.stem
    print(f"{path}\n{answers}\n")
    print("It works as it is; change it and run:")
    print(f"  grader build {stem}     both notebooks, and the conventions")
    print(f"  grader prove {stem}     right answers pass, wrong ones are caught")
    print(f"  grader execute {stem}   the whole notebook, with seconds")
    print(f"Name it in course.toml as [assignments.{stem}].")
    return 0
