"""Which names of the notebook a cell may change, whatever way it is written.

`sets` holds what its text shows: assignments, definitions, imports, attributes that are
set on a name, `globals()["x"] = ...`, and the same in text that it hands to `exec`.
`unseen` holds words for the rest, where the text does not show it: `exec` of what is
computed, `%run`, `import *`. Fail closed: a cell that nobody can read may change
everything.
"""

from __future__ import annotations

import ast
import symtable
from collections.abc import Iterator
from dataclasses import dataclass, field

from grader.source.cells import magic_of, tree_of

NO_PYTHON = "code that cannot be read"
# Names, attributes and modules by which code reaches names that it does not write.
_NAMES = frozenset(
    {
        "__builtins__", "__import__", "compile", "delattr", "eval", "exec",
        "get_ipython", "globals", "locals", "setattr", "vars",
    }
)  # fmt: skip
_ATTRIBUTES = frozenset(
    {
        "__bases__", "__closure__", "__code__", "__defaults__", "__delattr__",
        "__dict__", "__globals__", "__kwdefaults__", "__setattr__", "__subclasses__",
        "__wrapped__", "_getframe", "currentframe", "f_globals", "f_locals",
        "get_objects", "get_referrers", "modules", "run_cell", "setprofile", "settrace",
        "user_global_ns", "user_ns",
    }
)  # fmt: skip
_MODULES = frozenset(
    {
        "IPython", "__main__", "builtins", "code", "ctypes", "gc", "importlib",
        "inspect", "mock", "runpy", "sys", "unittest",
    }
)  # fmt: skip
_HARMLESS = ("IPython.display", "inspect.signature", "importlib.metadata")
_MOST_NESTED = 20


@dataclass
class Reach:
    """What a cell may change: names that it sets, and words for what is not seen."""

    sets: set[str] = field(default_factory=set)
    unseen: set[str] = field(default_factory=set)


def reach_of(source: str, depth: int = 0) -> Reach:
    """Read what a cell may change; never raises."""
    found = Reach()
    tree = tree_of(source)
    if tree is None or depth > _MOST_NESTED:
        found.unseen.add(NO_PYTHON)
        return found
    try:
        found.sets |= top_level_names(tree.body)
        _Walker(found, depth).visit(tree)
    except RecursionError:
        found.unseen.add(NO_PYTHON)
    return found


def top_level_names(body: list[ast.stmt]) -> set[str]:
    """Names that statements may bind at the top level, in any way that is written.

    IPython runs a cell statement by statement, so one that Python refuses takes nothing
    from those before it: of such a cell every name that is bound anywhere counts.
    """
    module = ast.Module(body, [])
    try:
        table = symtable.symtable(ast.unparse(module), "cell", "exec")
    except (SyntaxError, ValueError, RecursionError):
        return set(_names_bound_anywhere(module))
    found = {
        symbol.get_name()
        for symbol in table.get_symbols()
        if symbol.is_assigned() or symbol.is_imported()
    }
    return found | set(_declared_global(module))


def _names_bound_anywhere(module: ast.Module) -> Iterator[str]:
    for node in ast.walk(module):
        if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load):
            yield node.id
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.alias):
            yield (node.asname or node.name).split(".")[0]
    yield from _declared_global(module)


def _declared_global(module: ast.Module) -> Iterator[str]:
    """Names that a function of the cell may set with `global`."""
    for node in ast.walk(module):
        if isinstance(node, ast.Global):
            yield from node.names


class _Walker(ast.NodeVisitor):
    """Fills a Reach with what a syntax tree shows beside its plain bindings."""

    def __init__(self, found: Reach, depth: int) -> None:
        self._found = found
        self._depth = depth

    def visit_Name(self, node: ast.Name) -> None:
        if node.id in _NAMES:
            self._found.unseen.add(node.id)
        if isinstance(node.ctx, ast.Del):
            self._found.sets.add(node.id)

    def visit_Attribute(self, node: ast.Attribute) -> None:
        if node.attr in _ATTRIBUTES:
            self._found.unseen.add(node.attr)
        self._note_store(node)
        self.generic_visit(node)

    def visit_Subscript(self, node: ast.Subscript) -> None:
        key = node.slice.value if isinstance(node.slice, ast.Constant) else None
        if _is_call_of(node.value, {"globals"}) and isinstance(key, str):
            if not isinstance(node.ctx, ast.Load):
                self._found.sets.add(key)
            return
        self._note_store(node)
        self.generic_visit(node)

    def _note_store(self, node: ast.Attribute | ast.Subscript) -> None:
        """A thing that is set on a name counts for the name."""
        if isinstance(node.ctx, ast.Load):
            return
        base = _base(node)
        if isinstance(base, ast.Name):
            self._found.sets.add(base.id)
        if _is_call_of(base, {"type"}) or "__class__" in set(_attributes(node)):
            self._found.unseen.add("type")

    def visit_Call(self, node: ast.Call) -> None:
        if magic := magic_of(node):
            self._found.unseen.add(f"%{magic.name}")
        elif not (self._runs_text(node) or self._sets_attribute(node)):
            self.visit(node.func)
        for argument in (*node.args, *node.keywords):
            self.visit(argument)

    def _runs_text(self, node: ast.Call) -> bool:
        """Whether it runs text that stands here; what that does is noted."""
        text = _first_text(node)
        runs = _is_call_of(node, {"exec", "eval"}) or (
            isinstance(node.func, ast.Attribute)
            and node.func.attr == "run_cell"
            and _is_call_of(node.func.value, {"get_ipython"})
        )
        if not runs or text is None:
            return False
        inner = reach_of(text, self._depth + 1)
        self._found.sets |= inner.sets
        self._found.unseen |= inner.unseen
        return True

    def _sets_attribute(self, node: ast.Call) -> bool:
        """Whether it is `setattr(x, ...)` of something that has a name."""
        if not _is_call_of(node, {"setattr", "delattr"}) or not node.args:
            return False
        base = _base(node.args[0])
        if not isinstance(base, ast.Name):
            return False
        self._found.sets.add(base.id)
        return True

    def visit_Import(self, node: ast.Import) -> None:
        for alias in node.names:
            self._note_module(alias.name, "")

    def visit_ImportFrom(self, node: ast.ImportFrom) -> None:
        for alias in node.names:
            self._note_module(node.module or "", alias.name)

    def _note_module(self, module: str, name: str) -> None:
        full = f"{module}.{name}" if name else module
        if name == "*":
            self._found.unseen.add("import *")
        elif full.startswith(_HARMLESS) or module == "sys":
            return  # of sys, the attributes count
        elif module.split(".")[0] in _MODULES:
            self._found.unseen.add(module)


def _is_call_of(node: ast.AST, names: set[str]) -> bool:
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in names
    )


def _first_text(node: ast.Call) -> str | None:
    """The text that a call has as its first argument, None where it has none."""
    first = node.args[0] if node.args else None
    is_text = isinstance(first, ast.Constant) and isinstance(first.value, str)
    return str(first.value) if is_text and isinstance(first, ast.Constant) else None


def _base(node: ast.AST) -> ast.AST:
    """X for x.y[0].z, and for x itself."""
    while isinstance(node, ast.Attribute | ast.Subscript):
        node = node.value
    return node


def _attributes(node: ast.AST) -> Iterator[str]:
    """The attributes of a chain: y and z for x.y[0].z."""
    while isinstance(node, ast.Attribute | ast.Subscript):
        if isinstance(node, ast.Attribute):
            yield node.attr
        node = node.value
