"""What walls this machine gives: each is stood up in a child that ends at once."""

from __future__ import annotations

import os
import platform
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass

from grader.isolation import landlock, linux, second_wall
from grader.isolation.namespaces import NamespaceWall
from grader.isolation.walls import Confinement


@dataclass(frozen=True)
class Layers:
    """Why a wall cannot stand here, "" when it can; and what else is known of it.

    `landlock` is the version of Landlock, 0 without; `as_root` whether every
    submission can have a user id of its own.
    """

    namespaces: str
    second: str
    landlock: int
    as_root: bool


def probe() -> Layers:
    """Try both walls as grading would build them; changes nothing here."""
    machine = platform.machine()
    if sys.platform != "linux" or machine not in linux.MACHINES:
        reason = f"it is {platform.system()} on {machine}"
        return Layers(reason, reason, 0, False)
    found = landlock.version()
    with tempfile.TemporaryDirectory(prefix="grader-probe-") as folder:
        return Layers(
            namespaces=_try(lambda: _stand_up_namespaces(folder)),
            second=_try(lambda: second_wall.probe(found)),
            landlock=found,
            as_root=linux.is_root(),
        )


def _stand_up_namespaces(folder: str) -> None:
    """All that a zygote and its first child do, but loading and serving."""
    wall = NamespaceWall()
    wall.enter()
    _require(_try(lambda: _build_namespaces(wall, folder)))


def _build_namespaces(wall: NamespaceWall, folder: str) -> None:
    wall.arrive()
    shown = Confinement(readable=("/usr", "/lib", "/lib64"))
    wall.prepare(folder, shown)
    place = wall.open(folder, linux.MIB)
    reader, writer = os.pipe()
    forked = wall.fork(place, trusted=False)
    if forked.pid == 0:
        _say(writer, lambda: wall.confine(place, shown))
    os.close(writer)
    _require(_hear(reader, forked.pid))


def _require(said: str) -> None:
    if said:
        raise linux.SandboxError(said)


def _try(step: Callable[[], None]) -> str:
    """Run a step in a forked child; "" when it went well, else what it said."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        _say(writer, step)
    os.close(writer)
    return _hear(reader, child)


def _say(writer: int, step: Callable[[], None]) -> None:
    """In the child: take a step, say what went wrong, end."""
    try:
        step()
    except BaseException as error:
        os.write(writer, str(error).encode()[:500] or b"failed")
    os._exit(0)


def _hear(reader: int, child: int) -> str:
    """What a child said until its end; that it was killed, when it said nothing."""
    with os.fdopen(reader, "rb") as stream:
        said = stream.read().decode(errors="replace")
    _, status = os.waitpid(child, 0)
    return said or ("its trial was killed" if status else "")
