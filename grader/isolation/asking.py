"""The student's side of the second wall: sockets and signals that are asked for.

What a program of Python does on the loopback, or with children of its own, goes on as
it was: `socket.socket` becomes a class that asks the zygote (`broker`) for a connection
or a listening socket, and `os.kill` asks it to signal a process of the same session,
where the system call would be refused. All of this lies in the student's hands; it
opens nothing that the broker does not give.
"""

from __future__ import annotations

import errno
import ipaddress
import json
import os
import socket
from typing import Any

_plain = socket.socket
_look_up = socket.getaddrinfo
_kill = os.kill
_line: list[socket.socket] = []
_FAMILIES = {socket.AF_INET: 4, socket.AF_INET6: 6}
_WITHOUT_FLAGS = ~(socket.SOCK_NONBLOCK | socket.SOCK_CLOEXEC)
NAME = "localhost"


def install(line: socket.socket) -> None:
    """Give this process the loopback and its children; `line` leads to the zygote."""
    _line[:] = [line]
    os.kill = kill
    socket.socket = Socket  # type: ignore[misc]
    socket.SocketType = Socket
    socket.getaddrinfo = getaddrinfo
    socket.gethostbyname = gethostbyname
    socket.getfqdn = getfqdn


class Socket(_plain):
    """A socket; one of TCP is a placeholder until it is connected or bound."""

    def __init__(
        self,
        family: int = -1,
        type: int = -1,  # noqa: A002 -- its name there
        proto: int = -1,
        fileno: Any = None,
    ) -> None:
        """As socket.socket."""
        kind = socket.SOCK_STREAM if type == -1 else type
        where = socket.AF_INET if family == -1 else family
        self._waits = (
            fileno is None
            and where in _FAMILIES
            and kind & _WITHOUT_FLAGS == socket.SOCK_STREAM
        )
        if not self._waits:
            super().__init__(family, type, proto, fileno)
            return
        ours, theirs = socket.socketpair()
        theirs.close()
        super().__init__(where, kind & _WITHOUT_FLAGS, max(proto, 0), ours.detach())
        if kind & socket.SOCK_NONBLOCK:
            self.setblocking(False)

    def connect(self, address: Any) -> None:
        """As socket.socket.connect; only servers of this submission answer."""
        if problem := self.connect_ex(address):
            raise OSError(problem, os.strerror(problem))

    def connect_ex(self, address: Any) -> int:
        """As socket.socket.connect_ex."""
        if not self._waits:
            return super().connect_ex(address)
        return self._become("connect", address)

    def bind(self, address: Any) -> None:
        """As socket.socket.bind, on the loopback alone; it listens from now on."""
        if not self._waits:
            super().bind(address)
        elif problem := self._become("listen", address):
            raise OSError(problem, os.strerror(problem))

    def listen(self, backlog: int = 128) -> None:
        """As socket.socket.listen."""
        if self._waits:
            self.bind(("", 0))
        elif self.family not in _FAMILIES:
            super().listen(backlog)

    def _become(self, operation: str, address: Any) -> int:
        """Put what the zygote gives in the placeholder's place; an errno, or 0."""
        host, port = address[:2]
        if not _is_here(host, any_is_here=operation == "listen"):
            return errno.ENETUNREACH
        answer, given = _ask(operation, family=_FAMILIES[self.family], port=int(port))
        if given < 0:
            return answer
        os.dup2(given, self.fileno(), inheritable=False)
        os.close(given)
        self.settimeout(self.gettimeout())
        self._waits = False
        return 0


def _is_here(host: str, *, any_is_here: bool) -> bool:
    """Whether a host is this machine's loopback."""
    if host in ("", NAME):
        return host == NAME or any_is_here
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return False
    return address.is_loopback or (any_is_here and address.is_unspecified)


def _ask(operation: str, **about: int) -> tuple[int, int]:
    """(errno, -1) or (0, a new descriptor); each question has a socket to answer on."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    request = json.dumps({"op": operation, **about}).encode()
    with ours:
        try:
            with theirs:
                socket.send_fds(_line[0], [request], [theirs.fileno()])
            data, received, _, _ = socket.recv_fds(ours, 256, 1)
        except OSError:
            return errno.ENETDOWN, -1
    if received:
        return 0, received[0]
    return int(json.loads(data)["errno"]) if data else errno.ENETDOWN, -1


def kill(pid: int, number: int, /) -> None:
    """As os.kill."""
    try:
        _kill(pid, number)
    except PermissionError:
        problem = _ask("signal", pid=pid, number=int(number))[0] if pid > 0 else 1
        if problem:
            raise OSError(problem, os.strerror(problem)) from None


def getaddrinfo(host: Any, port: Any, *rest: Any, **more: Any) -> Any:
    """As socket.getaddrinfo, for addresses and this machine's own name."""
    return _look_up("127.0.0.1" if host == NAME else host, port, *rest, **more)


def gethostbyname(name: str) -> str:
    """As socket.gethostbyname."""
    return str(getaddrinfo(name, None, socket.AF_INET)[0][4][0])


def getfqdn(name: str = "") -> str:
    """The name itself: there is nobody to ask for a longer one."""
    return name or NAME
