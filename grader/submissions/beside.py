"""What lies beside a student's notebook: their data and modules, in the working folder.

Small files of the folder itself, read like all of `submitted/`; what is not taken is
told. In grading they lie in the kernel's folder alone, never where tests run.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from grader.submissions import opening
from grader.submissions.opening import NotTakenError

MOST_FILES = 64
MOST_BYTES = 16 * 2**20
NOT_THEIRS = ("timestamp.txt", "feedback.html")  # nbgrader's

Files = Mapping[str, bytes]


def files_beside(root: Path, notebook: Path) -> tuple[dict[str, bytes], list[str]]:
    """{name: content} of the files beside a notebook, and what is told of others.

    Args:
        root: the folder that is the instructor's own.
        notebook: below it.
    """
    found: dict[str, bytes] = {}
    left_out = []
    left = MOST_BYTES
    for name in opening.names(root, notebook.parent):
        is_file = name not in NOT_THEIRS and not name.endswith(".ipynb")
        if name.startswith(".") or not is_file or (notebook.parent / name).is_dir():
            continue
        if len(found) == MOST_FILES:
            left_out.append(name)
            continue
        try:
            found[name] = opening.read(root, notebook.parent / name, left)
        except (NotTakenError, OSError):
            left_out.append(name)
        else:
            left -= len(found[name])
    return found, [_told(left_out)] if left_out else []


def _told(names: list[str]) -> str:
    shown = ", ".join(name.encode("utf-8", "replace").decode() for name in names[:3])
    more = f" and {len(names) - 3} more" if len(names) > 3 else ""
    return (
        f"Beside the notebook lay what is not taken along to grading: {shown}{more} "
        f"(plain files, up to {MOST_FILES} of {MOST_BYTES // 2**20} MB together, are)."
    )
