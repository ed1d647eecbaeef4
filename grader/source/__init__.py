"""The one text of an assignment, and everything that is read off it."""

from grader.course import Course
from grader.course.places import ASSIGNMENTS, stems
from grader.source import adopted, nbgrader_course, text
from grader.source.text import (
    BEGIN_MARK_SCHEME,
    BEGIN_SOLUTION,
    END_MARK_SCHEME,
    END_SOLUTION,
    Assignment,
    CaseSpec,
    Cell,
    NoAssignmentError,
    SourceError,
    find_cases,
    load,
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
    "NoAssignmentError",
    "SourceError",
    "find_cases",
    "load",
    "load_for",
    "parse",
    "stems",
    "stems_of",
]


def parse(content: str, stem: str) -> Assignment:
    """The only place that decides how an assignment's text is read: percent or JSON."""
    if content.startswith("{"):
        return adopted.parse(content, stem)
    return text.parse(content, stem)


def load_for(course: Course, stem: str) -> Assignment:
    """Ours of this name, else the one that lies in the course directory.

    Raises:
        SourceError: there is neither, or it is not as it should be.
    """
    try:
        return load(stem)
    except NoAssignmentError as error:
        names = nbgrader_course.assignments(course.root)
        if stem in names:
            nbgrader_course.check_database(course)
            assignment = nbgrader_course.read(course.root, stem)
            is_strict = course.settings.like_nbgrader
            return adopted.like_nbgrader(assignment) if is_strict else assignment
        if names:
            raise NoAssignmentError(
                f"No assignment is called '{stem}'. The course has: {', '.join(names)}."
            ) from error
        raise


def stems_of(course: Course) -> list[str]:
    """Ours, then those that lie in the course directory."""
    return list(dict.fromkeys([*stems(), *nbgrader_course.assignments(course.root)]))
