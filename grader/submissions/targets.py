"""The cells of a released notebook, as the places that a student's cells belong to."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from dataclasses import dataclass, field
from functools import lru_cache

from nbformat import NotebookNode

from grader.source import Assignment
from grader.source.cells import normal, tree_of
from grader.source.marks import Marks, marks_of
from grader.source.notebooks import SHOW_TAG, instructor_notebook, student_notebook


@dataclass
class Target:
    """A cell of the released notebook, and the student's cells that are it."""

    cell: NotebookNode  # the instructor's
    released: str  # the source that students got
    marks: Marks
    names: frozenset[str] = frozenset()  # what its solution defines
    found: list[int] = field(default_factory=list)

    @property
    def kind(self) -> str:
        return "code" if self.cell.cell_type == "code" else "markdown"

    @property
    def is_answer(self) -> bool:
        return self.marks.solution

    @property
    def is_show(self) -> bool:
        return SHOW_TAG in self.cell.metadata.get("tags", [])

    @property
    def is_free(self) -> bool:
        """Whether it is code that the student may change or remove, without points."""
        marks = self.marks
        is_marked = marks.grade or marks.solution or marks.locked or marks.task
        return self.kind == "code" and not is_marked and not self.is_show

    @property
    def grade_id(self) -> str:
        return self.marks.grade_id

    @property
    def label(self) -> str:
        """How a sentence calls the cell."""
        if self.is_answer:
            return f"the answer cell '{self.grade_id}'"
        if self.marks.grade:
            return f"the test cell '{self.grade_id}'"
        return "a given cell"


@lru_cache(maxsize=8)  # of a class, each submission has the same
def targets_of(assignment: Assignment) -> tuple[Target, ...]:
    targets = []
    pairs = zip(
        instructor_notebook(assignment).cells,
        student_notebook(assignment).cells,
        strict=True,
    )
    for full, released in pairs:
        target = Target(full, normal(released.source), marks_of(full))
        if target.is_answer and target.kind == "code":
            target.names = frozenset(defined_names(full.source))
        targets.append(target)
    counts: dict[str, int] = defaultdict(int)
    for target in targets:
        for name in target.names:
            counts[name] += 1
    for target in targets:
        target.names = frozenset(n for n in target.names if counts[n] == 1)
    return tuple(targets)


def defined_names(source: str) -> set[str]:
    """Names that the top-level statements of a cell define."""
    tree = tree_of(source)
    names: set[str] = set()
    for node in tree.body if tree else ():
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            names.add(node.name)
        elif isinstance(node, (ast.Assign, ast.AnnAssign, ast.AugAssign)):
            ends = node.targets if isinstance(node, ast.Assign) else [node.target]
            found = (leaf for end in ends for leaf in ast.walk(end))
            names.update(leaf.id for leaf in found if isinstance(leaf, ast.Name))
    if tree is None:
        # A cell that does not parse still says what it wanted to define.
        names.update(re.findall(r"^(?:async )?(?:def|class) +(\w+)", source, re.M))
    return names


def capitalized(text: str) -> str:
    """The text as the beginning of a sentence."""
    return text[:1].upper() + text[1:]
