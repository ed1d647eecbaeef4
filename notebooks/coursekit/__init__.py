"""The small helper package that the six assignments share.

Names are imported when they are first used, so `import coursekit` takes milliseconds
and a notebook that only reads data never loads TensorFlow or matplotlib.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from coursekit.checks import assert_close, assert_finite, assert_shape, case
    from coursekit.data import (
        LETTERS,
        Glyphs,
        data_path,
        load_glyphs,
        load_text,
        normalize,
    )
    from coursekit.here import check
    from coursekit.plots import plot_confusion, plot_curves, show_images
    from coursekit.seeds import set_seed, setup
    from coursekit.training import History, budget, progress, train

_HOME = {
    "assert_close": "checks",
    "assert_finite": "checks",
    "assert_shape": "checks",
    "case": "checks",
    "LETTERS": "data",
    "Glyphs": "data",
    "data_path": "data",
    "load_glyphs": "data",
    "load_text": "data",
    "normalize": "data",
    "check": "here",
    "plot_confusion": "plots",
    "plot_curves": "plots",
    "show_images": "plots",
    "set_seed": "seeds",
    "setup": "seeds",
    "History": "training",
    "budget": "training",
    "progress": "training",
    "train": "training",
}

__all__ = [
    "LETTERS",
    "Glyphs",
    "History",
    "assert_close",
    "assert_finite",
    "assert_shape",
    "budget",
    "case",
    "check",
    "data_path",
    "load_glyphs",
    "load_text",
    "normalize",
    "plot_confusion",
    "plot_curves",
    "progress",
    "set_seed",
    "setup",
    "show_images",
    "train",
]


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module 'coursekit' has no attribute '{name}'")
    value = getattr(importlib.import_module(f"coursekit.{_HOME[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
