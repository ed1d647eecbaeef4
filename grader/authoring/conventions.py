"""The conventions of the notebooks, each a small function whose message names the cure.

`grader build` checks them; a rule is a function of the whole assignment that yields
(line, message) for each place where it does not hold.
"""

from __future__ import annotations

import argparse
import ast
import builtins
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise

from grader.authoring.vacuous import vacuous
from grader.course import did_you_mean
from grader.course.libraries import KIT, LIBRARIES, MAY_IMPORT, NOT_THERE
from grader.source import BEGIN_SOLUTION, END_SOLUTION, Assignment, Cell, load
from grader.source.cells import read
from grader.source.given import Given
from grader.source.marks import tests_of
from grader.source.names import bound_names, imported_modules, names_of

MAX_CELLS = 200
MAX_CODE_LINES = 25
MAX_CLASS_LINES = 40
MAX_TEST_LINES = 60
MAX_WORDS = 90
MAX_BOLD = 4
FRAME = ("Setup", "Recap", "Questions", "Where next")
BETTER_WORDS = {
    "bs": "batch_size",
    "lr": "learning_rate",
    "nb_classes": "num_classes",
    "nb_epochs": "num_epochs",
    "keep_prob": "dropout_rate (the fraction dropped)",
    "patch_size": "kernel_size",
    "skip_window": "window_size",
}

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
def answers_define_their_own_names(assignment: Assignment) -> Iterator[Place]:
    """Given functions come from the given cell in tests, whatever an answer makes."""
    seen = Given()
    for cell in assignment.cells:
        if cell.kind == "given":
            seen.add_given(cell.source)
        elif cell.kind == "solution":
            seen.add_answer(cell.source)
            for name in sorted(seen.replaced):
                yield cell.line, f"'{name}' is defined by a given cell above; rename it"
            seen.replaced.clear()


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
            visible, hidden = tests_of(cell.name)
            if visible not in ids:
                yield cell.line, f"add a cell '# %% test {cell.name}'"
            is_guess = cell.name.startswith("predict_")
            if not is_guess and hidden not in ids:
                yield cell.line, f"add a cell '# %% hidden {cell.name}'"
        if cell.kind in ("test", "hidden") and cell.name not in ids:
            yield cell.line, f"there is no '# %% solution {cell.name}'"


@rule
def solutions_are_marked(assignment: Assignment) -> Iterator[Place]:
    """Without its marks a solution would be cleared together with its signature."""
    for cell in assignment.cells:
        if cell.kind == "solution" and BEGIN_SOLUTION not in cell.source:
            yield cell.line, f"put '{BEGIN_SOLUTION}' and '{END_SOLUTION}' around it"


@rule
def tests_use_what_is_there(assignment: Assignment) -> Iterator[Place]:
    """A name that a test needs is set by a cell above it."""
    there = set(dir(builtins))
    for cell in _code(assignment):
        names = names_of(cell.source)
        there |= names.sets
        if cell.kind in ("test", "hidden"):
            for name in sorted(names.needs - there):
                hint = did_you_mean(name, there, "define it.")
                yield cell.line, f"no cell above sets '{name}'; {hint}"


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
def randomness_is_seeded(assignment: Assignment) -> Iterator[Place]:
    """Restart and Run All gives the same numbers."""
    for cell in _code(assignment):
        for node in ast.walk(read(cell.source).tree):
            if isinstance(node, ast.Call):
                called = ast.unparse(node.func)
                if called.endswith("random.default_rng") and not node.args:
                    yield (
                        cell.line + node.lineno,
                        "give the generator a seed: np.random.default_rng(SEED)",
                    )
                elif re.fullmatch(r"(np|numpy)\.random\.[a-z_]+", called) and (
                    not called.endswith("default_rng")
                ):
                    yield (
                        cell.line + node.lineno,
                        f"use rng = np.random.default_rng(SEED) instead of {called}",
                    )


@rule
def shown_and_tested_names_stay_there(assignment: Assignment) -> Iterator[Place]:
    """Grading skips `show` cells and runs tests elsewhere: nothing may rest on them."""
    last: dict[str, Cell] = {}  # the cell that gave a name its present value
    for cell in _code(assignment):
        names = names_of(cell.source)
        if cell.kind in ("given", "solution"):
            for name in sorted(names.needs & set(last)):
                if last[name].kind in ("show", "test", "hidden"):
                    yield (
                        cell.line,
                        (
                            f"'{name}' comes from the {last[name].kind} cell in line "
                            f"{last[name].line}; define it in a given cell"
                        ),
                    )
        elif cell.kind == "show":
            for name in sorted(names.needs & set(last)):
                if last[name].kind == "hidden":
                    yield (
                        cell.line,
                        (
                            f"'{name}' comes from the hidden tests in line "
                            f"{last[name].line}, which students do not have"
                        ),
                    )
        last |= dict.fromkeys(names.sets, cell)


@rule
def a_sentence_leads_to_code(assignment: Assignment) -> Iterator[Place]:
    """Given code and answers follow a sentence; displays and tests may stand bare."""
    for before, cell in pairwise(assignment.cells):
        if before.kind in ("markdown", "answer"):
            continue
        is_free_run = cell.kind == "given" and before.kind == "solution"
        is_reveal = cell.kind == "given" and before.name.startswith("predict_")
        if cell.kind in ("given", "solution") and not (is_free_run or is_reveal):
            yield cell.line, "put a sentence before it: what does this cell do, and why"


@rule
def exercises_keep_their_order(assignment: Assignment) -> Iterator[Place]:
    """Statement, answer, free run, visible tests, hidden tests."""
    at = {cell.grade_id: i for i, cell in enumerate(assignment.cells) if cell.grade_id}
    for name in assignment.exercises:
        places = [at[i] for i in (name, *tests_of(name)) if i in at]
        if places != sorted(places):
            yield (
                assignment.cells[places[0]].line,
                f"order the cells of '{name}': solution, free run, test, hidden",
            )


@rule
def points_are_told(assignment: Assignment) -> Iterator[Place]:
    """A student knows what an exercise is worth: '(4 points)' in its statement."""
    total = Counter(
        {
            name: sum(c.points for c in assignment.cells if c.name == name)
            for name in {c.name for c in assignment.cells if c.name}
        }
    )
    statement = ""
    for cell in assignment.cells:
        if cell.kind == "markdown":
            statement = cell.source
        elif cell.kind in ("solution", "answer"):
            text = statement if cell.kind == "solution" else cell.source
            told = re.findall(r"\(([\d.]+) points?\)", text)
            if not told and cell.name.startswith("predict_"):
                continue  # its cell says that it counts for being filled in
            if told[-1:] != [f"{total[cell.name]:g}"]:
                yield (
                    cell.line,
                    (
                        f"say '({total[cell.name]:g} points)' in the statement of "
                        f"'{cell.name}'; it says {told[-1] if told else 'nothing'}"
                    ),
                )


@rule
def predictions_count_for_being_made(assignment: Assignment) -> Iterator[Place]:
    """One case of one point, and nothing hidden: a guess is never wrong."""
    for cell in assignment.cells:
        if cell.name.startswith("predict_"):
            if cell.kind == "hidden":
                yield cell.line, "a prediction has no hidden tests; drop the cell"
            elif cell.kind == "test" and [c.points for c in cell.cases] != [1]:
                yield cell.line, "a prediction has one case of 1 point"


@rule
def answers_are_documented(assignment: Assignment) -> Iterator[Place]:
    """A function to write says what it takes and gives, outside its solution."""
    for cell in assignment.cells:
        if cell.kind != "solution" or cell.name.startswith("predict_"):
            continue
        outside = re.sub(
            rf"{BEGIN_SOLUTION}.*?{END_SOLUTION}", "pass", cell.source, flags=re.DOTALL
        )
        functions = [
            node
            for node in read(outside).tree.body
            if isinstance(node, ast.FunctionDef | ast.ClassDef)
        ]
        for node in functions:
            if not ast.get_docstring(node) and node.name == cell.name:
                yield (
                    cell.line,
                    (
                        f"give '{node.name}' a docstring outside the solution: "
                        "arguments with shapes, what it returns, an example"
                    ),
                )


@rule
def messages_teach(assignment: Assignment) -> Iterator[Place]:
    """What a student reads when a case fails is a sentence that helps."""
    for cell in assignment.cells:
        for case in cell.cases:
            text = case.message.strip()
            if len(text) < 12 or text[-1] not in ".!?":
                yield (
                    cell.line,
                    (
                        f"the message of '{case.name}' should be a whole sentence that "
                        "names the likely cause"
                    ),
                )


@rule
def imports_are_the_students(assignment: Assignment) -> Iterator[Place]:
    """A notebook needs what requirements.txt gives, and nothing else."""
    known = {*LIBRARIES, KIT, *sys.stdlib_module_names}
    for cell in _code(assignment):
        allowed = known | {"grader"} if cell.kind == "hidden" else known
        for module in sorted(imported_modules(cell.source) - allowed):
            yield cell.line, f"students do not have '{module}'; do without it"


@rule
def imports_are_told(assignment: Assignment) -> Iterator[Place]:
    """A student learns at the top which libraries are there when it counts."""
    first = next(_code(assignment), None)
    told = " ".join(
        cell.source
        for cell in _prose(assignment)
        if "may import" in cell.source and first and cell.line < first.line
    )
    if missing := [n for n in (*LIBRARIES.values(), NOT_THERE) if n not in told]:
        yield (
            1,
            (
                f"say above the first code what may be imported, {missing[0]} too: "
                f"'{MAY_IMPORT}'"
            ),
        )


@rule
def tests_stand_apart(assignment: Assignment) -> Iterator[Place]:
    """Tests run in another process: they see what is passed and returned, no more."""
    for cell in assignment.cells:
        if cell.kind not in ("test", "hidden"):
            continue
        for module in sorted(imported_modules(cell.source) & {"inspect", "unittest"}):
            yield cell.line, f"'{module}' cannot look into another process; test values"
        for name in sorted(names_of(cell.source).needs & {"globals", "vars", "eval"}):
            yield cell.line, f"'{name}' does not reach the student's process"


@rule
def checks_do_not_hold_of_nothing(assignment: Assignment) -> Iterator[Place]:
    """An empty answer meets every `all`, every loop and every short `zip`."""
    students = frozenset(
        name
        for cell in assignment.cells
        if cell.kind == "solution"
        for name in names_of(cell.source).sets
    )
    for cell in assignment.cells:
        if cell.kind in ("test", "hidden"):
            for line, message in vacuous(cell, students):
                yield cell.line + line, message


@rule
def words_are_the_fields_own(assignment: Assignment) -> Iterator[Place]:
    """One word for one thing, in all six notebooks."""
    for cell in _code(assignment):
        for name in sorted(bound_names(cell.source) & set(BETTER_WORDS)):
            yield cell.line, f"call '{name}' {BETTER_WORDS[name]}"


def describe() -> Iterable[str]:
    """One line a rule, for `grader conventions`."""
    for place_of in RULES:
        first_line = (place_of.__doc__ or "").splitlines()[0]
        yield f"{place_of.__name__.replace('_', ' ')}: {first_line}"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what `grader conventions` takes."""
    parser.add_argument("assignment", nargs="*", help="stems to check; else the list")


def main(options: argparse.Namespace) -> int:
    """List the rules, or check some assignments; 1 when a rule is broken."""
    if not options.assignment:
        print("\n".join(describe()))
        return 0
    broken = [line for stem in options.assignment for line in check(load(stem))]
    print("\n".join(broken) or "All conventions hold.")
    return 1 if broken else 0
