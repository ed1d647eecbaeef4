"""The grader's folders import one way only, and stay small enough to be read.

`make lint` runs this file. The imports are read as `engines.deciding` reads them.
"""

from __future__ import annotations

import ast
from collections import defaultdict
from pathlib import Path

from grader.course import REPOSITORY
from grader.engines.deciding import imported, modules

GRADER = REPOSITORY / "grader"

# From the ground up: a folder imports only from folders that stand before it.
FOLDERS = (
    *("course", "pages", "source", "authoring", "isolation", "submissions"),
    *("examining", "engines", "gradebook", "collecting", "reporting", "proving"),
    *("grading", "releasing", "demo"),
)
# What runs the tests, and what lives in the student's process.
TRUSTED = "grader.examining.examiner"
STUDENTS = frozenset({"grader.examining.agent", "grader.examining.runner"})
MOST_AT_ROOT, MOST_IN_FOLDER, MOST_LINES = 8, 12, 480


def folder_of(module: str) -> str:
    """The folder of a module, "" at the root."""
    parts = module.split(".")
    return parts[1] if len(parts) > 2 else ""


def arrows(root: Path = GRADER) -> dict[str, set[str]]:
    """{module: modules that it imports}."""
    known = modules(root)
    return {
        module: {target for target in imported(path, known) if target != module}
        for module, path in known.items()
    }


def backward(graph: dict[str, set[str]]) -> list[str]:
    """Arrows that point up, each in words."""
    height = {folder: floor for floor, folder in enumerate(FOLDERS)}
    return sorted(
        f"{module} imports {target}"
        for module, targets in graph.items()
        for target in targets
        if (here := folder_of(module))
        and (there := folder_of(target)) != here
        # The root's own modules are faces and commands: only `grader` itself is below.
        and (target != "grader.__init__" if not there else height[there] > height[here])
    )


def circle(graph: dict[str, set[str]]) -> list[str]:
    """One circle of modules, [] when there is none."""
    state: dict[str, int] = defaultdict(int)
    way: list[str] = []

    def walk(module: str) -> list[str]:
        state[module] = 1
        way.append(module)
        for target in sorted(graph.get(module, ())):
            if state[target] == 1:
                return [*way[way.index(target) :], target]
            if state[target] == 0 and (found := walk(target)):
                return found
        way.pop()
        state[module] = 2
        return []

    return next((found for module in sorted(graph) if (found := walk(module))), [])


def behind(start: str, graph: dict[str, set[str]]) -> set[str]:
    """All modules that one leads to, itself included."""
    seen, open_ = set(), [start]
    while open_:
        module = open_.pop()
        if module not in seen:
            seen.add(module)
            open_ += graph.get(module, ())
    return seen


def test_what_runs_the_tests_imports_nothing_of_the_students_side():
    graph = arrows()
    assert graph.keys() >= STUDENTS
    assert not behind(TRUSTED, graph) & STUDENTS


def test_every_folder_has_its_floor():
    folders = {folder_of(module) for module in modules(GRADER)} - {""}
    assert folders == set(FOLDERS)


def test_folders_import_one_way_only():
    assert backward(arrows()) == []


def test_there_is_no_circle_of_modules():
    assert circle(arrows()) == []


def test_a_wrong_arrow_and_a_circle_are_found(tmp_path):
    root = tmp_path / "grader"
    for name, text in {
        "course/low.py": "from grader.demo import high",
        "demo/high.py": "import grader.demo.other",
        "demo/other.py": "from grader.demo.high import x",
    }.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    graph = arrows(root)
    assert backward(graph) == ["grader.course.low imports grader.demo.high"]
    assert circle(graph) == [
        "grader.demo.high",
        "grader.demo.other",
        "grader.demo.high",
    ]


def test_folders_and_modules_stay_small():
    count: dict[Path, int] = defaultdict(int)
    for module, path in modules(GRADER).items():
        if path.name != "__init__.py" or folder_of(module) == "":
            count[path.parent] += 1
        lines = len(path.read_text(encoding="utf-8").splitlines())
        assert lines <= MOST_LINES, f"{module} has {lines} lines; split it"
    assert count.pop(GRADER) <= MOST_AT_ROOT
    assert all(number <= MOST_IN_FOLDER for number in count.values()), count


def test_a_class_name_stands_for_one_thing():
    """Assignments aside, whose classes are the students'."""
    homes: dict[str, list[str]] = defaultdict(list)
    for folder in ("grader", "data_scripts", "notebooks/coursekit"):
        for module, path in modules(REPOSITORY / folder).items():
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                    homes[node.name].append(module)
    assert {name: where for name, where in homes.items() if len(where) > 1} == {}
