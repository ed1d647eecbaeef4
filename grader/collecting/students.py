"""Which student a claim names, by the roster where there is one."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from pathlib import PurePosixPath

from grader.collecting.forms import Claim
from grader.course.roster import Person, Roster, folder_name, looks, slug

# What browsers, file managers and Jupyter add to the name of a copy.
_COPY = re.compile(
    r"^(?:copy|kopie|copie) (?:of|von|de) (?=.)|[ _]*\(\d+\)$|-copy\d*$|[ _]+-\d+$"
    r"|[ _]+-[ _]*(?:copy|kopie|copie)(?:[ _]\(?\d+\)?)?$|[ _]copy(?:[ _]\d+)?$",
    re.IGNORECASE,
)
LONG = 6  # characters of an assignment's name that is no accident in a student's


class Students:
    """Tells students by what an LMS or an instructor wrote.

    `stems` are the assignments and their notebooks, the collected one among them;
    `ids` all that the LMS gives in what is collected now. Where some of these are in
    the roster, ids are of one kind, and decide over names.
    """

    def __init__(
        self, roster: Roster, stems: Sequence[str], ids: Collection[str] = ()
    ) -> None:
        self._roster, self._stems = roster, stems
        known = {i for p in roster.people for i in (p.lms_id, p.sis_id) if i}
        self._ids_decide = not known.isdisjoint(ids)

    def student(self, claim: Claim) -> str:
        """Whose submission it is: a group hands in as the first of it in the roster."""
        return self._roster.group_of(self.member(claim))[0]

    def member(self, claim: Claim) -> str:
        """By the roster, else as it is written; "" for nobody, or for a doubt."""
        words = self._words(claim)
        person = self._roster.find(*words)
        if person is not None:
            return "" if self._is_another(person, claim) else person.student
        if claim.login:
            return folder_name(claim.login)
        if claim.full_name:
            return f"{slug(claim.full_name)}_{claim.lms_id}".strip("_")
        return folder_name(words[0]) if words else ""

    def why_nobody(self, claim: Claim) -> str:
        """Why a claim names nobody, in words."""
        person = self._roster.find(*self._words(claim))
        if person is None:
            return "neither its name nor its folder says who handed it in"
        return f"its name is that of '{person.student}', its id {claim.lms_id} is not"

    def key(self, claim: Claim) -> str:
        """What says whose a file is, the same in every source."""
        word = next(iter(self._words(claim)), "")
        return f"{claim.kind} {unicodedata.normalize('NFC', word)}"

    def alike(self, names: Iterable[str]) -> dict[str, str]:
        """{student who is not in the roster: another whose name looks the same}."""
        people = {person.student for person in self._roster.people}
        seen: dict[str, list[str]] = defaultdict(list)
        for name in sorted(people | set(names)):
            seen[looks(name)].append(name)
        return {
            name: next(other for other in group if other != name)
            for group in seen.values()
            if len(group) > 1
            for name in set(group) - people
        }

    def _words(self, claim: Claim) -> list[str]:
        """What may name the student; of a file that lies alone, its name."""
        words = claim.words
        if claim.kind == "file":
            words = (self._left_of_name(claim.file_name),)
        words = tuple(word for word in words if word and word not in self._stems)
        if claim.kind not in ("file", "folder", "classroom"):
            return list(words)
        # Nobody but who is in the roster is called like a copy.
        return [self._without_copy(word) for word in words]

    def _without_copy(self, word: str) -> str:
        while word and self._roster.find(word) is None:
            shorter = _COPY.sub("", word).strip()
            if shorter in ("", word):
                break
            word = shorter
        return word

    def _left_of_name(self, name: str) -> str:
        """`1_notmnist_ada.ipynb` and `ada-1_notmnist.ipynb` are ada's."""
        rest = PurePosixPath(name).stem
        for stem in sorted(self._stems, key=len, reverse=True):
            edge = "" if len(stem) >= LONG else r"(?![^\W_])"
            before = "" if len(stem) >= LONG else r"(?<![^\W_])"
            rest = re.sub(f"{before}{re.escape(stem)}{edge}", " ", rest)
        return rest.strip(" _-.")

    def _is_another(self, person: Person, claim: Claim) -> bool:
        """Whether somebody has the name of a person, but another id."""
        ids = {person.lms_id, person.sis_id} - {""}
        return bool(self._ids_decide and claim.lms_id and ids) and (
            claim.lms_id not in ids
        )
