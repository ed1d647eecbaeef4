"""Can this machine isolate student code, and how? The only place that decides it."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from grader.course import CourseError
from grader.course.places import BASE
from grader.engines.environment import graded_environment

# From the strongest down; a word for what a verdict was made behind.
NAMESPACES, LANDLOCK = "namespaces", "landlock"
WALLS = (NAMESPACES, LANDLOCK)
NO_WALL, REFUSED = "none", "refused"
ABOUT = {
    NAMESPACES: "network, files, processes and users apart",
    LANDLOCK: "files by Landlock, network and processes by a system call filter",
    REFUSED: "none can stand",
}
PROFILE = "deep-learning-course-grader"


class IsolationUnavailableError(CourseError):
    """This machine cannot isolate student code; the message says what to do."""


@dataclass(frozen=True)
class Machine:
    """Why a wall cannot stand on this machine, "" when it can.

    `landlock` is the version of Landlock, 0 without it.
    """

    lacks: dict[str, str]
    landlock: int = 0

    @property
    def wall(self) -> str:
        """The strongest wall that can stand, or "refused"."""
        return next((name for name in WALLS if not self.lacks[name]), REFUSED)


@lru_cache
def machine() -> Machine:
    """What this machine can; found out once, by building each wall."""
    if sys.platform != "linux":
        lacking = f"it is {platform.system()}, and walls are made of what Linux has"
        return Machine(dict.fromkeys(WALLS, lacking))
    from grader.engines import probe  # made of what only Linux has

    layers = probe.probe()
    lacks = {NAMESPACES: layers.namespaces, LANDLOCK: layers.second}
    return Machine(lacks, layers.landlock)


# What the processes of a submission cannot do without.
_NEEDED = "import sys, numpy, IPython, grader.examining.examiner"
OLDEST = (3, 11)


def check_python(python: str) -> None:
    """Whether kernels and tests can run on this interpreter, the course's own.

    Raises:
        CourseError: it does not start, is too old, or lacks a package.
    """
    where = f'`python = "{python}"` in [kernel] of course.toml'
    code = f"{_NEEDED}; sys.exit(not sys.version_info >= {OLDEST})"
    try:
        done = subprocess.run(
            [python, "-c", code],
            cwd=BASE,
            env={**os.environ, **graded_environment()},
            capture_output=True,
            text=True,
            check=False,
        )
    except OSError as error:
        raise CourseError(f"{where} does not start: {error.strerror}.") from error
    if done.returncode:
        lines = done.stderr.strip().splitlines()
        said = lines[-1] if lines else f"it is older than {'.'.join(map(str, OLDEST))}"
        raise CourseError(
            f"{where} cannot run a notebook here: {said}. It needs Python "
            f"{'.'.join(map(str, OLDEST))} or later with numpy and ipython."
        )


def wall(asked: str = "") -> str:
    """The name of the wall that stands around student code on this machine.

    Args:
        asked: this one and no other; "" for the strongest.

    Raises:
        IsolationUnavailableError: it cannot stand.
    """
    found = machine()
    chosen = asked or found.wall
    if chosen == REFUSED:
        raise IsolationUnavailableError(refusal(found))
    if lacking := found.lacks[chosen]:
        raise IsolationUnavailableError(
            f"The wall '{chosen}' cannot stand on this machine ({lacking}), so nothing "
            "was run; `grader doctor` says what would give it."
        )
    return chosen


def announcement() -> str:
    """What will stand around student code here, in a line for whoever begins.

    It is said before anything is installed, by whatever Python there is.
    """
    found = machine()
    said = f"Wall around student code: {found.wall} ({ABOUT[found.wall]})"
    if found.wall == NAMESPACES:
        return f"{said}."
    if found.wall == REFUSED:
        return f"{said}: {_lacking(found)}."
    return f"{said}; `grader doctor` says what would give the first one."


def why_none() -> str:
    """What this machine lacks for any wall, in few words; "" when one can stand."""
    found = machine()
    return _lacking(found) if found.wall == REFUSED else ""


def engine(*, unsafe: bool) -> str:
    """The name of the engine that grades on this machine.

    Raises:
        IsolationUnavailableError: there is no wall and nobody said --unsafe.
    """
    if unsafe:
        # The warm engine needs fork and Unix sockets; a plain kernel runs anywhere.
        return "unsafe" if sys.platform == "linux" else "kernel"
    wall()
    return "isolated"


def _lacking(found: Machine) -> str:
    return "; ".join(dict.fromkeys(text for text in found.lacks.values() if text))


def refusal(found: Machine) -> str:
    """The sentence with which grading refuses on a machine without isolation."""
    return (
        f"Student code cannot be isolated on this machine ({_lacking(found)}), so "
        "nothing was run. Grade on Linux 5.13 or later (WSL and containers count), or "
        "pass --unsafe to run submissions that you trust; every result is then marked "
        "as unsafe."
    )


# What would give the first wall


def cures() -> list[str]:
    """Commands that give this machine the first wall, each with what it does."""
    return list(_cures())


def _cures() -> Iterator[str]:
    if _setting("kernel/apparmor_restrict_unprivileged_userns") == "1":
        yield (
            "for this Python alone: python -m grader doctor --apparmor | sudo tee "
            f"/etc/apparmor.d/{PROFILE} && sudo apparmor_parser -r "
            f"/etc/apparmor.d/{PROFILE}"
        )
        yield (
            "for every program: sudo sysctl -w "
            "kernel.apparmor_restrict_unprivileged_userns=0"
        )
    if _setting("kernel/unprivileged_userns_clone") == "0":
        yield "sudo sysctl -w kernel.unprivileged_userns_clone=1"
    if _setting("user/max_user_namespaces") == "0":
        yield "sudo sysctl -w user.max_user_namespaces=15000"
    if "KUBERNETES_SERVICE_HOST" in os.environ:
        yield (
            "in the container's securityContext: capabilities: {add: [SYS_ADMIN]}, "
            "seccompProfile: {type: Unconfined}, appArmorProfile: {type: Unconfined}"
        )
    elif any(Path(mark).exists() for mark in ("/.dockerenv", "/run/.containerenv")):
        yield (
            "docker run --cap-add SYS_ADMIN --security-opt seccomp=unconfined "
            "--security-opt apparmor=unconfined ..."
        )


def _setting(name: str) -> str:
    try:
        return Path("/proc/sys", name).read_text().strip()
    except OSError:
        return ""


def apparmor_profile() -> str:
    """An AppArmor profile that lets this interpreter make user namespaces."""
    interpreter = Path(sys.executable).resolve()
    return (
        "abi <abi/4.0>,\n"
        "include <tunables/global>\n\n"
        f'profile {PROFILE} "{interpreter}" flags=(unconfined) {{\n'
        "  userns,\n"
        f"  include if exists <local/{PROFILE}>\n"
        "}\n"
    )
