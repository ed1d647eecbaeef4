"""Fixtures that several folders of tests share."""

from __future__ import annotations

import os
import signal
import sys
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


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--wall`: behind which of the walls that can stand here the tests run."""
    parser.addoption("--wall", choices=choice.WALLS, help="default: the strongest")


def need_wall(wanted: str = "") -> str:
    """The wall that tests run behind; skips, or in CI fails, where it cannot stand."""
    try:
        return choice.wall(wanted)
    except choice.IsolationUnavailableError as error:
        if os.environ.get("CI") and sys.platform == "linux":
            pytest.fail(f"this machine should isolate and cannot: {error}")
        pytest.skip(str(error))


@pytest.fixture(scope="session")
def wall(request: pytest.FixtureRequest) -> str:
    """The name of the wall that this session's tests run behind."""
    return need_wall(request.config.getoption("--wall") or "")


@pytest.fixture(scope="session")
def isolated_executor(wall: str) -> Iterator[IsolatedExecutor]:
    """The isolated engine, with one zygote for the whole session."""
    from grader.engines.isolated import IsolatedExecutor

    with IsolatedExecutor(wall=wall) as executor:
        yield executor


@pytest.fixture(scope="session", autouse=True)
def _commands_of_this_environment():
    """nbgrader starts alembic by name, as `python -m grader` prepares it to."""
    find_own_commands()
