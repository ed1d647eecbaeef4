"""Keep a kernel alive: start it again when it is lost, and catch it up.

`Keeper` does this for every engine; `StudentKernel` is the kernel of one submission as
the examiner has it, whichever process it is now.
"""

from __future__ import annotations

import builtins
import contextlib
import socket
import time
from collections.abc import Callable, Mapping
from typing import Any, Generic, Protocol, TypeVar

from grader.examining.cases import GRACE_S, Clock, KernelLost, StudentError, number_from
from grader.examining.connection import Connection, WriteBack
from grader.examining.wire import messages
from grader.examining.wire.messages import Message
from grader.submissions.failures import Failure, Kind


class Lodger(Protocol):
    """A kernel that can be lost."""

    @property
    def is_lost(self) -> bool:
        """Whether nothing can be asked of it any more."""
        ...


class Fetched(dict[str, Any]):
    """The builtins of a test cell: what they lack comes from the student's kernel."""

    def __init__(self, fetch: Callable[[str], Any]) -> None:
        super().__init__(vars(builtins))
        self._fetch = fetch

    def __missing__(self, name: str) -> Any:
        return self._fetch(name)


K = TypeVar("K", bound=Lodger)


class Keeper(Generic[K]):
    """Starts a kernel when it is needed, and after a loss runs again what went well.

    Args:
        start: gives a new kernel.
        run: runs a cell in it; KernelLost when that has no end.
        lose: is told of each kernel that is done with.
        restarts: how often it may be started again.
    """

    def __init__(
        self,
        start: Callable[[], K],
        run: Callable[[K, str], object],
        lose: Callable[[K], None],
        restarts: float,
    ) -> None:
        self.kernel: K | None = None
        self._start, self._run, self._lose = start, run, lose
        self._left = restarts + 1
        self._replay: list[str] = []

    def alive(self) -> K:
        """The kernel, started again with the earlier cells replayed if it was lost.

        Raises:
            KernelLost: it was lost too often, or cannot be started.
        """
        while self.kernel is None or self.kernel.is_lost:
            self.drop()
            if self._left < 1:
                raise KernelLost(Failure(Kind.LOST_TOO_OFTEN))
            self._left -= 1
            self.kernel = self._start()
            self._catch_up(self.kernel)
        return self.kernel

    def drop(self) -> None:
        """Have done with the kernel, if there is one."""
        if self.kernel is not None:
            kernel, self.kernel = self.kernel, None
            self._lose(kernel)

    def remember(self, source: str) -> None:
        """A cell that went well: a new kernel runs it again."""
        self._replay.append(source)

    @property
    def last(self) -> str:
        """The cell that was remembered last, "" before the first."""
        return self._replay[-1] if self._replay else ""

    def _catch_up(self, kernel: K) -> None:
        for source in list(self._replay):
            try:
                self._run(kernel, source)
            except KernelLost:
                # It went well the first time and does not now: do without it.
                self._replay.remove(source)
                return


class StudentKernel:
    """The kernel of one submission; the engine provides its processes."""

    def __init__(
        self,
        control: socket.socket,
        limits: Mapping[str, float],
        seed: str,
        files: Mapping[str, bytes],
        *,
        finite: bool = True,
    ) -> None:
        self.clock = Clock(self._interrupt)
        self.write_back = WriteBack()
        self.calls = self.ended = 0
        self.forged = False
        self._control = control
        self._limits = limits
        self._seed = seed
        self._files = dict(files)
        self._finite = finite
        self._latest: Connection | None = None
        self._keeper = Keeper(self._start, self._send, self._lost, limits["restarts"])

    def alive(self) -> Connection:
        """The connection to it; starting it takes nothing from a running clock."""
        if self.is_there:
            return self._keeper.alive()
        left = self.clock.stop()
        connection = self._keeper.alive()
        if left:
            self.clock.go_on(left)
            self.extend_deadline()
        return connection

    @property
    def is_there(self) -> bool:
        """Whether it was started and not lost."""
        return self._keeper.kernel is not None and not self._keeper.kernel.is_lost

    def run(self, source: str) -> Message:
        """Run a cell of the student's; what it did, as the kernel tells it."""
        self.clock.is_late = False
        reply = self._send(self.alive(), source)
        if not self.clock.is_late:  # a cell that hung once would hang again
            self._keeper.remember(source)
        return reply

    def put(self, source: str) -> None:
        """Run a text of ours in it, now and whenever it is started again."""
        connection = self.alive()
        if self._keeper.last != source:
            self._keeper.remember(source)
        connection.ask("cell", source=source)

    def seed(self, number: int) -> None:
        """Seed it; one that died while nobody spoke with it is started again."""
        while True:
            connection = self.alive()
            self.extend_deadline()
            connection.received = 0
            try:
                connection.ask("seed", seed=number)
            except KernelLost:
                continue  # the next one, or none
            return

    def fetch(self, name: str) -> Any:
        """The value of a name of the student's notebook; NameError without one."""
        if name.startswith("__"):
            raise NameError(f"name '{name}' is not defined")
        return self.alive().name(name)

    def on_stderr(self) -> object:
        """How often it has printed there; None of one that is lost."""
        if not self.is_there:
            return None
        connection = self.alive()
        connection.deadline = time.monotonic() + GRACE_S
        with contextlib.suppress(KernelLost, StudentError):
            return connection.ask("on_stderr")[0].get("count")
        return None

    def begin(self, seconds: float) -> None:
        """A test of this length comes next, which seeds nothing."""
        connection = self.alive()
        connection.received = 0
        connection.deadline = time.monotonic() + seconds + GRACE_S

    def extend_deadline(self) -> None:
        """It may take as long as a case from now on."""
        if self._keeper.kernel is not None:
            limit = self._limits["case"] + GRACE_S
            self._keeper.kernel.deadline = time.monotonic() + limit

    def close(self) -> None:
        """Have done with it, and count what it did."""
        self._keeper.drop()

    def _start(self) -> Connection:
        messages.send_frame(self._control, {"event": "kernel"})
        messages.receive_frame(self._control)
        _, descriptors, _, _ = socket.recv_fds(self._control, 1, 1)
        sock = socket.socket(fileno=descriptors[0])
        connection = Connection(
            sock, self.write_back, self._why_gone, finite=self._finite
        )
        if self._latest is not None:
            self._latest.replacement = connection
        self._latest = connection
        connection.deadline = time.monotonic() + self._limits["start"]
        if self._files:
            encoder = connection.encoder()
            node = encoder.encode(self._files)
            with contextlib.suppress(StudentError):  # then they are not there
                connection.ask("files", encoder, files=node)
        connection.ask("seed", seed=number_from(self._seed, "kernel") % 2**32)
        return connection

    def _send(self, connection: Connection, source: str) -> Message:
        limit = self._limits["cell"]
        connection.deadline = time.monotonic() + limit + GRACE_S
        self.clock.start(limit)
        try:
            reply, _ = connection.ask("cell", source=source)
        finally:
            self.clock.stop()
        return reply

    def _lost(self, connection: Connection) -> None:
        self.calls += connection.calls
        self.ended += connection.lost == Failure(Kind.DIED)
        self.forged |= connection.forged

    def _why_gone(self) -> Failure:
        """Ask the engine, which sees more of a process than its silence."""
        left = self.clock.stop()  # an alarm in between would cut the answer in two
        messages.send_frame(self._control, {"event": "lost"})
        reply, _ = messages.receive_frame(self._control)
        if left:
            self.clock.go_on(left)
        return Failure.from_json(reply["failure"])

    def _interrupt(self) -> bool:
        """Ask the kernel to stop, through the engine; whether it is at work."""
        kernel = self._keeper.kernel
        if kernel is None or not kernel.busy:
            return False
        kernel.interrupted = True
        messages.send_frame(self._control, {"event": "interrupt"})
        return True
