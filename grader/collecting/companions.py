"""Data and modules that a student handed in beside the notebooks of an adopted course.

They count with the notebook beside which they lie: where it is taken they are, too.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import PurePosixPath

from grader.collecting.archives import BadFileError
from grader.collecting.entries import (
    BESIDE,
    CLAIMED,
    IGNORED,
    OLDER,
    REFUSED,
    SAME,
    TWICE,
    Entry,
    Item,
)
from grader.course.roster import folder_name
from grader.submissions.beside import MOST_BYTES, MOST_FILES, NOT_THEIRS

Home = tuple[str, str, tuple[str, ...], PurePosixPath]
There = Callable[[str, str], bytes | None]  # (student, name): what was collected before


def accompany(items: Iterable[Item], known: Mapping[str, Entry], there: There) -> None:
    """Say what becomes of each file that may lie beside a notebook.

    Args:
        items: all of a run; what became of the notebooks is decided.
        known: what each student had before it.
        there: what lies in a student's folder under a name.
    """
    items = list(items)
    homes = {home for item in items if item.is_in_force for home in _homes(item)}
    groups: dict[tuple[str, str], list[Item]] = defaultdict(list)
    for item in items:
        if item.fate == BESIDE and _is_taken(item, homes, known):
            groups[item.student, item.delivery.file_name].append(item)
    count: dict[str, int] = defaultdict(int)
    for (student, name), group in sorted(groups.items()):
        best = _choose(group)
        if best is None:
            continue
        count[student] += 1
        old = there(student, name)
        if old is not None and digest(old) == best.sha256:
            best.fate = SAME
        elif count[student] > MOST_FILES:
            _leave(best, f"more than {MOST_FILES} files beside the notebooks")


def digest(data: bytes) -> str:
    """What tells files apart."""
    return hashlib.sha256(data).hexdigest()


def _homes(item: Item) -> list[Home]:
    """Where a file may lie to be beside this one: in its folder, beside its archive."""
    d = item.delivery
    outer, *inner = d.path.split("!", 1)
    folders = [PurePosixPath(outer).parent, *_folders(outer, inner)]
    about = (d.origin, item.student, d.claim.words)
    return [(*about, folder) for folder in (folders if inner else folders[:1])]


def _folders(outer: str, inner: Sequence[str]) -> list[PurePosixPath]:
    return [PurePosixPath(outer, path).parent for path in inner]


def _is_taken(item: Item, homes: set[Home], known: Mapping[str, Entry]) -> bool:
    """Whether a file counts; says why it does not."""
    name, old = item.delivery.file_name, known.get(item.student)
    if not item.student or _homes(item)[-1] not in homes:
        return _leave(item, "beside no notebook that was taken")
    if name in NOT_THEIRS or name.endswith(".ipynb") or folder_name(name) != name:
        return _leave(item, "a name that is not kept beside a notebook")
    if old is not None and old.rank[:2] > item.rank[:2]:
        return _leave(item, "a later one was collected before", OLDER)
    try:
        data = item.delivery.read()
    except (BadFileError, OSError) as error:
        return _leave(item, getattr(error, "strerror", None) or str(error), REFUSED)
    if len(data) > MOST_BYTES:
        return _leave(item, f"more than {MOST_BYTES >> 20} MB beside a notebook")
    item.sha256, item.why = digest(data), ""
    return True


def _leave(item: Item, why: str, fate: str = IGNORED) -> bool:
    item.fate, item.why = fate, why
    return False


def _choose(group: Sequence[Item]) -> Item | None:
    """The latest of one name; None where nothing says which one that is."""
    best = max(group, key=lambda item: item.rank)
    same = [item for item in group if item.rank[:2] == best.rank[:2]]
    if len({item.sha256 for item in same}) > 1:
        for item in group:
            _leave(item, "several files of this name beside the notebooks", CLAIMED)
        return None
    for item in group:
        if item is not best:
            is_copy = item.sha256 == best.sha256
            why = TWICE if is_copy else f"{best.delivery.path} is later"
            _leave(item, why, SAME if is_copy else OLDER)
    return best
