"""nbgrader's marks on a cell, and the ids that they give to the cells of an exercise.

The exercise `softmax` has the answer cell `softmax`, the tests `test_softmax` and
`hidden_softmax`; a written answer to `why` is `answer_why`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from nbformat import NotebookNode

SCHEMA = 3
TEST, HIDDEN, WRITTEN = "test_", "hidden_", "answer_"


@dataclass(frozen=True)
class Marks:
    """nbgrader's metadata of one cell; a cell that nbgrader does not know has none."""

    grade_id: str = ""
    grade: bool = False
    solution: bool = False
    locked: bool = False
    points: float = 0.0
    task: bool = False

    @property
    def is_test(self) -> bool:
        """Whether its cases give points."""
        return self.grade and not self.solution

    @property
    def is_ours(self) -> bool:
        """Whether the instructor wrote it and no student may change it."""
        return self.locked and not self.solution

    @property
    def is_hidden(self) -> bool:
        """Whether students do not see it."""
        return is_hidden(self.grade_id)

    def put_on(self, cell: NotebookNode) -> None:
        """Write them into the metadata of a cell."""
        fields: dict[str, Any] = {
            "schema_version": SCHEMA,
            "grade_id": self.grade_id,
            "grade": self.grade,
            "solution": self.solution,
            "locked": self.locked,
            "task": self.task,
        }
        if self.grade:
            whole = int(self.points)
            fields["points"] = whole if self.points == whole else self.points
        cell.metadata["nbgrader"] = fields


def marks_of(cell: Mapping[str, Any]) -> Marks:
    """The marks of a notebook cell, whatever a student or an editor left of them."""
    metadata = cell.get("metadata")
    found = metadata.get("nbgrader") if isinstance(metadata, Mapping) else None
    if not isinstance(found, Mapping):
        return Marks()
    name, points = found.get("grade_id"), found.get("points")
    return Marks(
        grade_id=name if isinstance(name, str) else "",
        grade=bool(found.get("grade")),
        solution=bool(found.get("solution")),
        locked=bool(found.get("locked")),
        points=float(points) if isinstance(points, int | float) else 0.0,
        task=bool(found.get("task")),
    )


def tests_of(exercise: str) -> tuple[str, str]:
    """The ids of its visible and of its hidden tests."""
    return f"{TEST}{exercise}", f"{HIDDEN}{exercise}"


def exercise_of(grade_id: str) -> str:
    """The exercise that a cell belongs to: `test_softmax` → `softmax`."""
    for prefix in (TEST, HIDDEN, WRITTEN):
        if grade_id.startswith(prefix):
            return grade_id.removeprefix(prefix)
    return grade_id


def is_hidden(grade_id: str) -> bool:
    """Whether a test cell is one that students do not see."""
    return grade_id.startswith(HIDDEN)
