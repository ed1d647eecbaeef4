"""What walls this machine gives: each layer is tried in a child that ends at once."""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Callable
from dataclasses import dataclass

from grader.isolation import landlock, linux, mounts, seccomp


@dataclass(frozen=True)
class Layers:
    """Which layers of isolation this machine gives; `reason` says what is missing."""

    namespaces: bool
    landlock: int
    seccomp: bool
    as_root: bool
    reason: str = ""

    @property
    def sufficient(self) -> bool:
        """Whether student code can be isolated at all."""
        return self.namespaces and self.seccomp


def probe() -> Layers:
    """Try each layer in a child that ends at once; changes nothing here."""
    if sys.platform != "linux" or platform.machine() not in linux.MACHINES:
        reason = f"{platform.system()} on {platform.machine()} has no namespaces"
        return Layers(False, 0, False, False, reason)
    reason = _try(_probe_namespaces)
    return Layers(
        namespaces=not reason,
        landlock=landlock.version(),
        seccomp=not _try(_probe_filter),
        as_root=linux.is_root(),
        reason=reason,
    )


def _probe_namespaces() -> None:
    if not linux.is_root():
        linux.enter_user_namespace()
    linux.unshare(
        linux.CLONE_NEWNS
        | linux.CLONE_NEWIPC
        | linux.CLONE_NEWUTS
        | linux.CLONE_NEWNET
        | linux.CLONE_NEWPID
    )
    mounts.make_mounts_private()
    mounts.mount_scratch("/tmp", linux.MIB, 10, os.geteuid())  # noqa: S108 -- its own


def _probe_filter() -> None:
    linux.forgo_privileges()
    seccomp.filter_calls()


def _try(step: Callable[[], None]) -> str:
    """Run a step in a forked child; "" when it went well, else what it said."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            step()
        except BaseException as error:
            os.write(writer, str(error).encode()[:500] or b"failed")
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader, "rb") as stream:
        said = stream.read()
    os.waitpid(child, 0)
    return said.decode(errors="replace")
