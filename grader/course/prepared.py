"""Whether the data that an assignment reads are there, asked before anything runs.

Without them every case that reads them would fail, and students would pay for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from grader.course.errors import CourseError
from grader.course.places import data_root

# Calls of the loaders, with what they name in so many words.
_EXAM = re.compile(r"\bload_exam\(\s*[\"'](\w+)[\"']")
_GLYPHS = re.compile(r"\bload_glyphs\(")
_TEXT = re.compile(r"\bload_text\(\s*[\"'](\w+)[\"']")
_PATH = re.compile(r"\bdata_path\(((?:\s*[\"'][\w.-]+[\"']\s*,?)+)")
_PREPARED = ("archives", "exam", "fonts", "glyphs", "glyphs_png", "text", "words")


def missing(text: str) -> list[str]:
    """Files and folders under `datasets/` that an assignment's text reads; sorted.

    Names of data that only the notebook itself makes are not looked at.
    """
    root = data_root()
    return sorted({name for name in _needs(text) if not (root / name).exists()})


def require(texts: Iterable[str]) -> None:
    """CourseError, with the command that cures it, unless all data are there."""
    if lacking := sorted({name for text in texts for name in missing(text)}):
        raise CourseError(refusal(lacking))


def refusal(lacking: list[str]) -> str:
    """What an instructor is told."""
    return (
        f"These data are not prepared: {', '.join(lacking)}. Run `python -m "
        "data_scripts --exam` on the machine that grades (a few minutes, once)."
    )


def _needs(text: str) -> Iterator[str]:
    for name in _EXAM.findall(text):
        yield from (f"exam/{name}_images.npy", f"exam/{name}_labels.npy")
    if _GLYPHS.search(text):
        yield "glyphs"
    for name in _TEXT.findall(text):
        yield f"text/{name}.txt"
    for parts in _PATH.findall(text):
        path = "/".join(re.findall(r"[\w.-]+", parts))
        if path.split("/")[0] in _PREPARED:
            yield path
