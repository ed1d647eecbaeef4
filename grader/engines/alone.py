"""The given cells that stand alone: nothing of an answer is in what they use.

When one of them fails, the student may still have had a hand in it: an answer can
change a library or fill the memory. So it is tried again without any answer; what fails
then as well is the machine's or the course's fault, and never costs a point.
"""

from __future__ import annotations

from collections.abc import Iterable

from grader.examining.examiner import CellTask
from grader.source.names import names_of


def alone(tasks: Iterable[CellTask]) -> list[CellTask]:
    """Given cells that need no name which an answer sets, directly or by another."""
    found: list[CellTask] = []
    theirs: set[str] = set()
    for task in tasks:
        if task.kind == "test":
            continue
        try:
            names = names_of(task.source)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            continue
        if task.kind == "given" and not names.needs & theirs:
            found.append(task)
            theirs -= names.sets
        else:
            theirs |= names.sets
    return found
