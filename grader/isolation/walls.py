"""The walls around a freshly forked, single-threaded process, each as a whole.

The namespaces: a file system that holds only what a notebook needs, all of it read-only
but small private tmpfs folders; a network that has nothing but loopback; process
numbers of its own; limits; no capabilities; a system call filter; Landlock on top. As
root every submission gets a user id of its own, as an ordinary user a user namespace.
"""

from __future__ import annotations

import contextlib
import os
import random
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from grader.isolation import landlock, linux, mounts, seccomp
from grader.isolation.confinement import SHM, TMP, Confinement, set_limits

INODES = 20_000


@dataclass
class Place:
    """What a wall holds for one submission."""

    scratch: str = ""
    network: int = -1
    uid: int = 0

    @property
    def descriptors(self) -> set[int]:
        """Those that its processes need until they are confined."""
        return {self.network} - {-1}


class Wall(Protocol):
    """What the zygote asks of a wall, in this order."""

    def enter(self) -> None:
        """Once, before anything is loaded."""

    def arrive(self) -> None:
        """Once, in the process that will fork."""

    def prepare(self, folder: str, shown: Confinement) -> None:
        """Once, when all is loaded; `folder` is the zygote's own."""

    def open(self, folder: str, size: int) -> Place:
        """A place for a submission, below the zygote's folder."""

    def fork(self) -> int:
        """As os.fork."""

    def confine(self, place: Place, limits: Confinement) -> None:
        """In the child, from which there is no way back.

        Raises:
            SandboxError: a layer is missing; the message names it.
        """

    def close(self, place: Place) -> None:
        """When the processes of a submission are gone."""


class NamespaceWall:
    """The first wall; it needs the right to make namespaces."""

    def __init__(self) -> None:
        self._as_root = linux.is_root()
        self._root = ""
        self._own_network = self._own_pids = -1

    def enter(self) -> None:
        """Leave the machine's namespaces, as an ordinary user by one of users."""
        if not self._as_root:
            linux.enter_user_namespace()
        # The network too, so that an ordinary user owns the one that we come back to.
        linux.unshare(linux.CLONE_NEWPID | linux.CLONE_NEWNS | linux.CLONE_NEWNET)
        mounts.make_mounts_private()

    def arrive(self) -> None:
        """Be the first process of the new pid namespace."""
        mounts.mount_proc()

    def prepare(self, folder: str, shown: Confinement) -> None:
        """Build what all submissions see alike."""
        self._own_network = os.open("/proc/self/ns/net", os.O_RDONLY)
        self._own_pids = os.open("/proc/self/ns/pid", os.O_RDONLY)
        self._root = str(Path(folder, "root"))
        Path(self._root).mkdir()
        mounts.build_root(self._root, shown)

    def open(self, folder: str, size: int) -> Place:
        """A tmpfs, a network and, as root, a user id, all of its own."""
        # An id that no other submission has now, so that limits are counted apart.
        uid = (
            2**30 + random.SystemRandom().randrange(2**30)
            if self._as_root
            else os.geteuid()
        )
        scratch = tempfile.mkdtemp(prefix="s", dir=folder)
        mounts.mount_scratch(scratch, size, INODES, uid)
        with mounts.new_network(self._own_network) as network:
            return Place(scratch, network, uid)

    def fork(self) -> int:
        """Fork the first process of a new pid namespace."""
        linux.unshare(linux.CLONE_NEWPID)
        pid = os.fork()
        if pid:
            linux.join(self._own_pids, linux.CLONE_NEWPID)
        return pid

    def confine(self, place: Place, limits: Confinement) -> None:
        """Enter the sandbox."""
        linux.join(place.network, linux.CLONE_NEWNET)
        linux.unshare(linux.CLONE_NEWNS | linux.CLONE_NEWIPC | linux.CLONE_NEWUTS)
        linux.libc.sethostname(b"course", 6)
        mounts.mount_private_folders(self._root, place.scratch, place.uid, limits)
        mounts.change_root(self._root)
        set_limits(limits)
        linux.drop_privileges(place.uid, self._as_root)
        linux.die_with_parent()
        os.chdir(limits.home)
        linux.forgo_privileges()
        landlock.restrict_files([TMP, limits.home, SHM, *limits.writable])
        seccomp.filter_calls()
        os.close(place.network)

    def close(self, place: Place) -> None:
        """Give up the network and what was written."""
        os.close(place.network)
        mounts.unmount(place.scratch)
        with contextlib.suppress(OSError):
            Path(place.scratch).rmdir()


class NoWall:
    """A folder for each process and nothing around it: for trusted submissions."""

    def __init__(self) -> None:
        self._folder = ""

    def enter(self) -> None:
        """Nothing to leave."""

    def arrive(self) -> None:
        """Nothing to do."""

    def prepare(self, folder: str, shown: Confinement) -> None:
        """Keep where folders are made."""
        del shown
        self._folder = folder

    def open(self, folder: str, size: int) -> Place:
        """Nothing is kept apart."""
        del folder, size
        return Place()

    def fork(self) -> int:
        """Fork."""
        return os.fork()

    def confine(self, place: Place, limits: Confinement) -> None:
        """Go into an empty folder."""
        del place, limits
        os.chdir(tempfile.mkdtemp(prefix="unsafe-", dir=self._folder))

    def close(self, place: Place) -> None:
        """Nothing to give up."""


WALLS: dict[str, Callable[[], Wall]] = {"namespaces": NamespaceWall, "none": NoWall}
