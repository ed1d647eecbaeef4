"""A process with TensorFlow imported that forks the kernels and examiners.

Importing TensorFlow costs 4 seconds, forking a process that has it 10 ms. The zygote
never runs an operation and never has a second thread: a fork would copy locks that
the missing threads hold, and the child would hang. Both are checked before each fork.

It is the first process of a pid namespace of its own, so that everything it has forked
ends with it, and it watches the memory of each submission. A client speaks with it
over a Unix socket, one connection a submission: when the connection closes, for
whatever reason, the submission's processes are killed and its files are gone.

    open   {"scratch_bytes"}                -> {}
    fork   {"role", "limits"} + socket      -> {"pid"} + pidfd
    end    {"pid"}                          -> {"status", "cpu_seconds", "reason"}
"""

from __future__ import annotations

import argparse
import contextlib
import gc
import importlib
import json
import os
import random
import re
import selectors
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, NoReturn, TextIO

from grader.course.places import REPOSITORY
from grader.isolation import sandbox
from grader.isolation.sandbox import MIB, Confinement

PRELOAD = (
    "numpy", "tensorflow", "keras", "matplotlib.pyplot",
    "matplotlib.backends.backend_agg", "sklearn.linear_model", "sklearn.metrics",
    "sklearn.manifold", "imageio.v3", "PIL.Image", "tqdm.auto",
    "ipykernel.kernelapp", "grader.examining.agent", "grader.examining.examiner",
    "grader.examining.runner", "grader.exam", "grader.isolation.provisioner",
    "http.server", "tarfile", "urllib.request",
)  # fmt: skip
NOT_FOR_STUDENTS = ("exam", "downloads")
_BOUNDS = (
    *("memory_bytes", "file_bytes", "home_bytes", "processes", "open_files"),
    "seconds_cpu",
)
MAX_MESSAGE = 64 * 1024
OVER_MEMORY = "memory"  # the reason why a process was ended
WATCH_S = 0.2
START_S = 120.0
ENVIRONMENT = {
    "COURSE_BUDGET": "grade",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "TF_ENABLE_ONEDNN_OPTS": "1",
    "MPLBACKEND": "agg",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "PYTHONDONTWRITEBYTECODE": "1",
    "LANG": "C.UTF-8",
    "PATH": "/usr/local/bin:/usr/bin:/bin",
    "HOME": "/home/student",
    "TMPDIR": "/tmp",  # noqa: S108 -- the sandbox's own
    "IPYTHONDIR": "/home/student/.ipython",
    "MPLCONFIGDIR": "/home/student/.matplotlib",
    "KERAS_HOME": "/home/student/.keras",
}


class ZygoteError(RuntimeError):
    """The zygote refused or is gone; the message is a sentence."""


@dataclass(frozen=True)
class Settings:
    """Where the course lies and how much one submission may use."""

    data: str = str(REPOSITORY / "datasets")
    notebooks: str = str(REPOSITORY / "notebooks")
    isolated: bool = True

    @property
    def exam(self) -> str:
        """The folder that only examiners see."""
        return str(Path(self.data, "exam"))


# The client's side


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

    def fork(self, role: str, **options: Any) -> tuple[Process, socket.socket]:
        """Fork a "kernel" or an "examiner"; the process and our end of its socket.

        Options: memory_bytes, file_bytes, home_bytes, processes, open_files, threads,
        writable.
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

    def __init__(self, settings: Settings | None = None, shared: str = "") -> None:
        self.settings = settings or Settings()
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
        raise ZygoteError(f"The zygote does not start: {problem} {self._said()}")

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
        self._folder = tempfile.mkdtemp(prefix="grader-")
        listener = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        listener.bind(self.socket_path)
        listener.listen(64)
        config = json.dumps({**self.settings.__dict__})
        number = listener.fileno()
        command = [sys.executable, "-m", "grader.isolation.zygote"]
        with listener, Path(self._folder, "log").open("wb") as log:
            self._process = subprocess.Popen(
                [*command, self._folder, config, str(number)],
                stdin=subprocess.PIPE,  # open as long as this process lives
                pass_fds=[number],
                stdout=subprocess.DEVNULL,
                stderr=log,
                cwd=REPOSITORY,
                env=_environment(self.settings),
            )

    def _after_failure(self) -> None:
        if self._process is not None:
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(1)

    def _said(self) -> str:
        with contextlib.suppress(OSError, IndexError):
            return Path(self._folder, "log").read_text().strip().splitlines()[-1]
        return ""

    def stop(self) -> None:
        """End the zygote and everything that it has forked."""
        with self._lock:
            self._clean()

    def _clean(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None
        if self._folder:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder = ""


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


def _environment(settings: Settings) -> dict[str, str]:
    """The environment of the zygote and so of every kernel: nothing of ours."""
    paths = os.pathsep.join([settings.notebooks, str(REPOSITORY)])
    cache = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache"))
    more = {
        "PYTHONPATH": paths,
        "COURSE_DATA": settings.data,
        "GRADER_MPL_CACHE": str(cache / "deep-learning-course"),
    }
    return {**ENVIRONMENT, **more}


# The zygote's side


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
    scratch: str = ""
    network: int = -1
    uid: int = 0
    children: dict[int, _Child] = field(default_factory=dict)


class Server:
    """The loop of the zygote; single-threaded on purpose."""

    def __init__(
        self, folder: str, settings: Settings, listener: socket.socket
    ) -> None:
        self._folder = folder
        self._settings = settings
        self._listener = listener
        self._selector = selectors.DefaultSelector()
        self._as_root = sandbox.is_root()
        self._ended: dict[int, tuple[int, float]] = {}
        self._submissions: list[_Submission] = []
        self._own_network = self._own_pids = -1
        self._root = str(Path(folder, "root"))
        self._shell: Any = None

    def run(self) -> NoReturn:
        """Prepare, then serve until killed."""
        gc.disable()  # a third of the time of importing TensorFlow goes into looking
        self._preload()
        if self._settings.isolated:
            self._prepare_isolation()
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

    def _preload(self) -> None:
        cache = Path(os.environ.pop("GRADER_MPL_CACHE"))
        with contextlib.suppress(OSError):
            cache.mkdir(parents=True, exist_ok=True)
        kept, os.environ["MPLCONFIGDIR"] = os.environ["MPLCONFIGDIR"], str(cache)
        for name in PRELOAD:
            with contextlib.suppress(ImportError):
                importlib.import_module(name)
        os.environ["MPLCONFIGDIR"] = kept
        from grader.examining import runner

        profile = Path(self._folder, "ipython")
        profile.mkdir()
        self._shell = runner.make_shell(str(profile))

    def _prepare_isolation(self) -> None:
        self._own_network = os.open("/proc/self/ns/net", os.O_RDONLY)
        self._own_pids = os.open("/proc/self/ns/pid", os.O_RDONLY)
        Path(self._root).mkdir()
        sandbox.build_root(self._root, self._shown())

    def _shown(self) -> Confinement:
        settings = self._settings
        return Confinement(
            read_only=tuple(_needed_paths(settings)), hidden=(settings.exam,)
        )

    def _confinement(
        self, role: str, submission: _Submission, options: dict[str, Any]
    ) -> Confinement:
        """Examiners see the exam and may have more processes; they run trusted code."""
        bounds = {name: options[name] for name in _BOUNDS if name in options}
        exam = self._settings.exam
        shown = sandbox.in_tmp(_needed_paths(self._settings))
        base = Confinement(
            scratch=submission.scratch,
            extra=shown,
            uid=submission.uid,
            writable=tuple(options.get("writable", ())),
            **bounds,
        )
        if role != "examiner":
            # TensorFlow's thread pools count as processes and grow with the cores.
            return replace(base, processes=base.processes + 8 * (os.cpu_count() or 1))
        return replace(
            base,
            extra={**shown, exam: exam} if Path(exam).is_dir() else shown,
            processes=2**14,
            follow_links_in_tmp=False,
        )

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
        except (ValueError, KeyError, TypeError, sandbox.SandboxError) as error:
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
            child = self._fork(submission, request["role"], received[0], request)
            return {"pid": child.pid}, child.pidfd
        if operation == "end":
            return self._end(submission, int(request["pid"])), -1
        raise ValueError(f"The zygote does not know '{operation}'.")

    def _open(self, submission: _Submission, size: int) -> None:
        if not self._settings.isolated:
            return
        # An id that no other submission has now, so that limits are counted apart.
        submission.uid = (
            2**30 + random.SystemRandom().randrange(2**30)
            if self._as_root
            else os.geteuid()
        )
        submission.scratch = tempfile.mkdtemp(prefix="s", dir=self._folder)
        sandbox.mount_scratch(submission.scratch, size, 20_000, submission.uid)
        with sandbox.new_network(self._own_network) as network:
            submission.network = network

    def _fork(
        self, submission: _Submission, role: str, received: int, request: Any
    ) -> _Child:
        """Fork one process of a submission, as pid 1 of a new pid namespace."""
        self._assert_can_fork()
        options = request.get("options", {})
        confinement = self._confinement(role, submission, options)
        if self._settings.isolated:
            sandbox.unshare(sandbox.CLONE_NEWPID)
        pid = os.fork()
        if pid == 0:
            self._become(role, received, submission, confinement, options)
        if self._settings.isolated:
            sandbox.join(self._own_pids, sandbox.CLONE_NEWPID)
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
        role: str,
        received: int,
        submission: _Submission,
        confinement: Confinement,
        options: dict[str, Any],
    ) -> NoReturn:
        """The forked child: confine itself, then be a kernel or an examiner."""
        status = 1
        try:
            _detach(received, {submission.network})
            if self._settings.isolated:
                network = submission.network
                sandbox.confine(self._root, confinement, network, as_root=self._as_root)
                os.close(network)
            else:
                os.chdir(tempfile.mkdtemp(prefix="unsafe-", dir=self._folder))
            _forget_repository(role)
            _set_threads(options.get("threads"))
            self._run_role(role, options)
            status = 0
        except BaseException as error:
            with contextlib.suppress(OSError):
                os.write(2, f"{role}: {type(error).__name__}: {error}\n".encode())
        finally:
            os._exit(status)

    def _run_role(self, role: str, options: dict[str, Any]) -> None:
        if role == "kernel":
            from grader.examining import agent

            _hide_standard_streams()
            agent.Agent(socket.socket(fileno=3), self._shell).serve()
        elif role == "examiner":
            from grader.examining import examiner

            examiner.main(socket.socket(fileno=3))
        elif role == "ipykernel":
            from grader.isolation import provisioner

            _hide_standard_streams()
            provisioner.run_kernel(options["connection_file"])

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
                if child.pid not in self._ended and _memory(child.pid) > child.limit:
                    child.reason = OVER_MEMORY
                    os.kill(child.pid, signal.SIGKILL)

    def _close(self, submission: _Submission) -> None:
        for pid in list(submission.children):
            self._end(submission, pid)
        self._selector.unregister(submission.sock)
        submission.sock.close()
        if submission.network >= 0:
            os.close(submission.network)
        if submission.scratch:
            sandbox.unmount(submission.scratch)
            with contextlib.suppress(OSError):
                Path(submission.scratch).rmdir()
        self._submissions.remove(submission)


def _memory(pid: int) -> int:
    """Bytes of memory that a process and all its descendants hold for themselves."""
    pids = list(_descendants(pid))
    rough = sum(_own_memory(p) for p in pids)
    if rough < 2**30 or len(pids) == 1:
        return rough
    # Forked children share pages: count each page once before anybody is killed.
    return sum(_shared_out_memory(p) for p in pids)


def _descendants(pid: int) -> Iterator[int]:
    yield pid
    with contextlib.suppress(OSError, ValueError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in (task / "children").read_text().split():
                yield from _descendants(int(child))


def _own_memory(pid: int) -> int:
    with contextlib.suppress(OSError, ValueError, IndexError):
        resident, shared = Path(f"/proc/{pid}/statm").read_text().split()[1:3]
        return (int(resident) - int(shared)) * os.sysconf("SC_PAGE_SIZE")
    return 0


def _shared_out_memory(pid: int) -> int:
    with contextlib.suppress(OSError, ValueError, IndexError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss_Anon:"):
                return int(line.split()[1]) * 1024
    return 0


def _needed_paths(settings: Settings) -> Iterator[str]:
    """What a notebook needs to see: the system's libraries, Python, data, coursekit."""
    yield from ("/usr", "/lib", "/lib64", "/bin", "/sbin", "/etc/ssl", "/etc/fonts")
    prefixes = {sys.base_prefix, sys.prefix}
    prefixes |= {str(Path(p).resolve()) for p in prefixes}
    for prefix in sorted(prefixes):
        if not prefix.startswith("/usr"):
            yield prefix
    # Entry by entry, so that an exam made later does not appear among them.
    for entry in sorted(Path(settings.data).glob("*")):
        if entry.name not in NOT_FOR_STUDENTS:
            yield str(entry)
    yield str(Path(settings.notebooks, "coursekit"))


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


def _set_threads(threads: int | None) -> None:
    """TensorFlow reads these when its first operation runs, in the child."""
    if threads:
        os.environ["TF_NUM_INTRAOP_THREADS"] = str(threads)
        os.environ["TF_NUM_INTEROP_THREADS"] = str(threads)


def _hide_standard_streams() -> None:
    null = os.open(os.devnull, os.O_RDWR)
    os.dup2(null, 1)
    os.dup2(null, 2)
    os.close(null)


def _forget_repository(role: str) -> None:
    """A kernel imports from the notebooks' folder and libraries, not from here."""
    if role != "examiner":
        sys.path[:] = [p for p in sys.path if p != str(REPOSITORY)]
        os.environ["PYTHONPATH"] = os.environ["PYTHONPATH"].split(os.pathsep)[0]
        sys.argv[:] = [""]


def main() -> None:
    """Entry point of the zygote process."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder")
    parser.add_argument("settings")
    parser.add_argument("listener", type=int)
    options = parser.parse_args()
    given = json.loads(options.settings)
    settings = Settings(**given)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if settings.isolated:
        _enter_own_namespaces()
    _leave_outer_process(options.folder)
    if settings.isolated:
        sandbox.mount_proc()
    listener = socket.socket(fileno=options.listener)
    Server(options.folder, settings, listener).run()


def _enter_own_namespaces() -> None:
    if not sandbox.is_root():
        sandbox.enter_user_namespace()
    # The network too, so that an ordinary user owns the one that we come back to.
    sandbox.unshare(sandbox.CLONE_NEWPID | sandbox.CLONE_NEWNS | sandbox.CLONE_NEWNET)
    sandbox.make_mounts_private()


def _leave_outer_process(folder: str) -> None:
    """Go on in a child, pid 1 of its namespace; the outer process ends with either.

    It ends, and all with it, when the client's end of its standard input closes; a
    client that was killed leaves no files behind either.
    """
    # Opened now: once the inner process is gone, so is what it mounted on /proc.
    with Path("/proc/self/mountinfo").open() as mounts:
        pid = os.fork()
        if pid == 0:
            sandbox.die_with_parent()
            return
        with selectors.DefaultSelector() as selector:
            selector.register(0, selectors.EVENT_READ)
            selector.register(os.pidfd_open(pid), selectors.EVENT_READ)
            selector.select()
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        with contextlib.suppress(OSError):
            _remove_folder(folder, mounts)
    os._exit(1)


def _remove_folder(folder: str, mounts: TextIO) -> None:
    """Remove the zygote's folder, but never through anything mounted below it."""

    def below() -> list[str]:
        mounts.seek(0)
        paths = [line.split()[4] for line in mounts]
        return [path for path in paths if path.startswith(f"{folder}/")]

    if re.fullmatch(r"[\w/.-]+", folder) is None:
        return  # the list of mounts writes such a name in another way
    for path in reversed(below()):
        sandbox.unmount(path)
    if not below():
        shutil.rmtree(folder, ignore_errors=True)


def wait_until_gone(process: Process, seconds: float) -> bool:
    """Whether a process has ended within some seconds."""
    deadline = time.monotonic() + seconds
    with selectors.DefaultSelector() as selector:
        selector.register(process.pidfd, selectors.EVENT_READ)
        return bool(selector.select(max(0.0, deadline - time.monotonic())))


if __name__ == "__main__":
    main()
