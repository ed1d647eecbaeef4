"""Parse the percent-format text of an assignment into cells.

One text is the only hand-edited form of an assignment; everything else (both
notebooks, the hidden tests, the points) is derived from what this module returns.

A cell starts with a marker line:

    # %% [markdown]                         prose, each line a comment
    # %% [markdown] answer NAME points=3    a text answer, graded by a person
    # %%                                    given code, runs for everybody
    # %% show                               given code that is skipped in grading
    # %% solution NAME                      the answer cell of exercise NAME
    # %% test NAME                          visible tests of exercise NAME
    # %% hidden NAME                        hidden tests of exercise NAME
"""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, get_args

from grader.course.errors import did_you_mean
from grader.course.places import ASSIGNMENTS, stems
from grader.source.cells import read
from grader.source.marks import HIDDEN, TEST, WRITTEN

Kind = Literal["markdown", "answer", "given", "show", "solution", "test", "hidden"]

BEGIN_SOLUTION = "### BEGIN SOLUTION"
END_SOLUTION = "### END SOLUTION"
BEGIN_MARK_SCHEME = "=== BEGIN MARK SCHEME ==="
END_MARK_SCHEME = "=== END MARK SCHEME ==="

_MARKER = re.compile(r"^# %%(?P<rest>.*)$")
_NAME = re.compile(r"[a-z][a-z0-9_]{0,55}")
_PREFIX: dict[Kind, str] = {
    "solution": "",
    "test": TEST,
    "hidden": HIDDEN,
    "answer": WRITTEN,
}


class SourceError(ValueError):
    """The text of an assignment is malformed; the message says where and how."""


class NoAssignmentError(SourceError):
    """There is no assignment of this name."""


@dataclass(frozen=True)
class CaseSpec:
    """One `with case(...)` block of a test cell, read without running it."""

    name: str
    points: float
    message: str
    line: int = field(default=0, compare=False)  # in the text of its assignment


@dataclass(frozen=True)
class Cell:
    """One cell of an assignment.

    `name` is the exercise that the cell belongs to, "" for prose and given code.
    `points` is what the cell is worth: the sum over its cases, or for a text
    answer the number in its marker. `line` is the 1-based line of the marker. `own_id`
    is the id of a cell that was adopted; here ids are made of the names.
    """

    kind: Kind
    name: str
    source: str
    points: float
    cases: tuple[CaseSpec, ...]
    line: int
    own_id: str = ""

    @property
    def grade_id(self) -> str:
        """The nbgrader id of the cell, "" where the cell has none of its own."""
        if self.own_id:
            return self.own_id
        return _PREFIX[self.kind] + self.name if self.kind in _PREFIX else ""


@dataclass(frozen=True)
class Assignment:
    """A parsed assignment: its stem, its cells in order, and the text itself.

    One that was adopted from an nbgrader course has its notebooks as `parts`, each
    with its name as `stem`; ours are one notebook, of their own name.
    """

    stem: str
    cells: tuple[Cell, ...]
    text: str
    parts: tuple[Assignment, ...] = ()

    @property
    def is_adopted(self) -> bool:
        """Whether it is a plain nbgrader notebook, or several."""
        return self.text.startswith("{")

    @property
    def own_text(self) -> str:
        """Where our own data may be asked for; no adopted course knows of them."""
        return "" if self.is_adopted else self.text

    @property
    def notebooks(self) -> tuple[Assignment, ...]:
        """Its notebooks, each an assignment of its own."""
        return self.parts or (self,)

    def label(self, grade_id: str, notebook: str) -> str:
        """A cell's id in verdicts: with its notebook, where there are several."""
        return grade_id if len(self.parts) < 2 else f"{notebook}/{grade_id}"

    @property
    def exercises(self) -> tuple[str, ...]:
        """Names of the automatically graded exercises, in the order of the text."""
        return tuple(cell.name for cell in self.cells if cell.kind == "solution")

    @property
    def max_score(self) -> float:
        """Points that are graded automatically."""
        return sum(c.points for c in self.cells if c.kind in ("test", "hidden"))

    @property
    def manual_max_score(self) -> float:
        """Points that wait for a person."""
        return sum(c.points for c in self.cells if c.kind == "answer")

    def cell(self, grade_id: str) -> Cell:
        """The cell with this grade_id; KeyError when there is none."""
        for cell in self.cells:
            if cell.grade_id == grade_id:
                return cell
        raise KeyError(grade_id)


def load(stem: str, folder: Path = ASSIGNMENTS) -> Assignment:
    """Read and parse one assignment; SourceError when it is missing or malformed."""
    path = folder / f"{stem}.py"
    if not path.is_file():
        known = stems(folder)
        hint = did_you_mean(stem, known, f"there are: {', '.join(known) or 'none'}.")
        raise NoAssignmentError(f"No assignment is called '{stem}'; {hint}")
    return parse(path.read_text(encoding="utf-8"), stem)


def parse(text: str, stem: str) -> Assignment:
    """Cut the percent-format text into cells and check that it is well formed."""
    cells = tuple(_parse_cell(stem, line, rest, body) for line, rest, body in cut(text))
    _check_ids(stem, cells)
    return Assignment(stem=stem, cells=cells, text=text)


def cut(text: str) -> list[tuple[int, str, list[str]]]:
    """(line number of the marker, rest of the marker, body lines) of each cell."""
    pieces: list[tuple[int, str, list[str]]] = []
    for number, line in enumerate(text.splitlines(), start=1):
        marker = _MARKER.match(line)
        if marker:
            pieces.append((number, marker["rest"].strip(), []))
        elif pieces:
            pieces[-1][2].append(line)
    return pieces


def _parse_cell(stem: str, line: int, rest: str, body: list[str]) -> Cell:
    kind, name, points = _parse_marker(stem, line, rest)
    source = "\n".join(body).strip("\n")
    if kind in ("markdown", "answer"):
        source = uncomment(stem, line, source)
    else:
        _check_syntax(stem, line, source)
    if kind == "solution":
        _check_pairs(stem, line, body, BEGIN_SOLUTION, END_SOLUTION)
    if kind == "answer":
        scheme = ("# " + BEGIN_MARK_SCHEME, "# " + END_MARK_SCHEME)
        _check_pairs(stem, line, body, *scheme)
        if BEGIN_MARK_SCHEME not in source:
            raise SourceError(
                f"{stem}.py:{line}: '{name}' has no mark scheme; say what a point is "
                f"given for between the lines '{scheme[0]}' and '{scheme[1]}'."
            )
    cases = _find_cases(stem, line, source) if kind in ("test", "hidden") else ()
    if kind in ("test", "hidden"):
        points = sum(case.points for case in cases)
    return Cell(kind, name, source, points, cases, line)


def _parse_marker(stem: str, line: int, rest: str) -> tuple[Kind, str, float]:
    words = rest.split()
    is_markdown = words[:1] == ["[markdown]"]
    if is_markdown:
        words = words[1:]
    if not words:
        return ("markdown" if is_markdown else "given"), "", 0.0
    kind, *arguments = words
    if kind == "show" and not is_markdown and not arguments:
        return "show", "", 0.0
    names = [word for word in arguments if "=" not in word]
    options = dict(word.split("=", 1) for word in arguments if "=" in word)
    wants_points = kind == "answer"
    if (
        kind not in get_args(Kind)
        or kind not in _PREFIX
        or (kind == "answer") != is_markdown
        or len(names) != 1
        or not _NAME.fullmatch(names[0])
        or set(options) != ({"points"} if wants_points else set())
    ):
        raise SourceError(
            f"{stem}.py:{line}: the marker '# %% {rest}' is not understood; "
            "see the head of grader/source/text.py for the seven forms."
        )
    points = _positive(stem, line, options["points"]) if wants_points else 0.0
    return kind, names[0], points


def _positive(stem: str, line: int, text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0 < value < float("inf"):
        raise SourceError(f"{stem}.py:{line}: points={text} is not a positive number.")
    return value


def uncomment(stem: str, line: int, source: str) -> str:
    """Markdown is written as comments: take one leading '# ' off each line."""
    lines = []
    for offset, text in enumerate(source.splitlines(), start=1):
        if text and not text.startswith("#"):
            raise SourceError(
                f"{stem}.py:{line + offset}: a line of a markdown cell must start "
                "with '# '."
            )
        lines.append(text.removeprefix("#").removeprefix(" "))
    return "\n".join(lines).strip("\n")


def _check_syntax(stem: str, line: int, source: str) -> None:
    try:
        read(source)
    except SyntaxError as error:
        where = line + (error.lineno or 1)
        raise SourceError(f"{stem}.py:{where}: {error.msg}.") from error


def _check_pairs(stem: str, line: int, body: list[str], begin: str, end: str) -> None:
    """Each line that begins a part has one that ends it, in turn."""
    waiting = 0  # the line that began what is not ended yet
    for number, text in enumerate([*body, begin], start=line + 1):
        if text.strip() == begin:
            if waiting:
                raise _lonely(stem, waiting, begin, end)
            waiting = number
        elif text.strip() == end:
            if not waiting:
                raise _lonely(stem, number, end, begin)
            waiting = 0


def _lonely(stem: str, line: int, mark: str, other: str) -> SourceError:
    return SourceError(
        f"{stem}.py:{line}: '{mark}' stands without its '{other}'; add that line."
    )


def find_cases(source: str, grade_id: str) -> tuple[CaseSpec, ...]:
    """The cases of a test cell's code; SourceError, naming the cell, when it is bad."""
    return _find_cases(grade_id, 0, source)


def _find_cases(stem: str, line: int, source: str) -> tuple[CaseSpec, ...]:
    """Read every top-level `with case(...)` of a test cell from its syntax tree."""
    cases = []
    for node in ast.walk(read(source).tree):
        if not isinstance(node, ast.With):
            continue
        call = node.items[0].context_expr
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "case":
            cases.append((node.lineno, _read_case(stem, line + node.lineno, call)))
    if not cases:
        raise SourceError(
            f"{stem}.py:{line}: a test cell needs at least one "
            "`with case(name, points=..., message=...)`."
        )
    return tuple(case for _, case in sorted(cases, key=lambda pair: pair[0]))


def _read_case(stem: str, line: int, call: ast.Call) -> CaseSpec:
    try:
        (name,) = (ast.literal_eval(argument) for argument in call.args)
        options = {k.arg: ast.literal_eval(k.value) for k in call.keywords}
        points, message = float(options.pop("points")), options.pop("message")
        spec = CaseSpec(name, points, message, line)
        is_told = options.pop("in_place", True) is True  # False is what it is without
    except (ValueError, KeyError, TypeError) as error:
        raise SourceError(
            f"{stem}.py:{line}: a case takes a literal name, points and message."
        ) from error
    is_text = isinstance(spec.name, str) and isinstance(spec.message, str)
    if not is_text or not is_told or options or not 0 <= spec.points < float("inf"):
        raise SourceError(
            f"{stem}.py:{line}: case '{spec.name}' needs a text name, points (0 if it "
            "only tells something), a text message and nothing else, but for "
            "`in_place=True`."
        )
    return spec


def _check_ids(stem: str, cells: tuple[Cell, ...]) -> None:
    """Ids are unique, and so are the case names within an exercise."""
    seen: set[str] = set()
    case_names: set[tuple[str, str]] = set()
    for cell in cells:
        if cell.grade_id and cell.grade_id in seen:
            raise SourceError(
                f"{stem}.py:{cell.line}: '{cell.grade_id}' is used twice; "
                "give the exercise another name."
            )
        seen.add(cell.grade_id)
        for case in cell.cases:
            if (cell.name, case.name) in case_names:
                raise SourceError(
                    f"{stem}.py:{cell.line}: two cases of '{cell.name}' are called "
                    f"'{case.name}'."
                )
            case_names.add((cell.name, case.name))
