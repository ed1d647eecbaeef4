"""Small slips in a reference answer: each is a mutant that the tests have to notice.

A mutant changes one place of the part between BEGIN and END SOLUTION: another
comparison, a sign, a neighbor of a constant, another axis, a dropped statement or
keyword argument, swapped arguments, `mean` for `sum`. Which mutants an answer has
depends on its text alone, and so does the choice when there are many: the operators
take turns, so that every kind of slip is among them.
"""

from __future__ import annotations

import ast
import copy
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from grader.source import BEGIN_SOLUTION, END_SOLUTION
from grader.source.cells import read

MOST_MUTANTS = 20


@dataclass(frozen=True)
class Mutant:
    """One changed answer: its name (old line, new line), its operator, its text."""

    name: str
    operator: str
    source: str


@dataclass(frozen=True)
class _Change:
    """Replace `node` (of the original tree) by what `make` gives for its copy."""

    operator: str
    node: ast.AST
    make: Callable[[ast.AST], ast.AST | None]


_COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.In: ast.NotIn, ast.NotIn: ast.In,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
_ARITHMETIC: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult,
    ast.FloorDiv: ast.Div, ast.Mod: ast.FloorDiv, ast.Pow: ast.Mult,
    ast.BitAnd: ast.BitOr, ast.BitOr: ast.BitAnd,
}  # fmt: skip
_WORDS = {
    "sum": "mean", "mean": "sum", "max": "min", "min": "max", "argmax": "argmin",
    "argmin": "argmax", "maximum": "minimum", "minimum": "maximum", "zeros": "ones",
    "ones": "zeros", "floor": "ceil", "ceil": "floor", "reduce_sum": "reduce_mean",
    "reduce_mean": "reduce_sum", "reduce_max": "reduce_min", "cumsum": "cumprod",
    "sigmoid": "tanh", "tanh": "sigmoid", "any": "all", "all": "any",
    "std": "var", "exp": "expm1", "log": "log1p", "zeros_like": "ones_like",
}  # fmt: skip
_TEXTS = {"SAME": "VALID", "VALID": "SAME", "same": "valid", "valid": "same"}
# Without these a value is the same one in another guise, or none can be told apart.
_CONVERSIONS = frozenset(
    {
        "asarray", "array", "convert_to_tensor", "constant", "int", "float", "list",
        "tuple", "str", "range", "dict", "set", "iter", "function", "Path", "print",
        "len", "cast", "enumerate", "bytes", "bool",
    }
)  # fmt: skip
_SYMMETRIC = frozenset(
    {"maximum", "minimum", "max", "min", "add", "multiply", "isclose", "allclose"}
)
_KEYWORDS_OF_FORM = frozenset({"dtype", "name", "strict", "description", "encoding"})


def mutants_of(answer: str, most: int = MOST_MUTANTS) -> list[Mutant]:
    """At most `most` mutants of an answer cell, in the order of its lines.

    Raises:
        SyntaxError: The answer is no Python.
    """
    tree = read(answer).tree
    lines = _solution_lines(answer)
    still = _without_effect(tree)
    inside = [
        node
        for node in ast.walk(tree)
        if getattr(node, "lineno", 0) in lines and node not in still
    ]
    original = ast.unparse(tree)
    seen = {original}
    found: list[tuple[_Change, Mutant]] = []
    names: dict[str, int] = defaultdict(int)
    for change in (c for node in inside for c in _changes(node, tree)):
        mutated = _apply(tree, change)
        if mutated is None:
            continue
        text = ast.unparse(mutated)
        if text in seen:
            continue
        seen.add(text)
        name = _name(original, text)
        names[name] += 1
        if names[name] > 1:
            name = f"{name} #{names[name]}"
        found.append((change, Mutant(name, change.operator, text)))
    return _choose(found, most)


def _solution_lines(answer: str) -> set[int]:
    """Numbers of the lines between the markers; of all lines when there are none."""
    lines = [line.strip() for line in answer.splitlines()]
    if BEGIN_SOLUTION not in lines:
        return set(range(1, len(lines) + 1))
    inside: set[int] = set()
    is_open = False
    for number, line in enumerate(lines, start=1):
        if line in (BEGIN_SOLUTION, END_SOLUTION):
            is_open = line == BEGIN_SOLUTION
        elif is_open:
            inside.add(number)
    return inside


def _without_effect(tree: ast.Module) -> set[ast.AST]:
    """Nodes that no test can see: what an error says, and the -1 of a reshape."""
    still: set[ast.AST] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Raise):
            still |= set(ast.walk(node))
        elif isinstance(node, ast.Call) and _called(node) == "reshape":
            signs = [n for n in ast.walk(node) if isinstance(n, ast.UnaryOp)]
            still |= {sign.operand for sign in signs}
    return still


def _choose(found: list[tuple[_Change, Mutant]], most: int) -> list[Mutant]:
    """Take one mutant of each operator in turn, by a hash of its name, up to `most`."""
    groups: dict[str, list[tuple[_Change, Mutant]]] = defaultdict(list)
    for pair in found:
        groups[pair[1].operator].append(pair)
    for group in groups.values():
        group.sort(key=lambda pair: zlib.crc32(pair[1].name.encode()))
    chosen: list[tuple[_Change, Mutant]] = []
    while len(chosen) < most and any(groups.values()):
        for operator in sorted(groups):
            if groups[operator] and len(chosen) < most:
                chosen.append(groups[operator].pop(0))
    chosen.sort(key=lambda pair: (_line(pair[0].node), pair[1].name))
    return [mutant for _, mutant in chosen]


def _line(node: ast.AST) -> int:
    return int(getattr(node, "lineno", 0))


def _apply(tree: ast.Module, change: _Change) -> ast.Module | None:
    """A copy of the tree with the change, None when it would be no program."""
    mutated = copy.deepcopy(tree)
    # A deep copy walks in the same order as what it was copied from.
    pairs = zip(ast.walk(tree), ast.walk(mutated), strict=True)
    target = next(twin for node, twin in pairs if node is change.node)
    replacement = change.make(target)
    _Replace(target, replacement).visit(mutated)
    ast.fix_missing_locations(mutated)
    try:
        compile(mutated, "<mutant>", "exec")
    except (SyntaxError, ValueError):
        return None
    return mutated


class _Replace(ast.NodeTransformer):
    """Put one node in place of another; None drops a statement."""

    def __init__(self, target: ast.AST, replacement: ast.AST | None) -> None:
        self._target, self._replacement = target, replacement

    def visit(self, node: ast.AST) -> ast.AST | None:
        if node is self._target:
            return self._replacement
        result: ast.AST | None = self.generic_visit(node)
        return result


def _name(original: str, mutated: str) -> str:
    """The first line that differs, before and after."""
    old, new = original.splitlines(), mutated.splitlines()
    same = 0
    while same < min(len(old), len(new)) and old[same] == new[same]:
        same += 1
    before = old[same].strip() if same < len(old) else ""
    if len(new) < len(old):
        return f"without: {before}"
    after = new[same].strip() if same < len(new) else ""
    return f"{before}  ->  {after}"


# The operators: each yields the changes of one node


def _changes(node: ast.AST, tree: ast.Module) -> Iterator[_Change]:
    for operator in _OPERATORS:
        yield from operator(node)
    yield from _dropped(node, tree)


def _comparison(node: ast.AST) -> Iterator[_Change]:
    if not isinstance(node, ast.Compare):
        return
    for place, operator in enumerate(node.ops):
        other = _COMPARISONS[type(operator)]

        def change(twin: ast.AST, place: int = place, other: type = other) -> ast.AST:
            assert isinstance(twin, ast.Compare)
            twin.ops[place] = other()
            return twin

        yield _Change("comparison", node, change)


def _arithmetic(node: ast.AST) -> Iterator[_Change]:
    if not isinstance(node, ast.BinOp | ast.AugAssign):
        return
    other = _ARITHMETIC.get(type(node.op))
    if other is None or _is_text(node):
        return

    def change(twin: ast.AST) -> ast.AST:
        assert isinstance(twin, ast.BinOp | ast.AugAssign)
        twin.op = other()
        return twin

    yield _Change("arithmetic", node, change)


def _operand(node: ast.AST) -> Iterator[_Change]:
    """A forgotten term or factor, such as the bias."""
    if isinstance(node, ast.BinOp) and type(node.op) in _ARITHMETIC:
        yield _Change("dropped operand", node, lambda twin: twin.left)  # type: ignore[attr-defined]


def _is_text(node: ast.AST) -> bool:
    return any(
        isinstance(part, ast.JoinedStr)
        or (isinstance(part, ast.Constant) and isinstance(part.value, str))
        for part in ast.iter_child_nodes(node)
    )


def _logic(node: ast.AST) -> Iterator[_Change]:
    if isinstance(node, ast.BoolOp):

        def change(twin: ast.AST) -> ast.AST:
            assert isinstance(twin, ast.BoolOp)
            twin.op = ast.Or() if isinstance(twin.op, ast.And) else ast.And()
            return twin

        yield _Change("logic", node, change)
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not | ast.Invert):
        yield _Change("logic", node, lambda twin: twin.operand)  # type: ignore[attr-defined]
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        yield _Change("sign", node, lambda twin: twin.operand)  # type: ignore[attr-defined]


def _condition(node: ast.AST) -> Iterator[_Change]:
    if isinstance(node, ast.If | ast.IfExp | ast.While):

        def change(twin: ast.AST) -> ast.AST:
            assert isinstance(twin, ast.If | ast.IfExp | ast.While)
            twin.test = ast.UnaryOp(ast.Not(), twin.test)
            return twin

        yield _Change("condition", node, change)
    if isinstance(node, ast.comprehension):
        return
    for place, part in enumerate(getattr(node, "generators", ())):
        if not part.ifs:
            continue

        def drop(twin: ast.AST, place: int = place) -> ast.AST:
            twin.generators[place].ifs = []  # type: ignore[attr-defined]
            return twin

        yield _Change("condition", node, drop)


def _constant(node: ast.AST) -> Iterator[_Change]:
    if not isinstance(node, ast.Constant):
        return
    value = node.value
    others: list[object] = []
    if isinstance(value, bool):
        others = [not value]
    elif isinstance(value, int):
        others = [value + 1, value - 1]
    elif isinstance(value, float):
        others = [value + 1.0, value * 0.5] if abs(value) > 1e-3 else [value + 0.1]
    elif isinstance(value, str) and value in _TEXTS:
        others = [_TEXTS[value]]
    for other in others:
        yield _Change("constant", node, partial(_other_constant, value=other))


def _other_constant(_twin: ast.AST, *, value: Any) -> ast.AST:
    return ast.Constant(value)


def _call(node: ast.AST) -> Iterator[_Change]:
    if not isinstance(node, ast.Call):
        return
    name = _called(node)
    if name in _WORDS:
        yield _Change("word", node, _rename)
    if _is_swappable(node):
        yield _Change("swapped arguments", node, _swap)
    if len(node.args) == 1 and not node.keywords and name not in _CONVERSIONS:
        yield _Change("dropped call", node, lambda twin: twin.args[0])  # type: ignore[attr-defined]
    if name == "range":
        for step in (-1, 1):
            yield _Change("off by one", node, partial(_shift, step=step))
    if name == "copy" and not node.args and isinstance(node.func, ast.Attribute):
        yield _Change("dropped call", node, lambda twin: twin.func.value)  # type: ignore[attr-defined]


def _keyword(node: ast.AST) -> Iterator[_Change]:
    for place, keyword in enumerate(getattr(node, "keywords", ())):
        if keyword.arg is not None and keyword.arg not in _KEYWORDS_OF_FORM:
            yield _Change("dropped keyword", node, partial(_drop_keyword, place=place))


def _drop_keyword(twin: ast.AST, *, place: int) -> ast.AST:
    del twin.keywords[place]  # type: ignore[attr-defined]
    return twin


def _called(node: ast.Call) -> str:
    """The last word of what is called."""
    if isinstance(node.func, ast.Attribute):
        return node.func.attr
    return node.func.id if isinstance(node.func, ast.Name) else ""


def _is_swappable(node: ast.Call) -> bool:
    return (
        len(node.args) >= 2
        and _called(node) not in _SYMMETRIC
        and not isinstance(node.args[0], ast.Constant | ast.Starred)
        and not isinstance(node.args[1], ast.Starred)
    )


def _rename(twin: ast.AST) -> ast.AST:
    assert isinstance(twin, ast.Call)
    if isinstance(twin.func, ast.Attribute):
        twin.func.attr = _WORDS[twin.func.attr]
    elif isinstance(twin.func, ast.Name):
        twin.func.id = _WORDS[twin.func.id]
    return twin


def _swap(twin: ast.AST) -> ast.AST:
    assert isinstance(twin, ast.Call)
    twin.args[0], twin.args[1] = twin.args[1], twin.args[0]
    return twin


def _shift(twin: ast.AST, *, step: int) -> ast.AST:
    """`range(n)` with one round less or more."""
    assert isinstance(twin, ast.Call)
    place = min(len(twin.args) - 1, 1)
    sign = ast.Add() if step > 0 else ast.Sub()
    twin.args[place] = ast.BinOp(twin.args[place], sign, ast.Constant(1))
    return twin


def _slice(node: ast.AST) -> Iterator[_Change]:
    if not isinstance(node, ast.Slice):
        return
    if node.upper is not None:
        yield _Change("slice", node, lambda twin: _without(twin, "upper"))
    if node.lower is not None:
        yield _Change("slice", node, lambda twin: _without(twin, "lower"))


def _without(twin: ast.AST, part: str) -> ast.AST:
    setattr(twin, part, None)
    return twin


def _jump(node: ast.AST) -> Iterator[_Change]:
    if isinstance(node, ast.Break):
        yield _Change("jump", node, lambda _: ast.Continue())
    if isinstance(node, ast.Continue):
        yield _Change("jump", node, lambda _: ast.Break())


def _dropped(node: ast.AST, tree: ast.Module) -> Iterator[_Change]:
    """Statements without which the rest still makes sense."""
    is_effect = isinstance(node, ast.Expr) and not isinstance(node.value, ast.Constant)
    is_update = isinstance(node, ast.AugAssign)
    is_store = (
        isinstance(node, ast.Assign)
        and not _is_first(node, tree)
        and not _is_conversion(node)
    )
    if is_effect or is_update or is_store:
        yield _Change("dropped statement", node, lambda _: ast.Pass())


def _is_first(node: ast.Assign, tree: ast.Module) -> bool:
    """Whether a name is set here that nothing above sets: the rest would crash."""
    names = [t.id for t in ast.walk(node) if isinstance(t, ast.Name) and _stores(t)]
    above = {
        part.id if isinstance(part, ast.Name) else part.arg
        for part in ast.walk(tree)
        if (isinstance(part, ast.Name) and _stores(part)) or isinstance(part, ast.arg)
        if part.lineno < node.lineno
    }
    return any(name not in above for name in names)


def _is_conversion(node: ast.Assign) -> bool:
    """Whether it is like `x = np.asarray(x)`: another guise of the same value."""
    call, target = node.value, node.targets[0]
    return (
        isinstance(call, ast.Call)
        and _called(call) in _CONVERSIONS
        and bool(call.args)
        and ast.unparse(call.args[0]) == ast.unparse(target)
    )


def _stores(name: ast.Name) -> bool:
    return isinstance(name.ctx, ast.Store)


_OPERATORS = (
    _comparison, _arithmetic, _operand, _logic, _condition, _constant, _call, _keyword,
    _slice, _jump,
)  # fmt: skip
