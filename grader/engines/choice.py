"""Can this machine isolate student code, and how? The only place that decides it."""

from __future__ import annotations

import platform
import sys

from grader.course import CourseError

NO_WALL = "none"


class IsolationUnavailableError(CourseError):
    """This machine cannot isolate student code; the message says what to do."""


def wall() -> str:
    """The name of the wall that stands around student code on this machine.

    Raises:
        IsolationUnavailableError: none can.
    """
    lacking = why_none()
    if lacking:
        raise IsolationUnavailableError(refusal(lacking))
    return "namespaces"


def why_none() -> str:
    """What this machine lacks for any wall, in few words; "" when one can stand."""
    if sys.platform != "linux":
        return f"{platform.system()} has no namespaces"
    from grader.isolation import probe  # made of what only Linux has

    layers = probe.probe()
    if layers.sufficient:
        return ""
    return layers.reason or "the system call filter is missing"


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


def refusal(lacking: str) -> str:
    """The sentence with which grading refuses on a machine without isolation."""
    return (
        f"Student code cannot be isolated on this machine ({lacking}), so nothing was "
        "run. Grade on Linux with user namespaces enabled, or pass --unsafe to run "
        "submissions that you trust; every result is then marked as unsafe."
    )
