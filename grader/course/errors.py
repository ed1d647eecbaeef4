"""What a command says instead of a traceback."""

from __future__ import annotations


class CourseError(RuntimeError):
    """A user's mistake or a missing thing; the message says what, where, the cure."""
