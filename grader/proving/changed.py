"""Which exercises a change touches, so that only those are proven again.

An exercise is touched when its file in the bank changed, or the text of a cell that it
needs (`trials.slice_of`). A change of the engine or of coursekit touches all.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterable
from pathlib import Path

from grader import source
from grader.course import REPOSITORY, CourseError
from grader.engines import deciding
from grader.proving import trials
from grader.source import Assignment

Chosen = list[tuple[Assignment, str]]

# What decides a verdict besides the code, the assignments and the bank.
BESIDE = ("data_scripts/", "pyproject.toml")


def decides(files: Iterable[str], root: Path = REPOSITORY) -> bool:
    """Whether one of these paths can change what `grader prove` says of all exercises.

    A file that is gone counts where it was code: what it decided cannot be read off.
    """
    code = {
        path.relative_to(root).as_posix()
        for start in (deciding.GRADING, "grader.proving.prove")
        for path in deciding.deciding_files(root, start)
    }
    return any(
        file in code
        or file.startswith(BESIDE)
        or (_is_code(file) and not (root / file).exists())
        for file in files
    )


def _is_code(file: str) -> bool:
    is_ours = file.startswith(("grader/", *deciding.COURSEKIT))
    return is_ours and file.endswith(".py") and "/assignments/" not in file


def changed(
    chosen: Iterable[tuple[Assignment, str]], base: str, root: Path = REPOSITORY
) -> Chosen:
    """Those of the chosen exercises that differ from the commit `base`.

    All of them when git does not know that commit, as after a force push.
    """
    chosen = list(chosen)
    files = changed_files(base, root)
    if files is None or decides(files, root):
        return chosen
    before = {
        stem: _earlier(stem, base, root)
        for stem in {assignment.stem for assignment, _ in chosen}
        if f"grader/assignments/{stem}.py" in files
    }
    return [
        (assignment, exercise)
        for assignment, exercise in chosen
        if _has_bank_change(assignment.stem, exercise, files)
        or (
            assignment.stem in before
            and _differs(assignment, before[assignment.stem], exercise)
        )
    ]


def changed_files(base: str, root: Path = REPOSITORY) -> list[str] | None:
    """Paths that differ from `base`, new ones too; None when git has no such commit."""
    try:
        if _git(root, "rev-parse", "-q", "--verify", f"{base}^{{commit}}") is None:
            return None
        differing = _git(root, "diff", "--name-only", "--no-renames", base) or ""
        new = _git(root, "ls-files", "--others", "--exclude-standard") or ""
    except FileNotFoundError as error:
        raise CourseError("git is not installed; prove without --changed.") from error
    return [*differing.splitlines(), *new.splitlines()]


def _git(root: Path, *arguments: str) -> str | None:
    """What a git command prints; None when it fails."""
    done = subprocess.run(
        ["git", *arguments], cwd=root, capture_output=True, text=True, check=False
    )
    return done.stdout if done.returncode == 0 else None


def _earlier(stem: str, base: str, root: Path) -> Assignment | None:
    """The assignment at that commit; None when it was not there or not readable."""
    text = _git(root, "show", f"{base}:grader/assignments/{stem}.py")
    try:
        return None if text is None else source.parse(text, stem)
    except source.SourceError:
        return None


def _has_bank_change(stem: str, exercise: str, files: list[str]) -> bool:
    return f"tests/answers/{stem}/{exercise}.py" in files


def _differs(now: Assignment, before: Assignment | None, exercise: str) -> bool:
    if before is None or exercise not in before.exercises:
        return True
    return _texts(now, exercise) != _texts(before, exercise)


def _texts(assignment: Assignment, exercise: str) -> list[tuple[str, str, str]]:
    """What an exercise runs on, without the places of its cells in the file."""
    cells = trials.slice_of(assignment, exercise)
    return [(cell.kind, cell.name, cell.source) for cell in cells]
