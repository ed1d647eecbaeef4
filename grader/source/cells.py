"""What a cell of a notebook says: the one reader of cells, on IPython's own rules.

A cell is Python with IPython's lines in it. Read here, those say what they do to names:
a `%%time` cell what its body says, `x = !ls` that x is set, `!ls` and `len?` nothing.
A line whose effect nobody knows stays as the call that IPython makes of it, so whoever
looks for what a cell may do finds `get_ipython` there.
"""

from __future__ import annotations

import ast
import contextlib
import copy
import keyword
import re
import string
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

TRIES = 5
# What a magic does to the names of the notebook, by its name.
RUNS_A_STATEMENT = frozenset({"time", "timeit", "prun"})
RUNS_ITS_BODY = frozenset({"time", "timeit", "prun", "capture"})
CHANGES_NO_NAME = frozenset(
    {
        "alias", "autosave", "cat", "cd", "clear", "colors", "conda", "config",
        "cp", "dhist", "dirs", "doctest_mode", "env", "gui", "hist", "history",
        "ldir", "less", "lf", "lk", "ll", "ls", "lsmagic", "lx", "magic",
        "mamba", "man", "matplotlib", "micromamba", "mkdir", "more", "mv",
        "page", "pdef", "pdoc", "pfile", "pinfo", "pinfo2", "pip", "popd",
        "pprint", "precision", "psearch", "psource", "pushd", "pwd", "quickref",
        "rm", "rmdir", "set_env", "sx", "system", "tensorboard",
        "tensorflow_version", "unalias", "uv", "who", "who_ls", "whos", "xmode",
    }
)  # fmt: skip
RUNS_ELSEWHERE = frozenset(
    {
        "!", "HTML", "SVG", "bash", "cmd", "file", "html", "javascript", "js", "latex",
        "markdown", "perl", "pypy", "python", "python2", "python3", "ruby", "script",
        "sh", "svg", "sx", "system", "writefile",
    }
)  # fmt: skip
HARMLESS_EXTENSIONS = frozenset({"autoreload", "tensorboard", "line_profiler"})
OTHER_MAGICS = frozenset({"edit", "load", "loadpy", "recall", "rerun", "reset", "run"})

MOST_SPECIAL_LINES = 30  # IPython reads the whole cell again for each of them
_SPECIAL = re.compile(r"^[ \t]*[%!?,;/]|\?[ \t]*$|=[ \t]*[%!]", re.MULTILINE)
_AUTOMAGIC = re.compile(r"(?P<name>[A-Za-z]\w*)(?:\s+(?P<rest>[^=!()<>,+*/%^&|\s].*))?")
_OPTIONS = re.compile(r"(-[a-zA-Z](\s*\d+)?\s+)*")


@dataclass(frozen=True)
class Reading:
    """A cell as plain Python: its syntax tree, `tree`, which nobody may change."""

    tree: ast.Module
    python: str = ""

    @cached_property
    def text(self) -> str:
        """The same as text, for what reads text."""
        return self.python or ast.unparse(self.tree)


@lru_cache(maxsize=1024)  # a class has the same cells, but for its answers
def read(source: str) -> Reading:
    """Read a cell.

    Raises:
        SyntaxError: it is no Python, or nothing that can be read as such.
    """
    try:
        text, tree = source, _plain_tree(source)
        if tree is None:
            text = _transformed(source)
            tree = parsed(text)
        if "get_ipython" not in text:
            return Reading(tree, text)
        return Reading(ast.fix_missing_locations(_WithoutMagics().visit(tree)))
    except SyntaxError:
        raise
    except (ValueError, RecursionError, MemoryError, RuntimeError) as error:
        raise SyntaxError(f"this cell cannot be read: {error}") from error


def normal(source: str) -> str:
    """A source without blanks at the ends of lines and blank lines at its ends."""
    return "\n".join(line.rstrip() for line in source.split("\n")).strip("\n")


def tree_of(source: str) -> ast.Module | None:
    """The syntax tree of a cell, None where it is no Python."""
    try:
        return read(source).tree
    except SyntaxError:
        return None


def statements(source: str) -> list[ast.stmt]:
    """The top-level statements of a cell, none where it is no Python."""
    tree = tree_of(source)
    return tree.body if tree else []


def _plain_tree(source: str) -> ast.Module | None:
    """The tree of a cell that IPython leaves as it is, without asking IPython.

    Python that begins at the margin and holds no prompt: none of IPython's own lines is
    Python. IPython's transformer takes ten times as long and is slow to import.
    """
    text = source.lstrip("\n")
    if text[:1].isspace() or "In [" in text or _is_automagic(text):
        return None
    try:
        return parsed(source)
    except SyntaxError:
        return None


def parsed(text: str) -> ast.Module:
    """The tree of Python text, whatever other threads parse meanwhile.

    Python 3.11 counts the depth of all threads together and may find them to disagree,
    a SystemError that says nothing of the text (CPython's issue 106905).
    """
    for _ in range(TRIES):
        with contextlib.suppress(SystemError):
            return ast.parse(text)
    return ast.parse(text)


def _transformed(source: str) -> str:
    """The Python that IPython makes of a cell; its automagic lines too."""
    if len(_SPECIAL.findall(source)) > MOST_SPECIAL_LINES and _body(source) is None:
        raise SyntaxError(f"a cell has at most {MOST_SPECIAL_LINES} special lines")
    text: str = _manager().transform_cell(source)
    if _is_automagic(text):
        text = _manager().transform_cell(f"%{text.strip()}")
    return text


def _is_automagic(text: str) -> bool:
    """Whether IPython takes a cell of one line for a magic without its percent sign."""
    found = _AUTOMAGIC.fullmatch(text.strip())
    known = RUNS_A_STATEMENT | CHANGES_NO_NAME | OTHER_MAGICS
    return found is not None and found["name"] in known and bool(found["rest"])


def _body(source: str) -> str | None:
    """What stands below the line of a cell magic; None where the cell has none."""
    first, _, rest = source.lstrip().partition("\n")
    return rest if first.startswith("%%") else None


@lru_cache(maxsize=1)
def _manager() -> Any:
    from IPython.core.inputtransformer2 import TransformerManager

    return TransformerManager()


@dataclass(frozen=True)
class Magic:
    """A call that IPython made of a line: its method, the magic's name, its words."""

    method: str
    name: str
    line: str
    body: str = ""


def magic_of(node: ast.AST) -> Magic | None:
    """The magic or shell line behind a call, None where it is another one."""
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
        return None
    owner = node.func.value
    if not isinstance(owner, ast.Call) or not isinstance(owner.func, ast.Name):
        return None
    if owner.func.id != "get_ipython":
        return None
    words = [a.value for a in node.args if isinstance(a, ast.Constant)]
    texts = [word for word in words if isinstance(word, str)]
    if len(texts) != len(node.args) or node.keywords:
        return None
    method = node.func.attr
    if method in ("system", "getoutput"):
        texts.insert(0, "")
    takes = {"system": 2, "getoutput": 2, "run_line_magic": 2, "run_cell_magic": 3}
    return Magic(method, *texts) if takes.get(method) == len(texts) else None


class _WithoutMagics(ast.NodeTransformer):
    """Puts what a magic does to names in its place, where that is known."""

    def visit_Expr(self, node: ast.Expr) -> Any:
        magic = magic_of(node.value)
        if magic is None:
            return self.generic_visit(node)
        found = _effect(magic)
        if found is None:
            found = [node, *(_parsed(magic.body) or [])]
        for statement in found:
            if statement is not node:
                ast.increment_lineno(statement, node.lineno - (not magic.body))
        return found or ast.Pass()

    def visit_Call(self, node: ast.Call) -> Any:
        magic = magic_of(node)
        found = _effect(magic) if magic else None
        if found == []:
            return ast.Constant(None)
        if found and len(found) == 1 and isinstance(found[0], ast.Expr):
            return found[0].value
        return self.generic_visit(node)


def _effect(magic: Magic) -> list[ast.stmt] | None:
    """What a magic does to names, as statements; None where nobody knows."""
    filled = list(_filled_in(magic.line))
    if magic.method in ("system", "getoutput"):
        return filled
    if magic.method == "run_cell_magic":
        found = _effect_of_cell(magic)
    else:
        found = _effect_of_line(magic)
    return None if found is None else [*filled, *found]


def _effect_of_line(magic: Magic) -> list[ast.stmt] | None:
    name, words = magic.name.lstrip("%"), magic.line.split()
    if name in CHANGES_NO_NAME:
        return []
    if name in ("load_ext", "reload_ext") and set(words) <= HARMLESS_EXTENSIONS:
        return []
    if name not in RUNS_A_STATEMENT:
        return None
    return _parsed(_OPTIONS.sub("", f"{magic.line} ", count=1).strip())


def _effect_of_cell(magic: Magic) -> list[ast.stmt] | None:
    if magic.name in RUNS_ELSEWHERE:
        takes_output = any(w.startswith("--") for w in magic.line.split())
        return _set_all(magic.line) if takes_output else []
    if magic.name not in RUNS_ITS_BODY:
        return None
    body = _parsed(magic.body)
    if body is None:
        return None
    if magic.name == "capture":
        return [*_set_all(magic.line), *body]
    options = _OPTIONS.sub("", f"{magic.line} ", count=1).strip()
    before = _parsed(options) if options else []
    return None if before is None else [*before, *body]


def _parsed(source: str) -> list[ast.stmt] | None:
    # A copy: line numbers of what is put in place are moved.
    return copy.deepcopy(statements(source)) if tree_of(source) else None


def _set_all(line: str) -> list[ast.stmt]:
    """Statements that set each word of a magic's line that can be a name."""
    words = [word.rpartition("=")[2] for word in line.split()]
    names = [w for w in words if w.isidentifier() and not keyword.iskeyword(w)]
    return ast.parse("".join(f"{name} = None\n" for name in names)).body


def _filled_in(line: str) -> Iterator[ast.stmt]:
    """The expressions in braces that IPython evaluates in a line."""
    try:
        fields = list(string.Formatter().parse(line))
    except ValueError:
        return
    for _, field, form, _ in fields:
        if field and (found := _parsed(f"({field})")):
            yield from found
        if form:
            yield from _filled_in(form)
