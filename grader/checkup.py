"""What `grader doctor --course` says of a course that was made for nbgrader."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from grader import source
from grader.course import Course, CourseError
from grader.engines import choice
from grader.grading import placing
from grader.source import adopted, nbgrader_course
from grader.source.cells import statements

# Asked of the Python that runs the course, without what lies in this folder.
ASK = """\
import importlib.util, json, sys
names = set(sys.argv[1:]) - {"__main__", *sys.builtin_module_names}
print(json.dumps(sorted(n for n in names if importlib.util.find_spec(n) is None)))
"""


@dataclass(frozen=True)
class Finding:
    """One checked thing; `cure` is what to do when it is not well.

    `advice` are lines that are told in any case.
    """

    name: str
    is_well: bool
    fact: str
    cure: str = ""
    advice: tuple[str, ...] = ()


def check_course(course: Course) -> list[Finding]:
    """A line an assignment of its own, then modules and settings."""
    ours = set(source.stems())
    names = [n for n in nbgrader_course.assignments(course.root) if n not in ours]
    if not names:
        return [Finding("adopted course", True, f"{course.root} has no assignment")]
    findings, found = [], []
    for name in names:
        try:
            assignment = source.load_for(course, name)
        except source.SourceError as error:
            cure = "mend that; `grader grade` cannot read it either"
            findings.append(Finding(name, False, str(error), cure))
            continue
        found.append(assignment)
        findings.append(_check_assignment(course, assignment))
    return [*findings, _check_modules(course, found), *_check_settings(course)]


def _check_assignment(course: Course, assignment: source.Assignment) -> Finding:
    """Whether `grader adopt` has looked at it, and how much runs inside."""
    stem, known = assignment.stem, placing.known(course, assignment)
    if known is not None:
        looked = "looked at by `grader adopt`"
    elif placing.was_looked_at(course, stem):
        looked = "changed since `grader adopt` looked at it"
    else:
        looked = "never looked at by `grader adopt`"
    inside = points_inside(known or assignment)
    fact = f"{looked}; {inside:g} of {assignment.max_score:g} automatic points inside"
    return Finding(stem, known is not None, fact, f"grader adopt {course.root} {stem}")


def points_inside(assignment: source.Assignment) -> float:
    """Points of the tests that run in the student's own process."""
    return sum(
        cell.points
        for part in assignment.notebooks
        for cell in part.cells
        if cell.kind in ("test", "hidden")
        and cell.grade_id not in adopted.tests_outside(part)
    )


# Modules.


def _check_modules(course: Course, assignments: Iterable[source.Assignment]) -> Finding:
    asked = sorted({name for one in assignments for name in _modules(one)})
    python = course.settings.python
    try:
        if python:
            choice.check_python(python)
        lacking = _lacking(asked, python or sys.executable)
    except (CourseError, OSError, ValueError) as error:
        return Finding("modules", False, str(error), "name another `python`")
    who = python or "this Python"
    fact = f"{who} lacks {', '.join(lacking)}" if lacking else f"{len(asked)} found"
    cure = f"{python or sys.executable} -m pip install what has them, or name the "
    cure += "course's own Python in [kernel] of course.toml"
    return Finding("modules", not lacking, fact, cure)


def _modules(assignment: source.Assignment) -> set[str]:
    """Top names of what its notebooks import and what does not lie beside them."""
    beside = {
        PurePosixPath(name).parts[0].removesuffix(".py")
        for name in adopted.files(assignment.text)
    }
    found = {
        name.partition(".")[0]
        for cell in assignment.cells
        if cell.kind != "markdown"
        for statement in statements(cell.source)
        for name in _imports(statement)
    }
    return found - beside - {""}


def _imports(node: ast.AST) -> Iterator[str]:
    """What it imports, but where it is prepared that this fails."""
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom) and not node.level:
        yield node.module or ""
    elif not (isinstance(node, ast.Try) and node.handlers):
        for child in ast.iter_child_nodes(node):
            yield from _imports(child)


def _lacking(names: Iterable[str], python: str) -> list[str]:
    command = [python, "-P", "-c", ASK, *names]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    found: list[str] = json.loads(done.stdout)
    return found


# Settings.


def _check_settings(course: Course) -> list[Finding]:
    name = nbgrader_course.CONFIG
    if not (course.root / name).is_file():
        return []
    try:
        passed_over = nbgrader_course.passed_over(course.root)
        nbgrader_course.limits(course.root)
    except source.SourceError as error:
        return [Finding(name, False, str(error), "mend that line")]
    told = tuple(f"line {line}: {what} is not honored" for line, what in passed_over)
    fact = f"{len(told)} of its settings not honored" if told else "honored"
    return [Finding(name, True, fact, advice=told)]
