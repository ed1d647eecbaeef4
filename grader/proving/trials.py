"""Try answers to one exercise in the isolated engine, without the rest of its notebook.

To judge an answer only the cells that it and its tests rest on have to run: given
cells and earlier answers that set a name which they need, directly or by another cell.
So an exercise is tried in a tenth of a second where its whole notebook takes ten.
Every answer has a kernel of its own, forked and confined as in grading. Whoever uses a
slice tries the reference in it first: a cell wrongly left out makes it fail.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from grader.engines.engine import Execution, Executor, Limits
from grader.source import Assignment, Cell, names, notebooks
from grader.source.cells import read
from grader.source.marks import is_hidden, tests_of

RUN_KINDS = ("given", "solution", "test", "hidden")
TEST_KINDS = ("test", "hidden")


@dataclass(frozen=True)
class Trial:
    """What became of one answer.

    `failed` gives, for each failed case, the sentence that the student reads, and
    `is_late` says whether one of them lacked time; `tried` are the cases that were run;
    `problem` says why a run could not be completed.
    """

    failed: dict[str, str] = field(default_factory=dict)
    failed_visible: bool = False
    is_late: bool = False
    tried: tuple[str, ...] = ()
    seconds: float = 0.0
    cpu_seconds: float = 0.0
    problem: str = ""

    @property
    def passed(self) -> bool:
        """Whether it got every point."""
        return bool(self.tried) and not self.failed and not self.problem


def cells_of(assignment: Assignment, exercise: str) -> list[Cell]:
    """The cells that carry the exercise's name, in order."""
    return [cell for cell in assignment.cells if cell.name == exercise]


def slice_of(
    assignment: Assignment, exercise: str, answers: Iterable[str] = ()
) -> list[Cell]:
    """The cells to run so that these answers to the exercise can be tested.

    The first code cell (imports and seeds) always runs. A cell runs when a later one
    needs a name that it sets or changes; a name once needed stays needed, so every
    cell that has touched it is there.
    """
    cells = _up_to_tests(assignment, exercise)
    needed: set[str] = set()
    for text in answers:
        needed |= _names(text).needs
    kept: list[Cell] = []
    for place, cell in reversed(list(enumerate(cells))):
        found = _names(cell.source)
        touched = found.sets | _changed_names(cell.source)
        if cell.name == exercise or place == 0 or touched & needed:
            needed |= found.needs
            kept.append(cell)
    return kept[::-1]


def whole_prefix(assignment: Assignment, exercise: str) -> list[Cell]:
    """All code cells up to the exercise's last test, without others' tests."""
    return _up_to_tests(assignment, exercise)


def _up_to_tests(assignment: Assignment, exercise: str) -> list[Cell]:
    cells = [cell for cell in assignment.cells if cell.kind in RUN_KINDS]
    own = [place for place, cell in enumerate(cells) if cell.name == exercise]
    return [
        cell
        for cell in cells[: own[-1] + 1]
        if cell.kind not in TEST_KINDS or cell.name == exercise
    ]


def _names(text: str) -> names.Names:
    """The names of a cell; none for an answer that is no Python."""
    try:
        return names.names_of(text)
    except SyntaxError:
        return names.Names(frozenset(), frozenset())


def _changed_names(text: str) -> set[str]:
    """Names whose value a cell changes in place, as far as its text shows it."""
    changed: set[str] = set()
    for node in ast.walk(read(text).tree):
        if isinstance(node, ast.Attribute | ast.Subscript) and isinstance(
            node.ctx, ast.Store | ast.Del
        ):
            changed |= _base(node)
        elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
            changed |= _base(node.value.func)
            for argument in node.value.args:
                changed |= _base(argument)
    return changed


def _base(node: ast.AST) -> set[str]:
    """{"x"} for x.y[0].z, and for x itself."""
    while isinstance(node, ast.Attribute | ast.Subscript):
        node = node.value
    return {node.id} if isinstance(node, ast.Name) else set()


def try_answer(
    executor: Executor,
    assignment: Assignment,
    cells: Sequence[Cell],
    exercise: str,
    answer: str | None = None,
    *,
    replaced: Mapping[str, str] | None = None,
    seed: int = 0,
    limits: Limits | None = None,
) -> Trial:
    """Run `cells` in a fresh kernel with this answer to the exercise, as grading does.

    Without an answer the reference stays; `replaced` gives answers to other exercises.
    """
    texts = dict(replaced or {})
    if answer is not None:
        texts[exercise] = answer
    part = replace(
        assignment,
        cells=tuple(
            replace(cell, source=texts[cell.name])
            if cell.kind == "solution" and cell.name in texts
            else cell
            for cell in cells
        ),
    )
    notebook = notebooks.instructor_notebook(part)
    execution = executor.execute(notebook, seed=seed, limits=limits or Limits())
    return _trial(execution, exercise)


def _trial(execution: Execution, exercise: str) -> Trial:
    cells = [c for c in execution.cells if c.grade_id in tests_of(exercise)]
    lost = [(cell, c) for cell in cells for c in cell.cases if c.failure is not None]
    return Trial(
        failed={case.name: case.message for _, case in lost},
        failed_visible=any(not is_hidden(cell.grade_id) for cell, _ in lost),
        is_late=any(c.failure is not None and c.failure.is_of_time for _, c in lost),
        tried=tuple(case.name for cell in cells for case in cell.cases),
        seconds=execution.seconds,
        cpu_seconds=execution.cpu_seconds,
        problem=str(execution.problem or ""),
    )
