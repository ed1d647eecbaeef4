"""Find checks that hold of nothing: `all` of an empty array, a loop that never turns.

What a student's function returned is *open* until the test has asserted how long it
is, its shape, or what it equals; `zip`, `all`, `any` and loops over something open hold
of an empty answer. Read in the order of the text, a case at a time.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from grader.source import Cell
from grader.source.cells import read
from grader.source.names import names_of

_QUANTIFIERS = frozenset({"all", "any", "np.all", "np.any", "np.allclose"})
_MEASURES = frozenset({"shape", "size"})
_MEASURING = frozenset({"len", "np.shape", "np.size"})
_WRAPPERS = frozenset({"np.asarray", "np.array", "list", "tuple", "dict", "set"})
ZIP = "zip stops at the shorter one; write zip(…, strict=True)"

Place = tuple[int, str]


def vacuous(cell: Cell, students: frozenset[str]) -> Iterator[Place]:
    """(line in the cell, message) of each check that an empty answer would meet.

    `students` are the names that answers define.
    """
    tree = read(cell.source).tree
    local = {
        node.name
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef)
        and not students.isdisjoint(names_of(ast.unparse(node)).needs)
    }
    yield from _Reader(students | local).block(tree.body)


class _Reader:
    """What is open at a place of a test cell."""

    def __init__(self, open_names: frozenset[str]) -> None:
        self._open = set(open_names)
        self._measured: set[str] = set()

    def block(self, body: list[ast.stmt]) -> Iterator[Place]:
        """The findings of some statements; what they measure holds below them."""
        for statement in body:
            yield from self._statement(statement)

    def _statement(self, node: ast.stmt) -> Iterator[Place]:
        if isinstance(node, ast.With) and _is_case(node):
            inside = _Reader(frozenset(self._open))
            inside._measured |= self._measured
            yield from inside.block(node.body)
            return
        for part in _own_expressions(node):
            yield from self._expression(part)
        if isinstance(node, ast.For):
            yield from self._loop(node)
        self._learn(node)
        for body in ("body", "orelse", "finalbody"):
            yield from self.block(getattr(node, body, []))

    def _loop(self, node: ast.For) -> Iterator[Place]:
        is_written_out = isinstance(node.iter, ast.Tuple | ast.List)
        if not is_written_out and self._is_open(node.iter):
            yield node.lineno, f"the loop over {_advice(ast.unparse(node.iter))}"
        self._bind(node.target, node.iter)

    def _learn(self, node: ast.stmt) -> None:
        """Note what a statement measures, and which names it makes open or not."""
        if isinstance(node, ast.Assign):
            for target in node.targets:
                self._bind(target, node.value)
        elif isinstance(node, ast.Assert):
            self._measure(node.test)
        elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
            self._measure_by_call(node.value)

    def _expression(self, expression: ast.expr) -> Iterator[Place]:
        for node in ast.walk(expression):
            if not isinstance(node, ast.Call):
                continue
            name = ast.unparse(node.func)
            if name == "zip" and not _is_strict(node):
                if any(self._is_open(argument) for argument in node.args):
                    yield node.lineno, ZIP
            elif (found := self._open_operand(node, name)) is not None:
                yield node.lineno, f"{name.rpartition('.')[2]} of {_advice(found)}"

    def _open_operand(self, node: ast.Call, name: str) -> str | None:
        """What an `all` or `any` runs over, where that may be empty."""
        operands: list[ast.expr] = []
        if name in _QUANTIFIERS:
            operands = list(node.args)
        elif isinstance(node.func, ast.Attribute) and node.func.attr in ("all", "any"):
            operands = [node.func.value]
        for operand in operands:
            if isinstance(operand, ast.GeneratorExp | ast.ListComp):
                operand = operand.generators[0].iter
            if self._is_open(operand):
                return ast.unparse(operand)
        return None

    def _is_open(self, node: ast.expr) -> bool:
        """Whether a value comes from a student and may be of any length."""
        if ast.unparse(node) in self._measured:
            return False
        if isinstance(node, ast.Name):
            return node.id in self._open
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "zip":
            return all(self._is_open(argument) for argument in node.args)
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "tape.gradient":
            return self._is_open(node.args[-1])  # one gradient for each of these
        parts = ast.iter_child_nodes(node)
        return any(self._is_open(p) for p in parts if isinstance(p, ast.expr))

    def _bind(self, target: ast.expr, value: ast.expr) -> None:
        names = [n.id for n in ast.walk(target) if isinstance(n, ast.Name)]
        is_open = self._is_open(value)
        for name in names:
            self._measured = {m for m in self._measured if not _is_of(m, name)}
            (self._open.add if is_open else self._open.discard)(name)

    def _measure(self, test: ast.expr) -> None:
        """Learn from `assert len(x) == 3`, `x.shape == y.shape == (2,)`, `x == [1]`."""
        if isinstance(test, ast.BoolOp) and isinstance(test.op, ast.And):
            for part in test.values:
                self._measure(part)
        if not isinstance(test, ast.Compare):
            return
        if not all(isinstance(op, ast.Eq | ast.Gt | ast.GtE) for op in test.ops):
            return
        for side in (test.left, *test.comparators):
            self._measure_value(side)

    def _measure_value(self, node: ast.expr) -> None:
        if isinstance(node, ast.Attribute) and node.attr in _MEASURES:
            node = node.value
        if isinstance(node, ast.Call) and ast.unparse(node.func) in (
            _MEASURING | _WRAPPERS
        ):
            for argument in node.args[:1]:
                self._measure_value(argument)
            return
        self._measured.add(ast.unparse(node))

    def _measure_by_call(self, call: ast.Call) -> None:
        """Learn from `np.testing.assert_allclose(x, …)` and `assert_shape(x, …)`."""
        if ".assert_" in f".{ast.unparse(call.func)}":
            for argument in call.args[:2]:
                self._measure_value(argument)


def _own_expressions(node: ast.stmt) -> Iterator[ast.expr]:
    """The expressions of a statement, without those of the statements inside."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.expr):
            yield child
        elif isinstance(child, ast.withitem):
            yield child.context_expr


def _is_case(node: ast.With) -> bool:
    call = node.items[0].context_expr
    return isinstance(call, ast.Call) and ast.unparse(call.func) == "case"


def _is_strict(call: ast.Call) -> bool:
    return any(
        keyword.arg == "strict" and ast.unparse(keyword.value) == "True"
        for keyword in call.keywords
    )


def _is_of(measured: str, name: str) -> bool:
    return name in {
        n.id for n in ast.walk(ast.parse(measured)) if isinstance(n, ast.Name)
    }


def _advice(what: str) -> str:
    return (
        f"`{what}` holds of an empty answer; name what the student returned and assert "
        "its length or shape first"
    )
