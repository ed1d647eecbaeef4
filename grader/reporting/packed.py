"""Feedback pages in one zip, as Moodle's and Canvas's bulk upload expect them.

Both know whose a file is by the name that they gave it when the submissions were
downloaded: Moodle by a folder `NAME_NUMBER_assignsubmission_file`, Canvas by the user's
and the attachment's number in the file's own name. `grader collect` keeps both.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from grader.collecting.entries import Entry
from grader.course import atomic_path

_MOODLE = re.compile(r"(?P<whose>.+_\d+_assignsubmission_[a-z]+)(_.*)?")
_CANVAS = re.compile(r".*_\d+_\d+_.*")


@dataclass(frozen=True)
class Packed:
    """The zip, how many pages are in it, and whose name the LMS would not know."""

    path: Path
    pages: int
    unknown: list[str]


def name_in_zip(entry: Entry, stem: str) -> str:
    """Where the LMS looks for a student's page; "" when nothing says so."""
    parts = PurePosixPath(entry.path).parts
    for part in parts:
        found = _MOODLE.fullmatch(part)
        if found:
            return f"{found['whose']}_/{stem}.html"
    last = PurePosixPath(parts[-1]) if parts else PurePosixPath()
    return f"{last.stem}.html" if _CANVAS.fullmatch(last.name) else ""


def pack(
    target: Path, stem: str, pages: Iterable[Path], entries: Mapping[str, Entry]
) -> Packed:
    """Write the zip of the pages `.../STUDENT/STEM/STEM.html` (or .pdf)."""
    unknown, names = [], []
    with (
        atomic_path(target) as temporary,
        zipfile.ZipFile(temporary, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        for page in pages:
            student = page.parents[1].name
            entry = entries.get(student)
            name = name_in_zip(entry, stem) if entry else ""
            if not name:
                unknown.append(student)
                continue
            place = str(PurePosixPath(name).with_suffix(page.suffix))
            if place not in names:  # of a group the LMS has one submission
                archive.write(page, place)
                names.append(place)
    return Packed(target, len(names), sorted(unknown))
