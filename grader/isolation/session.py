"""The client's side of the zygote: starting it, submissions, their processes."""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import selectors
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from grader.course.places import BASE
from grader.isolation import watch
from grader.isolation.linux import MIB

PREFIX, ALIVE = "grader-", "alive"  # of a zygote's folder; its lock in it
MAX_MESSAGE = 64 * 1024
START_S, END_S = 120.0, 10.0
# Why the zygote ended a process.
OVER_MEMORY, OVER_PROCESSES, OVER_STORAGE = "memory", "processes", "storage"
# For whoever debugs: the file, named in the environment, that the zygote and its
# trusted processes write to, instead of one that goes with them.
LOG = "GRADER_LOG"


def is_logged() -> bool:
    """Whether somebody asked for the log of trusted processes."""
    return bool(os.environ.get(LOG))


class ZygoteError(RuntimeError):
    """The zygote refused or is gone; the message is a sentence."""


@dataclass(frozen=True)
class Role:
    """What a forked process is: `main`, "module:function", gets its socket.

    A trusted one runs no code of students': it sees what is reserved, may import this
    project and says on the zygote's log what went wrong.
    """

    main: str
    trusted: bool = False


@dataclass(frozen=True)
class ZygoteSettings:
    """What a zygote loads, whom it forks and what they see; all of it by name.

    Attributes:
        wall: what stands around each process: "namespaces", "landlock" or "none".
        landlock: use no more of Landlock than this version; 0 for all there is.
        python: the interpreter that it runs on, with its packages; "" for this one.
        roles: {name: role} of what can be forked.
        libraries: modules to import before the first fork, if they are installed.
        known: packages that start no thread when they are loaded, for who asks later.
        modules: modules that must be there.
        prepare: "module:function", called once with a folder when all is loaded.
        readable: files and folders that every process may read.
        hidden: folders that none may read, wherever they lie in these.
        listed: folders whose entries' names every process may read.
        reserved: folders that only trusted roles may read.
        environment: all environment variables of the forked processes.
        while_loading: those that are others until everything is loaded.
    """

    wall: str = "namespaces"
    landlock: int = 0
    python: str = ""
    roles: dict[str, Role] = field(default_factory=dict)
    libraries: tuple[str, ...] = ()
    known: tuple[str, ...] = ()
    modules: tuple[str, ...] = ()
    prepare: str = ""
    readable: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    listed: tuple[str, ...] = ()
    reserved: tuple[str, ...] = ()
    environment: dict[str, str] = field(default_factory=dict)
    while_loading: dict[str, str] = field(default_factory=dict)

    def to_json(self) -> str:
        """For the command line of the zygote."""
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, text: str) -> ZygoteSettings:
        """What `to_json` wrote."""
        said = json.loads(text)
        said["roles"] = {name: Role(**role) for name, role in said["roles"].items()}
        return cls(**said)


class Session:
    """One submission's connection to the zygote."""

    def __init__(self, sock: socket.socket) -> None:
        self._sock = sock

    def ask(
        self, send: socket.socket | None = None, **fields: Any
    ) -> tuple[dict[str, Any], int]:
        """One request, with a socket to hand over; (reply, pidfd or -1)."""
        data = json.dumps(fields).encode()
        try:
            descriptors = [send.fileno()] if send is not None else []
            socket.send_fds(self._sock, [data], descriptors)
            answer, received, _, _ = socket.recv_fds(self._sock, MAX_MESSAGE, 1)
        except OSError as error:
            raise ZygoteError("The zygote is gone.") from error
        if not answer:
            raise ZygoteError("The zygote is gone.")
        reply = json.loads(answer)
        if "error" in reply:
            raise ZygoteError(str(reply["error"]))
        return reply, received[0] if received else -1

    def load(self, modules: Sequence[str]) -> None:
        """Have the zygote import these, where they are installed, for all to come."""
        if modules:
            self.ask(op="load", modules=list(modules))

    def fork(self, role: str, **options: Any) -> tuple[Process, socket.socket]:
        """Fork a process; its handle and our end of its socket.

        Options: memory_bytes, file_bytes, home_bytes, processes, open_files,
        seconds_cpu; `writable` folders, more `environment`, `arguments` of its main.
        """
        ours, theirs = socket.socketpair()
        with theirs:
            reply, pidfd = self.ask(theirs, op="fork", role=role, options=options)
        return Process(self, int(reply["pid"]), pidfd), ours

    def close(self) -> None:
        """End the submission; the zygote kills what is left of it."""
        self._sock.close()


@dataclass
class Process:
    """A forked process; `pidfd` is readable once it has ended."""

    session: Session
    pid: int
    pidfd: int

    def signal(self, number: int) -> None:
        """Send a signal, to this process and never to another with its number."""
        if self.pidfd >= 0:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                signal.pidfd_send_signal(self.pidfd, number)

    def end(self) -> dict[str, Any]:
        """Kill it with all its children; its CPU seconds and why it ended."""
        if self.pidfd < 0:
            return {"cpu_seconds": 0.0, "reason": ""}
        self.signal(signal.SIGKILL)
        try:
            reply, _ = self.session.ask(op="end", pid=self.pid)
        except ZygoteError:
            reply = {"cpu_seconds": 0.0, "reason": ""}
        os.close(self.pidfd)
        self.pidfd = -1
        return reply


class Zygote:
    """Starts the zygote when it is first needed and again when it has died.

    `shared` is the `socket_path` of one that another process has started: it is used
    as long as it answers, then one of our own.
    """

    def __init__(self, settings: ZygoteSettings, shared: str = "") -> None:
        self.settings = settings
        self.starts = 0
        self._shared = shared
        self._process: subprocess.Popen[bytes] | None = None
        self._folder = ""
        self._lock = threading.Lock()

    def open(self, scratch_bytes: int = 512 * MIB) -> Session:
        """A session for one submission; ZygoteError when none can be had."""
        for _ in range(2):
            self.start()
            try:
                return _connect(self.socket_path, scratch_bytes)
            except (OSError, ZygoteError) as error:
                problem = str(error)
                self._shared = ""
                self._after_failure()
        raise ZygoteError(f"The zygote does not start: {problem} {self.said()}")

    @property
    def socket_path(self) -> str:
        """Where clients of other processes reach the zygote."""
        return self._shared or str(Path(self._folder, "zygote"))

    @property
    def pid(self) -> int:
        """The pid of the outer process of the zygote, 0 when there is none."""
        return self._process.pid if self._process is not None else 0

    def start(self) -> None:
        """Start the zygote unless it runs."""
        with self._lock:
            if self._shared:
                return
            if self._process is not None and self._process.poll() is None:
                return
            self._launch()

    def _launch(self) -> None:
        self._clean()
        self.starts += 1
        sweep()
        self._folder = tempfile.mkdtemp(prefix=PREFIX)
        alive = os.open(Path(self._folder, ALIVE), os.O_RDWR | os.O_CREAT, 0o600)
        fcntl.flock(alive, fcntl.LOCK_EX)
        listener = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        listener.bind(self.socket_path)
        listener.listen(64)
        number = listener.fileno()
        python = self.settings.python or sys.executable
        command = [python, "-m", "grader.isolation.zygote"]
        with listener, self._log.open("ab") as log:
            self._process = subprocess.Popen(
                [*command, self._folder, self.settings.to_json(), str(number)],
                stdin=subprocess.PIPE,  # open as long as this process lives
                pass_fds=[number, alive],
                stdout=subprocess.DEVNULL,
                stderr=log,
                cwd=BASE,
                env={
                    **self.settings.environment,
                    **self.settings.while_loading,
                    **({LOG: os.environ[LOG]} if os.environ.get(LOG) else {}),
                },
            )

        os.close(alive)  # from now on it is the zygote's

    def _after_failure(self) -> None:
        if self._process is not None:
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(1)

    @property
    def _log(self) -> Path:
        return Path(os.environ.get(LOG) or Path(self._folder, "log"))

    def said(self) -> str:
        """The last line of its log, "" when there is none."""
        with contextlib.suppress(OSError, IndexError):
            return self._log.read_text().strip().splitlines()[-1]
        return ""

    def stop(self) -> None:
        """End the zygote and everything that it has forked."""
        with self._lock:
            self._clean()

    def _clean(self) -> None:
        if self._process is not None:
            _end(self._process)
            self._process = None
        if self._folder:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder = ""


def sweep() -> None:
    """Remove the folders of zygotes that were killed with all that would clean up.

    A zygote holds a lock as long as it lives; who can have it finds a folder of nobody.
    """
    for path in Path(tempfile.gettempdir()).glob(f"{PREFIX}*/{ALIVE}"):
        with contextlib.suppress(OSError):
            lock = os.open(path, os.O_RDWR | os.O_NOFOLLOW)
            try:
                if os.fstat(lock).st_uid == os.geteuid():
                    fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    watch.remove(str(path.parent))
            finally:
                os.close(lock)


def _end(process: subprocess.Popen[bytes]) -> None:
    """Let the outer process end the inner one and all that it has forked."""
    if process.stdin is not None:
        process.stdin.close()
    try:
        process.wait(END_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _connect(path: str, scratch_bytes: int) -> Session:
    """A session with the zygote there; OSError or ZygoteError when it is gone."""
    sock = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    try:
        sock.settimeout(START_S)
        sock.connect(path)
        session = Session(sock)
        session.ask(op="open", scratch_bytes=scratch_bytes)
    except BaseException:
        sock.close()
        raise
    return session


def wait_until_gone(process: Process, seconds: float) -> bool:
    """Whether a process has ended within some seconds."""
    deadline = time.monotonic() + seconds
    with selectors.DefaultSelector() as selector:
        selector.register(process.pidfd, selectors.EVENT_READ)
        return bool(selector.select(max(0.0, deadline - time.monotonic())))
