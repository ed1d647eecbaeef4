"""Whose is a file? Only what the LMS or the instructor wrote into its path says that.

First the level of the folders at which students are told apart, then the form of the
names there. Folders and names further inside, which are the student's, name nobody.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from grader.collecting.archives import HANDED_IN
from grader.collecting.forms import Claim, exchange, form_of, moodle, plain


@dataclass(frozen=True)
class Naming:
    """Says of all paths of a source whose they are: `claims_of` for one course."""

    stems: frozenset[str]
    is_person: Callable[[str], bool] = lambda _: False

    def __call__(
        self, paths: Sequence[PurePosixPath], origin: str
    ) -> dict[PurePosixPath, Claim]:
        return claims_of(paths, origin, self.stems, self.is_person)


def claims_of(
    paths: Sequence[PurePosixPath],
    origin: str,
    stems: Iterable[str],
    is_person: Callable[[str], bool] = lambda _: False,
) -> dict[PurePosixPath, Claim]:
    """{path: whose it says to be}; a path that does not fit the form names nobody.

    Args:
        paths: of all members of one source, without what machines leave.
        origin: the name of the source, which may be one student's own folder.
        stems: assignments and their notebooks, after which no student is named.
        is_person: whether a name is that of somebody in the class.
    """
    of_all = moodle(PurePosixPath(origin, "x")) or exchange(PurePosixPath(origin, "x"))
    if of_all is not None:
        return {path: replace(of_all, file_name=path.name) for path in paths}
    work = [path for path in paths if path.suffix.lower() in HANDED_IN] or list(paths)
    names = set(stems)
    level = _level(work, names, is_person)
    inner = _below(work, level)
    form = form_of([p for p in inner if not _is_bare(p, names)] or inner, is_person)
    return {
        path: (form(_inner(path, level)) if len(path.parts) > level else None)
        or Claim(file_name=path.name)
        for path in paths
    } | {path: plain(path) for path in paths if _is_bare(path, names)}


def _is_bare(path: PurePosixPath, names: set[str]) -> bool:
    """Whether a file lies alone under the name that it was released with."""
    return len(path.parts) == 1 and path.stem in names


def _level(
    paths: Sequence[PurePosixPath], stems: set[str], is_person: Callable[[str], bool]
) -> int:
    """How many folders stand above the students: sections, a packed class, the LMS's.

    A student can make folders inside their own and none beside it. So a level is that
    of the students only if all folders above it say so, and none below the first that
    names somebody is looked at.
    """
    deepest = max(len(path.parts) for path in paths)
    for level in range(deepest):
        inner = _below(paths, level)
        if any(len(path.parts) > 1 and is_person(path.parts[0]) for path in inner):
            if level == 0 or _all_say_so(paths, level, is_person):
                return level
        elif _all_say_so(paths, level, is_person):
            return level
    return _first_difference(paths, stems)


def _all_say_so(
    paths: Sequence[PurePosixPath], level: int, is_person: Callable[[str], bool]
) -> bool:
    """Whether below each folder above a level half of the names are students'."""
    above = defaultdict(list)
    for path in paths:
        if len(path.parts) <= level:
            return False
        above[path.parts[:level]].append(_inner(path, level))
    return all(
        form_of(group, is_person) is not plain
        or 2 * sum(is_person(path.parts[0]) for path in group) >= len(group)
        for group in above.values()
    )


def _first_difference(paths: Sequence[PurePosixPath], stems: set[str]) -> int:
    """The level at which folders differ, else the first that is no assignment's."""
    first = level = 0
    while True:
        inner = _below(paths, level)
        tops = {path.parts[0] if len(path.parts) > 1 else "" for path in inner}
        if len(tops - stems - {""}) > 1:
            return level
        if "" in tops or not (len(tops) == 1 or tops <= stems):
            return first
        level += 1
        if tops <= stems and first == level - 1:
            first = level


def _below(paths: Iterable[PurePosixPath], level: int) -> list[PurePosixPath]:
    return [_inner(path, level) for path in paths if len(path.parts) > level]


def _inner(path: PurePosixPath, level: int) -> PurePosixPath:
    return PurePosixPath(*path.parts[level:])
