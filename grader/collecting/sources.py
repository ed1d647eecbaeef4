"""Folders that hold no class's submissions: the course's own, and somebody's disk."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from grader.collecting.archives import is_work
from grader.collecting.deliveries import MAX_MEMBERS
from grader.course import Course, CourseError

# What the course's own commands write, and what nbgrader's do.
OWN = (
    *("source", "release", "submitted", "autograded", "feedback", "report", "export"),
    *("collected", "solutions"),
)
MANY = 2_000  # files, of which one in a hundred may be handed in by somebody
LEAST_SHARE = 0.01


def refuse_unfit(path: Path, course: Course) -> None:
    """Let pass what may hold submissions, before any of it is read.

    Raises:
        CourseError: it is a folder of the course itself, or one with thousands of
            files that nobody handed in.
    """
    if path.is_dir():
        _refuse_own(path, course)
        _refuse_disk(path)


def _refuse_own(path: Path, course: Course) -> None:
    folder, root = path.resolve(), course.root.resolve()
    if root.is_relative_to(folder):
        where = "is" if folder == root else "holds"
        raise CourseError(
            f"{path} {where} the course's own folder {root}, from which nothing is "
            "collected; name the zip or the folder that came from the LMS."
        )
    for step in OWN:
        if folder.is_relative_to(root / step):
            raise CourseError(
                f"{path} lies in '{step}' of the course itself, from which nothing is "
                "collected; name the zip or the folder that came from the LMS."
            )


def _refuse_disk(path: Path) -> None:
    count, work = 0, 0
    tops: Counter[str] = Counter()
    for file in islice(_files(path), MAX_MEMBERS + 1):
        count += 1
        work += is_work(file.name)
        parts = file.relative_to(path).parts
        tops[parts[0]] += len(parts) > 1
    if count <= MAX_MEMBERS and (count <= MANY or work >= LEAST_SHARE * count):
        return
    most = next((f", most of them in '{top}'" for top, _ in tops.most_common(1)), "")
    is_all = count <= MAX_MEMBERS
    raise CourseError(
        f"{path} holds {'' if is_all else 'more than '}{min(count, MAX_MEMBERS):,} "
        f"files{most}, of which {work:,} may be a notebook or an archive; name the "
        "folder in which the submissions lie."
    )


def _files(folder: Path) -> Iterator[Path]:
    """All files below, as they come: a disk is not walked to its end."""
    for place, _, names in os.walk(folder):
        yield from (Path(place, name) for name in names)
