"""Take in what an LMS exports: `grader collect ASSIGNMENT SOURCE ...`.

All sources are read and judged before anything is written. Each notebook that is the
assignment becomes `submitted/STUDENT/ASSIGNMENT/ASSIGNMENT.ipynb`, with its time beside
it; other attempts and what a person should look at are kept in `collected/`. The same
command on the same files changes nothing. An assignment of an adopted course may have
several notebooks; they keep their names, and what lies beside them comes along.
"""

from __future__ import annotations

import argparse
import contextlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

from grader import source
from grader.collecting import archives
from grader.collecting.archives import BadFileError, is_litter
from grader.collecting.companions import accompany, digest
from grader.collecting.deliveries import Delivery, inner_files, read_source
from grader.collecting.entries import (
    BESIDE,
    CLAIMED,
    IGNORED,
    NEEDS_A_PERSON,
    NOBODY,
    NOTHING,
    OLDER,
    OTHER,
    REFUSED,
    SAME,
    STRANGER,
    TAKEN,
    TWICE,
    UNKNOWN,
    Collection,
    Entries,
    Entry,
    Item,
    as_json,
    read_entries,
    read_notebooks,
    report_path,
)
from grader.collecting.joining import join_ids
from grader.collecting.recognize import recognize, signatures
from grader.collecting.sources import refuse_unfit
from grader.collecting.students import Students
from grader.collecting.whose import Naming
from grader.course import Course, CourseError, atomic_path, write_text
from grader.course.course import add_course, chosen
from grader.course.roster import Person, Roster, folder_name, read_roster
from grader.course.terminal import counted, printable
from grader.submissions import opening
from grader.submissions.opening import NotTakenError
from grader.submissions.reading import MAX_BYTES, UnreadableError, read_cells


class Collector:
    """Judges every file of the sources, then writes what is to be kept."""

    def __init__(self, course: Course, stem: str, roster: Roster) -> None:
        self._course, self._stem, self._roster = course, stem, roster
        self._signatures = signatures(course, stem)  # a wrong name is told as such
        self._parts = [s.part for s in self._signatures if s.stem == stem]
        self._is_adopted = stem not in source.stems()
        self._people = Students(roster, [])
        self._before: Entries = {}
        self._known: dict[str, Entries] = {}

    @property
    def names(self) -> frozenset[str]:
        """Of assignments and notebooks, after which no student is named."""
        return frozenset(name for s in self._signatures for name in (s.stem, s.part))

    def collect(self, deliveries: Iterable[Delivery]) -> Collection:
        """Judge all, then write; what is not written had no part in the decision."""
        self._before = read_entries(self._course, self._stem)
        self._known = read_notebooks(self._course, self._stem, self._parts)
        known = {part: dict(entries) for part, entries in self._known.items()}
        found = Collection(self._stem, notebooks=known)
        deliveries = list(deliveries)
        ids = {delivery.claim.lms_id for delivery in deliveries}
        self._people = Students(self._roster, sorted(self.names), ids)
        for delivery in deliveries:
            found.items += self._judge(delivery)
        self._decide(found)
        self._tell_of_whom_nothing_was_taken(found)
        people = [person.student for person in self._roster.people]
        found.missing = sorted(set(people) - set(found.entries))
        for item in found.items:
            self._write(item)
        self._write_times(found)
        write_text(report_path(self._course, self._stem), as_json(found))
        return found

    def _decide(self, found: Collection) -> None:
        """Which notebooks are the students', and what lies beside these."""
        by_student: dict[str, dict[str, list[Item]]] = defaultdict(dict)
        for item in found.items:
            if not item.fate:
                by_student[item.student].setdefault(item.part, []).append(item)
        submitted = self._course.folder("submitted")
        there = [path.name for path in submitted.glob("*") if path.is_dir()]
        alike = self._people.alike([*there, *by_student])
        for student, of_part in sorted(by_student.items()):
            for part, items in sorted(of_part.items()):
                if student in alike:
                    why = f"its name looks like '{alike[student]}'"
                    _leave_to_a_person(items, why)
                else:
                    self._choose(student, part, items, found)
        accompany(found.items, self._before, self._submitted)

    def _tell_of_whom_nothing_was_taken(self, found: Collection) -> None:
        """A file that says whose it is and is no notebook is told, if it is all."""
        known = set(found.entries)
        known |= {i.student for i in found.items if i.fate in NEEDS_A_PERSON}
        for item in found.items:
            is_named = item.delivery.claim.kind != "file"
            if item.fate == IGNORED and item.student not in known and is_named:
                item.fate = NOTHING if item.student else IGNORED

    # One file.

    def _judge(self, delivery: Delivery) -> list[Item]:
        """The items of a file: one, or the notebooks in a student's zip."""
        if delivery.problem:
            return [Item(delivery, self._guess(delivery), REFUSED, delivery.problem)]
        if is_litter(delivery.path):
            return [Item(delivery, fate=IGNORED, why="left by a machine")]
        suffix = PurePosixPath(delivery.path).suffix.lower()
        plain = f"no notebook ({suffix or 'no ending'})"
        if delivery.is_beside:
            return [self._no_notebook(delivery, plain)]
        try:
            data = delivery.read()
            kind = archives.kind_of(delivery.path, data)
            if kind == archives.NOTEBOOK:
                return [self._judge_notebook(delivery, data)]
            if kind == archives.OTHER:
                return [self._no_notebook(delivery, plain)]
            inner = inner_files(delivery, with_beside=self._is_adopted)
        except (BadFileError, OSError) as error:
            why = getattr(error, "strerror", None) or str(error)
            fate = REFUSED if suffix in archives.HANDED_IN else IGNORED
            return [Item(delivery, self._guess(delivery), fate, why)]
        if not inner:
            why = "an archive without a notebook"
            return [self._no_notebook(delivery, why)]
        return [item for one in inner for item in self._judge(one)]

    def _no_notebook(self, delivery: Delivery, why: str) -> Item:
        """What may lie beside one, if the course is an adopted one."""
        item = Item(delivery, self._guess(delivery), IGNORED, why)
        if self._is_adopted:
            item.fate, item.is_beside = BESIDE, True
        return item

    def _judge_notebook(self, delivery: Delivery, data: bytes) -> Item:
        item = Item(delivery, self._guess(delivery), sha256=digest(data))
        try:
            cells, _ = read_cells(data)
        except UnreadableError as error:
            item.fate, item.why = UNKNOWN, str(error)
            return item
        name = PurePosixPath(delivery.file_name or delivery.path).stem
        found = recognize(cells, self._signatures, self._stem, name)
        own = [one for one in found if one.stem == self._stem]
        if not found:
            item.fate = UNKNOWN
            item.why = "it has too few cells of any assignment of the course"
        elif not own:
            item.fate, item.why = OTHER, f"this is {found[0].stem}"
        elif len(own) > 1:
            parts = " or ".join(sorted(one.part for one in own))
            item.fate = UNKNOWN
            item.why = f"its cells are those of {parts}; give it the name of one"
        elif not item.student:
            item.fate = NOBODY
            item.why = self._people.why_nobody(delivery.claim)
        else:
            item.part, item.answered = own[0].part, own[0].answered(cells)
        return item

    def _guess(self, delivery: Delivery) -> str:
        return self._people.student(delivery.claim)

    # One student.

    def _choose(
        self, student: str, part: str, items: Sequence[Item], found: Collection
    ) -> None:
        """The latest attempt is taken, also against an earlier collection."""
        best = max(items, key=lambda item: item.rank)
        doubt = self._doubt(student, items, best)
        if doubt:
            _leave_to_a_person(items, doubt)
            return
        there = self._submitted(student, f"{part}.ipynb")
        old = self._known[part].get(student)
        for item in items:
            if item is not best:
                is_copy = item.sha256 == best.sha256
                item.fate = SAME if is_copy else OLDER
                item.why = TWICE if is_copy else _later(best)
        if there is not None and best.sha256 == digest(there):
            best.fate = SAME
        elif there is not None and old and old.rank > best.rank:
            best.fate, best.why = OLDER, "a later one was collected before"
            return
        else:
            best.fate, best.why = TAKEN, self._about(best)
        if self._roster.people and not self._roster.find(student):
            best.fate = STRANGER
        for member in self._roster.group_of(student):
            own = [i for i in items if self._people.member(i.delivery.claim) == member]
            path = (best if best in own or not own else own[0]).delivery.path
            found.notebooks[part][member] = self._entry(member, best, path)

    def _doubt(self, student: str, items: Sequence[Item], best: Item) -> str:
        """Why a person has to say which of the files is the student's, or ""."""
        claims = {self._people.key(item.delivery.claim): item.sha256 for item in items}
        old = self._known[best.part].get(student)
        if old is not None and old.claim:
            claims[old.claim] = old.sha256
        if len(claims) > 1 and len(set(claims.values())) > 1:
            return f"several say to be '{student}': {', '.join(sorted(claims))}"
        if _is_unclear(items, best):
            return f"several notebooks of '{student}', and none is said to be the last"
        return ""

    def _home(self, student: str) -> Path:
        return self._course.notebook("submitted", self._stem, student).parent

    def _submitted(self, student: str, name: str) -> bytes | None:
        """What lies in a student's folder already; None for nothing that is read."""
        root = self._course.folder("submitted")
        with contextlib.suppress(OSError, NotTakenError):
            return opening.read(root, self._home(student) / name, MAX_BYTES)
        return None

    def _about(self, item: Item) -> str:
        notes = []
        if item.delivery.file_name != f"{item.part}.ipynb":
            notes.append(f"was called {item.delivery.file_name}")
        if item.delivery.claim.is_late:
            notes.append("late, says the LMS")
        if not item.answered:
            notes.append("no answer cell was touched")
        return "; ".join(notes)

    def _entry(self, student: str, item: Item, path: str) -> Entry:
        d, person = item.delivery, self._roster.find(student) or Person("")
        when = self._when(item)
        return Entry(
            name=person.name or d.claim.full_name,
            lms_id=person.lms_id or d.claim.lms_id,
            attempt=d.claim.attempt,
            handed_in=d.when.timestamp() if d.when else 0.0,
            answered=item.answered,
            path=path,
            marked_late=d.claim.is_late and when is None,
            sha256=item.sha256,
            claim=self._people.key(item.delivery.claim),
        )

    def _when(self, item: Item) -> datetime | None:
        """When it was handed in: the roster knows better than an archive."""
        person = self._roster.find(item.student)
        if item.delivery.time_from != "exchange" and person and person.submitted:
            return person.submitted
        return item.delivery.when

    # Writing.

    def _write(self, item: Item) -> None:
        name = item.delivery.file_name or PurePosixPath(item.delivery.path).name
        kept = f"{item.part}.ipynb" if item.part else name
        if item.fate in (TAKEN, STRANGER, BESIDE):
            there = self._submitted(item.student, kept)
            if there is not None and digest(there) != item.sha256:
                aside = "replaced.ipynb" if item.part else name
                self._set_aside(there, item.student, aside, _ending(item, name))
            if there is None or digest(there) != item.sha256:
                self._write_bytes(self._home(item.student) / kept, item.delivery.read())
        elif item.fate in (OLDER, OTHER, UNKNOWN, NOBODY, CLAIMED) and item.sha256:
            data = item.delivery.read()
            self._set_aside(data, item.student, name, _ending(item, name))

    def _write_times(self, found: Collection) -> None:
        """Beside the notebooks, when the last of them was handed in."""
        by_student: dict[str, list[Item]] = defaultdict(list)
        for item in found.items:
            if item.part and item.is_in_force:
                by_student[item.student].append(item)
        for student, items in by_student.items():
            times = [when for item in items if (when := self._when(item))]
            now = {item.part for item in items}
            others = (o.get(student) for p, o in self._known.items() if p not in now)
            times += [
                datetime.fromtimestamp(entry.handed_in, UTC)
                for entry in others
                if entry is not None and entry.handed_in
            ]
            self._write_time(student, max(times, default=None))
            # Canvas tells no time, but marks who is late.
            is_marked = any(i.delivery.claim.kind == "canvas" for i in items)
            if not times and not is_marked:
                found.untimed.append(student)

    def _write_time(self, student: str, when: datetime | None) -> None:
        stamp = self._home(student) / "timestamp.txt"
        if when is None:
            stamp.unlink(missing_ok=True)
            return
        text = when.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f UTC")
        if self._submitted(student, stamp.name) != text.encode():
            write_text(stamp, text)

    def _set_aside(self, data: bytes, student: str, name: str, ending: str) -> None:
        folder = self._course.folder("collected") / self._stem / (student or "unknown")
        plain = folder_name(PurePosixPath(name).stem) or "notebook"
        path = folder / f"{plain}_{digest(data)[:8]}{ending}"
        if not path.is_file():
            self._write_bytes(path, data)

    def _write_bytes(self, path: Path, data: bytes) -> None:
        with atomic_path(path) as temporary:
            temporary.write_bytes(data)


def _leave_to_a_person(items: Iterable[Item], why: str) -> None:
    """Decide nothing: what was there stays, what came is kept aside."""
    for item in items:
        item.fate, item.why = CLAIMED, why


def _is_unclear(items: Iterable[Item], best: Item) -> bool:
    """Whether nothing says which of a student's answered notebooks is the last one.

    The LMS numbers attempts or knows when each came; of what lies in one folder of its
    own the fullest is taken, but not where folders differ.
    """
    same = [item for item in items if item.answered and item.rank[:2] == best.rank[:2]]
    folders = {PurePosixPath(item.delivery.path).parent for item in same}
    by_hand = best.delivery.claim.kind in ("folder", "file", "classroom")
    differ = len({item.sha256 for item in same}) > 1
    return differ and (by_hand or len(folders) > 1)


def _later(best: Item) -> str:
    return f"{best.delivery.path} is later"


def _ending(item: Item, name: str) -> str:
    """Of a file that is kept aside: a notebook is one, whatever its own ending."""
    return PurePosixPath(name).suffix if item.is_beside else ".ipynb"


# Telling.


def as_table(found: Collection) -> str:
    """A line a file: what became of it, whose it is, where it was."""
    lines = []
    for item in found.items:
        place = f"{item.delivery.origin}: {item.delivery.path}"
        tail = f"  ({item.why})" if item.why else ""
        lines.append(f"{item.fate:18} {item.student or '-':24} {place}{tail}")
    return "\n".join(printable(line) for line in lines)


def summary(found: Collection) -> str:
    """What the run came to."""
    counts = Counter(item.fate for item in found.items)
    parts = ", ".join(f"{counts[fate]} {fate}" for fate in sorted(counts))
    text = f"{found.stem}: {counted(len(found.items), 'file')}: {parts or 'nothing'}; "
    text += f"{counted(len(found.entries), 'student')} with a submission."
    for student, names in found.incomplete.items():
        lacking = ", ".join(f"{name}.ipynb" for name in names)
        text += "\n" + printable(f"Of {student} nothing was taken as {lacking}.")
    if found.missing:
        text += "\n" + printable(f"Missing: {', '.join(found.missing)}.")
    if found.needs_a_person:
        kinds = " or ".join(f"'{fate}'" for fate in NEEDS_A_PERSON if counts[fate])
        text += f"\nLook at the lines that say {kinds}: a person has to decide."
    return text


def told_of_times(found: Collection, course: Course) -> str:
    """That lateness is not known where it would count; "" where all is well."""
    if not found.untimed or course.settings.last_deadline(found.stem) is None:
        return ""
    number = len(found.untimed)
    came = "1 submission came: it counts" if number == 1 else "{} came: they count"
    return (
        f"Nothing says when {came.format(f'{number} submissions')} as handed in on "
        "time. A column 'submitted' in the roster says it, or --file-times where the "
        "files kept their times."
    )


# The command.


def load_roster(course: Course, path: Path | None) -> Roster:
    """The roster that is named, else that of course.toml, else an empty one."""
    chosen = path or course.settings.roster
    return read_roster(chosen, course.settings.zone) if chosen else Roster()


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what `grader collect` takes."""
    add = parser.add_argument
    add("assignment", help="stem of the assignment, such as 1_notmnist")
    add("source", nargs="+", type=Path, help="what the LMS exported: zips, folders")
    add("--roster", type=Path, metavar="CSV", help="who is in the class")
    add("--file-times", action="store_true", help="files' own times count as handed in")
    add_course(parser)


def main(options: argparse.Namespace) -> int:
    """Collect; 0 when all is clear, 3 when a person has to look at something."""
    course = chosen(options)
    roster = load_roster(course, options.roster)
    zone = course.settings.zone
    collector = Collector(course, options.assignment, roster)
    naming = Naming(collector.names, lambda name: bool(roster.find(name)))
    for path in options.source:
        refuse_unfit(path, course)
    deliveries = [
        delivery
        for path in options.source
        for delivery in read_source(path, zone, naming, file_times=options.file_times)
    ]
    if not deliveries:
        raise CourseError("There is no file in what you named; nothing was collected.")
    joins = join_ids(course, roster)
    found = collector.collect(deliveries)
    for join in joins:
        print(printable(str(join)))
    print(as_table(found))
    print(summary(found))
    if about_times := told_of_times(found, course):
        print(about_times)
    print(f"The report is {report_path(course, options.assignment)}")
    is_open = found.needs_a_person or any(join.problem for join in joins)
    return 3 if is_open else 0
