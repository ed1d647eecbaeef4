"""Read a cell as IPython does: with `%%time` above it, `x = !ls` and `len?` in it."""

from __future__ import annotations

import ast
from functools import lru_cache
from typing import Any

# The cell below such a line is run as if the line were not there.
_TRANSPARENT = ("%%time", "%%timeit", "%%capture", "%%prun")


def parse(source: str) -> ast.Module | None:
    """The syntax tree of a cell, None when it is no Python.

    A line of IPython's own is the call of `get_ipython()` that IPython makes of it.
    """
    plain = _below_magics(source)
    try:
        return ast.parse(plain)
    except SyntaxError:
        pass  # IPython is asked only then: loading it takes a while
    except (ValueError, RecursionError, MemoryError):
        return None
    try:
        text: str = _transformer().transform_cell(plain)
        return ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError, RuntimeError):
        return None


def _below_magics(source: str) -> str:
    """The cell without the lines at its top that change nothing in it."""
    first, _, rest = source.lstrip("\n").partition("\n")
    words = first.split()
    return _below_magics(rest) if words and words[0] in _TRANSPARENT else source


@lru_cache(maxsize=1)
def _transformer() -> Any:
    from IPython.core.inputtransformer2 import TransformerManager

    return TransformerManager()
