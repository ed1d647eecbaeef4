"""What was prepared, and whether it still is: `record.json` in the data folder.

A set is entered last, when all its files are there, with what decided them (its plan)
and the size, time and SHA-256 of each file. A file of the same size and time is taken
for the same; one of another time is hashed. A folder of many small files counts as
whole when their number and bytes are right.

Sets that an earlier version prepared have no entry: they are prepared again, once.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from data_scripts.files import atomic_path

FILE = "record.json"
Plan = Mapping[str, Any]


def enter(root: Path, name: str, plan: Plan, paths: Iterable[Path]) -> None:
    """Enter a set; `paths` are its files and folders, all below `root`."""
    files = {path.relative_to(root).as_posix(): _describe(path) for path in paths}
    _write(root, {**_read(root), name: {"plan": _plain(plan), "files": files}})


def strike(root: Path, name: str) -> None:
    """Take a set out, before its files are written anew."""
    sets = _read(root)
    if sets.pop(name, None) is not None:
        _write(root, sets)


def holds(root: Path, name: str, plan: Plan) -> bool:
    """Whether a set was prepared by this plan and all of it is still there."""
    said = _read(root).get(name)
    if said is None or said["plan"] != _plain(plan):
        return False
    return all(_is_whole(root / file, facts) for file, facts in said["files"].items())


def damaged(
    root: Path, wanted: Iterable[str] | None = None, *, quick: bool = False
) -> list[str]:
    """Recorded files and folders that are gone or changed, sorted.

    Args:
        root: the data folder.
        wanted: look only at what these files and folders hold, or are held by.
        quick: count no folders of many files, which takes a tenth of a second.
    """
    names = None if wanted is None else tuple(wanted)
    return sorted(
        file
        for said in _read(root).values()
        for file, facts in said["files"].items()
        if names is None or any(_overlap(file, name) for name in names)
        if not (quick and "sha256" not in facts)
        if not _is_whole(root / file, facts)
    )


def _overlap(one: str, other: str) -> bool:
    """Whether two paths are the same, or one is in the other."""
    return f"{one}/".startswith(f"{other}/") or f"{other}/".startswith(f"{one}/")


def _plain(plan: Plan) -> Any:
    """A plan as JSON gives it back."""
    return json.loads(json.dumps(plan))


def _read(root: Path) -> dict[str, Any]:
    """What is recorded; nothing when the file is missing or no record."""
    try:
        sets = json.loads((root / FILE).read_text(encoding="utf-8"))
        for said in sets.values():
            _ = said["plan"], said["files"].items()
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}
    return dict(sets)


def _write(root: Path, sets: Mapping[str, Any]) -> None:
    with atomic_path(root / FILE) as temporary:
        temporary.write_text(json.dumps(sets, indent=1) + "\n", encoding="utf-8")


def _describe(path: Path) -> dict[str, Any]:
    if path.is_dir():
        sizes = list(_sizes(str(path)))
        return {"files": len(sizes), "bytes": sum(sizes)}
    stat = path.stat()
    return {
        "bytes": stat.st_size,
        "time_ns": stat.st_mtime_ns,
        "sha256": _sha256(path, stat.st_size, stat.st_mtime_ns),
    }


def _is_whole(path: Path, facts: Mapping[str, Any]) -> bool:
    try:
        if "sha256" not in facts:
            return path.is_dir() and _describe(path) == facts
        stat = path.stat()
        if stat.st_size != facts["bytes"]:
            return False
        if stat.st_mtime_ns == facts["time_ns"]:
            return True
        digest = _sha256(path, stat.st_size, stat.st_mtime_ns)
    except OSError:
        return False
    return bool(digest == facts["sha256"])


def _sizes(folder: str) -> Iterator[int]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _sizes(entry.path)
            else:
                yield entry.stat(follow_symlinks=False).st_size


@lru_cache(maxsize=64)  # a copied folder has other times: hash it once a process
def _sha256(path: Path, _size: int, _time_ns: int) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
