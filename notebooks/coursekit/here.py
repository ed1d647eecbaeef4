"""`coursekit.check()`: the visible tests of one exercise, from inside the notebook.

The test cell is found in the notebook file where the editor tells which one that is,
in the cells that were run already, or in the notebooks beside this package.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from coursekit import checks, outcomes
from coursekit.exercises import (
    Exercise,
    ExerciseCell,
    NotebookError,
    case_messages,
    defined_names,
    find_exercises,
    read_cells,
    used_names,
)


@dataclass(frozen=True)
class FoundExercise:
    """An exercise, the test cell that belongs to it, and its answer cells."""

    exercise: Exercise
    test: str
    answers: tuple[str, ...]


def check(exercise: str | None = None) -> None:
    """Run the visible tests of an exercise and print each case, here and now.

    Args:
        exercise: its name, such as "softmax"; the one that you answered last if None.

    Raises:
        RuntimeError: this is no notebook.
        ValueError: there is no such exercise, or none was answered yet; the message
            lists the names.
    """
    shell = _shell()
    found = list(_all(shell))
    wanted = _named(found, exercise) if exercise else _latest(found, shell)
    checked = run_case_cell(wanted, shell.user_ns)
    for outcome in checked.outcomes:
        mark = {"passed": "✓", "failed": "✗", "open": "–"}[outcome.status]
        said = f": {outcome.message}" if outcome.message else ""
        print(f"{mark} {outcome.case}{said}")  # noqa: T201
    if checked.trouble:
        print(f"✗ {checked.trouble}")  # noqa: T201
    passed = sum(outcome.status == "passed" for outcome in checked.outcomes)
    total = len(case_messages(wanted.test))
    print(f"{checked.name}: {passed} of {total} cases pass")  # noqa: T201


def run_case_cell(found: FoundExercise, names: dict[str, Any]) -> outcomes.Checked:
    """Run a test cell on these names, changing none of them; collect its cases."""
    collected: list[outcomes.Outcome] = []
    trouble = ""
    before, checks.recorder = (
        checks.recorder,
        outcomes.CaseCollector(collected.append).case,
    )
    try:
        code = compile(found.test, f"<tests of {found.exercise.name}>", "exec")
        exec(code, {**names, "case": checks.case})  # noqa: S102 - the course's own tests
    except NotImplementedError:
        trouble = "Not answered yet."
    except Exception as error:
        trouble = f"The test cell stopped: {checks.explain(error)}"
    finally:
        checks.recorder = before
    return outcomes.Checked(
        found.exercise.name, is_open=False, outcomes=tuple(collected), trouble=trouble
    )


def _shell() -> Any:
    try:
        from IPython import get_ipython
    except ImportError:
        shell = None
    else:
        shell = get_ipython()
    if shell is None:
        raise RuntimeError(
            "check() works inside a notebook; elsewhere use "
            "`python -m coursekit check NOTEBOOK`."
        )
    return shell


def _all(shell: Any) -> Iterator[FoundExercise]:
    """Exercises with tests, the surest source first; later ones are fallbacks."""
    for cells in (
        *_files(shell),
        [ExerciseCell("code", text) for text in _history(shell)],
    ):
        for exercise in find_exercises(cells):
            if exercise.test is not None:
                answers = tuple(cells[i].source for i in exercise.answers)
                yield FoundExercise(exercise, cells[exercise.test].source, answers)


def _files(shell: Any) -> Iterator[list[ExerciseCell]]:
    """The notebook that runs here, then those that came with this package."""
    own = shell.user_ns.get("__vsc_ipynb_file__") or os.environ.get("JPY_SESSION_NAME")
    shipped = sorted(Path(__file__).resolve().parents[1].glob("*.ipynb"))
    for path in ([Path(own)] if own else []) + shipped:
        try:
            yield read_cells(path)
        except NotebookError:
            continue


def _history(shell: Any) -> list[str]:
    return [str(text) for text in shell.user_ns.get("In", [])]


def _named(found: list[FoundExercise], name: str) -> FoundExercise:
    for candidate in found:
        if candidate.exercise.name == name:
            return candidate
    for candidate in found:
        # Perhaps it is a function that an exercise asks for, such as decode_text.
        if any(name in defined_names(answer) for answer in candidate.answers):
            return candidate
    known = dict.fromkeys(candidate.exercise.name for candidate in found)
    raise ValueError(
        f"There is no exercise '{name}' here. There are: {', '.join(known) or 'none'}."
    )


def _latest(found: list[FoundExercise], shell: Any) -> FoundExercise:
    """The exercise whose answer was run last."""
    owners = _owners(found)
    for text in reversed(_history(shell)):
        for name in defined_names(text):
            if name in owners:
                return owners[name]
    raise ValueError(
        "No answer was run in this notebook yet; run one, or name the exercise: "
        'check("softmax").'
    )


def _owners(found: list[FoundExercise]) -> dict[str, FoundExercise]:
    """{name: exercise}: what its answer defines, or else what its tests use."""
    owners: dict[str, FoundExercise] = {}
    for candidate in found:
        for answer in candidate.answers:
            for name in defined_names(answer):
                owners.setdefault(name, candidate)
    for candidate in found:
        for name in used_names(candidate.test):
            owners.setdefault(name, candidate)
    return owners
