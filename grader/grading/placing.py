"""Where each test of an adopted course runs: outside the student's process, or inside.

It is found out, not declared. A test that the cells' texts allow outside is tried there
on the instructor's own solution and on the notebook as it is released; where both have
the points that they have inside, it stays outside. What was found lies in
`COURSE/adopted/ASSIGNMENT.json` until the assignment's text is another one.
"""

from __future__ import annotations

import ast
import builtins
import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from grader import source
from grader.course import Course
from grader.course.files import write_text
from grader.source import adopted
from grader.source.cells import statements
from grader.source.marks import marks_of
from grader.source.names import names_of
from grader.source.reach import top_level_names
from grader.submissions.verdicts import CellVerdict

FOLDER = "adopted"
ROUNDS = 4
# What asks for the notebook's own names, or for what is printed there.
OF_THE_KERNEL = frozenset(
    {
        "capture_output", "dir", "eval", "exec", "getsource", "get_ipython", "globals",
        "input", "inspect", "locals", "mock", "patch", "redirect_stderr",
        "redirect_stdout", "stderr", "stdin", "stdout", "vars",
    }
)  # fmt: skip
DIFFERS = "gives its own solution {points:g} there: {why}"
DIFFERS_EMPTY = "gives the released notebook {points:g} there"
DISTURBED = "the other tests have other points without it"
UNTRIED = "its own solution has no points for it"
NO_PYTHON = "it is no plain Python"

Scores = Mapping[str, CellVerdict]


@dataclass
class Placed:
    """What was found: for each test inside, by its label, why it is not outside."""

    assignment: source.Assignment
    inside: dict[str, str] = field(default_factory=dict)

    def save(self, course: Course, text: str) -> None:
        """Keep it for `grader grade`, with the text that it was found for."""
        outside = json.loads(self.assignment.text).get("outside", {})
        content = {"text": _digest(text), "outside": outside, "inside": self.inside}
        path = _path(course, self.assignment.stem)
        path.parent.mkdir(exist_ok=True)
        write_text(path, json.dumps(content, indent=1))


def known(course: Course, assignment: source.Assignment) -> source.Assignment | None:
    """The assignment with what was found of it; None when it is another one now."""
    try:
        content = json.loads(_path(course, assignment.stem).read_bytes())
        if content["text"] != _digest(assignment.text):
            return None
        return adopted.placed(assignment, content["outside"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def was_looked_at(course: Course, stem: str) -> bool:
    """Whether anything was found of it, be it as it was before."""
    return _path(course, stem).is_file()


def _path(course: Course, stem: str) -> Path:
    return course.root / FOLDER / f"{stem}.json"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


# What the texts say


@dataclass
class Rooms:
    """Who sets the names of one notebook, read off the instructor's own."""

    prelude: list[str] = field(default_factory=list)
    known: set[str] = field(default_factory=set)
    answers: set[str] = field(default_factory=set)
    others: dict[str, str] = field(default_factory=dict)  # {name: who set it so far}
    reasons: dict[str, str] = field(default_factory=dict)  # {test: why it is inside}
    tests: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class _Read:
    """One code cell of the instructor's notebook."""

    source: str
    kind: str
    grade_id: str
    sets: frozenset[str]
    needs: frozenset[str]
    imports: tuple[ast.stmt, ...]
    rest: str  # but the imports


def rooms(part: source.Assignment) -> Rooms:
    """Read one notebook: which tests may run outside, and what runs beside them."""
    cells = list(_cells(part))
    found = Rooms()
    for cell in cells:
        if cell.kind == "answer":
            found.answers |= cell.sets
    _read_imports(found, cells)
    for number, cell in enumerate(cells):
        who = {"student's": "students may set", "test": "a test sets"}.get(cell.kind)
        if cell.kind == "given" and not _add_given(found, cell):
            who = f"the cell '{cell.grade_id}' makes of answers"
        if cell.kind == "test":
            found.tests.append(cell.grade_id)
            later = frozenset().union(*(c.needs for c in cells[number + 1 :]))
            if reason := _why_inside(cell, found, later):
                found.reasons[cell.grade_id] = reason
        if who:
            found.others |= dict.fromkeys(cell.sets, who)
    return found


def _cells(part: source.Assignment) -> Iterator[_Read]:
    for cell in adopted.instructor(part).cells:
        if cell.cell_type != "code":
            continue
        marks = marks_of(cell)
        body = statements(cell.source)
        imports = tuple(s for s in body if isinstance(s, ast.Import | ast.ImportFrom))
        try:
            names = names_of(cell.source)
        except (SyntaxError, ValueError, RecursionError):
            names = None
        kind = "test" if marks.is_test else "answer" if marks.solution else "student's"
        if kind == "student's" and marks.is_ours:
            kind = "given"
        imported = top_level_names(list(imports))
        yield _Read(
            source=cell.source,
            kind=kind,
            grade_id=marks.grade_id,
            sets=(names.sets if names else frozenset()) - imported,
            needs=names.needs if names else frozenset(),
            imports=imports,
            rest="\n".join(ast.unparse(s) for s in body if s not in imports),
        )


def _read_imports(found: Rooms, cells: Iterable[_Read]) -> None:
    """What any cell imports is what it is, whoever sets a name like it."""
    lines: dict[str, None] = {}
    for cell in cells:
        for statement in cell.imports:
            names = top_level_names([statement])
            if not names & found.answers:
                lines[_optional(statement)] = None
                found.known |= names
    found.prelude = ["\n".join(lines)] if lines else []


def _add_given(found: Rooms, cell: _Read) -> bool:
    """Whether a locked cell needs nothing of a student's, and so can run outside."""
    free = (found.known | vars(builtins).keys()) - found.others.keys()
    if cell.needs <= free and not cell.sets & found.answers:
        found.prelude += [cell.rest] if cell.rest else []
        found.known |= cell.sets
        return True
    return False


def _optional(statement: ast.stmt) -> str:
    """An import; one that fails for the instructor too leaves its tests inside."""
    text = ast.unparse(statement)
    return f"try:\n    {text}\nexcept ImportError:\n    pass"


def _why_inside(cell: _Read, found: Rooms, later: frozenset[str]) -> str:
    """Why a test has to run in the student's process, "" when it may be outside."""
    tree = _tree(cell.source)
    if tree is None:
        return NO_PYTHON
    asked = {n.id for n in ast.walk(tree) if isinstance(n, ast.Name)}
    asked |= {n.attr for n in ast.walk(tree) if isinstance(n, ast.Attribute)}
    asked |= {a.name for n in cell.imports for a in getattr(n, "names", [])}
    if words := sorted(asked & OF_THE_KERNEL):
        return f"asks for {words[0]}"
    own = cell.sets | top_level_names(list(cell.imports))
    for name in sorted(cell.needs - own - vars(builtins).keys()):
        if name in found.answers and name not in found.others:
            continue
        if name in found.known and name not in found.others:
            continue
        return f"uses {name}, which {found.others.get(name, 'no cell sets')}"
    if changed := sorted(cell.sets & (found.answers | later)):
        return f"sets {changed[0]} for other cells"
    return ""


def _tree(text: str) -> ast.Module | None:
    """The tree of a cell that is plain Python, None of one with IPython's lines."""
    try:
        return ast.parse(text)
    except (SyntaxError, ValueError, RecursionError):
        return None


# What a trial says


def place(
    assignment: source.Assignment,
    run: Callable[[source.Assignment], tuple[Scores, Scores]],
) -> Placed:
    """Try tests outside until nothing has other points than inside.

    Args:
        assignment: as it was read, all of its tests inside.
        run: what an assignment gives to solution and release, {label: verdict}.
    """
    parts = {part.stem: rooms(part) for part in assignment.notebooks}
    inside = {
        assignment.label(test, name): reason
        for name, found in parts.items()
        for test, reason in found.reasons.items()
    }
    labels = [
        assignment.label(test, name) for name, f in parts.items() for test in f.tests
    ]
    full, empty = run(assignment)
    silent = [c.grade_id for c in full.values() if c.score == 0 < c.max_score]
    inside = dict.fromkeys(silent, UNTRIED) | inside
    for _ in range(ROUNDS):
        outside = [label for label in labels if label not in inside]
        if not outside:
            break
        told = {
            name: {
                "tests": [t for t in f.tests if assignment.label(t, name) in outside],
                "prelude": f.prelude,
            }
            for name, f in parts.items()
        }
        trial = adopted.placed(assignment, told)
        differ = _differences(outside, (full, empty), run(trial))
        if not differ:
            return Placed(trial, inside)
        inside |= differ
    return Placed(assignment, {label: inside.get(label, DISTURBED) for label in labels})


def _differences(
    outside: Iterable[str], before: tuple[Scores, Scores], after: tuple[Scores, Scores]
) -> dict[str, str]:
    """{label: why} of the tests outside that have other points than inside.

    Where only others have, which use what tests outside left undone, all are named.
    """
    (full, empty), (full_now, empty_now) = before, after
    found = {}
    for label in outside:
        now = full_now[label]
        if now.score != full[label].score or now.inside:
            why = now.cases[0].message or "it asks for what does not travel"
            found[label] = DIFFERS.format(points=now.score * (not now.inside), why=why)
        elif empty_now[label].score != empty[label].score:
            found[label] = DIFFERS_EMPTY.format(points=empty_now[label].score)
    others = any(
        now[label].score != then[label].score
        for then, now in ((full, full_now), (empty, empty_now))
        for label in then
    )
    if not found and others:
        found = dict.fromkeys(outside, DISTURBED)
    return found
