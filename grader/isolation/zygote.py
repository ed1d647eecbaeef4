"""A process with TensorFlow imported that forks the kernels and examiners.

Importing TensorFlow costs 4 seconds, forking a process that has it 10 ms. The zygote
never runs an operation and never has a second thread: a fork would copy locks that
the missing threads hold, and the child would hang. Both are checked before each fork.

What it loads and whom it forks it is told by its settings (`session.Settings`). Behind
the first wall it is the first process of a pid namespace of its own, so that everything
it has forked ends with it; it watches the memory of each submission. A client speaks
with it over a Unix socket, one connection a submission: when the connection closes,
for whatever reason, the submission's processes are killed and its files are gone.

    open   {"scratch_bytes"}                -> {}
    fork   {"role", "options"} + socket     -> {"pid"} + pidfd
    end    {"pid"}                          -> {"status", "cpu_seconds", "reason"}
"""

from __future__ import annotations

import argparse
import contextlib
import gc
import importlib
import json
import os
import re
import selectors
import shutil
import signal
import socket
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, NoReturn, TextIO

from grader.course.places import REPOSITORY
from grader.isolation import linux, mounts, watch
from grader.isolation.confinement import Confinement
from grader.isolation.session import MAX_MESSAGE, Role, Settings
from grader.isolation.walls import WALLS, Place, Wall

_BOUNDS = (
    *("memory_bytes", "file_bytes", "home_bytes", "processes", "open_files"),
    "seconds_cpu",
)
WATCH_S = 0.2


@dataclass
class _Child:
    pid: int
    pidfd: int
    limit: int
    reason: str = ""


@dataclass
class _Submission:
    """What the zygote holds for one connection."""

    sock: socket.socket
    place: Place = field(default_factory=Place)
    is_open: bool = False
    children: dict[int, _Child] = field(default_factory=dict)


class Server:
    """The loop of the zygote; single-threaded on purpose."""

    def __init__(
        self, folder: str, settings: Settings, wall: Wall, listener: socket.socket
    ) -> None:
        self._folder = folder
        self._settings = settings
        self._wall = wall
        self._listener = listener
        self._selector = selectors.DefaultSelector()
        self._ended: dict[int, tuple[int, float]] = {}
        self._submissions: list[_Submission] = []
        self._shown: tuple[str, ...] = ()

    def run(self) -> NoReturn:
        """Prepare, then serve until killed."""
        gc.disable()  # a third of the time of importing TensorFlow goes into looking
        self._load()
        self._shown = tuple(_needed_paths(self._settings))
        self._wall.prepare(self._folder, self._confinement(Role(""), {}))
        gc.freeze()
        gc.enable()
        self._selector.register(self._listener, selectors.EVENT_READ, None)
        while True:
            wait = WATCH_S if self._submissions else None
            for key, _ in self._selector.select(wait):
                if key.data is None:
                    self._accept()
                else:
                    self._serve(key.data)
            self._reap()
            self._watch()

    def _load(self) -> None:
        """A module of ours that is not there is an error, one of others is left out."""
        for name in self._settings.libraries:
            with contextlib.suppress(ImportError):
                importlib.import_module(name)
        for name in self._settings.modules:
            importlib.import_module(name)
        if self._settings.prepare:
            place = Path(self._folder, "prepared")
            place.mkdir()
            function_of(self._settings.prepare)(str(place))
        for name in self._settings.while_loading:
            del os.environ[name]
        os.environ.update(self._settings.environment)

    def _confinement(self, role: Role, options: dict[str, Any]) -> Confinement:
        """Trusted processes see what is reserved and may have more threads."""
        bounds = {name: options[name] for name in _BOUNDS if name in options}
        # TensorFlow's thread pools count as processes and grow with the cores.
        threads = 8 * (os.cpu_count() or 1)
        base = Confinement(
            readable=self._shown,
            reserved=self._settings.reserved,
            trusted=role.trusted,
            writable=tuple(options.get("writable", ())),
            **bounds,
        )
        most = 2**14 if role.trusted else base.processes + threads
        return replace(base, processes=most)

    # Clients

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            sock, _ = self._listener.accept()
            submission = _Submission(sock)
            self._submissions.append(submission)
            self._selector.register(sock, selectors.EVENT_READ, submission)

    def _serve(self, submission: _Submission) -> None:
        """Answer one request; a client that misbehaves or dies harms only itself."""
        try:
            data, received, _, _ = socket.recv_fds(submission.sock, MAX_MESSAGE, 1)
            if not data:
                self._close(submission)
                return
            reply, pidfd = self._answer(submission, json.loads(data), received)
        except (ValueError, KeyError, TypeError, linux.SandboxError) as error:
            reply, pidfd = {"error": str(error)}, -1
        except OSError as error:
            reply, pidfd = {"error": f"The zygote failed: {error}."}, -1
        try:
            sent = [pidfd] if pidfd >= 0 else []
            socket.send_fds(submission.sock, [json.dumps(reply).encode()], sent)
        except OSError:
            self._close(submission)

    def _answer(
        self, submission: _Submission, request: dict[str, Any], received: list[int]
    ) -> tuple[dict[str, Any], int]:
        operation = request["op"]
        if operation == "open":
            self._open(submission, int(request["scratch_bytes"]))
            return {}, -1
        if operation == "fork" and received:
            role = self._settings.roles[request["role"]]
            child = self._fork(submission, role, received[0], request)
            return {"pid": child.pid}, child.pidfd
        if operation == "end":
            return self._end(submission, int(request["pid"])), -1
        raise ValueError(f"The zygote does not know '{operation}'.")

    def _open(self, submission: _Submission, size: int) -> None:
        submission.place = self._wall.open(self._folder, size)
        submission.is_open = True

    def _fork(
        self, submission: _Submission, role: Role, received: int, request: Any
    ) -> _Child:
        """Fork one process of a submission."""
        self._assert_can_fork()
        options = request.get("options", {})
        confinement = self._confinement(role, options)
        pid = self._wall.fork()
        if pid == 0:
            self._become(role, received, submission.place, confinement, options)
        os.close(received)
        child = _Child(pid, os.pidfd_open(pid), confinement.memory_bytes)
        submission.children[pid] = child
        return child

    def _assert_can_fork(self) -> None:
        threads = len(list(Path("/proc/self/task").iterdir()))
        if threads != 1:
            raise ValueError(f"The zygote has {threads} threads; it must have one.")
        eager = sys.modules.get("tensorflow.python.eager.context")
        if eager is not None and eager.context()._initialized:
            raise ValueError("The zygote has run a TensorFlow operation.")

    def _become(
        self,
        role: Role,
        received: int,
        place: Place,
        confinement: Confinement,
        options: dict[str, Any],
    ) -> NoReturn:
        """The forked child: confine itself, then be what its role says."""
        status = 1
        try:
            _detach(received, place.descriptors)
            self._wall.confine(place, confinement)
            os.environ.update(options.get("environment", {}))
            if not role.trusted:
                _forget_repository()
                _hide_standard_streams()
            main = function_of(role.main)
            main(socket.socket(fileno=3), **options.get("arguments", {}))
            status = 0
        except BaseException as error:
            with contextlib.suppress(OSError):
                os.write(2, f"{role.main}: {type(error).__name__}: {error}\n".encode())
        finally:
            os._exit(status)

    # Children

    def _end(self, submission: _Submission, pid: int) -> dict[str, Any]:
        child = submission.children.pop(pid)
        if pid not in self._ended:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
            self._wait(pid, 0)
        os.close(child.pidfd)
        status, cpu = self._ended.pop(pid, (0, 0.0))
        return {"status": status, "cpu_seconds": cpu, "reason": child.reason}

    def _wait(self, pid: int, flags: int) -> int:
        try:
            ended, status, usage = os.wait4(pid, flags)
        except ChildProcessError:
            return 0
        if ended:
            seconds = usage.ru_utime + usage.ru_stime
            self._ended[ended] = (os.waitstatus_to_exitcode(status), seconds)
        return ended

    def _reap(self) -> None:
        while self._wait(-1, os.WNOHANG):
            pass
        known = {pid for s in self._submissions for pid in s.children}
        for pid in set(self._ended) - known:
            del self._ended[pid]

    def _watch(self) -> None:
        """Kill a child whose processes together use more memory than it may."""
        for submission in self._submissions:
            for child in submission.children.values():
                if (
                    child.pid not in self._ended
                    and watch.memory(child.pid) > child.limit
                ):
                    child.reason = "used more memory than it may"
                    os.kill(child.pid, signal.SIGKILL)

    def _close(self, submission: _Submission) -> None:
        for pid in list(submission.children):
            self._end(submission, pid)
        self._selector.unregister(submission.sock)
        submission.sock.close()
        if submission.is_open:
            self._wall.close(submission.place)
        self._submissions.remove(submission)


def function_of(name: str) -> Callable[..., Any]:
    """What "module:function" names."""
    module, _, function = name.partition(":")
    found: Callable[..., Any] = getattr(importlib.import_module(module), function)
    return found


def _needed_paths(settings: Settings) -> Iterator[str]:
    """What a notebook needs to see: the system's libraries, Python, its own data."""
    yield from ("/usr", "/lib", "/lib64", "/bin", "/sbin", "/etc/ssl", "/etc/fonts")
    prefixes = {sys.base_prefix, sys.prefix}
    prefixes |= {str(Path(p).resolve()) for p in prefixes}
    for prefix in sorted(prefixes):
        if not prefix.startswith("/usr"):
            yield prefix
    yield from settings.readable


def _detach(received: int, keep: set[int]) -> None:
    """Leave the zygote behind: its signals, its descriptors, its session."""
    os.setsid()
    signal.set_wakeup_fd(-1)
    for caught in (signal.SIGTERM, signal.SIGINT, signal.SIGCHLD, signal.SIGHUP):
        signal.signal(caught, signal.SIG_DFL)
    if received != 3:
        os.dup2(received, 3)
    for number in [int(entry.name) for entry in Path("/proc/self/fd").iterdir()]:
        if number > 3 and number not in keep:
            with contextlib.suppress(OSError):
                os.close(number)
    null = os.open(os.devnull, os.O_RDWR)
    os.dup2(null, 0)
    os.close(null)


def _hide_standard_streams() -> None:
    null = os.open(os.devnull, os.O_RDWR)
    os.dup2(null, 1)
    os.dup2(null, 2)
    os.close(null)


def _forget_repository() -> None:
    """A kernel imports from the notebooks' folder and libraries, not from here."""
    sys.path[:] = [p for p in sys.path if p != str(REPOSITORY)]
    paths = os.environ.get("PYTHONPATH", "").split(os.pathsep)
    os.environ["PYTHONPATH"] = os.pathsep.join(p for p in paths if p != str(REPOSITORY))
    sys.argv[:] = [""]


def main() -> None:
    """Entry point of the zygote process."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder")
    parser.add_argument("settings")
    parser.add_argument("listener", type=int)
    options = parser.parse_args()
    settings = Settings.from_json(options.settings)
    wall = WALLS[settings.wall]()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    wall.enter()
    _leave_outer_process(options.folder)
    wall.arrive()
    listener = socket.socket(fileno=options.listener)
    Server(options.folder, settings, wall, listener).run()


def _leave_outer_process(folder: str) -> None:
    """Go on in a child, pid 1 of its namespace; the outer process ends with either.

    It ends, and all with it, when the client's end of its standard input closes; a
    client that was killed leaves no files behind either.
    """
    # Opened now: once the inner process is gone, so is what it mounted on /proc.
    with Path("/proc/self/mountinfo").open() as table:
        pid = os.fork()
        if pid == 0:
            linux.die_with_parent()
            return
        with selectors.DefaultSelector() as selector:
            selector.register(0, selectors.EVENT_READ)
            selector.register(os.pidfd_open(pid), selectors.EVENT_READ)
            selector.select()
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        with contextlib.suppress(OSError):
            _remove_folder(folder, table)
    os._exit(1)


def _remove_folder(folder: str, table: TextIO) -> None:
    """Remove the zygote's folder, but never through anything mounted below it."""

    def below() -> list[str]:
        table.seek(0)
        paths = [line.split()[4] for line in table]
        return [path for path in paths if path.startswith(f"{folder}/")]

    if re.fullmatch(r"[\w/.-]+", folder) is None:
        return  # the list of mounts writes such a name in another way
    for path in reversed(below()):
        mounts.unmount(path)
    if not below():
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
