"""What is written to a terminal: names that others chose move no cursor there."""

from __future__ import annotations

import io
import sys


def show_any_letter() -> None:
    """Write what a terminal's encoding lacks as escapes, instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def printable(text: str) -> str:
    r"""A line with everything that is not shown as itself written as an escape.

    Control characters, line breaks, marks that turn the direction of writing, letters
    without width and bytes that are no text become `\x1b`, `\n`, `\u202e`. A backslash
    stays one, so that paths of Windows can be copied.
    """
    return "".join(c if c.isprintable() else _escaped(c) for c in text)


def _escaped(character: str) -> str:
    return character.encode("unicode_escape").decode("ascii")


def counted(number: int, thing: str) -> str:
    """`1 file`, `2 files`: a number and what is counted, named in the singular."""
    return f"{number:,} {thing}" if number == 1 else f"{number:,} {thing}s"


def printable_lines(text: str) -> str:
    """Several lines that are ours, each made printable."""
    return "\n".join(printable(line) for line in text.split("\n"))
