"""The conventions of the notebooks, each a small function whose message names the cure.

`grader build` checks them; a rule is a function of the whole assignment that yields
(line, message) for each place where it does not hold.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterable, Iterator

from grader.source import Assignment, Cell

MAX_CELLS = 220
MAX_CODE_LINES = 25
MAX_CLASS_LINES = 40
MAX_TEST_LINES = 60
MAX_WORDS = 90
MAX_BOLD = 4
FRAME = ("Setup", "Recap", "Questions", "Where next")

Place = tuple[int, str]
Rule = Callable[[Assignment], Iterator[Place]]

RULES: list[Rule] = []


def rule(function: Rule) -> Rule:
    """Register a rule; its docstring says what it asks for."""
    RULES.append(function)
    return function


def check(assignment: Assignment) -> list[str]:
    """`FILE:LINE: message` for every place that breaks a convention."""
    return [
        f"{assignment.stem}.py:{line}: {message}"
        for place_of in RULES
        for line, message in place_of(assignment)
    ]


def _code(assignment: Assignment) -> Iterator[Cell]:
    return (c for c in assignment.cells if c.kind not in ("markdown", "answer"))


def _prose(assignment: Assignment) -> Iterator[Cell]:
    return (c for c in assignment.cells if c.kind in ("markdown", "answer"))


def _tree(cell: Cell) -> ast.Module:
    return ast.parse(re.sub(r"^\s*[%!].*$", "pass", cell.source, flags=re.MULTILINE))


@rule
def starts_with_one_title(assignment: Assignment) -> Iterator[Place]:
    """The first cell is a level-1 heading, and it is the only one."""
    titles = [
        c for c in _prose(assignment) if re.search(r"^# ", c.source, re.MULTILINE)
    ]
    if not titles or titles[0] is not assignment.cells[0]:
        yield 1, "start with a markdown cell that holds the title, '# …'"
    for cell in titles[1:]:
        yield cell.line, "a notebook has one title; use '## …' for a part"


@rule
def has_the_frame(assignment: Assignment) -> Iterator[Place]:
    """Every notebook has the same frame around its parts."""
    headings = " | ".join(
        line.lstrip("# ").lower()
        for cell in _prose(assignment)
        for line in cell.source.splitlines()
        if line.startswith("#")
    )
    for part in FRAME:
        if part.lower() not in headings:
            yield 1, f"add a heading '## {part}': all assignments have the same frame"


@rule
def is_not_too_long(assignment: Assignment) -> Iterator[Place]:
    """A notebook is worked through in an evening."""
    count = len(assignment.cells)
    if count > MAX_CELLS:
        yield 1, f"{count} cells are more than {MAX_CELLS}; merge or drop some"


@rule
def code_cells_are_short(assignment: Assignment) -> Iterator[Place]:
    """One idea a cell."""
    for cell in _code(assignment):
        limit = MAX_CODE_LINES
        if cell.kind in ("test", "hidden"):
            limit = MAX_TEST_LINES
        elif cell.kind == "solution" or "class " in cell.source:
            limit = MAX_CLASS_LINES
        lines = sum(1 for line in cell.source.splitlines() if line.strip())
        if lines > limit:
            yield cell.line, f"{lines} lines of code; split it, at most {limit}"


@rule
def prose_is_short(assignment: Assignment) -> Iterator[Place]:
    """A student reads a cell in one breath; tables and hints may be longer."""
    for cell in _prose(assignment):
        text = re.split(r"=== BEGIN MARK SCHEME|<details>", cell.source)[0]
        text = re.sub(r"^\|.*$", "", text, flags=re.MULTILINE)
        text = re.sub(r"\$[^$]*\$|```.*?```", "x", text, flags=re.DOTALL)
        words = len(text.split())
        if words > MAX_WORDS:
            yield cell.line, f"{words} words; split or tighten, at most {MAX_WORDS}"


@rule
def bold_is_rare(assignment: Assignment) -> Iterator[Place]:
    """What is bold everywhere is bold nowhere."""
    for cell in _prose(assignment):
        text = re.sub(r"^\|.*$", "", cell.source, flags=re.MULTILINE)
        if len(re.findall(r"\*\*[^*\n]+\*\*", text)) > MAX_BOLD:
            yield cell.line, f"bold at most {MAX_BOLD} times; let sentences do the work"


@rule
def exercises_are_complete(assignment: Assignment) -> Iterator[Place]:
    """An exercise has answer and visible tests; all but a prediction, hidden ones."""
    ids = {cell.grade_id for cell in assignment.cells}
    for cell in assignment.cells:
        if cell.kind == "solution":
            if f"test_{cell.name}" not in ids:
                yield cell.line, f"add a cell '# %% test {cell.name}'"
            is_guess = cell.name.startswith("predict_")
            if not is_guess and f"hidden_{cell.name}" not in ids:
                yield cell.line, f"add a cell '# %% hidden {cell.name}'"
        if cell.kind in ("test", "hidden") and cell.name not in ids:
            yield cell.line, f"there is no '# %% solution {cell.name}'"


@rule
def solutions_are_marked(assignment: Assignment) -> Iterator[Place]:
    """Without its marks a solution would be cleared together with its signature."""
    for cell in assignment.cells:
        if cell.kind == "solution":
            marks = [
                line.strip()
                for line in cell.source.splitlines()
                if line.strip() in ("### BEGIN SOLUTION", "### END SOLUTION")
            ]
            pairs = len(marks) // 2
            if not pairs or marks != ["### BEGIN SOLUTION", "### END SOLUTION"] * pairs:
                yield cell.line, "pair each '### BEGIN SOLUTION' with an END SOLUTION"


@rule
def text_answers_have_a_rubric(assignment: Assignment) -> Iterator[Place]:
    """Whoever grades by hand needs to know what a point is given for."""
    for cell in assignment.cells:
        if cell.kind == "answer" and "BEGIN MARK SCHEME" not in cell.source:
            yield cell.line, "add a rubric between the MARK SCHEME lines"


FORBIDDEN = {
    r"^\s*[!%]": "no shell lines and no magics: they do not run everywhere",
    r"^\s*from \S+ import \*": "name what is imported instead of *",
    r"[\"'](/home|/root|/Users|C:\\)": "no absolute path; use coursekit.data_path",
    r";\s*$": "no trailing semicolon; write '_ =' to show nothing",
    r"\bTODO\b": "a TODO belongs in an issue",
    r"plt\.style\.use|rcParams": "plots are styled in course.mplstyle alone",
    r"allow_pickle\s*=\s*True|\bpickle\.load": "nothing is unpickled",
}


@rule
def code_keeps_off_the_forbidden(assignment: Assignment) -> Iterator[Place]:
    """Things that break on another machine or undo another rule."""
    for cell in _code(assignment):
        for offset, line in enumerate(cell.source.splitlines(), start=1):
            for pattern, message in FORBIDDEN.items():
                if re.search(pattern, line):
                    yield cell.line + offset, message


@rule
def setup_seeds_everything(assignment: Assignment) -> Iterator[Place]:
    """The first code cell seeds, so that Restart and Run All repeats."""
    first = next(_code(assignment), None)
    if first is None or "setup(" not in first.source:
        yield (
            first.line if first else 1,
            "call coursekit's setup(SEED) in the Setup cell",
        )


@rule
def shown_and_tested_names_stay_there(assignment: Assignment) -> Iterator[Place]:
    """Grading skips `show` cells and runs tests elsewhere: nothing may rest on them."""
    kept: set[str] = set()  # names that given code and answers have set so far
    fleeting: set[str] = set()
    for cell in _code(assignment):
        tree = _tree(cell)
        if cell.kind in ("show", "test", "hidden"):
            fleeting |= _assigned(tree) - kept
            continue
        for name in sorted(_used(tree) & fleeting):
            yield (
                cell.line,
                (
                    f"'{name}' comes from a show or test cell above; "
                    "define it in a given cell"
                ),
            )
        kept |= _assigned(tree)
        fleeting -= kept


def _assigned(tree: ast.Module) -> set[str]:
    """Names that a cell gives a value at its top level, or inside a block of it."""
    return {
        node.id
        for node in _walk_outside_functions(tree)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
    } | {
        node.name
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.ClassDef)
    }


def _used(tree: ast.Module) -> set[str]:
    """Names that a cell reads at its top level before it could have set them."""
    local = _assigned(tree)
    return {
        node.id
        for node in _walk_outside_functions(tree)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)
    } - local


def _walk_outside_functions(tree: ast.AST) -> Iterator[ast.AST]:
    """Like ast.walk, but not into functions, lambdas and comprehensions."""
    inner = (
        ast.FunctionDef,
        ast.Lambda,
        ast.ListComp,
        ast.SetComp,
        ast.DictComp,
        ast.GeneratorExp,
    )
    for child in ast.iter_child_nodes(tree):
        if isinstance(child, inner):
            continue
        yield child
        yield from _walk_outside_functions(child)


def describe() -> Iterable[str]:
    """One line a rule, for `grader build --rules`."""
    for place_of in RULES:
        first_line = (place_of.__doc__ or "").splitlines()[0]
        yield f"{place_of.__name__.replace('_', ' ')}: {first_line}"
