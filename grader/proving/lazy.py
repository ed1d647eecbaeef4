"""Answers that compute nothing: a constant, an argument handed back, an error.

No case may be passed by one of them, or whoever writes nothing gets points for it.
All of them are tried in one kernel: the cells below the answer run again for each. An
exercise that has a reason for such a case gives it in its bank:

    # %% [markdown] lazy
    # NAME OF THE CASE
    #     why an answer that computes nothing may pass it
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from grader.engines.engine import Limits
from grader.proving.rows import LazyResult
from grader.proving.trials import TEST_KINDS
from grader.proving.workers import ANSWER_S, Subject, Workers
from grader.source import BEGIN_SOLUTION, END_SOLUTION, Cell, notebooks
from grader.source.bank import needs_bank

SUBMISSION_S = 3600.0

# From a function to the expression that it returns, None where there is none.
Value = Callable[[ast.FunctionDef], str | None]

_CONSTANTS = (
    *("None", "()", "[]", "0", "0.0", "1", "True", "''", "{}", "float('nan')"),
    "__import__('numpy').zeros(0)",
)


@dataclass(frozen=True)
class LazyAnswer:
    """What the answer does instead of computing, in words, and its code."""

    name: str
    source: str


def lazy_answers(answer: str) -> list[LazyAnswer]:
    """All lazy answers to an exercise, made from its reference answer's cell."""
    found = []
    for name, value in _VALUES.items():
        text = _without_work(answer, value)
        if text:
            found.append(LazyAnswer(name, text))
    return found


def _constant(text: str, _function: ast.FunctionDef) -> str:
    return text


def _first(function: ast.FunctionDef) -> str | None:
    names = _arguments(function)
    return names[0] if names else None


def _last(function: ast.FunctionDef) -> str | None:
    names = _arguments(function)
    return names[-1] if names else None


def _arguments(function: ast.FunctionDef) -> list[str]:
    given = function.args
    names = [a.arg for a in (*given.posonlyargs, *given.args, *given.kwonlyargs)]
    return [name for name in names if name != "self"]


def _filled(kind: str, function: ast.FunctionDef) -> str | None:
    first = _first(function)
    numpy = "__import__('numpy')"
    return first and f"{numpy}.{kind}({numpy}.shape({first}))"


def _example(function: ast.FunctionDef) -> str | None:
    """The value after the first arrow of the docstring that can be read as one."""
    for text in re.findall(r"-> *(.+)", ast.get_docstring(function) or ""):
        for end in range(len(text), 0, -1):
            try:
                return repr(ast.literal_eval(text[:end].strip()))
            except (SyntaxError, ValueError):
                continue
    return None


_VALUES: dict[str, Value] = {
    **{f"returns {text}": partial(_constant, text) for text in _CONSTANTS},
    "returns zeros of its first argument's shape": partial(_filled, "zeros"),
    "returns ones of its first argument's shape": partial(_filled, "ones"),
    "returns its first argument": _first,
    "returns its last argument": _last,
    "returns its docstring's example": _example,
    "raises ValueError": partial(
        _constant, "(_ for _ in ()).throw(ValueError('lazy'))"
    ),
}


def _without_work(answer: str, value: Value) -> str:
    """The answer's cell where whatever it defines does this; "" where none can."""
    idle = _Idle(value, _solution_lines(answer))
    tree = idle.visit(ast.parse(answer))
    return ast.unparse(tree) if idle.is_used else ""


class _Idle(ast.NodeTransformer):
    """Puts a value in the place of everything that a cell's solution computes."""

    def __init__(self, value: Value, solution: set[int]) -> None:
        self.is_used = False
        self._value = value
        self._solution = solution

    def visit(self, node: ast.AST) -> Any:
        """A statement outside the solution stays, one that only computes goes."""
        if isinstance(node, ast.Module | ast.ClassDef):
            return self.generic_visit(node)
        if not isinstance(node, ast.stmt) or not self._is_solution(node):
            return node
        if isinstance(node, ast.FunctionDef):
            return self._idle_function(node)
        if isinstance(node, ast.Assign):
            return self._idle_names(node)
        return node if isinstance(node, ast.Import | ast.ImportFrom) else None

    def _is_solution(self, node: ast.stmt) -> bool:
        lines = range(node.lineno, (node.end_lineno or node.lineno) + 1)
        return not self._solution.isdisjoint(lines)

    def _idle_function(self, node: ast.FunctionDef) -> ast.FunctionDef:
        text = "super().__init__()" if node.name == "__init__" else self._value(node)
        expression = ast.parse(text or "None", mode="eval").body
        self.is_used |= bool(text) and node.name != "__init__"
        is_call = node.name == "__init__"
        node.body = [ast.Expr(expression) if is_call else ast.Return(expression)]
        node.decorator_list = []
        return node

    def _idle_names(self, node: ast.Assign) -> ast.Assign | None:
        """Names get what a function without arguments would return, where it can."""
        bare = ast.parse("def bare(): pass").body[0]
        text = self._value(bare) if isinstance(bare, ast.FunctionDef) else None
        if text is None:
            return None
        self.is_used = True
        names: list[ast.expr] = [
            name
            for name in ast.walk(node)
            if isinstance(name, ast.Name) and isinstance(name.ctx, ast.Store)
        ]
        return ast.Assign(names, ast.parse(text, mode="eval").body, lineno=node.lineno)


def _solution_lines(answer: str) -> set[int]:
    lines, inside = set(), False
    for number, line in enumerate(answer.splitlines(), start=1):
        inside = (inside or BEGIN_SOLUTION in line) and END_SOLUTION not in line
        if inside:
            lines.add(number)
    return lines


def try_lazy(workers: Workers, subject: Subject) -> list[LazyResult]:
    """What each lazy answer to an exercise passed; [] where guesses are graded."""
    if not needs_bank(subject.exercise):
        return []
    answers = lazy_answers(subject.answer)
    trials = in_one_kernel(workers, subject, [answer.source for answer in answers])
    return [
        LazyResult(answer.name, [name for name, passed in cases.items() if passed])
        for answer, cases in zip(answers, trials, strict=True)
    ]


def in_one_kernel(
    workers: Workers, subject: Subject, answers: Sequence[str]
) -> list[dict[str, bool]]:
    """Whether each case passed, for each answer; all run one after the other."""
    head, repeated = _apart(subject)
    cells = [*head]
    for answer in answers:
        for cell in repeated:
            is_answer = cell.kind == "solution" and cell.name == subject.exercise
            cells.append(replace(cell, source=answer) if is_answer else cell)
    assignment = replace(subject.assignment, cells=tuple(cells))
    notebook = notebooks.instructor_notebook(assignment)
    verdicts = workers.execute(notebook, workers.seed, _limits(subject)).cells
    tests = sum(cell.kind in TEST_KINDS for cell in repeated)
    return [
        {
            case.name: case.passed
            for verdict in verdicts[place * tests : (place + 1) * tests]
            for case in verdict.cases
        }
        for place in range(len(answers))
    ]


def _apart(subject: Subject) -> tuple[list[Cell], list[Cell]]:
    """The cells above the answer, and those from it to the last test."""
    cells = subject.cells(subject.answer)
    place = next(
        place
        for place, cell in enumerate(cells)
        if cell.kind == "solution" and cell.name == subject.exercise
    )
    return cells[:place], cells[place:]


def _limits(subject: Subject) -> Limits:
    limits = subject.limits(ANSWER_S)
    return replace(limits, submission_s=SUBMISSION_S)
