"""Put a student's answers into a fresh copy of the released notebook.

Nothing else of a submission is graded: tests and given cells come from the source;
what its code cells show is kept to be shown (`submissions.outputs`). An answer is found
by the id of its cell, then by the names that it defines, by its place among the cells
that were recognized, and by its likeness to what was released. Code cells that a
student added stay where they were, since answers may need them. Each thing that had to
be mended is told in a sentence, for instructor and student.
"""

from __future__ import annotations

import ast
import contextlib
import signal
import threading
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import nbformat
from nbformat import NotebookNode

from grader.source import Assignment
from grader.source.cells import statements
from grader.source.marks import marks_of
from grader.source.notebooks import STUB, STUDENT_TAG, TEXT_STUB, instructor_notebook
from grader.submissions.failures import Failure, Kind
from grader.submissions.matching import Matcher, unmerge
from grader.submissions.outputs import Attachments
from grader.submissions.reading import UnreadableError, read_cells
from grader.submissions.targets import capitalized, targets_of
from grader.submissions.written import harmless

__all__ = ["Repaired", "UnreadableError", "repair"]

MAX_NOTES = 40
LIMIT_S = 30.0  # of computing; an honest notebook takes some hundredths of one


@dataclass(frozen=True)
class Repaired:
    """The instructor's notebook with a student's answers.

    `unanswered` holds the grade_ids of answer cells that were left as released.
    """

    notebook: NotebookNode
    repairs: list[str]
    unanswered: frozenset[str]


def repair(data: bytes, assignment: Assignment) -> Repaired:
    """Read a submission and rebuild it; UnreadableError when it is no notebook.

    Nor one that takes more computing than any notebook should, where that can be
    stopped: in the main thread of a process, on a system with alarms.
    """
    with _at_most(LIMIT_S):
        return _repair(data, assignment)


@contextlib.contextmanager
def _at_most(seconds: float) -> Iterator[None]:
    is_main = threading.current_thread() is threading.main_thread()
    if not (is_main and hasattr(signal, "setitimer")):
        yield
        return

    def ring(*_: object) -> None:
        raise UnreadableError(Failure(Kind.SLOW_FILE, amount=seconds))

    before = signal.signal(signal.SIGVTALRM, ring)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds, 1.0)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def _repair(data: bytes, assignment: Assignment) -> Repaired:
    cells, notes = read_cells(data)
    targets = [replace(target, found=[]) for target in targets_of(assignment)]
    pieces = unmerge(cells, targets, notes)
    matcher = Matcher(pieces, targets, notes)
    matcher.match()
    notebook = _rebuild(assignment, matcher)
    kept = list(dict.fromkeys(notes))
    if len(kept) > MAX_NOTES:
        kept[MAX_NOTES:] = [f"And {len(kept) - MAX_NOTES} more repairs."]
    return Repaired(notebook, kept, unanswered(notebook))


def _rebuild(assignment: Assignment, matcher: Matcher) -> NotebookNode:
    """The instructor's notebook with the answers and the student's own cells in it."""
    notebook = instructor_notebook(assignment)
    extras = _extras(matcher)
    cells = list(extras.get(-1, []))
    for index, target in enumerate(matcher.targets):
        cell = notebook.cells[index]
        if target.is_free:
            cells.extend(_free(matcher, index))
            cells.extend(extras.get(index, []))
            continue
        cells.append(cell)
        if target.is_answer:
            cell.source = _answer(matcher, index)
            if cell.cell_type == "code":
                cell.outputs = _outputs(matcher, target.found)
            else:
                _show_safely(cell, matcher, index)
        else:
            cells.extend(_check_given(matcher, index))
        cells.extend(extras.get(index, []))
    own = (c for c in cells if STUDENT_TAG in c.metadata.get("tags", []))
    for count, cell in enumerate(own, start=1):
        cell.id = f"student-{count}"
    notebook.cells = cells
    return notebook


def _free(matcher: Matcher, index: int) -> list[NotebookNode]:
    """A cell that the student may change, as it was handed in; none if it was not."""
    found = matcher.targets[index].found
    text = "\n\n".join(matcher.texts[piece] for piece in found)
    return [_students_cell(text, _outputs(matcher, found))] if text else []


def unanswered(notebook: NotebookNode) -> frozenset[str]:
    """The grade_ids of answer cells that still hold a line to be replaced."""
    return frozenset(
        marks_of(cell).grade_id
        for cell in notebook.cells
        if marks_of(cell).solution and _keeps_stub(cell.source)
    )


def _keeps_stub(source: str) -> bool:
    return any(line.strip() in (STUB, TEXT_STUB) for line in source.splitlines())


def _answer(matcher: Matcher, index: int) -> str:
    """The source of an answer cell: what the student wrote, in notebook order."""
    target, notes = matcher.targets[index], matcher.notes
    label = capitalized(target.label)
    if index in matcher.answered_in:
        home = matcher.targets[matcher.answered_in[index]]
        notes.append(f"{label} was missing; {home.label} holds its answer.")
        return f"# Answered in the cell of '{home.grade_id}'."
    if not target.found:
        notes.append(f"{label} was missing; it counts as not answered.")
        return target.released
    written = [p for p in target.found if not matcher.is_stub(p, index)]
    if any(matcher.pieces[p].kind != target.kind for p in written):
        notes.append(f"{label} had become another type of cell; it was mended.")
    if not written:
        return target.released
    return "\n\n".join(dict.fromkeys(matcher.texts[p] for p in written))


def _show_safely(cell: NotebookNode, matcher: Matcher, index: int) -> None:
    """Let nothing in a written answer run where it is read."""
    target = matcher.targets[index]
    attachments: Attachments = {}
    for piece in target.found:
        attachments |= matcher.pieces[piece].attachments
    if attachments:
        cell.attachments = attachments
    shown = harmless(cell.source, attachments)
    if shown != cell.source:
        cell.source = shown
        label = capitalized(target.label)
        matcher.notes.append(
            f"{label} holds what could run; it is shown as plain text."
        )


def _check_given(matcher: Matcher, index: int) -> list[NotebookNode]:
    """Note what became of a cell that is not the student's; keep added imports."""
    target = matcher.targets[index]
    if target.kind != "code" or target.is_show:
        return []
    label = capitalized(target.label)
    if not target.found:
        matcher.notes.append(f"{label} was missing and was put back.")
        return []
    changed = [p for p in target.found if not matcher.is_stub(p, index)]
    if not changed:
        return []
    imports = "\n".join(
        line
        for piece in changed
        for line in _imports(matcher.texts[piece])
        if line not in _imports(target.released)
    )
    if not imports:
        matcher.notes.append(f"{label} was changed and was put back.")
        return []
    matcher.notes.append(f"{label} was changed and was put back; new imports stay.")
    return [_students_cell(imports)]


def _imports(source: str) -> list[str]:
    kinds = ast.Import | ast.ImportFrom
    return [ast.unparse(node) for node in statements(source) if isinstance(node, kinds)]


def _extras(matcher: Matcher) -> dict[int, list[NotebookNode]]:
    """The student's own cells, by the released cell that they come after.

    Own code keeps its place. Own text below a text answer belongs to the answer: many
    write there instead.
    """
    extras: dict[int, list[NotebookNode]] = defaultdict(list)
    home = -1
    for piece, found in enumerate(matcher.pieces):
        if piece in matcher.target_of:
            home = matcher.target_of[piece]
            continue
        if not matcher.texts[piece] or _is_blank_copy(matcher, piece):
            continue
        if found.kind == "code":
            outputs = _outputs(matcher, [piece])
            extras[home].append(_students_cell(matcher.texts[piece], outputs))
        else:
            _adopt_text(matcher, piece, home)
    return extras


def _is_blank_copy(matcher: Matcher, piece: int) -> bool:
    target = matcher.copy_of.get(piece)
    return target is not None and matcher.is_stub(piece, target)


def _adopt_text(matcher: Matcher, piece: int, home: int) -> None:
    target = matcher.targets[home] if home >= 0 else None
    if target is not None and target.is_answer and target.kind == "markdown":
        target.found.append(piece)


def _outputs(matcher: Matcher, pieces: list[int]) -> list[NotebookNode]:
    """What these pieces show as they were handed in."""
    found = (output for piece in pieces for output in matcher.pieces[piece].outputs)
    return [nbformat.from_dict(output) for output in found]


def _students_cell(source: str, outputs: Sequence[NotebookNode] = ()) -> NotebookNode:
    tags = {"tags": [STUDENT_TAG]}
    return nbformat.v4.new_code_cell(source, metadata=tags, outputs=list(outputs))
