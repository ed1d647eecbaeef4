"""A process with TensorFlow imported that forks the kernels and examiners.

Importing TensorFlow costs 4 seconds, forking a process that has it 10 ms. The zygote
never runs an operation and never has a second thread: a fork would copy locks that
the missing threads hold, and the child would hang. Both are checked before each fork.

Its settings (`session.ZygoteSettings`) say what it loads and whom it forks. Behind
the first wall it is the first process of a pid namespace of its own, so that everything
it has forked ends with it; it watches the memory of each submission. A client speaks
with it over a Unix socket, one connection a submission: when the connection closes,
for whatever reason, the submission's processes are killed and its files are gone.

    open   {"scratch_bytes"}                -> {}
    load   {"modules"}                      -> {}
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
import selectors
import signal
import socket
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path
from typing import Any, NoReturn

from grader.course.places import BASE
from grader.isolation import linux, namespaces, watch
from grader.isolation.broker import Broker, LineClosedError
from grader.isolation.second_wall import LandlockWall
from grader.isolation.session import (
    MAX_MESSAGE,
    OVER_MEMORY,
    OVER_PROCESSES,
    OVER_STORAGE,
    Role,
    ZygoteSettings,
)
from grader.isolation.walls import (
    INODES,
    Confinement,
    Forked,
    NoWall,
    Place,
    Wall,
    needed_paths,
)

_BOUNDS = (
    "memory_bytes", "home_bytes", "file_bytes", "processes", "open_files", "seconds_cpu"
)  # fmt: skip


@dataclass(eq=False)
class _Child:
    """A forked process, which leads a session of its own."""

    forked: Forked
    pidfd: int
    limits: Confinement
    reason: str = ""
    seconds_of_orphans: float = 0.0

    @property
    def pid(self) -> int:
        return self.forked.pid


@dataclass
class _Line:
    """Where a process asks for connections."""

    submission: _Submission
    leader: int
    broker: Broker


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
        self, folder: str, settings: ZygoteSettings, wall: Wall, listener: socket.socket
    ) -> None:
        self._folder = folder
        self._settings = settings
        self._wall = wall
        self._listener = listener
        self._selector = selectors.DefaultSelector()
        self._ended: dict[int, tuple[int, float]] = {}
        self._submissions: list[_Submission] = []
        self._shown: tuple[str, ...] = ()
        self._asked_for: set[str] = set()
        self._next_look = 0.0

    def run(self) -> NoReturn:
        """Prepare, then serve until killed."""
        gc.disable()  # a third of the time of importing TensorFlow goes into looking
        self._load()
        self._shown = tuple(
            needed_paths(self._settings.readable, self._settings.hidden)
        )
        self._wall.prepare(self._folder, self._confinement(Role(""), {}))
        gc.freeze()
        gc.enable()
        self._selector.register(self._listener, selectors.EVENT_READ, None)
        while True:
            wait = self._next_look - time.monotonic() if self._submissions else None
            for key, _ in self._selector.select(wait and max(0.0, wait)):
                if key.data is None:
                    self._accept()
                elif isinstance(key.data, _Line):
                    self._answer_line(key.data)
                else:
                    self._serve(key.data)
            self._reap()
            if time.monotonic() >= self._next_look:
                self._next_look = time.monotonic() + self._wall.watch_s
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

    def _load_too(self, names: list[str]) -> None:
        """Import what a course uses, once; what would start threads is left out."""
        for name in names:
            if name in self._asked_for:
                continue
            self._asked_for.add(name)
            is_known = name.partition(".")[0] in self._settings.known
            if name not in sys.modules and (is_known or linux.loads_safely(name)):
                gc.disable()
                with contextlib.suppress(Exception):  # the notebook's cell will tell
                    importlib.import_module(name)
                gc.freeze()
                gc.enable()

    def _confinement(self, role: Role, options: dict[str, Any]) -> Confinement:
        """Trusted processes see what is reserved and may have more threads."""
        bounds = {name: options[name] for name in _BOUNDS if name in options}
        # TensorFlow's thread pools count as processes and grow with the cores.
        threads = 8 * (os.cpu_count() or 1)
        base = Confinement(
            readable=self._shown,
            listed=self._settings.listed,
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
        if operation == "load":
            self._load_too([str(name) for name in request["modules"]])
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
        forked = self._wall.fork(submission.place, trusted=role.trusted)
        if forked.pid == 0:
            self._become(role, received, submission.place, confinement, options)
        os.close(received)
        child = _Child(forked, os.pidfd_open(forked.pid), confinement)
        submission.children[forked.pid] = child
        if forked.asks is not None:
            line = _Line(submission, forked.pid, Broker(forked.asks))
            self._selector.register(forked.asks, selectors.EVENT_READ, line)
        return child

    def _answer_line(self, line: _Line) -> None:
        """Let a process have what it asks for, or no more of it."""
        try:
            line.broker.serve(
                lambda: self._sessions().get(line.leader, []),
                lambda: [*chain(*_members(line.submission, self._sessions()).values())],
            )
        except LineClosedError:
            self._hang_up(line.broker.line)

    def _hang_up(self, line: socket.socket) -> None:
        with contextlib.suppress(KeyError, ValueError):
            self._selector.unregister(line)
        line.close()

    def _assert_can_fork(self) -> None:
        threads = linux.threads()
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
            linux.detach(received, self._wall.inherited(place))
            self._wall.confine(place, confinement)
            os.environ.update(options.get("environment", {}))
            if not role.trusted:
                _forget_repository()
                linux.hide_standard_streams()
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
            self._finish(pid)
        os.close(child.pidfd)
        for descriptor in child.forked.kept:
            os.close(descriptor)
        if child.forked.asks is not None:
            self._hang_up(child.forked.asks)
        status, seconds = self._ended.pop(pid, (0, 0.0))
        seconds += child.seconds_of_orphans
        return {"status": status, "cpu_seconds": seconds, "reason": child.reason}

    def _finish(self, pid: int) -> None:
        """Kill a child with all that it has left in its session, and wait for them.

        The number of a session is nobody else's as long as its leader is not waited
        for. Whoever loses its parent becomes a child of the zygote, so that in the end
        every one of them has been one.
        """
        linux.kill(pid)
        status, seconds = linux.wait(pid)
        with contextlib.suppress(ChildProcessError):
            while True:
                seconds += linux.wait(-pid)[1]
        self._ended[pid] = (status, seconds)

    def _reap(self) -> None:
        """End the sessions whose leader has ended; collect those without a parent."""
        leaders = {p: c for s in self._submissions for p, c in s.children.items()}
        with contextlib.suppress(ChildProcessError):
            how = os.WEXITED | os.WNOHANG | os.WNOWAIT
            while ended := os.waitid(os.P_ALL, 0, how):
                if ended.si_pid in leaders:
                    self._finish(ended.si_pid)
                    continue
                leader = leaders.get(os.getpgid(ended.si_pid))
                seconds = linux.wait(ended.si_pid)[1]
                if leader is not None:
                    leader.seconds_of_orphans += seconds

    def _watch(self) -> None:
        """Kill a child whose processes together use more than they may."""
        sessions = self._sessions()
        for submission in self._submissions:
            members = _members(submission, sessions)
            for child, pids in members.items():
                if reason := self._excess(submission.place, child, pids):
                    child.reason = reason
                    linux.kill(child.pid)
            if self._wall.counts and _stores_too_much(submission.place, members):
                for child in members:
                    if not child.limits.trusted:
                        child.reason = OVER_STORAGE
                        linux.kill(child.pid)

    def _sessions(self) -> dict[int, list[int]]:
        """{leader: all processes of its session that run now}."""
        found: dict[int, list[int]] = {}
        for pid in linux.children("self"):
            with contextlib.suppress(ProcessLookupError):
                leader = os.getpgid(pid)
                found.setdefault(leader, []).extend(watch.descendants(pid))
        return found

    def _excess(self, place: Place, child: _Child, pids: list[int]) -> str:
        """What a child's processes use more of than they may, as a reason."""
        limit, trusted = child.limits.memory_bytes, child.limits.trusted
        files = () if trusted else self._wall.files_in_memory(place, child.pid)
        if watch.memory(pids, limit, files) > limit:
            return OVER_MEMORY
        if self._wall.counts and watch.tasks(pids) > child.limits.processes:
            return OVER_PROCESSES
        return ""

    def _close(self, submission: _Submission) -> None:
        for pid in list(submission.children):
            self._end(submission, pid)
        self._selector.unregister(submission.sock)
        submission.sock.close()
        if submission.is_open:
            self._wall.close(submission.place)
        self._submissions.remove(submission)


def _members(
    submission: _Submission, sessions: dict[int, list[int]]
) -> dict[_Child, list[int]]:
    """{child that runs: all processes of its session}."""
    return {
        child: sessions[pid]
        for pid, child in submission.children.items()
        if pid in sessions
    }


def _stores_too_much(place: Place, members: dict[_Child, list[int]]) -> bool:
    size, count = watch.stored(place.scratch, INODES)
    size += watch.removed(place.scratch, chain(*members.values()))
    return size > place.bytes_allowed or count > INODES


def function_of(name: str) -> Callable[..., Any]:
    """What "module:function" names."""
    module, _, function = name.partition(":")
    found: Callable[..., Any] = getattr(importlib.import_module(module), function)
    return found


def _forget_repository() -> None:
    """A kernel imports from the notebooks' folder and libraries, not from here."""
    sys.path[:] = [p for p in sys.path if p != str(BASE)]
    paths = os.environ.get("PYTHONPATH", "").split(os.pathsep)
    os.environ["PYTHONPATH"] = os.pathsep.join(p for p in paths if p != str(BASE))
    sys.argv[:] = [""]


def main() -> None:
    """Entry point of the zygote process."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder")
    parser.add_argument("settings")
    parser.add_argument("listener", type=int)
    options = parser.parse_args()
    settings = ZygoteSettings.from_json(options.settings)
    wall = wall_of(settings)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    wall.enter()
    _leave_outer_process(options.folder)
    wall.arrive()
    listener = socket.socket(fileno=options.listener)
    Server(options.folder, settings, wall, listener).run()


def wall_of(settings: ZygoteSettings) -> Wall:
    """The wall that settings name."""
    walls: dict[str, Callable[[], Wall]] = {
        "namespaces": namespaces.NamespaceWall,
        "landlock": lambda: LandlockWall(settings.landlock),
        "none": NoWall,
    }
    return walls[settings.wall]()


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
        linux.end_children()
        with contextlib.suppress(OSError):
            if namespaces.unmount_below(folder, table):
                watch.remove(folder)
    os._exit(1)


if __name__ == "__main__":
    main()
