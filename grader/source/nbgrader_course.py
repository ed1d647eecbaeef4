"""Read an nbgrader course directory; nothing in it is changed, and nothing of it runs.

`nbgrader_config.py` is Python: assignments of plain values to settings that are known
here are read from its text, every other setting is passed over.
"""

from __future__ import annotations

import ast
import contextlib
import json
import logging
from base64 import b64encode
from collections import Counter
from collections.abc import Iterator, Mapping, MutableMapping, Sequence
from fnmatch import fnmatch
from pathlib import Path
from typing import TYPE_CHECKING, Any

from grader.course import Course
from grader.course.settings import MOST_SECONDS
from grader.source import adopted
from grader.source.marks import marks_of
from grader.source.text import Assignment, SourceError

if TYPE_CHECKING:
    from nbformat import NotebookNode

CONFIG, SOURCE = "nbgrader_config.py", "source"
# What decides how a notebook is read, and what is read besides.
SETTINGS: Mapping[str, tuple[str, ...]] = {
    "ClearSolutions": (
        *("begin_solution_delimeter", "end_solution_delimeter"),
        *("code_stub", "text_stub", "enforce_metadata"),
    ),
    "ClearHiddenTests": (
        *("begin_test_delimeter", "end_test_delimeter", "enforce_metadata"),
    ),
    "ClearMarkScheme": (
        *("begin_mark_scheme_delimeter", "end_mark_scheme_delimeter"),
        *("enforce_metadata", "check_attachment_leakage"),
    ),
    "IncludeHeaderFooter": ("header", "footer"),
    "CourseDirectory": ("course_id", "db_url", "ignore"),
    "Autograde": ("exclude_overwriting",),
    "Execute": ("timeout",),
    "ExecutePreprocessor": ("timeout",),
    "NotebookClient": ("timeout",),
}
# From the one that counts most on: each is a kind of the next.
TIMED = ("Execute", "ExecutePreprocessor", "NotebookClient")
IGNORED = (
    ".ipynb_checkpoints",
    "*.pyc",
    "__pycache__",
    "feedback",
)  # as nbgrader has it
MAX_FILES_BYTES = 64 * 2**20  # they travel with every submission
# Settings of the directory that other values than nbgrader's own cannot be given to.
FIXED: Mapping[str, str] = {
    "source_directory": SOURCE,
    "submitted_directory": "submitted",
    "autograded_directory": "autograded",
    "directory_structure": "{nbgrader_step}/{student_id}/{assignment_id}",
}
ALWAYS = ("interrupt_on_timeout", "allow_errors")  # as nbgrader has it by itself
# Parts of nbgrader that do something else than grade.
OF_OTHER_COMMANDS = (
    *("*Exchange*", "ZipCollect*", "*Collector*", "Formgrade*", "*Formgrader*"),
    *("Generate*", "Validat*", "Export*", "*ExportPlugin", "*App", "Authenticator"),
    *("NbGrader", "List*", "JupyterApp", "Application"),
)
UNLIMITED = -1  # seconds, as nbgrader writes it
AUTOTEST = "### AUTOTEST", "### HASHED AUTOTEST"


def assignments(root: Path) -> list[str]:
    """Names of the assignments in a course directory."""
    return sorted(
        {
            path.parent.name
            for path in (root / SOURCE).glob("*/*.ipynb")
            if not path.parent.name.startswith(".")
        }
    )


def read(root: Path, stem: str) -> Assignment:
    """An assignment of a course directory.

    Raises:
        SourceError: it cannot be graded as it is; the message says what is in the way.
    """
    settings = read_settings(root)
    paths = sorted((root / SOURCE / stem).glob("*.ipynb"))
    if not paths:
        raise SourceError(f"{root / SOURCE / stem} has no notebook.")
    for owner in TIMED:  # no part of the text: other seconds grade nothing anew
        settings.pop(owner, None)
    edges = settings.pop("IncludeHeaderFooter", {})
    ignored = settings.pop("CourseDirectory", {}).get("ignore", IGNORED)
    kept = settings.pop("Autograde", {}).get("exclude_overwriting", {}).get(stem, [])
    around = [
        read_notebook(root / edges[key]).cells if edges.get(key) else []
        for key in ("header", "footer")
    ]
    notebooks = {path.stem: _whole(path, *around) for path in paths}
    content = {
        "settings": settings,
        "notebooks": notebooks,
        "files": _files(root / SOURCE / stem, ignored),
        "students": sorted(kept),
    }
    assignment = adopted.parse(json.dumps(content), stem)
    for path, part in zip(paths, assignment.parts, strict=True):
        _check_release(path, part)
    return assignment


def _files(folder: Path, ignored: Sequence[str]) -> dict[str, str]:
    """{path: content in base64} of what lies beside the notebooks."""
    found: dict[str, str] = {}
    size = 0
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder)
        if not path.is_file() or path.suffix == ".ipynb":
            continue
        if any(fnmatch(part, mark) for part in name.parts for mark in ignored):
            continue
        size += path.stat().st_size
        if size > MAX_FILES_BYTES:
            raise SourceError(
                f"The files beside the notebooks in {folder} have more than "
                f"{MAX_FILES_BYTES >> 20} MiB, which is the most that travels with a "
                "submission; make them smaller, or name them in CourseDirectory.ignore "
                f"of {CONFIG}."
            )
        found[name.as_posix()] = b64encode(path.read_bytes()).decode()
    return found


def check_database(course: Course) -> None:
    """Whether nbgrader and the grader would write into the same gradebook.

    Raises:
        SourceError: nbgrader's configuration names one that `course.toml` does not.
    """
    url = read_settings(course.root).get("CourseDirectory", {}).get("db_url")
    if url and url != course.database:
        raise SourceError(
            f"{course.root / CONFIG} names the gradebook of the course in "
            "CourseDirectory.db_url; name the same as `database` in [course] of "
            f"{course.settings_file}."
        )


def limits(root: Path) -> dict[str, float]:
    """{limit: seconds} that the course gives, named as in `course.toml`.

    Raises:
        SourceError: it gives what is no number of seconds.
    """
    said = read_settings(root)
    owner = next((name for name in TIMED if "timeout" in said.get(name, {})), "")
    if not owner:
        return {}
    seconds = said[owner]["timeout"]
    if seconds == UNLIMITED:
        return {"cell": MOST_SECONDS}  # the submission's own limit holds
    is_number = isinstance(seconds, int | float) and not isinstance(seconds, bool)
    if not is_number or not 0 < seconds <= MOST_SECONDS:
        raise SourceError(
            f"{root / CONFIG}: {owner}.timeout is a number of seconds up to "
            f"{MOST_SECONDS}, or {UNLIMITED} for no limit, not {seconds!r}."
        )
    return {"cell": float(seconds)}


def course_id(root: Path) -> str:
    """What nbgrader calls the course in its gradebook."""
    said = read_settings(root).get("CourseDirectory", {})
    return said.get("course_id") or "default_course"


def _whole(path: Path, header: list[Any], footer: list[Any]) -> dict[str, Any]:
    """A notebook as it is released and graded, without outputs, as plain JSON."""
    import nbformat

    notebook = read_notebook(path)
    notebook.cells = [*header, *notebook.cells, *footer]
    _check_cells(path, notebook)
    _name_cells(notebook.cells)
    for cell in notebook.cells:
        cell.metadata.pop("tags", None)  # which mean something else in our own
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    plain = json.loads(nbformat.writes(notebook, version=4))
    for cell in plain["cells"]:
        cell["source"] = "".join(cell["source"])
    return {**plain, "nbformat": 4, "nbformat_minor": 5}


def read_notebook(path: Path) -> NotebookNode:
    """A notebook with nbgrader's metadata brought to its latest schema.

    Raises:
        SourceError: it is none, or none of Python.
    """
    import nbformat
    from nbgrader.nbgraderformat import MetadataValidator

    try:
        notebook = nbformat.reads(_with_ids(path.read_bytes()), as_version=4)
        with _quiet():
            MetadataValidator().upgrade_notebook_metadata(notebook)
    except (OSError, ValueError, KeyError, AttributeError, TypeError) as error:
        raise SourceError(f"{path} cannot be read as a notebook: {error}.") from error
    if notebook.metadata.pop("orig_nbformat", 4) < 4:  # converted, with ids by chance
        for number, cell in enumerate(notebook.cells):
            cell.id = f"cell-{number}"
    kernel = notebook.metadata.get("kernelspec", {})
    named = notebook.metadata.get("language_info", {}).get("name", "python")
    if str(kernel.get("language", named)).lower() not in ("python", "ipython"):
        raise SourceError(
            f"{path} is for the kernel '{kernel.get('name', named)}'; only notebooks "
            "of Python can be graded here, so grade it with nbgrader."
        )
    return notebook


def _with_ids(data: bytes) -> str:
    """The notebook with an id for each cell; nbformat would draw them by chance."""
    content = json.loads(data)
    if content["nbformat"] == 4:
        content["nbformat_minor"] = 5
        _name_cells(content["cells"])
    return json.dumps(content)


def _name_cells(cells: Sequence[MutableMapping[str, Any]]) -> None:
    """Give an id to each cell that has none, or that of another one."""
    seen: set[str] = set()
    for number, cell in enumerate(cells):
        own = cell.get("id")
        is_own = isinstance(own, str) and own and own not in seen
        cell["id"] = own if is_own else f"cell-{number}"
        seen.add(cell["id"])


def _check_cells(path: Path, notebook: NotebookNode) -> None:
    from nbgrader.nbgraderformat import MetadataValidator, ValidationError

    names = Counter(n for c in notebook.cells if (n := marks_of(c).grade_id))
    twice = sorted(name for name, count in names.items() if count > 1)
    if twice:
        raise SourceError(
            f"{path}: the id '{twice[0]}' is that of two cells; give one another id, "
            "as `nbgrader generate_assignment` would ask for as well."
        )
    for cell in notebook.cells:
        if any(mark in cell.source for mark in AUTOTEST):
            raise SourceError(
                f"{path}: the cell '{marks_of(cell).grade_id}' has an AUTOTEST line, "
                "which nbgrader turns into tests by running the solution; put the "
                f"notebook of `source_with_tests` in its place in `{SOURCE}`."
            )
    try:
        with _quiet():
            MetadataValidator().validate_nb(notebook)
    except (ValidationError, KeyError) as error:
        told = str(error).splitlines()[0]
        raise SourceError(f"{path}: nbgrader's marks are not valid: {told}.") from error


def _check_release(path: Path, part: Assignment) -> None:
    try:
        with _quiet():
            adopted.released(part)
    except (RuntimeError, ValueError) as error:
        told = str(error).splitlines()[0].rstrip(".")
        raise SourceError(f"{path}: nbgrader cannot release it: {told}.") from error


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """Silence nbgrader, which logs what it raises."""
    logging.disable(logging.ERROR)
    try:
        yield
    finally:
        logging.disable(logging.NOTSET)


# The course's configuration.


def read_settings(root: Path) -> dict[str, dict[str, Any]]:
    """{class: {setting: value}} of the known settings in `nbgrader_config.py`.

    Raises:
        SourceError: the file is no Python, or a known setting is no plain value.
    """
    path = root / CONFIG
    found: dict[str, dict[str, Any]] = {}
    for line, owner, name, value in _assigned(_tree(path)):
        if owner == "CourseDirectory" and name in FIXED:
            if _value(value) != FIXED[name]:
                raise SourceError(
                    f"{path}:{line}: {owner}.{name} is '{FIXED[name]}' in every course "
                    "that can be graded here; move the folder, or link it there."
                )
        elif name in SETTINGS.get(owner, ()):
            read_value = _seconds(value) if name == "timeout" else _value(value)
            if read_value is not None:
                found.setdefault(owner, {})[name] = read_value
            elif name != "timeout":  # which course.toml can say
                raise SourceError(
                    f"{path}:{line}: {owner}.{name} is computed, and nothing in this "
                    "file is run; write its value there."
                )
    return found


def passed_over(root: Path) -> list[tuple[int, str]]:
    """(line, setting) of what the configuration asks for and grading does not do.

    Raises:
        SourceError: the file is no Python.
    """
    return [
        (line, f"{owner}.{name}")
        for line, owner, name, value in sorted(
            _assigned(_tree(root / CONFIG)), key=lambda one: one[0]
        )
        if not _is_honored(owner, name, value)
    ]


def _is_honored(owner: str, name: str, value: ast.expr) -> bool:
    if name == "timeout" and owner in TIMED:
        return _seconds(value) is not None
    if name in SETTINGS.get(owner, ()) or (
        owner == "CourseDirectory" and name in FIXED
    ):
        return True
    if owner in TIMED and name in ALWAYS:
        return _value(value) is True
    return any(fnmatch(owner, mark) for mark in OF_OTHER_COMMANDS)


def _tree(path: Path) -> ast.Module:
    if not path.is_file():
        return ast.Module([], [])
    try:
        return ast.parse(path.read_bytes())
    except (SyntaxError, ValueError) as error:
        raise SourceError(f"{path} is no Python: {error}.") from error


def _assigned(tree: ast.Module) -> Iterator[tuple[int, str, str, ast.expr]]:
    """(line, class, setting, value) of each `c.Class.setting = value`."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Assign):
            continue
        for target in node.targets:
            owner = target.value if isinstance(target, ast.Attribute) else None
            if isinstance(target, ast.Attribute) and isinstance(owner, ast.Attribute):
                yield node.lineno, owner.attr, target.attr, node.value


def _seconds(node: ast.expr) -> Any:
    """A plain value, `60 * 5` too; None for what has to be computed."""
    if isinstance(node, ast.Constant) and node.value is None:
        return UNLIMITED  # which is another word for it
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult):
        sides = _value(node.left), _value(node.right)
        is_plain = all(isinstance(side, int | float) for side in sides)
        return sides[0] * sides[1] if is_plain else None
    return _value(node)


def _value(node: ast.expr) -> Any:
    """A plain value, `dict(python="...")` too; None for what has to be computed."""
    if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "dict":
        return {k.arg: _value(k.value) for k in node.keywords if k.arg}
    try:
        return ast.literal_eval(node)
    except (ValueError, TypeError, SyntaxError, RecursionError):
        return None
