"""What decides a verdict: read off the imports of the code itself, in one place.

The mark of a verdict, that of a cluster's worker and `prove --changed` all ask here,
so that a change of any module that grading imports is seen by all three. A module
counts when grading imports it, wherever the statement stands, or names it in a string,
as the tables of engines and of processes do.
"""

from __future__ import annotations

import ast
import hashlib
import platform
import re
from collections.abc import Iterator
from functools import lru_cache
from importlib import metadata
from pathlib import Path

from grader.course.places import REPOSITORY

GRADING = "grader.grading.job"
# What every answer and every test may import: in a clone, and when installed.
COURSEKIT = ("notebooks/coursekit", "coursekit")
_DOTTED = re.compile(r"\bgrader(?:\.\w+)+")
LIBRARIES = ("tensorflow-cpu", "tensorflow", "keras", "numpy", "scikit-learn")


def modules(root: Path) -> dict[str, Path]:
    """{dotted name: file} of the package `root`, without the assignments."""
    return {
        ".".join([root.name, *path.relative_to(root).with_suffix("").parts]): path
        for path in sorted(root.rglob("*.py"))
        if "assignments" not in path.relative_to(root).parts
    }


def resolve(name: str, known: dict[str, Path]) -> str:
    """The module of ours that a dotted name is, or is in; "" when it is none."""
    while name:
        for candidate in (name, f"{name}.__init__"):
            if candidate in known:
                return candidate
        name = name.rpartition(".")[0]
    return ""


def imported(path: Path, known: dict[str, Path]) -> Iterator[str]:
    """Modules of ours that a file imports, wherever the statement stands."""
    names = _asked(path.read_bytes())
    yield from (found for name in names if (found := resolve(name, known)))


@lru_cache(maxsize=1024)  # the same files are read for several questions
def _asked(code: bytes) -> tuple[str, ...]:
    """The dotted names that the import statements of a module ask for."""
    names: list[str] = []
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names += [f"{node.module}.{alias.name}" for alias in node.names]
    return tuple(names)


def named(path: Path, known: dict[str, Path]) -> Iterator[str]:
    """Modules of ours that a file's text names in full, as in a table of engines."""
    for name in _DOTTED.findall(path.read_text(encoding="utf-8")):
        if name in known:
            yield name


def closure(start: str, package: Path) -> list[Path]:
    """Files of all modules of the package that `start` leads to, itself included."""
    known = modules(package)
    seen: set[str] = set()
    open_ = [start]
    while open_:
        name = open_.pop()
        if name in seen or name not in known:
            continue
        seen.add(name)
        open_ += _faces(name, known)
        open_ += imported(known[name], known)
        open_ += named(known[name], known)
    return sorted(known[name] for name in seen)


def _faces(name: str, known: dict[str, Path]) -> Iterator[str]:
    """The `__init__` of the folders that a module lies in: they run before it."""
    parts = name.split(".")
    for depth in range(1, len(parts)):
        face = ".".join([*parts[:depth], "__init__"])
        if face in known:
            yield face


def deciding_files(root: Path = REPOSITORY, start: str = GRADING) -> list[Path]:
    """Every file of this project that can change a verdict but assignments and data."""
    kit = [p for place in COURSEKIT for p in sorted((root / place).rglob("*.py"))]
    return [*closure(start, root / "grader"), *kit]


@lru_cache
def fingerprint(root: Path = REPOSITORY) -> str:
    """The versions of Python, of the libraries and of all code that decides a verdict.

    Equal fingerprints give equal verdicts for equal submissions, texts and seeds.
    """
    digest = hashlib.sha256()
    for path in deciding_files(root):
        name = path.relative_to(root).as_posix()
        digest.update(f"{name}\0{path.stat().st_size}\0".encode() + path.read_bytes())
    python = ".".join(platform.python_version_tuple()[:2])
    versions = [f"{name} {found}" for name in LIBRARIES if (found := _version(name))]
    return ", ".join(
        [f"Python {python}", *versions, f"grader {digest.hexdigest()[:12]}"]
    )


def mark(root: Path = REPOSITORY) -> str:
    """The fingerprint in few letters, which a verdict keeps of its grader."""
    return hashlib.sha256(fingerprint(root).encode()).hexdigest()[:16]


def _version(library: str) -> str:
    try:
        return metadata.version(library)
    except metadata.PackageNotFoundError:
        return ""
