"""What the given cells of a notebook define, for the tests that call it.

A given cell is locked, so its functions are the instructor's: a test that calls one
must not be answered by what an answer cell put in its place. Where a function needs
nothing but imports, constants and functions of the same kind, and the test only calls
it, it is *closed* and the examiner has it itself. Where it needs more (data, trained
parameters, what answers define) or is a class, whose instances the student's functions
take, it has to run beside the student's code, and is put back there before the test.
"""

from __future__ import annotations

import ast
import builtins
from dataclasses import dataclass, field

from grader.source.names import names_of, plain_python

Definition = ast.FunctionDef | ast.ClassDef


@dataclass
class Given:
    """Definitions and constants of the given cells seen so far, by name."""

    definitions: dict[str, str] = field(default_factory=dict)
    constants: dict[str, str] = field(default_factory=dict)
    imports: set[str] = field(default_factory=set)
    replaced: set[str] = field(default_factory=set)

    def add_given(self, source: str) -> None:
        """Read a given cell; what it binds in any other way is no longer known."""
        body = parse(source)
        for name in bound(body):
            self._forget(name)
        for statement in body:
            text = ast.unparse(statement)
            if isinstance(statement, Definition):
                self.definitions[statement.name] = text
            elif isinstance(statement, ast.Import | ast.ImportFrom):
                self.imports |= bound([statement])
            elif (constant := _constant(statement)) is not None:
                self.constants[constant] = text

    def add_answer(self, source: str) -> None:
        """Read an answer cell: which given definitions it replaces, as far as seen."""
        self.replaced |= bound(parse(source)) & self.definitions.keys()

    def _forget(self, name: str) -> None:
        self.definitions.pop(name, None)
        self.constants.pop(name, None)
        self.imports.discard(name)
        self.replaced.discard(name)

    def used_by(self, source: str) -> set[str]:
        """The given definitions that a test cell names and does not set itself."""
        try:
            return set(names_of(source).needs & self.definitions.keys())
        except SyntaxError:
            return set()

    def closed(self, source: str) -> list[str]:
        """Statements that define what the examiner has itself, in order."""
        found: dict[str, str] = {}
        for name in sorted(self.used_by(source) & only_called(source)):
            mine: dict[str, str] = {}
            if self._collect(name, mine, {name}):
                found |= mine
        return list(found.values())

    def to_restore(self, source: str) -> list[str]:
        """Statements that put back what a test needs in the student's kernel.

        Plain functions always; a class or a decorated function, which would lose its
        instances or what it has traced, only where an answer cell replaced it.
        """
        wanted: dict[str, str] = {}
        for name in sorted(self.used_by(source)):
            self._reach(name, wanted)
        return [
            text
            for name, text in wanted.items()
            if name in self.replaced or text.startswith("def ")
        ]

    def _reach(self, name: str, wanted: dict[str, str]) -> None:
        """The definition of a name and of the given ones that it needs."""
        if name not in self.definitions or name in wanted:
            return
        wanted[name] = self.definitions[name]
        for needed in sorted(names_of(wanted[name]).needs):
            self._reach(needed, wanted)

    def _collect(self, name: str, found: dict[str, str], seen: set[str]) -> bool:
        if name in self.constants:
            found[name] = self.constants[name]
            return True
        if name not in self.definitions:
            return name in self.imports or hasattr(builtins, name)
        if self.definitions[name].startswith("class "):
            return False
        for needed in sorted(names_of(self.definitions[name]).needs - seen):
            seen.add(needed)
            if not self._collect(needed, found, seen):
                return False
        found[name] = self.definitions[name]
        return True


def only_called(source: str) -> set[str]:
    """Names of a cell that it calls and does nothing else with."""
    tree = ast.Module(parse(source), [])
    called = {id(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    names = [node for node in ast.walk(tree) if isinstance(node, ast.Name)]
    other = {node.id for node in names if id(node) not in called}
    return {node.id for node in names} - other


def parse(source: str) -> list[ast.stmt]:
    """The statements of a cell, none where it is no Python."""
    try:
        return ast.parse(plain_python(source)).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return []


def bound(statements: list[ast.stmt]) -> set[str]:
    """Names that statements may bind at the top level, in any way that is written."""
    if not statements:
        return set()
    try:
        text = ast.unparse(ast.Module(statements, []))
        return set(names_of(text).sets) | _declared_global(statements)
    except (SyntaxError, ValueError, RecursionError):
        return set()


def _declared_global(statements: list[ast.stmt]) -> set[str]:
    """Names that a function of the cell may set with `global`."""
    nodes = (node for statement in statements for node in ast.walk(statement))
    return {
        name for node in nodes if isinstance(node, ast.Global) for name in node.names
    }


def _constant(statement: ast.stmt) -> str | None:
    """The name that a statement sets to a literal."""
    if not isinstance(statement, ast.Assign) or len(statement.targets) != 1:
        return None
    target = statement.targets[0]
    try:
        ast.literal_eval(statement.value)
    except (ValueError, TypeError, SyntaxError, RecursionError):
        return None
    return target.id if isinstance(target, ast.Name) else None
