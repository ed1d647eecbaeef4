"""Find which cell of a submission is which cell of the released notebook.

By the id of the cell, then by the names that it defines, by its place among the cells
that were recognized, and by its likeness to what was released.
"""

from __future__ import annotations

import ast
import difflib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from grader.source.cells import normal, tree_of
from grader.source.notebooks import STUB, TEXT_STUB
from grader.submissions.reading import FoundCell
from grader.submissions.targets import Target, capitalized, defined_names

ALIKE_GIVEN = 0.75
ALIKE_ANSWER = 0.6
_AWAIT = ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
COMPARED = 4_000  # characters of a cell that likeness looks at
# Steps that comparing texts may take in all, some seconds; what is left when they are
# used up is found by its place alone. A notebook of ours that has lost its ids and in
# which every cell was changed needs half of them.
MAX_STEPS = 30_000_000
MAX_PARTS = 20  # cells that an answer may have been split into

# Merged cells are taken apart at the released code that they contain.


def unmerge(
    cells: Iterable[FoundCell], targets: Sequence[Target], notes: list[str]
) -> list[FoundCell]:
    """The cells, those that hold whole released code cells cut at them."""
    locked = {t.released for t in targets if t.kind == "code" and not t.is_answer}
    locked.discard("")
    locked_ids = {t.cell.id for t in targets if not t.is_answer}
    owned = {name for target in targets for name in target.names}
    pieces: list[FoundCell] = []
    for cell in cells:
        text = normal(cell.source)
        segments = _cut(text, locked) if cell.kind == "code" else [text]
        free = [s for s in segments if s not in locked]
        is_edited_test = locked_ids & set(cell.ids) and not any(
            defined_names(segment) & owned for segment in free
        )
        if len(segments) == 1 or is_edited_test:
            pieces.append(cell)
            continue
        notes.append("Cells that had been merged were taken apart.")
        ids = () if locked_ids & set(cell.ids) else cell.ids
        for segment in segments:
            is_first = bool(free) and segment is free[0]
            own = (ids, cell.own_id, cell.outputs) if is_first else ()
            pieces.append(FoundCell("code", segment, *own))
    return pieces


def _cut(text: str, blocks: set[str]) -> list[str]:
    """The text cut so that each block in it stands alone; longest blocks first."""
    for block in sorted(blocks, key=lambda b: (-len(b), b)):
        if block == text or block not in text:
            continue
        at = re.search(rf"^{re.escape(block)}$", text, re.MULTILINE)
        if at is None:
            continue
        sides = (normal(text[: at.start()]), normal(text[at.end() :]))
        before, after = (_cut(side, blocks) if side else [] for side in sides)
        return [*before, block, *after]
    return [text]


def _is_cut(before: str, after: str) -> bool:
    """Whether these are two parts of one thing: one of them alone is no program."""
    return not (_is_program(before) and _is_program(after))


def _is_program(text: str) -> bool:
    """Whether Python would run it; `return` alone is a tree, but no program."""
    tree = tree_of(text)
    try:
        return tree is not None and bool(compile(tree, "cell", "exec", _AWAIT))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False


class Matcher:
    """Finds which piece of the submission is which released cell."""

    def __init__(
        self, pieces: Sequence[FoundCell], targets: Sequence[Target], notes: list[str]
    ) -> None:
        self.pieces = pieces
        self.targets = targets
        self.notes = notes
        self.texts = [normal(piece.source) for piece in pieces]
        self.target_of: dict[int, int] = {}
        self.answered_in: dict[int, int] = {}  # a target → the one that holds it too
        self.copy_of: dict[int, int] = {}  # a copy of an answer cell → its target
        self.owner = {
            name: index for index, t in enumerate(targets) for name in t.names
        }
        self._steps_left = MAX_STEPS
        self._names = [
            defined_names(piece.source) if piece.kind == "code" else set()
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

    def free(self, kind: str = "", copy_of: int | None = None) -> list[int]:
        """Pieces that are no released cell yet and hold something.

        A copy of an answer cell is no other answer; it is free for its own cell alone.
        """
        return [
            index
            for index, piece in enumerate(self.pieces)
            if index not in self.target_of
            and self.copy_of.get(index, copy_of) == copy_of
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
        claims: dict[int, list[int]] = defaultdict(list)
        for piece, found in enumerate(self.pieces):
            known = [names[name] for name in found.ids if name in names]
            if known:
                claims[known[0]].append(piece)
        for home, pieces in claims.items():
            for piece in self._without_copies(home, pieces):
                self._assign(piece, home)
        if not claims:
            self.notes.append(
                "The cells had lost their ids; answers were found by content and order."
            )

    def _without_copies(self, target: int, pieces: list[int]) -> list[int]:
        """The piece that is the answer, where a student has copied the answer's cell.

        Run from top to bottom, a copy further down changes nothing that stands above
        it; so it is no answer, but code of the student's own, and stays where it is.
        The answer is the cell that kept the answer's own id, or else the first; one
        that says nothing only where no other says more.
        """
        wanted = self.targets[target]
        if not wanted.is_answer or wanted.kind != "code" or len(pieces) == 1:
            return pieces

        def rank(piece: int) -> tuple[bool, bool, bool, int]:
            found = self.pieces[piece]
            return (
                self.is_stub(piece, target) or not self.texts[piece],
                found.own_id != wanted.cell.id,
                found.kind != "code" or tree_of(found.source) is None,
                piece,
            )

        best, *copies = sorted(pieces, key=rank)
        self.copy_of |= dict.fromkeys(copies, target)
        if any(not self.is_stub(piece, target) for piece in copies):
            label = capitalized(wanted.label)
            self.notes.append(f"{label} was copied; the copies stay where they stand.")
        return [best]

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
            in_place = [piece for piece in pieces if piece in self._between(target)]
            if in_place:
                self._assign(in_place[0], target)
                continue
            best = max(pieces, key=lambda p: (self._likeness(p, target), -p))
            self._assign(best, target)

    def _likeness(self, piece: int, target: int, least: float = 0.5) -> float:
        """From 0 to 1; 0 for what is below `least`, and when no steps are left."""
        ours = self.targets[target].released[:COMPARED]
        theirs = self.texts[piece][:COMPARED]
        self._steps_left -= 4 * (len(ours) + len(theirs))
        if self._steps_left < 0:
            return 0.0
        compare = difflib.SequenceMatcher(None, ours, theirs, autojunk=False)
        if compare.real_quick_ratio() < least or compare.quick_ratio() < least:
            return 0.0
        found = Counter(ours)
        self._steps_left -= sum(found[c] * n for c, n in Counter(theirs).items())
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
                    alike = self._likeness(piece, target, least)
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
            place = self._between(target)
            between = [
                piece
                for piece in self.free(wanted.kind)
                if piece in place and self._may_be(piece, target)
            ]
            if between:
                self._assign(between[0], target)

    def _between(self, target: int) -> range:
        """Where a released cell should stand, from those that were recognized."""
        low = self._edge(range(target - 1, -1, -1), -1)
        above = range(target + 1, len(self.targets))
        return range(low + 1, self._edge(above, len(self.pieces), first=True))

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
            while (
                len(parts) < MAX_PARTS
                and end in self.free("code", target)
                and _is_cut(self._join(parts), self.texts[end])
            ):
                parts.append(end)
                end += 1
            if len(parts) > 1 and tree_of(self._join(parts)) is not None:
                label = capitalized(self.targets[target].label)
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
