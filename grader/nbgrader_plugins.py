"""The name by which a course's `nbgrader_config.py` finds our plugins for nbgrader.

Configurations of courses that are released already hold it, so it stays.
"""

from grader.releasing.nbgrader_plugins import GradeNotebook, HideTests, MendSubmission

__all__ = ["GradeNotebook", "HideTests", "MendSubmission"]
