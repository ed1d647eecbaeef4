"""What the given cells of a notebook define, for the tests that call it.

A given cell is locked, so its functions are the instructor's: a test that calls one
must not be answered by what an answer cell put in its place. Where a function needs
nothing but imports, constants and functions of the same kind, and the test only calls
it, it is *closed* and the examiner has it itself; so are constants in capitals, and
classes whose instances stay in the test. Where it needs more (data, trained
parameters, what answers define) or is a class whose instances the student's functions
take, it has to run beside the student's code, and is put back there before the test.
"""

from __future__ import annotations

import ast
import builtins
from dataclasses import dataclass, field

from grader.source.cells import statements
from grader.source.names import names_of
from grader.source.reach import reach_of, top_level_names

Definition = ast.FunctionDef | ast.ClassDef


@dataclass
class Given:
    """Definitions and constants of the given cells seen so far, by name.

    `replaced` holds the definitions that an answer cell replaced or changed as its text
    shows; `unseen` words for what in the answers may have done so without showing it.
    """

    definitions: dict[str, str] = field(default_factory=dict)
    constants: dict[str, str] = field(default_factory=dict)
    imports: set[str] = field(default_factory=set)
    replaced: set[str] = field(default_factory=set)
    unseen: set[str] = field(default_factory=set)

    def add_given(self, source: str) -> None:
        """Read a given cell; what it binds in any other way is no longer known."""
        body = statements(source)
        for name in top_level_names(body):
            self._forget(name)
        for statement in body:
            text = ast.unparse(statement)
            if isinstance(statement, Definition):
                self.definitions[statement.name] = text
            elif isinstance(statement, ast.Import | ast.ImportFrom):
                self.imports |= top_level_names([statement])
            elif (constant := _constant(statement)) is not None:
                self.constants[constant] = text

    def add_answer(self, source: str) -> None:
        """Read an answer cell: which given definitions it replaces, or may replace."""
        reach = reach_of(source)
        self.replaced |= reach.sets & (self.definitions.keys() | self._capitals())
        self.unseen |= reach.unseen

    def _forget(self, name: str) -> None:
        self.definitions.pop(name, None)
        self.constants.pop(name, None)
        self.imports.discard(name)
        self.replaced.discard(name)

    def used_by(self, source: str) -> set[str]:
        """The given definitions that a test cell names and does not set itself."""
        return self._used(source, set(self.definitions))

    def _used(self, source: str, names: set[str]) -> set[str]:
        try:
            return set(names_of(source).needs & names)
        except SyntaxError:
            return set()

    def closed(self, source: str) -> list[str]:
        """Statements that define what the examiner has itself, in order."""
        found = {
            name: self.constants[name]
            for name in sorted(self._used(source, self._capitals()))
        }
        for name in sorted(self.used_by(source) & only_called(source)):
            if self._is_class(name) and not stays_here(source, name):
                continue
            mine: dict[str, str] = {}
            if self._collect(name, mine, {name}):
                found |= mine
        return list(found.values())

    def _capitals(self) -> set[str]:
        """Constants that are meant to stay what they are, by the way they are named."""
        return {name for name in self.constants if name.isupper()}

    def _is_class(self, name: str) -> bool:
        body = statements(self.definitions.get(name, ""))
        return any(isinstance(statement, ast.ClassDef) for statement in body)

    def to_restore(self, source: str) -> list[str]:
        """Statements that put back what a test needs in the student's kernel.

        Plain functions always; a class or a decorated function, which would lose its
        instances or what it has traced, only where an answer cell may have replaced it.
        """
        wanted: dict[str, str] = {}
        for name in sorted(self.used_by(source)):
            self._reach(name, wanted)
        return [
            text
            for name, text in wanted.items()
            if self.unseen or name in self.replaced or text.startswith("def ")
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
        for needed in sorted(names_of(self.definitions[name]).needs - seen):
            seen.add(needed)
            if self._is_class(needed):
                return False  # its instances may leave the test
            if not self._collect(needed, found, seen):
                return False
        found[name] = self.definitions[name]
        return True


def only_called(source: str) -> set[str]:
    """Names of a cell that it calls and does nothing else with."""
    tree = ast.Module(statements(source), [])
    called = {id(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    names = [node for node in ast.walk(tree) if isinstance(node, ast.Name)]
    other = {node.id for node in names if id(node) not in called}
    return {node.id for node in names} - other


def stays_here(source: str, name: str) -> bool:
    """Whether a cell uses nothing of a class but attributes of its instances.

    As in `Scale(2).by(x)`, and in `scale = Scale(2)` with nothing but `scale.by(x)`.
    """
    tree = ast.Module(statements(source), [])
    owners = {id(n.value) for n in ast.walk(tree) if isinstance(n, ast.Attribute)}
    made = {
        id(node): node
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == name
    }
    named = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and id(node.value) in made:
            if len(node.targets) > 1 or not isinstance(node.targets[0], ast.Name):
                return False
            named[id(node.value)] = node.targets[0].id
    if any(call not in owners and call not in named for call in made):
        return False
    return all(
        isinstance(node.ctx, ast.Store) or id(node) in owners
        for node in ast.walk(tree)
        if isinstance(node, ast.Name) and node.id in set(named.values())
    )


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
