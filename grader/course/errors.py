"""What a command says instead of a traceback."""

from __future__ import annotations

import difflib
from collections.abc import Iterable


class CourseError(RuntimeError):
    """A user's mistake or a missing thing; the message says what, where, the cure."""


def did_you_mean(word: str, known: Iterable[str], otherwise: str = "") -> str:
    """How a sentence on a name that is not known ends: the nearest, or another end."""
    near = difflib.get_close_matches(word, list(known), n=1)
    return f"did you mean '{near[0]}'?" if near else otherwise
