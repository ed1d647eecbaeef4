"""Plain test cells: they pass when nothing is raised, or give the number they end in.

A course that was made for nbgrader has such tests. One that runs in the student's own
process shares it with code that may say of it what it likes; a verdict marks its points
for that. One that runs here fetches from there what it needs, as our own tests do.
"""

from __future__ import annotations

import ast
import os
import sys
import warnings
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from grader.course.files import put_files
from grader.examining.cases import (
    MAX_QUOTE,
    CaseTimeout,
    KernelLost,
    StudentError,
    explain,
)
from grader.examining.keeper import Fetched, StudentKernel
from grader.examining.remote import ObjectStop, isinstance_exact
from grader.submissions.failures import Failure, Kind

FOLDER = "beside"  # in the examiner's own place: what the course has there


def judge(
    error: BaseException | None, shown: str | None, points: float, *, hidden: bool
) -> Failure | None:
    """Why a test has not all of its points, None when it has.

    Args:
        error: what it raised, None when it came to its end.
        shown: the text of what its last expression is, None where there is none.
        points: the most that it gives.
        hidden: whether nothing may be told of it.
    """
    if error is not None:
        return _explain(error, hidden=hidden)
    amount = _number(shown)
    if amount is None or amount < 0 or amount == points:
        return None  # as nbgrader has it: what is no number of points is no objection
    if amount > points:
        return Failure(Kind.BAD_POINTS, text="" if hidden else str(shown)[:MAX_QUOTE])
    return Failure(Kind.PARTIAL, amount=amount)


def _number(shown: str | None) -> float | None:
    """A number as nbgrader reads it, None for what is none; NaN is none."""
    try:
        amount = float(shown or "")
    except ValueError:
        return None
    return None if amount != amount else amount


def _explain(error: BaseException, *, hidden: bool) -> Failure:
    """As of every case, but that a check of the test itself may say what is wrong."""
    if isinstance(error, AssertionError):
        return Failure(Kind.WRONG, text="" if hidden else str(error)[:MAX_QUOTE])
    return explain(error, hidden=hidden)


def may_be_the_walls(error: BaseException | None) -> bool:
    """Whether a test may have failed for what does not travel, rather than be wrong."""
    if isinstance(error, StudentError):
        return not error.travels
    theirs = (AssertionError, NameError, KernelLost, CaseTimeout, KeyboardInterrupt)
    return error is not None and not isinstance(error, theirs)


class Listener:
    """Whether anything is printed on stderr, here or by the student's process."""

    def __init__(self, student: StudentKernel) -> None:
        self.heard = False
        self._student = student

    def __enter__(self) -> Listener:
        with warnings.catch_warnings():
            pass  # what was given before is given again, as in each cell of IPython
        self._before, self._stderr = self._student.on_stderr(), sys.stderr
        sys.stderr = self
        return self

    def __exit__(self, *_: object) -> None:
        sys.stderr = self._stderr
        self.heard |= self._student.on_stderr() != self._before

    def write(self, text: str) -> int:
        """What `print` and `warnings` call."""
        self.heard |= bool(text)
        return self._stderr.write(text)

    def flush(self) -> None:
        """As every file has it."""
        self._stderr.flush()


class Prelude:
    """What the instructor's own texts define for plain tests; made when needed."""

    def __init__(self, outside: Mapping[str, Any], files: Mapping[str, bytes]) -> None:
        self._texts: Iterable[str] = outside.get("prelude", [])
        # A student's file is never among them: it could be imported here.
        names = outside.get("files", [])
        self._files = {name: files[name] for name in names if name in files}
        self._names: dict[str, Any] = {}

    def names(self) -> dict[str, Any]:
        """A copy for one test; what a text raises is the failure of each of them."""
        if not self._names:
            self._go_beside()
            names: dict[str, Any] = {"__name__": "__main__"}
            for text in self._texts:
                exec(compile(text, "<prelude>", "exec"), names)  # noqa: S102 -- a course's
            self._names = names
        return dict(self._names)

    def _go_beside(self) -> None:
        folder = Path(FOLDER).absolute()
        if Path.cwd().name != FOLDER:
            folder.mkdir(exist_ok=True)
            put_files(folder, self._files)
            sys.path.insert(0, str(folder))
            os.chdir(folder)


def attempt(
    student: StudentKernel, prelude: Prelude, source: str, name: str, seconds: float
) -> tuple[BaseException | None, str | None]:
    """What a plain test raises here, and the text of what it ends in.

    What its calls change of what they are passed stays changed, as inside.
    """
    student.write_back.in_place = True
    try:
        student.begin(seconds)
        student.clock.start(seconds)
        names = prelude.names()
        names["__builtins__"] = Fetched(student.fetch)
        return None, run(source, name, names)
    except BaseException as error:
        return CaseTimeout() if student.clock.is_late else error, None
    finally:
        student.clock.stop()
        student.write_back.in_place = False


def run(source: str, name: str, names: dict[str, Any]) -> str | None:
    """Run a plain test; the text of what its last line is, None where it is nothing.

    Raises:
        BaseException: what the test raises.
        ObjectStop: its last line is an object of the student's.
    """
    tree = ast.parse(source, name)
    last = tree.body[-1] if tree.body else None
    shown = isinstance(last, ast.Expr) and not source.rstrip().endswith(";")
    body = tree.body[:-1] if shown else tree.body
    exec(compile(ast.Module(body, []), name, "exec"), names)  # noqa: S102 -- a course's
    if not shown or not isinstance(last, ast.Expr):
        return None
    value = eval(compile(ast.Expression(last.value), name, "eval"), names)  # noqa: S307
    if isinstance_exact(value):
        raise ObjectStop
    return None if value is None else repr(value)
