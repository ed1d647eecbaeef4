"""Run a student's cells as a notebook does, inside the sandboxed kernel.

An IPython shell without Jupyter: no sockets, threads or message queue of its own, so
it can be made once in the zygote and inherited by every kernel. What a cell prints,
displays and raises is kept in notebook form, bounded, and handed to the caller.
Nothing that this module reports is believed by the trusted side; it is shown, never
scored, but for tests that run inside, whose points are marked for it.
"""

from __future__ import annotations

import contextlib
import io
import os
import sys
import traceback
import warnings
from pathlib import Path
from typing import Any

from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from traitlets.config import Config

MAX_TEXT = 100_000
MAX_OUTPUTS = 200
MAX_RESULT = 200
MAX_IMAGES = 3_000_000
MAX_TRACEBACK_LINES = 30
SHOWN_TYPES = ("text/plain", "image/png")

Output = dict[str, Any]


class Recorder:
    """The outputs of the cell that runs now; drops what is beyond the bounds."""

    def __init__(self) -> None:
        self.outputs: list[Output] = []
        self.enabled = False
        self.result: str | None = None  # the text of the first value of an expression
        self.on_stderr = 0  # how often something was printed there, recorded or not
        self._left = MAX_TEXT
        self._images_left = MAX_IMAGES

    def start(self) -> None:
        """Forget the previous cell and record from now on."""
        self.outputs, self.enabled, self.result = [], True, None
        self._left, self._images_left = MAX_TEXT, MAX_IMAGES

    def write(self, name: str, text: str) -> None:
        """Add printed text, merged with the text printed just before."""
        self.on_stderr += name == "stderr" and bool(text)
        if not self.enabled or not text or self._left <= 0:
            return
        text = text[: self._left]
        self._left -= len(text)
        if self._left <= 0:
            text += "\n[The rest of the output is cut off.]\n"
        last = self.outputs[-1] if self.outputs else {}
        if last.get("output_type") == "stream" and last["name"] == name:
            last["text"] += text
        else:
            self._add({"output_type": "stream", "name": name, "text": text})

    def display(self, data: dict[str, Any], count: int | None = None) -> None:
        """Add a displayed value, its plain text and picture only."""
        if count is not None and self.enabled and self.result is None:
            self.result = str(data.get("text/plain", ""))[:MAX_RESULT]
        kept = {}
        for kind in SHOWN_TYPES:
            value = data.get(kind)
            limit = self._images_left if kind.startswith("image") else self._left
            if isinstance(value, str) and len(value) <= limit:
                kept[kind] = value
        if not kept:
            return
        self._left -= len(kept.get("text/plain", ""))
        self._images_left -= len(kept.get("image/png", ""))
        output: Output = {"output_type": "display_data", "data": kept, "metadata": {}}
        if count is not None:
            output |= {"output_type": "execute_result", "execution_count": count}
        self._add(output)

    def error(self, name: str, text: str, lines: list[str]) -> None:
        """Add an exception with its traceback, within what is left of the text."""
        if self._left <= 0:
            lines = []
        lines = [line[:2_000] for line in lines[-MAX_TRACEBACK_LINES:]]
        self._left -= sum(map(len, lines))
        self._add(
            {
                "output_type": "error",
                "ename": name[:200],
                "evalue": text[:2_000],
                "traceback": lines,
            }
        )

    def _add(self, output: Output) -> None:
        if self.enabled and len(self.outputs) < MAX_OUTPUTS:
            self.outputs.append(output)


class Stream(io.TextIOBase):
    """sys.stdout or sys.stderr of a kernel: writes into the recorder."""

    encoding = "utf-8"

    def __init__(self, recorder: Recorder, name: str) -> None:
        self._recorder = recorder
        self.name = name

    def write(self, text: str) -> int:
        """Record text; returns its length as a file does."""
        if not isinstance(text, str):
            raise TypeError(f"write() takes a string, not {type(text).__name__}")
        self._recorder.write(self.name, text)
        return len(text)

    def writable(self) -> bool:
        """Always true."""
        return True

    def isatty(self) -> bool:
        """Never a terminal."""
        return False


class _Publisher(DisplayPublisher):  # type: ignore[misc]
    recorder: Recorder

    def publish(self, data: dict[str, Any], *_: Any, **__: Any) -> None:
        self.recorder.display(data)

    def clear_output(self, wait: bool = False) -> None:
        del wait


class _Hook(DisplayHook):  # type: ignore[misc]
    recorder: Recorder

    def write_output_prompt(self) -> None:
        return

    def write_format_data(
        self, format_dict: dict[str, Any], md_dict: Any = None
    ) -> None:
        self.recorder.display(format_dict, self.prompt_count)

    def finish_displayhook(self) -> None:
        return


class Shell(InteractiveShell):  # type: ignore[misc]
    """An IPython shell that records instead of printing."""

    recorder: Recorder

    def showtraceback(self, exc_tuple: Any = None, *_: Any, **__: Any) -> None:
        """Record the exception of a cell, without the frames of the shell."""
        kind, value, trace = exc_tuple or sys.exc_info()
        self.recorder.error(*describe(kind, value, trace))

    def showsyntaxerror(self, *_: Any, **__: Any) -> None:
        """Record an error of syntax."""
        kind, value, _trace = sys.exc_info()
        self.recorder.error(*describe(kind, value, None))

    def ask_exit(self) -> None:
        """`exit` ends a program; a notebook's cells go on, as in grading they must."""
        print("`exit` is passed over in grading: the cells go on.")

    def enable_gui(self, gui: Any = None) -> None:
        """There is no window to draw on; `%matplotlib` must not fail for it."""


def describe(kind: Any, value: Any, trace: Any) -> tuple[str, str, list[str]]:
    """Name, text and traceback lines of an exception; never raises."""
    name = str(getattr(kind, "__name__", "Exception"))
    try:
        text = str(value)
    except Exception:
        text = "(its text cannot be shown)"
    try:
        steps = [
            step
            for step in traceback.extract_tb(trace, limit=200)
            if "IPython" not in step.filename and __file__ != step.filename
        ]
        lines = traceback.format_list(steps)
    except Exception:
        lines = []
    return name, text, [*lines, f"{name}: {text}"]


def make_shell(folder: str) -> Shell:
    """The shell of a kernel; `folder` is a place for IPython's empty profile.

    It keeps no history file (whose thread would not survive a fork) and reads no
    startup files.
    """
    config = Config()
    config.HistoryManager.enabled = False
    config.InteractiveShell.colors = "nocolor"
    config.BaseIPythonApplication.ipython_dir = folder
    _Publisher.recorder = _Hook.recorder = Shell.recorder = Recorder()
    shell = Shell.instance(
        config=config,
        ipython_dir=folder,
        display_pub_class=_Publisher,
        displayhook_class=_Hook,
    )
    shell.display_formatter.active_types = list(SHOWN_TYPES)
    # Only here: the trusted side imports this module, and nothing of the students'.
    from coursekit import lenient

    lenient.install(shell)
    return shell  # type: ignore[no-any-return]


def enter_workplace(shell: Shell, data: str) -> None:
    """Go where a student's cells run: a folder as the one that a notebook lies in.

    What is written there can be imported, and `../datasets` are the course's data.
    """
    folder = Path("notebooks").absolute()
    with contextlib.suppress(OSError):
        folder.mkdir(exist_ok=True)
        folder.with_name("datasets").symlink_to(data)
    with contextlib.suppress(OSError):
        os.chdir(folder)
    shell.user_ns["_dh"][:] = [str(Path.cwd())]  # what `%cd -` goes back to
    sys.path.insert(0, "")


def warn_again() -> None:
    """Let a warning that was given before be given again, as IPython does each cell."""
    with warnings.catch_warnings():
        pass


def redirect(recorder: Recorder) -> None:
    """Send Python's standard streams into the recorder."""
    sys.stdout = Stream(recorder, "stdout")
    sys.stderr = Stream(recorder, "stderr")


def run_cell(shell: Shell, source: str) -> tuple[BaseException | None, list[Output]]:
    """Run one cell; what ended it, None when nothing did, and its outputs."""
    recorder = shell.recorder
    recorder.start()
    try:
        result = shell.run_cell(source, store_history=True)
        error = result.error_before_exec or result.error_in_exec
    except KeyboardInterrupt as interrupt:
        recorder.error("KeyboardInterrupt", "The cell was stopped.", [])
        error = interrupt
    finally:
        recorder.enabled = False
    return error, recorder.outputs
