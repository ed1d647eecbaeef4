"""Fixtures that several folders of tests share."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from grader.__main__ import find_own_commands
from grader.engines import choice

if TYPE_CHECKING:
    from grader.engines.isolated import IsolatedExecutor


# A job in the background of a shell starts with Ctrl-C ignored, and its children would
# inherit that; some tests send them one.
if signal.getsignal(signal.SIGINT) == signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session")
def isolated_executor() -> Iterator[IsolatedExecutor]:
    """The isolated engine, with one zygote for the whole session."""
    if lacking := choice.why_none():
        pytest.skip(f"this machine cannot isolate: {lacking}")
    from grader.engines.isolated import IsolatedExecutor

    with IsolatedExecutor() as executor:
        yield executor


@pytest.fixture(scope="session", autouse=True)
def _commands_of_this_environment():
    """nbgrader starts alembic by name, as `python -m grader` prepares it to."""
    find_own_commands()
