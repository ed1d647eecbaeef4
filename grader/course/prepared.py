"""Whether the data that an assignment reads are there, asked before anything runs.

Without them every case that reads them would fail, and students would pay for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from data_scripts import record
from grader.course.errors import CourseError
from grader.course.places import data_root

# Calls of the loaders, with what they name in so many words.
_EXAM = re.compile(r"\bload_exam\(\s*[\"'](\w+)[\"']")
_GLYPHS = re.compile(r"\bload_glyphs\(")
_TEXT = re.compile(r"\bload_text\(\s*[\"'](\w+)[\"']")
_PATH = re.compile(r"\bdata_path\(((?:\s*[\"'][\w.-]+[\"']\s*,?)+)")
_PREPARED = ("archives", "exam", "fonts", "glyphs", "glyphs_png", "text", "words")


def missing(text: str) -> list[str]:
    """Files and folders under `datasets/` that an assignment's text reads and that are
    not there as they were prepared; sorted.

    Names of data that only the notebook itself makes are not looked at.
    """
    root, needed = data_root(), set(_needs(text))
    lacking = {name for name in needed if not (root / name).exists()}
    return sorted(lacking.union(record.damaged(root, needed, quick=True)))


def require(texts: Iterable[str]) -> None:
    """CourseError, with the command that cures it, unless all data are there."""
    lacking: set[str] = set()
    for text in texts:
        lacking.update(missing(text), record.damaged(data_root(), _needs(text)))
    if lacking:
        raise CourseError(refusal(sorted(lacking)))


def refusal(lacking: list[str]) -> str:
    """What an instructor is told."""
    return (
        f"These data are not prepared, or damaged: {', '.join(lacking)}. Run "
        "`python -m data_scripts --exam` on the machine that grades (a few minutes)."
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
