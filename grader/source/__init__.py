"""The one text of an assignment, and everything that is read off it."""

from grader.course.places import ASSIGNMENTS, stems
from grader.source.text import (
    BEGIN_MARK_SCHEME,
    BEGIN_SOLUTION,
    END_MARK_SCHEME,
    END_SOLUTION,
    Assignment,
    CaseSpec,
    Cell,
    SourceError,
    find_cases,
    load,
    parse,
)

__all__ = [
    "ASSIGNMENTS",
    "BEGIN_MARK_SCHEME",
    "BEGIN_SOLUTION",
    "END_MARK_SCHEME",
    "END_SOLUTION",
    "Assignment",
    "CaseSpec",
    "Cell",
    "SourceError",
    "find_cases",
    "load",
    "parse",
    "stems",
]
