"""Where the code, the course and the data are; nothing else looks for them.

In a clone all of it is the clone. A grader that was installed from a wheel has its code
among the packages, and the course is where the command is called.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

REPOSITORY = Path(__file__).parents[2]
IS_CLONE = (REPOSITORY / "pyproject.toml").is_file()
BASE = REPOSITORY if IS_CLONE else Path.cwd()
NOTEBOOKS = BASE / "notebooks"
ASSIGNMENTS = REPOSITORY / "grader" / "assignments"


def data_root() -> Path:
    """Where `python -m data_scripts` prepares the data: $COURSE_DATA or `datasets/`."""
    return Path(os.environ.get("COURSE_DATA") or BASE / "datasets").absolute()


def stems(folder: Path = ASSIGNMENTS) -> list[str]:
    """Stems of all assignments, in course order."""
    return sorted(path.stem for path in folder.glob("[0-9]_*.py"))


def find_coursekit() -> None:
    """Make the students' package importable from a clone that was not installed."""
    if str(NOTEBOOKS) not in sys.path:
        sys.path.append(str(NOTEBOOKS))
