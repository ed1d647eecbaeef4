"""The zygote's side of what a process behind the second wall asks for.

It can make no socket that reaches anywhere. It gets one that is connected, or that
listens, when nobody but processes of its own submission is at the other end: the server
of a hidden test, or one of its own. And where Landlock knows no signals (before Linux
6.12) the filter lets it signal itself alone; so what it sends to others of its session
is sent from here.

    connect {"family": 4 or 6, "port"}  -> {} + socket, or {"errno"}
    listen  {"family": 4 or 6, "port"}  -> {} + socket, or {"errno"}
    signal  {"pid", "number"}           -> {"errno"}, 0 when it was sent
"""

from __future__ import annotations

import contextlib
import errno
import json
import os
import select
import signal
import socket
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

MAX_REQUEST = 256
MOST_REQUESTS = 4096  # of one process
BACKLOG = 128
FIRST_PORT = 1024
WAIT_MS = 5
_LOOPBACK = {
    4: (socket.AF_INET, "127.0.0.1", "/proc/net/tcp"),
    6: (socket.AF_INET6, "::1", "/proc/net/tcp6"),
}
_LISTENS = "0A"


Pids = Callable[[], list[int]]


class LineClosedError(Exception):
    """The process has ended, or asks too much."""


class Broker:
    """Answers one process."""

    def __init__(self, line: socket.socket) -> None:
        self.line = line
        self._left = MOST_REQUESTS

    def serve(self, session: Pids, submission: Pids) -> None:
        """Answer one request; what it is told gives the pids that there are now.

        Raises:
            LineClosedError: there will be no more.
        """
        try:
            data, received, _, _ = socket.recv_fds(self.line, MAX_REQUEST, 1)
        except OSError as error:
            raise LineClosedError from error
        self._left -= 1
        try:
            if not data or self._left < 0:
                raise LineClosedError
            if received:
                _answer(received[0], data, session, submission)
        finally:
            for descriptor in received:
                os.close(descriptor)


def _answer(descriptor: int, data: bytes, session: Pids, submission: Pids) -> None:
    """Reply on the socket that came with the request; a bad one is passed over."""
    with (
        contextlib.suppress(OSError, ValueError, KeyError, TypeError, OverflowError),
        socket.socket(fileno=os.dup(descriptor)) as reply,
    ):
        reply.setblocking(False)
        request = json.loads(data)
        made: socket.socket | int
        if request["op"] == "signal":
            made = _signal(int(request["pid"]), int(request["number"]), session)
        else:
            family, port = int(request["family"]), int(request["port"])
            made = _OPERATIONS[request["op"]](family, port, submission)
        if isinstance(made, int):
            reply.send(json.dumps({"errno": made}).encode())
            return
        with made:
            made.setblocking(True)
            socket.send_fds(reply, [b"{}"], [made.fileno()])


def _signal(pid: int, number: int, session: Pids) -> int:
    """Signal a process of the session, as errno; never another of the same number."""
    try:
        descriptor = os.pidfd_open(pid)  # first: then what is found has this number
    except OSError as error:
        return error.errno or errno.ESRCH
    try:
        if pid not in session():
            return errno.EPERM
        signal.pidfd_send_signal(descriptor, number)
    except OSError as error:
        return error.errno or errno.EIO
    finally:
        os.close(descriptor)
    return 0


def _connect(family: int, port: int, submission: Pids) -> socket.socket | int:
    """A socket connected to a server of these processes, or why not (errno)."""
    kind, address, _ = _LOOPBACK[family]
    there = set(listeners(port))
    if not there or not there <= set(sockets_of(submission())):
        return errno.ECONNREFUSED
    sock = socket.socket(kind, socket.SOCK_STREAM | socket.SOCK_NONBLOCK)
    problem = sock.connect_ex((address, port))
    if problem == errno.EINPROGRESS:
        poll = select.poll()
        poll.register(sock, select.POLLOUT)
        ready = poll.poll(WAIT_MS)
        error = sock.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
        problem = error if ready else errno.ETIMEDOUT
    if problem:
        sock.close()
        return problem
    return sock


def _listen(family: int, port: int, _submission: Pids) -> socket.socket | int:
    """A socket that listens on the loopback alone, or why not (errno)."""
    kind, address, _ = _LOOPBACK[family]
    if port and port < FIRST_PORT:
        return errno.EACCES
    sock = socket.socket(kind, socket.SOCK_STREAM)
    try:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        sock.bind((address, port))
        sock.listen(BACKLOG)
    except OSError as error:
        sock.close()
        return error.errno or errno.EIO
    return sock


_OPERATIONS = {"connect": _connect, "listen": _listen}


def listeners(port: int) -> Iterator[str]:
    """Inodes of the sockets of this machine that listen on a TCP port."""
    for _, _, table in _LOOPBACK.values():
        with contextlib.suppress(OSError):
            for line in Path(table).read_text().splitlines()[1:]:
                fields = line.split()
                number = int(fields[1].rpartition(":")[2], 16)
                if number == port and fields[3] == _LISTENS:
                    yield fields[9]


def sockets_of(pids: Iterable[int]) -> Iterator[str]:
    """Inodes of the sockets that these processes hold."""
    for pid in pids:
        with contextlib.suppress(OSError):
            for entry in os.scandir(f"/proc/{pid}/fd"):
                with contextlib.suppress(OSError):
                    place = str(Path(entry.path).readlink())
                    if place.startswith("socket:["):
                        yield place[8:-1]
