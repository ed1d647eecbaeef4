"""Functions as the reference answers write them, taken out of an assignment's text.

A benchmark of the course's code measures that code and no copy of it.
"""

from __future__ import annotations

import ast
import linecache
from types import SimpleNamespace
from typing import Any

from grader import source
from grader.source.cells import read

_RUN = ("given", "solution", "show")


def definitions(stem: str, *names: str, **values: Any) -> SimpleNamespace:
    """The named functions, classes and constants of an assignment, ready to call.

    Args:
        stem: the assignment.
        names: what to take; the first definition outside the tests counts. Whatever
            else they use has to be named, too, or given in `values`.
        values: further names that the definitions may use, such as the data.

    Raises:
        KeyError: the assignment does not define a name; the message tells which.
    """
    found: dict[str, ast.stmt] = {}
    imports: list[ast.stmt] = []
    for cell in source.load(stem).cells:
        if cell.kind not in _RUN:
            continue
        for node in read(cell.source).tree.body:
            if isinstance(node, ast.Import | ast.ImportFrom):
                imports.append(node)
            for name in _defined(node):
                found.setdefault(name, node)
    missing = sorted(set(names) - set(found))
    if missing:
        raise KeyError(f"{stem} defines no {', '.join(missing)}")
    chosen = list(dict.fromkeys(found[name] for name in names))
    chosen.sort(key=lambda node: list(found.values()).index(node))
    namespace: dict[str, Any] = dict(values)
    text = ast.unparse(ast.Module([*imports, *chosen], type_ignores=[]))
    run(text, f"<{stem} {' '.join(names)}>", namespace)
    return SimpleNamespace(**namespace)


def run(text: str, name: str, namespace: dict[str, Any]) -> None:
    """Execute a text; its functions can be turned into TensorFlow functions."""
    # TensorFlow translates a function from its text, which it looks up by file name.
    linecache.cache[name] = (len(text), None, text.splitlines(keepends=True), name)
    exec(compile(text, name, "exec"), namespace)  # noqa: S102


def _defined(node: ast.stmt) -> list[str]:
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        return [node.name]
    if isinstance(node, ast.Assign):
        return [name.id for name in node.targets if isinstance(name, ast.Name)]
    return []
