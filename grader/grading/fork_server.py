"""Imported by nothing but the process that the pool's workers are forked from.

It imports what a worker uses, once for all of them. What is frozen is neither copied
when a worker's collector looks for garbage nor freed piece by piece at the end.
"""

from __future__ import annotations

import gc

import nbgrader.preprocessors

import grader.engines.isolated
import grader.grading.worker

LOADED = (nbgrader.preprocessors, grader.engines.isolated, grader.grading.worker)
gc.freeze()
