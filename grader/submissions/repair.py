"""Put a student's answers into a fresh copy of the released notebook.

Nothing else of a submission is graded: tests and given cells come from the source. An
answer is found by the id of its cell, then by the names that it defines, by its place
among the cells that were recognized, and by its likeness to what was released. Code
cells that a student added stay where they were, since answers may need them. Each
thing that had to be mended is told in a sentence, for instructor and student.
"""

from __future__ import annotations

import ast
import difflib
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

import nbformat
from nbformat import NotebookNode

from grader.source import Assignment
from grader.source.notebooks import (
    SHOW_TAG,
    STUB,
    STUDENT_TAG,
    TEXT_STUB,
    instructor_notebook,
    student_notebook,
)
from grader.submissions.reading import Found, UnreadableError, read_cells

__all__ = ["Repaired", "UnreadableError", "repair"]

ALIKE_GIVEN = 0.75
ALIKE_ANSWER = 0.6
COMPARED = 4_000  # characters of a cell that likeness looks at
MAX_NOTES = 40


@dataclass(frozen=True)
class Repaired:
    """The instructor's notebook with a student's answers.

    `unanswered` holds the grade_ids of answer cells that were left as released.
    """

    notebook: NotebookNode
    repairs: list[str]
    unanswered: frozenset[str]


@dataclass
class Target:
    """A cell of the released notebook, and the student's cells that are it."""

    cell: NotebookNode  # the instructor's
    released: str  # the source that students got
    names: frozenset[str] = frozenset()  # what its solution defines
    found: list[int] = field(default_factory=list)

    @property
    def kind(self) -> str:
        return "code" if self.cell.cell_type == "code" else "markdown"

    @property
    def is_answer(self) -> bool:
        return bool(self._marks.get("solution"))

    @property
    def is_show(self) -> bool:
        return SHOW_TAG in self.cell.metadata.get("tags", [])

    @property
    def grade_id(self) -> str:
        return str(self._marks.get("grade_id", ""))

    @property
    def label(self) -> str:
        """How a sentence calls the cell."""
        if self.is_answer:
            return f"the answer cell '{self.grade_id}'"
        if self._marks.get("grade"):
            return f"the test cell '{self.grade_id}'"
        return "a given cell"

    @property
    def _marks(self) -> NotebookNode:
        return self.cell.metadata.get("nbgrader", NotebookNode())


def repair(data: bytes, assignment: Assignment) -> Repaired:
    """Read a submission and rebuild it; UnreadableError when it is no notebook."""
    cells, notes = read_cells(data)
    targets = [replace(target, found=[]) for target in _targets(assignment)]
    pieces = _unmerge(cells, targets, notes)
    matcher = _Matcher(pieces, targets, notes)
    matcher.match()
    notebook = _rebuild(assignment, matcher)
    kept = list(dict.fromkeys(notes))
    if len(kept) > MAX_NOTES:
        kept[MAX_NOTES:] = [f"And {len(kept) - MAX_NOTES} more repairs."]
    return Repaired(notebook, kept, unanswered(notebook))


@lru_cache(maxsize=8)  # of a class, each submission has the same
def _targets(assignment: Assignment) -> tuple[Target, ...]:
    targets = []
    pairs = zip(
        instructor_notebook(assignment).cells,
        student_notebook(assignment).cells,
        strict=True,
    )
    for full, released in pairs:
        target = Target(full, _normal(released.source))
        if target.is_answer and target.kind == "code":
            target.names = frozenset(_defined(full.source))
        targets.append(target)
    counts: dict[str, int] = defaultdict(int)
    for target in targets:
        for name in target.names:
            counts[name] += 1
    for target in targets:
        target.names = frozenset(n for n in target.names if counts[n] == 1)
    return tuple(targets)


def _normal(source: str) -> str:
    """A source without blanks at the ends of lines and blank lines at its ends."""
    return "\n".join(line.rstrip() for line in source.split("\n")).strip("\n")


def _tree(source: str) -> ast.Module | None:
    """The syntax tree of a cell, its magics blanked; None when it is no Python."""
    plain = re.sub(r"^(\s*)[%!?].*$", r"\1pass", source, flags=re.MULTILINE)
    try:
        return ast.parse(plain)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def _defined(source: str) -> set[str]:
    """Names that the top-level statements of a cell define."""
    tree = _tree(source)
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


# Merged cells are taken apart at the released code that they contain.


def _unmerge(
    cells: Iterable[Found], targets: Sequence[Target], notes: list[str]
) -> list[Found]:
    """The cells, those that hold whole released code cells cut at them."""
    locked = {t.released for t in targets if t.kind == "code" and not t.is_answer}
    locked.discard("")
    locked_ids = {t.cell.id for t in targets if not t.is_answer}
    owned = {name for target in targets for name in target.names}
    pieces: list[Found] = []
    for cell in cells:
        text = _normal(cell.source)
        segments = _cut(text, locked) if cell.kind == "code" else [text]
        free = [s for s in segments if s not in locked]
        is_edited_test = locked_ids & set(cell.ids) and not any(
            _defined(segment) & owned for segment in free
        )
        if len(segments) == 1 or is_edited_test:
            pieces.append(cell)
            continue
        notes.append("Cells that had been merged were taken apart.")
        ids = () if locked_ids & set(cell.ids) else cell.ids
        for segment in segments:
            is_first = bool(free) and segment is free[0]
            pieces.append(Found("code", segment, ids if is_first else ()))
    return pieces


def _cut(text: str, blocks: set[str]) -> list[str]:
    """The text cut so that each block in it stands alone; longest blocks first."""
    for block in sorted(blocks, key=lambda b: (-len(b), b)):
        if block == text or block not in text:
            continue
        at = re.search(rf"^{re.escape(block)}$", text, re.MULTILINE)
        if at is None:
            continue
        sides = (_normal(text[: at.start()]), _normal(text[at.end() :]))
        before, after = (_cut(side, blocks) if side else [] for side in sides)
        return [*before, block, *after]
    return [text]


def _is_cut(before: str, after: str) -> bool:
    """Whether these are two parts of one thing: one of them alone is no Python."""
    return _tree(before) is None or _tree(after) is None


class _Matcher:
    """Finds which piece of the submission is which released cell."""

    def __init__(
        self, pieces: Sequence[Found], targets: Sequence[Target], notes: list[str]
    ) -> None:
        self.pieces = pieces
        self.targets = targets
        self.notes = notes
        self.texts = [_normal(piece.source) for piece in pieces]
        self.target_of: dict[int, int] = {}
        self.answered_in: dict[int, int] = {}  # a target → the one that holds it too
        self.owner = {
            name: index for index, t in enumerate(targets) for name in t.names
        }
        self._names = [
            _defined(piece.source) if piece.kind == "code" else set()
            for piece in pieces
        ]

    def match(self) -> None:
        """Assign pieces to targets, the surest evidence first."""
        self._by_id()
        self._by_equal_text()
        self._by_names()
        self._by_likeness(ALIKE_GIVEN, answers=False)
        self._by_order()
        self._by_likeness(ALIKE_ANSWER, answers=True)
        self._split_answers()
        self._shared_answers()

    def owners(self, piece: int) -> list[int]:
        """The answer cells whose names this piece defines, in order."""
        names = self._names[piece]
        return sorted({self.owner[n] for n in names if n in self.owner})

    def is_stub(self, piece: int, target: int) -> bool:
        """Whether the piece is what the student was given there."""
        return self.texts[piece] == self.targets[target].released

    def lacks_answer(self, target: int) -> bool:
        """Whether no piece that the student wrote is this target yet."""
        found = self.targets[target].found
        return all(self.is_stub(piece, target) for piece in found)

    def free(self, kind: str = "") -> list[int]:
        """Pieces that are no released cell yet and hold something."""
        return [
            index
            for index, piece in enumerate(self.pieces)
            if index not in self.target_of
            and self.texts[index]
            and (not kind or piece.kind == kind)
        ]

    def _assign(self, piece: int, target: int) -> None:
        self.target_of[piece] = target
        self.targets[target].found.append(piece)
        self.targets[target].found.sort()

    def _by_id(self) -> None:
        names: dict[str, int] = {}
        for index, target in enumerate(self.targets):
            names.setdefault(target.cell.id, index)
            if target.grade_id:
                names.setdefault(target.grade_id, index)
        some = False
        for piece, found in enumerate(self.pieces):
            known = [names[name] for name in found.ids if name in names]
            if known:
                some = True
                self._assign(piece, known[0])
        if not some:
            self.notes.append(
                "The cells had lost their ids; answers were found by content and order."
            )

    def _by_equal_text(self) -> None:
        """Unchanged released cells; where several are equal, in their order."""
        open_targets: dict[tuple[str, str], list[int]] = defaultdict(list)
        for index, target in enumerate(self.targets):
            if not target.found and target.released:
                open_targets[target.kind, target.released].append(index)
        for piece in self.free():
            same = open_targets.get((self.pieces[piece].kind, self.texts[piece]), [])
            if not same:
                continue
            # Equal stubs of several exercises say nothing about which one they are.
            if self.targets[same[0]].is_answer and len(same) > 1:
                continue
            self._assign(piece, same.pop(0))

    def _by_names(self) -> None:
        """Code that defines what only one exercise asks for is its answer."""
        claims: dict[int, list[int]] = defaultdict(list)
        for piece in self.free("code"):
            missing = [t for t in self.owners(piece) if self.lacks_answer(t)]
            if missing:
                claims[missing[0]].append(piece)
        for target, pieces in claims.items():
            best = max(pieces, key=lambda p: (self._likeness(p, target), -p))
            self._assign(best, target)

    def _likeness(self, piece: int, target: int) -> float:
        ours = self.targets[target].released[:COMPARED]
        theirs = self.texts[piece][:COMPARED]
        compare = difflib.SequenceMatcher(None, ours, theirs, autojunk=False)
        if compare.real_quick_ratio() < 0.5 or compare.quick_ratio() < 0.5:
            return 0.0
        return compare.ratio()

    def _by_likeness(self, least: float, *, answers: bool) -> None:
        """The most alike pairs first, down to the least likeness."""
        open_targets = [
            index
            for index, target in enumerate(self.targets)
            if not target.found
            and target.is_answer == answers
            and target.released
            and target.released not in (STUB, TEXT_STUB)
        ]
        pairs = []
        for piece in self.free():
            if self.owners(piece) and not answers:
                continue
            for target in open_targets:
                if self.pieces[piece].kind == self.targets[target].kind:
                    alike = self._likeness(piece, target)
                    if alike >= least and self._may_be(piece, target):
                        pairs.append((-alike, piece, target))
        for _, piece, target in sorted(pairs):
            if piece not in self.target_of and not self.targets[target].found:
                self._assign(piece, target)

    def _may_be(self, piece: int, target: int) -> bool:
        """Whether nothing says that the piece answers another exercise."""
        return self.owners(piece) in ([], [target])

    def _by_order(self) -> None:
        """An open answer takes what stands where it should stand."""
        for target, wanted in enumerate(self.targets):
            if not wanted.is_answer or wanted.found:
                continue
            low = self._edge(range(target - 1, -1, -1), -1)
            high = self._edge(
                range(target + 1, len(self.targets)), len(self.pieces), first=True
            )
            between = [
                piece
                for piece in self.free(wanted.kind)
                if low < piece < high and self._may_be(piece, target)
            ]
            if between:
                self._assign(between[0], target)

    def _edge(self, order: range, default: int, *, first: bool = False) -> int:
        """The piece of the nearest released cell in this order that was recognized."""
        for index in order:
            found = self.targets[index].found
            if found:
                return found[0] if first else found[-1]
        return default

    def _split_answers(self) -> None:
        """The rest of an answer that was cut in two where Python cannot be cut."""
        for piece, target in sorted(self.target_of.items()):
            if not self.targets[target].is_answer or self.pieces[piece].kind != "code":
                continue
            parts, end = [piece], piece + 1
            while end in self.free("code") and _is_cut(
                self._join(parts), self.texts[end]
            ):
                parts.append(end)
                end += 1
            if len(parts) > 1 and _tree(self._join(parts)) is not None:
                label = _upper(self.targets[target].label)
                self.notes.append(f"{label} had been split; it was joined.")
                self.texts[piece] = self._join(parts)
                for part in parts[1:]:
                    self.texts[part] = ""

    def _join(self, parts: Sequence[int]) -> str:
        return "\n".join(self.texts[part] for part in parts)

    def _shared_answers(self) -> None:
        """An exercise without a cell of its own whose names another answer defines."""
        for target, wanted in enumerate(self.targets):
            if not wanted.names or wanted.found:
                continue
            for piece, home in sorted(self.target_of.items()):
                holds = target in self.owners(piece)
                if holds and self.targets[home].is_answer:
                    self.answered_in[target] = home
                    break


# The fresh copy.


def _rebuild(assignment: Assignment, matcher: _Matcher) -> NotebookNode:
    """The instructor's notebook with the answers and the student's own cells in it."""
    notebook = instructor_notebook(assignment)
    extras = _extras(matcher)
    cells = list(extras.get(-1, []))
    for index, target in enumerate(matcher.targets):
        cell = notebook.cells[index]
        cells.append(cell)
        if target.is_answer:
            cell.source = _answer(matcher, index)
        else:
            cells.extend(_check_given(matcher, index))
        cells.extend(extras.get(index, []))
    own = (c for c in cells if STUDENT_TAG in c.metadata.get("tags", []))
    for count, cell in enumerate(own, start=1):
        cell.id = f"student-{count}"
    notebook.cells = cells
    return notebook


def unanswered(notebook: NotebookNode) -> frozenset[str]:
    """The grade_ids of answer cells that still hold a line to be replaced."""
    return frozenset(
        cell.metadata["nbgrader"]["grade_id"]
        for cell in notebook.cells
        if cell.metadata.get("nbgrader", {}).get("solution")
        and _keeps_stub(cell.source)
    )


def _keeps_stub(source: str) -> bool:
    return any(line.strip() in (STUB, TEXT_STUB) for line in source.splitlines())


def _answer(matcher: _Matcher, index: int) -> str:
    """The source of an answer cell: what the student wrote, in notebook order."""
    target, notes = matcher.targets[index], matcher.notes
    label = target.label
    if index in matcher.answered_in:
        home = matcher.targets[matcher.answered_in[index]]
        notes.append(f"{_upper(label)} was missing; {home.label} holds its answer.")
        return f"# Answered in the cell of '{home.grade_id}'."
    if not target.found:
        notes.append(f"{_upper(label)} was missing; it counts as not answered.")
        return target.released
    written = [p for p in target.found if not matcher.is_stub(p, index)]
    if any(matcher.pieces[p].kind != target.kind for p in written):
        notes.append(f"{_upper(label)} had become another type of cell; it was mended.")
    if not written:
        return target.released
    texts = list(dict.fromkeys(matcher.texts[p] for p in written))
    if len(texts) == 1:
        return texts[0]
    if target.kind == "markdown":
        return "\n\n".join(texts)
    notes.append(f"{_upper(label)} was there {len(texts)} times; all were kept.")
    return _join(texts)


def _join(texts: Sequence[str]) -> str:
    """Several copies of an answer as one cell; a copy that is no Python is muted."""
    good = [text for text in texts if _tree(text) is not None]
    together = "\n".join(texts)
    if not good or (len(good) < len(texts) and _tree(together) is not None):
        return together
    muted = (re.sub("^", "# ", t, flags=re.M) if t not in good else t for t in texts)
    return "\n\n".join(muted)


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]


def _check_given(matcher: _Matcher, index: int) -> list[NotebookNode]:
    """Note what became of a cell that is not the student's; keep added imports."""
    target = matcher.targets[index]
    if target.kind != "code" or target.is_show:
        return []
    label = _upper(target.label)
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
    tree = _tree(source)
    nodes = tree.body if tree else []
    return [
        ast.unparse(n) for n in nodes if isinstance(n, (ast.Import, ast.ImportFrom))
    ]


def _extras(matcher: _Matcher) -> dict[int, list[NotebookNode]]:
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
        if not matcher.texts[piece]:
            continue
        if found.kind == "code":
            extras[home].append(_students_cell(matcher.texts[piece]))
        else:
            _adopt_text(matcher, piece, home)
    return extras


def _adopt_text(matcher: _Matcher, piece: int, home: int) -> None:
    target = matcher.targets[home] if home >= 0 else None
    if target is not None and target.is_answer and target.kind == "markdown":
        target.found.append(piece)


def _students_cell(source: str) -> NotebookNode:
    return nbformat.v4.new_code_cell(source, metadata={"tags": [STUDENT_TAG]})
