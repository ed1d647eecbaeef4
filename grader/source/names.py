"""Which names a cell sets and which it needs from the cells above it.

Read from the symbol table, so a name that only a function's body uses counts too.
"""

from __future__ import annotations

import ast
import symtable
from dataclasses import dataclass

from grader.source.cells import read


@dataclass(frozen=True)
class Names:
    """Names that a cell sets at its top level, and global names that it reads."""

    sets: frozenset[str]
    needs: frozenset[str]


def names_of(source: str) -> Names:
    """Read a cell; names that it sets itself are not counted as needed.

    Raises:
        SyntaxError: it is no Python.
    """
    top = symtable.symtable(read(source).text, "cell", "exec")
    sets = {s.get_name() for s in top.get_symbols() if s.is_assigned()}
    sets |= {s.get_name() for s in top.get_symbols() if s.is_imported()}
    return Names(frozenset(sets), frozenset(_globals_read(top) - sets))


def _globals_read(table: symtable.SymbolTable) -> set[str]:
    """Global names read in a scope or in any scope inside it."""
    is_top = table.get_type() == "module"
    read = {
        symbol.get_name()
        for symbol in table.get_symbols()
        if symbol.is_referenced() and (is_top or symbol.is_global())
    }
    for child in table.get_children():
        read |= _globals_read(child)
    return read


def bound_names(source: str) -> set[str]:
    """Every name that a cell gives to something, at any depth.

    Raises:
        SyntaxError: it is no Python.
    """
    found: set[str] = set()
    for node in ast.walk(read(source).tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            found.add(node.id)
        elif isinstance(node, ast.arg):
            found.add(node.arg)
        elif isinstance(node, ast.FunctionDef | ast.ClassDef):
            found.add(node.name)
    return found


def imported_modules(source: str) -> set[str]:
    """Top-level packages that a cell imports and cannot do without, at any depth.

    An import inside a `try` is optional, so it is not among them.

    Raises:
        SyntaxError: it is no Python.
    """
    tree = read(source).tree
    optional = {
        node
        for attempt in ast.walk(tree)
        if isinstance(attempt, ast.Try)
        for statement in attempt.body
        for node in ast.walk(statement)
    }
    found: set[str] = set()
    for node in ast.walk(tree):
        if node in optional:
            continue
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.split(".")[0])
    return found
