"""Imported by nothing but the process that the pool's workers are forked from.

It imports what a worker uses, once for all of them. What is frozen is neither copied
when a worker's collector looks for garbage nor freed piece by piece at the end.
"""

from __future__ import annotations

import gc
import importlib

gc.disable()  # a quarter of the time of importing goes into looking
LOADED = [
    importlib.import_module(name)
    for name in (
        "nbgrader.preprocessors",
        "grader.engines.isolated",
        "grader.grading.worker",
    )
]
gc.freeze()
gc.enable()
