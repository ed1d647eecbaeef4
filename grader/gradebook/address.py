"""The gradebook's URL: checked before it is used, and shown without what is secret."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from grader.course import CourseError

LOOKS_LIKE = "postgresql+psycopg://USER:PASSWORD@HOST/NAME or sqlite:///FILE"


def _parsed(url: str) -> Any:
    """The parts of a URL; None when it is none."""
    from sqlalchemy.engine import make_url
    from sqlalchemy.exc import ArgumentError

    try:
        return make_url(url)
    except (ArgumentError, ValueError):  # a port that is no number is a ValueError
        return None


def shown(url: str) -> str:
    """A URL as a message may show it: no password, no options, which may hold one."""
    parsed = _parsed(url)
    if parsed is None:
        return "URL in course.toml"
    return str(parsed.set(query={}).render_as_string(hide_password=True))


def sqlite_file(url: str) -> Path | None:
    """The file behind a SQLite URL; None for another database or one in memory."""
    parsed = _parsed(url)
    if parsed is None or parsed.get_backend_name() != "sqlite":
        return None
    name = parsed.database
    return Path(name) if name and name != ":memory:" else None


def check(url: str) -> None:
    """Whether the URL is one, of a database that this Python can speak with.

    Raises:
        CourseError: it is not; the message does not repeat it.
    """
    from sqlalchemy.exc import NoSuchModuleError

    parsed = _parsed(url)
    try:
        if parsed is not None:
            parsed.get_dialect().import_dbapi()
            return
    except NoSuchModuleError:
        pass
    except ImportError as error:
        raise CourseError(
            f"The gradebook {shown(url)} needs the package {error.name}, which is not "
            "installed; install it, or use a database that looks like "
            f"{LOOKS_LIKE}."
        ) from error
    raise CourseError(
        f"The gradebook's URL is not understood; it looks like {LOOKS_LIKE}."
    )
