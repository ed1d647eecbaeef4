"""What worked where a cell was written stops nothing where it is checked or graded.

There is no network there, no window, no extension of one's own. In a notebook a shell
line never raises: it prints, and the cell goes on. So do, once this is installed, a
magic that only another program knows, an extension that is not there and a backend
that needs a screen; each says in one sentence what was passed over.
"""

from __future__ import annotations

import contextlib
import functools
import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from coursekit.cells import parse

MOST_SHOWN = 100_000  # characters that one shell line may print
_INSTALLERS = frozenset({"conda", "mamba", "micromamba", "pip", "uv"})
_FETCHES = re.compile(
    r"(?:^|[;&|(]|-m)\s*(?:sudo\s+)?"
    r"(?:pip3?|conda|mamba|micromamba|uv|apt|apt-get|brew|npm|wget|curl|git|kaggle|gdown|"
    r"tensorboard|jupyter)\b",
    re.MULTILINE,
)
_EXTENSIONS = frozenset({"load_ext", "reload_ext"})
_SERVERS = frozenset({"tensorboard"})  # extensions that start a server and wait for it
_WITHOUT_WINDOW = frozenset({"agg", "auto", "inline"})
NO_NETWORK = "there is no network"
UNKNOWN = "no such magic is known there"


def install(shell: Any) -> None:
    """Make an IPython shell go on where it would stop for such a line."""
    folder = str(Path(sys.executable).parent)
    if folder not in os.environ.get("PATH", "").split(os.pathsep):
        os.environ["PATH"] = os.pathsep.join([folder, os.environ.get("PATH", "")])
    _take_shell_lines(shell)
    _take_line_magics(shell)
    _take_cell_magics(shell)
    _take_backends(shell)


def _say(line: str, why: str) -> None:
    first = line.strip().partition("\n")[0][:100]
    print(f"`{first}` is passed over in grading: {why}.")  # noqa: T201


def _take_shell_lines(shell: Any) -> None:
    """`!command` and `x = !command`: what they print, and never an error."""

    def system(command: str) -> None:
        code = run_command(shell.var_expand(command, depth=1), _print)
        shell.user_ns["_exit_code"] = code

    def getoutput(command: str, split: bool = True, depth: int = 0) -> Any:
        from IPython.utils.text import LSString, SList

        parts: list[str] = []
        run_command(shell.var_expand(command, depth=depth + 1), parts.append)
        text = "".join(parts)
        return SList(text.splitlines()) if split else LSString(text)

    shell.system, shell.getoutput = system, getoutput


def _print(text: str) -> None:
    print(text, end="")  # noqa: T201


def run_command(command: str, show: Callable[[str], Any]) -> int:
    """Run a shell line, hand on what it prints; its exit status, 0 if passed over."""
    if _FETCHES.search(command):
        _say(f"!{command}", NO_NETWORK)
        return 0
    if command.rstrip().endswith("&"):
        _say(f"!{command}", "nothing goes on beside the cells there")
        return 0
    try:
        code = _run(command, show)
    except OSError as error:
        _say(f"!{command}", f"it cannot be started ({error.strerror})")
        return 1
    if code != 0:
        _say(f"!{command}", f"it ended with exit status {code}")
    return code


def _run(command: str, show: Callable[[str], Any]) -> int:
    with subprocess.Popen(  # noqa: S602 -- a student's line, in a student's kernel
        command,
        shell=True,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        start_new_session=True,
    ) as process:
        left = MOST_SHOWN
        try:
            while text := process.stdout.readline(MOST_SHOWN) if process.stdout else "":
                show(text[:left])
                left -= len(text[:left])
            return process.wait()
        except BaseException:
            _end(process)
            raise


def _end(process: subprocess.Popen[str]) -> None:
    """Kill a command with all that it has started."""
    if os.name == "posix":
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    process.kill()


def _take_line_magics(shell: Any) -> None:
    """`%name`: those that nobody here knows are passed over."""
    run_line = shell.run_line_magic

    @functools.wraps(run_line)
    def run_line_magic(name: str, line: str, _stack_depth: int = 1) -> Any:
        why = _not_tried(name, line)
        if not why:
            try:
                return run_line(name, line, _stack_depth + 1)
            except Exception as error:
                why = _why(error, name, shell.find_line_magic)
                if not why:
                    raise
        return _say(f"%{name} {line}", why)

    shell.run_line_magic = run_line_magic


def _take_cell_magics(shell: Any) -> None:
    """`%%name`: likewise; where the rest of the cell is Python, it runs."""
    run_cell = shell.run_cell_magic

    @functools.wraps(run_cell)
    def run_cell_magic(name: str, line: str, cell: str) -> Any:
        is_script = name in _scripts(shell)
        why = NO_NETWORK if is_script and _FETCHES.search(cell) else ""
        if not why:
            try:
                return run_cell(name, line, cell)
            except Exception as error:
                why = _why(error, name, shell.find_cell_magic)
                if not why:
                    raise
        _say(f"%%{name} {line}", why)
        if why == UNKNOWN and parse(cell) is not None:
            # What others' magics do to a cell (timing it, say) leaves its names alone.
            code = compile(shell.transform_cell(cell), "<cell>", "exec")
            exec(code, shell.user_ns)  # noqa: S102 -- a student's, in a student's kernel
        return None

    shell.run_cell_magic = run_cell_magic


def _not_tried(name: str, line: str) -> str:
    """Why a line magic is passed over without a try, "" when it is tried."""
    if name in _INSTALLERS:
        return NO_NETWORK
    if name in _EXTENSIONS and line.strip() in _SERVERS:
        return "no server is reached there"
    return ""


def _why(error: Exception, name: str, find: Callable[[str], Any]) -> str:
    """Why a magic that failed is passed over, "" when it fails in a notebook too."""
    from IPython.core.error import UsageError

    if isinstance(error, UsageError) and find(name) is None:
        return UNKNOWN
    if isinstance(error, ImportError) and name in _EXTENSIONS:
        return f"there is no module {error.name}"
    if isinstance(error, subprocess.CalledProcessError):
        return f"it ended with exit status {error.returncode}"
    return ""


def _scripts(shell: Any) -> set[str]:
    """The cell magics that hand their cell to another program."""
    known = shell.magics_manager.registry.get("ScriptMagics")
    return {"script", "sx", "system", "!", *(known.script_magics if known else ())}


def _take_backends(shell: Any) -> None:
    """Figures are drawn in memory, whatever backend is asked for."""
    try:
        from matplotlib import pyplot as plt
    except ImportError:
        return
    enable, switch = shell.enable_matplotlib, plt.switch_backend

    @functools.wraps(enable)
    def enable_matplotlib(gui: str | None = None) -> Any:
        if gui is not None and gui.lower() not in _WITHOUT_WINDOW:
            _say(f"%matplotlib {gui}", "there is no window; figures are still drawn")
            gui = "agg"
        return enable(gui)

    @functools.wraps(switch)
    def switch_backend(newbackend: str) -> None:
        name = str(newbackend).lower().rpartition("backend_")[2]
        if name not in _WITHOUT_WINDOW and isinstance(newbackend, str):
            said = f"matplotlib.use({newbackend!r})"
            _say(said, "there is no window; figures are still drawn")
            newbackend = "agg"
        switch(newbackend)

    shell.enable_matplotlib = enable_matplotlib
    plt.switch_backend = switch_backend
