"""Grades for the LMS: `grader export ASSIGNMENT|--all --format FORMAT`.

Points come from the gradebook, automatic and by hand, and the late policy of
`course.toml` is applied here and nowhere else. Equal gradebooks give equal bytes: no
date of the run is in a file, and students and assignments have a fixed order.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from grader import source
from grader.collecting.collect import load_roster
from grader.collecting.entries import Entry, read_entries
from grader.course import Course, CourseError, atomic_path
from grader.course.course import add_course, chosen
from grader.course.policy import ON_TIME, Lateness, judge
from grader.course.roster import Person, Roster
from grader.course.terminal import counted, printable
from grader.gradebook.scores import Score, read_scores
from grader.reporting import lms_file
from grader.reporting.sheets import Cell, points, rounded, safe, table
from grader.source.marks import exercise_of
from grader.submissions import records


@dataclass(frozen=True)
class Grade:
    """What one student gets for one assignment; `score` is None when nothing came.

    One that was quarantined, and that nobody graded by hand since, is `open`: it has no
    grade yet, which is another thing than none of the points.
    """

    student: str
    score: Score | None
    max_score: float
    lateness: Lateness = ON_TIME
    is_open: bool = False

    @property
    def shown(self) -> float | None:
        """The points as an LMS gets them: nothing where there is no grade."""
        return None if self.score is None or self.is_open else points(self.points)

    @property
    def points(self) -> float:
        """After the late policy."""
        if self.score is None:
            return 0.0
        return (self.score.automatic + self.score.by_hand) * self.lateness.keeps

    @property
    def note(self) -> str:
        """What a person should know of this grade."""
        if self.score is None:
            return "nothing handed in"
        waiting = len(self.score.waiting)
        notes = [self.lateness.note]
        if self.is_open:
            notes.append("quarantined: no grade yet")
        elif waiting:
            notes.append(
                f"{waiting} cell{'s' * (waiting > 1)} to be graded by a person"
            )
        return "; ".join(note for note in notes if note)


@dataclass(frozen=True)
class GradeTable:
    """All grades of some assignments: {stem: {student: grade}}, and who they are."""

    course: Course
    grades: Mapping[str, Mapping[str, Grade]]
    people: Sequence[Person]

    @property
    def stems(self) -> list[str]:
        return list(self.grades)

    def title(self, stem: str) -> str:
        """The assignment's name in course.toml, else its heading."""
        return self.course.settings.assignment(stem).name or records.title(
            self.course, stem
        )

    def maximum(self, stem: str) -> float:
        """The points of one assignment."""
        return next(iter(self.grades[stem].values())).max_score

    def percent(self, student: str, stem: str) -> float | None:
        """The share of the points of one assignment, 0 to 100; None without a grade."""
        grade = self.grades[stem][student]
        if grade.is_open:
            return None
        return 100 * grade.points / grade.max_score if grade.max_score else 0.0

    def total(self, student: str) -> float | None:
        """The weighted mean over the assignments in percent, when each has a grade."""
        weights = {s: self.course.settings.assignment(s).weight for s in self.stems}
        if not sum(weights.values()):
            return 0.0
        parts = [(w, self.percent(student, s)) for s, w in weights.items()]
        known = [w * percent for w, percent in parts if percent is not None]
        return sum(known) / sum(weights.values()) if len(known) == len(parts) else None


def make_book(course: Course, stems: Sequence[str], roster: Roster) -> GradeTable:
    """Read the gradebook and apply the late policy.

    Everybody who is in the roster, or handed in something, has a grade for each
    assignment; a group has that of the one submission which it handed in.

    Raises:
        CourseError: there is no gradebook, or nothing was graded.
    """
    scores = {stem: read_scores(course, stem) for stem in stems}
    empty = [stem for stem in stems if not scores[stem]]
    if empty:
        source.load_for(course, empty[0])  # a wrong name is told as such
        raise CourseError(
            f"The gradebook has no submission of {', '.join(empty)}; run "
            f"`grader grade {empty[0]}` first."
        )
    entries = {stem: read_entries(course, stem) for stem in stems}
    owners = {stem: roster.owners(scores[stem]) for stem in stems}
    names = {person.student for person in roster.people}
    for stem in stems:
        names.update(owners[stem])
    grades = {}
    for stem in stems:
        assignment = source.load_for(course, stem)
        maximum = assignment.max_score + assignment.manual_max_score
        grades[stem] = {name: Grade(name, None, maximum) for name in sorted(names)}
        set_apart = records.quarantined(course, stem)
        for name, owner in owners[stem].items():
            score = replace(scores[stem][owner], student=name)
            lateness = _lateness(course, stem, score, entries[stem].get(name))
            is_open = owner in set_apart and not score.is_by_hand
            grades[stem][name] = Grade(name, score, maximum, lateness, is_open)
    people = [_person(name, roster, entries.values()) for name in sorted(names)]
    return GradeTable(course, grades, people)


def _lateness(course: Course, stem: str, score: Score, entry: Entry | None) -> Lateness:
    return judge(
        score.handed_in,
        course.settings.deadline(stem, score.student),
        course.settings.late,
        marked_late=entry is not None and entry.marked_late,
    )


def _person(
    name: str, roster: Roster, collected: Iterable[Mapping[str, Entry]]
) -> Person:
    """A student as the roster knows them, else as the collected files did."""
    person = roster.find(name)
    if person is not None and person.student == name:
        return person
    for entries in collected:
        if name in entries:
            return Person(name, entries[name].name, entries[name].lms_id)
    return Person(name)


# The formats.


def as_csv(book: GradeTable) -> str:
    """Everything about one assignment, or a column for each and the total."""
    if len(book.stems) > 1:
        return table(_overview(book))
    return table(_details(book, book.stems[0]))


def _details(book: GradeTable, stem: str) -> Iterable[Sequence[Cell]]:
    # fmt: off
    yield (
        "student", "name", "assignment", "automatic", "by hand", "days late",
        "kept percent", "points", "of", "percent", "handed in", "note",
    )
    # fmt: on
    for person in book.people:
        grade = book.grades[stem][person.student]
        score = grade.score
        handed_in = score.handed_in if score else None
        yield (
            person.student,
            person.name,
            stem,
            points(score.automatic) if score and not grade.is_open else None,
            points(score.by_hand) if score and not grade.is_open else None,
            grade.lateness.days,
            points(100 * grade.lateness.keeps),
            grade.shown if score else 0.0,
            points(grade.max_score),
            rounded(book.percent(person.student, stem)),
            handed_in.astimezone(book.course.settings.zone).isoformat(" ", "seconds")
            if handed_in
            else None,
            grade.note,
        )


def _overview(book: GradeTable) -> Iterable[Sequence[Cell]]:
    yield (
        "student", "name", *(f"{book.title(s)} (percent)" for s in book.stems),
        "days late", "total (percent)", "note",
    )  # fmt: skip
    for person in book.people:
        grades = {stem: book.grades[stem][person.student] for stem in book.stems}
        notes = [f"{book.title(s)}: {g.note}" for s, g in grades.items() if g.note]
        yield (
            person.student,
            person.name,
            *(rounded(book.percent(person.student, stem)) for stem in book.stems),
            sum(grade.lateness.days for grade in grades.values()),
            rounded(book.total(person.student)),
            "; ".join(notes),
        )


def as_exercises(book: GradeTable) -> str:
    """One assignment by exercise: points of tests, of people and extra ones together.

    Before the late policy; blank where there is no grade, or a person has not looked.
    """
    if len(book.stems) != 1:
        raise CourseError("--format exercises takes one assignment at a time.")
    return table(_by_exercise(book, book.stems[0]))


def _by_exercise(book: GradeTable, stem: str) -> Iterable[Sequence[Cell]]:
    most = exercises_of(book.course, stem)
    heads = (f"{exercise} ({maximum:g})" for exercise, maximum in most.items())
    yield ("student", "name", *heads, "sum", "of")
    for person in book.people:
        grade = book.grades[stem][person.student]
        got: dict[str, float] = {}
        if grade.score is not None and not grade.is_open:
            for cell in grade.score.cells.values():
                if not (cell.is_manual and cell.needs_a_person):
                    name = exercise_of(cell.name)
                    got[name] = got.get(name, 0.0) + cell.score
        shown = [points(got[name]) if name in got else None for name in most]
        total = points(sum(got.values())) if got else None
        yield (person.student, person.name, *shown, total, points(grade.max_score))


def exercises_of(course: Course, stem: str) -> dict[str, float]:
    """{exercise or written answer: its points} of an assignment, in its order."""
    found: dict[str, float] = {}
    assignment = source.load_for(course, stem)
    for part in assignment.notebooks:
        for cell in part.cells:
            if cell.kind in ("test", "hidden", "answer"):
                name = exercise_of(assignment.label(cell.grade_id, part.stem))
                found[name] = found.get(name, 0.0) + cell.points
    return found


def as_canvas(book: GradeTable) -> str:
    """A gradebook for Canvas: ids first, a column an assignment, its points on top.

    Canvas takes any other column for a new assignment, so how late somebody was stands
    in the plain file that is written beside this one.
    """
    titles = [book.title(stem) for stem in book.stems]
    maxima = [points(next(iter(book.grades[s].values())).max_score) for s in book.stems]
    head = ("Student", "ID", "SIS User ID", "SIS Login ID", "Section")
    rows: list[Sequence[Cell]] = [
        (*head, *titles),
        ("    Points Possible", "", "", "", "", *maxima),
    ]
    for person in book.people:
        grades = (book.grades[stem][person.student] for stem in book.stems)
        rows.append(
            (
                person.name or person.student,
                person.lms_id,
                person.sis_id,
                person.student,
                person.section,
                *(g.shown for g in grades),
            )
        )
    return table(rows)


def as_moodle(book: GradeTable) -> str:
    """A grading worksheet for one assignment, a gradebook import for several."""
    if len(book.stems) > 1:
        return table(_moodle_gradebook(book))
    return table(_moodle_worksheet(book, book.stems[0]))


def _moodle_worksheet(book: GradeTable, stem: str) -> Iterable[Sequence[Cell]]:
    yield (
        "Identifier", "Full name", "Email address", "Grade", "Maximum Grade",
        "Feedback comments",
    )  # fmt: skip
    for person in book.people:
        grade = book.grades[stem][person.student]
        yield (
            f"Participant {person.lms_id}" if person.lms_id else "",
            person.name or person.student,
            person.email,
            grade.shown,
            points(grade.max_score),
            grade.note if grade.is_open or not grade.score else grade.lateness.note,
        )


def _moodle_gradebook(book: GradeTable) -> Iterable[Sequence[Cell]]:
    titles = [book.title(stem) for stem in book.stems]
    yield ("Username", "Full name", "ID number", "Email address", *titles, "Days late")
    for person in book.people:
        grades = [book.grades[stem][person.student] for stem in book.stems]
        yield (
            person.student,
            person.name,
            person.sis_id,
            person.email,
            *(g.shown for g in grades),
            sum(grade.lateness.days for grade in grades),
        )


# The command.

_WRITERS = {
    "csv": as_csv,
    "canvas": as_canvas,
    "moodle": as_moodle,
    "exercises": as_exercises,
}
FORMATS = tuple(_WRITERS)


def write_export(book: GradeTable, form: str, output: Path | None = None) -> list[Path]:
    """Write the file of a format, and the plain one beside it; the paths."""
    stem = book.stems[0] if len(book.stems) == 1 else "all"
    folder = book.course.folder("export")
    name = f"{stem}.csv" if form == "csv" else f"{stem}_{form}.csv"
    target = output or folder / name
    written = [target]
    # A byte order mark is what makes spreadsheets read UTF-8; importers want none.
    mark = "\ufeff" if form in ("csv", "exercises") else ""
    _write(target, mark + _WRITERS[form](book))
    if form == "canvas":
        beside = target.with_name(f"{target.stem}_late.csv")
        _write(beside, "\ufeff" + as_csv(book))
        written.append(beside)
    return written


def _write(path: Path, text: str) -> None:
    with atomic_path(path) as temporary:
        temporary.write_bytes(text.encode("utf-8"))


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what `grader export` takes."""
    add = parser.add_argument
    add("assignment", nargs="*", help="stems")
    add("--all", action="store_true", help="every assignment that was graded")
    add("--format", choices=FORMATS, default="csv", help="default: csv")
    add("--roster", type=Path, metavar="CSV", help="who is in the class")
    add("--into", type=Path, metavar="FILE", help="fill in what the LMS exported")
    add("--column", metavar="NAME", help="of the assignment in a gradebook of Canvas")
    add("--output", type=Path, metavar="FILE", help="default: in workspace/export/")
    add_course(parser)


def main(options: argparse.Namespace) -> int:
    """Write the grades and say where they are and what is open."""
    course = chosen(options)
    if bool(options.assignment) == options.all:
        raise CourseError("Name the assignments to export, or say --all.")
    stems = options.assignment or records.graded_stems(course)
    book = make_book(course, sorted(stems), load_roster(course, options.roster))
    if options.into:
        return _fill_in(book, options)
    paths = write_export(book, options.format, options.output)
    print(summary(book))
    for sentence in course.settings.strangers(p.student for p in book.people):
        print(printable(sentence), file=sys.stderr)
    for path in paths:
        print(path)
    return 0


def _fill_in(book: GradeTable, options: argparse.Namespace) -> int:
    """Fill one assignment into a file of the LMS; 3 when somebody is not in it."""
    if len(book.stems) != 1:
        raise CourseError("--into takes one assignment at a time.")
    (stem,) = book.stems
    entries = {
        name: lms_file.GradeEntry(
            grade.points, grade.max_score, safe(grade.lateness.note)
        )
        for name, grade in book.grades[stem].items()
        if grade.shown is not None
    }
    titles = [options.column] if options.column else [book.title(stem), stem]
    done = lms_file.fill(options.into, book.people, entries, titles)
    target = options.output or book.course.folder("export") / options.into.name
    if target.resolve() == options.into.resolve():
        raise CourseError("--output is the file to fill in; name another one.")
    with atomic_path(target) as temporary:
        temporary.write_bytes(done.content)
    print(summary(book))
    print(f"{counted(done.filled, 'row')} filled in, {done.left} left alone.")
    if done.scaled:
        print("Points were scaled to the maximum that stands in the file.")
    if done.capped:
        names = ", ".join(done.capped)
        print(printable(f"Moodle takes no more than its maximum; so has: {names}."))
    if done.absent:
        print(printable(f"Graded, but not in the file: {', '.join(done.absent)}."))
    print(target)
    return 3 if done.absent else 0


def summary(book: GradeTable) -> str:
    """How many grades there are, how many came late, how many wait for a person."""
    grades = [g for stem in book.stems for g in book.grades[stem].values()]
    late = sum(grade.lateness.days > 0 for grade in grades)
    waiting = sum(bool(g.score and g.score.waiting and not g.is_open) for g in grades)
    missing = sum(grade.score is None for grade in grades)
    text = (
        f"{counted(len(book.people), 'student')}, "
        f"{counted(len(book.stems), 'assignment')}: "
        f"{late} late, {missing} not handed in."
    )
    if waiting:
        text += (
            f" Waiting for a person: {counted(waiting, 'submission')}. Grade in "
            "formgrader and export again."
        )
    quarantined = sorted({g.student for g in grades if g.is_open})
    if quarantined:
        text += (
            f" Quarantined and without a grade: {printable(', '.join(quarantined))}."
        )
    return text
