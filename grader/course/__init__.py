"""Where the things of a course are and what its settings say: the ground floor."""

from grader.course.course import Course
from grader.course.errors import CourseError, did_you_mean
from grader.course.files import atomic_path, write_text
from grader.course.places import BASE, NOTEBOOKS, REPOSITORY

__all__ = [
    "BASE",
    "NOTEBOOKS",
    "REPOSITORY",
    "Course",
    "CourseError",
    "atomic_path",
    "did_you_mean",
    "write_text",
]
