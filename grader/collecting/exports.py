"""Exports of an LMS that lie in a folder, each a zip with many students in it.

A student can make a zip whose names look like an export's. So zips of a folder are read
as exports only where all that was handed in there is such: beside files of students,
whoever collects has to say it by naming the zip.
"""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from grader.collecting.archives import HANDED_IN, is_litter, is_work, leads_out
from grader.collecting.forms import Claim
from grader.collecting.whose import Naming

UNSAID = ("", "file", "folder")  # kinds of claims that no LMS made
# Forms that nobody's own files have by chance; Canvas's is short.
SURE = ("moodle", "exchange", "blackboard", "brightspace", "sakai", "edx")
BESIDE_OTHERS = (
    "looks like the export of an LMS, but lies beside other files; collect it by name"
)


def exports_in(files: Sequence[Path], folder: Path, naming: Naming) -> list[Path]:
    """The zips among the files of a folder that are exports."""
    return [
        path
        for path in files
        if not path.is_symlink()
        and not _is_named(path.relative_to(folder), naming)
        and _is_export(path, naming)
    ]


def are_all(exports: Sequence[Path], files: Sequence[Path]) -> bool:
    """Whether nothing else was handed in there."""
    return set(exports) >= {path for path in files if is_work(path.name)}


def _is_named(path: Path, naming: Naming) -> bool:
    """Whether a path names a student, whose own zip it is then."""
    for part in path.with_suffix("").parts:
        rest = part
        for stem in naming.stems:
            rest = rest.replace(stem, " ")
        if naming.is_person(part) or naming.is_person(rest.strip(" _-.")):
            return True
    return False


def _is_export(path: Path, naming: Naming) -> bool:
    names = [name for name in _names(path) if not (is_litter(name) or leads_out(name))]
    if not names:
        return False
    claims = naming([PurePosixPath(name) for name in names], "")
    work = {p: c for p, c in claims.items() if p.suffix.lower() in HANDED_IN}
    said = list((work or claims).values())
    named = [claim for claim in said if claim.kind not in UNSAID]
    return 2 * len(named) >= len(said) and _is_of_a_class(named, naming)


def _names(path: Path) -> list[str]:
    if path.suffix.lower() != ".zip":
        return []
    try:
        with zipfile.ZipFile(path) as archive:
            return [info.filename for info in archive.infolist() if not info.is_dir()]
    except (zipfile.BadZipFile, OSError, ValueError):
        return []


def _is_of_a_class(named: Sequence[Claim], naming: Naming) -> bool:
    if any(naming.is_person(word) for claim in named for word in claim.words):
        return True
    kinds = {claim.kind for claim in named}
    if kinds == {"canvas"}:
        return len({claim.lms_id for claim in named}) > 1
    return bool(kinds) and kinds <= {*SURE}
