"""Every module that is named in a string is there: a stale name fails silently.

The names of commands, engines, preloaded modules, roles, entry points and nbgrader's
configuration are text; nothing but this test imports them all.
"""

from __future__ import annotations

import ast
import importlib
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from grader.engines import lodgers

REPOSITORY = Path(__file__).parents[2]
# a.b.c, a.b:c and "python -m a.b", not prose that ends a sentence with "grader."
DOTTED = re.compile(r"(?<![\w./])grader(?:\.[A-Za-z_]\w*)+(?::[A-Za-z_]\w*)?(?![\w/])")
NOT_MODULES = {"grader.d", "grader.ipynb", "grader.toml", "grader.html"}


def strings(path: Path) -> Iterator[str]:
    """String constants of a module, those of f-strings and docstrings too."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def named() -> dict[str, str]:
    """{dotted name: where it stands}."""
    found: dict[str, str] = {}
    for path in sorted((REPOSITORY / "grader").rglob("*.py")):
        for text in strings(path):
            for name in DOTTED.findall(text):
                found.setdefault(name, str(path.relative_to(REPOSITORY)))
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text())["project"]
    tables = [project.get("scripts", {}), *project.get("entry-points", {}).values()]
    for table in tables:
        found |= dict.fromkeys(table.values(), "pyproject.toml")
    return {name: place for name, place in found.items() if name not in NOT_MODULES}


def resolve(name: str) -> object:
    """What a dotted name means: a module, or something in one."""
    module, _, attribute = name.partition(":")
    while True:
        try:
            found: object = importlib.import_module(module)
        except ModuleNotFoundError as error:
            if error.name is None or not module.startswith(error.name):
                raise
            module, _, last = module.rpartition(".")
            if not module:
                raise
            attribute = f"{last}.{attribute}" if attribute else last
            continue
        for part in attribute.split(".") if attribute else ():
            found = getattr(found, part)
        return found


@pytest.mark.skipif(sys.platform == "win32", reason="isolation is made for Linux")
def test_every_dotted_name_in_a_string_is_there():
    stale = {}
    for name, place in named().items():
        try:
            resolve(name)
        except (ImportError, AttributeError) as error:
            stale[name] = f"{place}: {error}"
    assert not stale


def test_the_tables_are_among_them():
    found = named()
    for role in lodgers.ROLES.values():
        assert role.main in found
    for name in (*lodgers.MODULES, lodgers.PREPARE, "grader.engines.isolated"):
        assert name in found


def test_a_stale_name_is_found():
    for name in ("grader.no_such", "grader.engines.choice:nothing", "grader.exam.x"):
        with pytest.raises((ImportError, AttributeError)):
            resolve(name)
