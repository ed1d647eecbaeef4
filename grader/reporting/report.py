"""Write the class report: one self-contained page over the verdicts of a class.

By assignment and over the term: who needs attention, what was odd about a submission,
how hard each exercise and case is, and which submissions are alike. Those are shown
side by side on a page of their own; what that means is for a person to say.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Container, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from statistics import median
from typing import Any

from grader import pages, source
from grader.collecting.collect import load_roster
from grader.course import Course, write_text
from grader.course.course import add_course, chosen
from grader.engines import deciding
from grader.reporting import items, plots, similarity, years
from grader.reporting.feedback import percent
from grader.reporting.items import ItemStatistics
from grader.reporting.similarity import Pair, Work
from grader.source import notebooks
from grader.source.marks import marks_of
from grader.submissions import records
from grader.submissions.verdicts import Record

LOW_PERCENT = 50
HARDEST = 8
SLOWEST = 3
MAX_NOTES_SHOWN = 6
MAX_REPAIRS_SHOWN = 3
MAX_ATTENTION = 60
LEAST_COMMON = 3
FOLD = 6  # lines without a mark that are shown around one


@dataclass(frozen=True)
class Section:
    """What the report knows of one assignment."""

    stem: str
    title: str
    found: Sequence[Record]
    cases: Sequence[ItemStatistics]
    exercises: Sequence[ItemStatistics]
    pairs: Sequence[Pair]

    @property
    def graded(self) -> list[Any]:
        return [r.verdict for r in self.found if r.verdict.status == "graded"]

    @property
    def scores(self) -> list[float]:
        """Percent of the automatic points, of every graded submission."""
        return [percent(verdict) for verdict in self.graded]

    @property
    def flagged(self) -> list[ItemStatistics]:
        """Exercises and cases that a person should look at."""
        return [item for item in (*self.exercises, *self.cases) if item.flag]

    def plots(self) -> list[plots.Plot]:
        """The pictures of the section; none without a graded submission."""
        if not self.graded:
            return []
        drawn = [plots.distribution(self.scores), plots.exercises(self.exercises)]
        if any(item.discrimination is not None for item in self.cases):
            drawn.append(plots.discrimination(self.cases))
        return drawn


def make_section(course: Course, stem: str, before: Course | None = None) -> Section:
    """Read and analyze one assignment, beside that of an earlier class."""
    found = records.read_records(course, stem)
    graded = [r.verdict for r in found if r.verdict.status == "graded"]
    return Section(
        stem=stem,
        title=course.settings.assignment(stem).name or records.title(course, stem),
        found=found,
        cases=items.case_items(graded),
        exercises=items.exercise_items(graded),
        pairs=alike(course, stem, found, before),
    )


def alike(
    course: Course, stem: str, found: Sequence[Record], before: Course | None = None
) -> list[Pair]:
    """The submissions of an assignment that share rare stretches of code.

    Two of one group may have handed in by themselves; that they are alike is no news.
    Ids of the class `before` may be other people's by now: none of them is left out.
    """
    works = _works(course, stem, found)
    earlier: list[Work] = []
    if before is not None and works:
        records_before = years.found_in(before, stem)
        earlier = _works(before, stem, records_before, is_earlier=True)
    if len(works) + len(earlier) < 2:
        return []
    mates = load_roster(course, None).group_of
    return [
        pair
        for pair in similarity.shortlist(works, released(course, stem), earlier)
        if pair.second.is_earlier
        or pair.second.student not in mates(pair.first.student)
    ]


def _works(
    course: Course, stem: str, found: Sequence[Record], *, is_earlier: bool = False
) -> list[Work]:
    """The answers of a class, of whoever wrote any."""
    works = []
    for record in found:
        student = record.verdict.student
        paths = records.executed_notebooks(course, stem, student).values()
        answers = [text for path in paths for text in similarity.answers_of(path)]
        if answers:
            works.append(similarity.make_work(student, answers, is_earlier=is_earlier))
    return works


def released(course: Course, stem: str) -> list[str]:
    """The answer cells as students get them."""
    try:
        parts = source.load_for(course, stem).notebooks
    except source.SourceError:
        return []
    cells = [c for part in parts for c in notebooks.student_notebook(part).cells]
    return [c.source for c in cells if marks_of(c).solution]


def points_inside(found: Sequence[Record]) -> tuple[float, float]:
    """The automatic points of an assignment that code of students could forge; all."""
    cells = next((r.verdict.cells for r in found if r.verdict.cells), [])
    inside = sum(cell.max_score for cell in cells if cell.inside)
    return inside, sum(cell.max_score for cell in cells)


def attention(found: Sequence[Record]) -> list[dict[str, Any]]:
    """Submissions that a person should look at, the lowest score first."""
    rows = []
    common = set(common_repairs(found))
    for record in found:
        reasons = _reasons(record, common)
        if reasons:
            verdict = record.verdict
            rows.append(
                {
                    "student": verdict.student,
                    "percent": round(percent(verdict)),
                    "why": _in_one_line(reasons),
                }
            )
    return sorted(rows, key=lambda row: (row["percent"], row["student"]))


def _in_one_line(sentences: Sequence[str]) -> str:
    *first, last = sentences
    return "; ".join([*(sentence.rstrip(".") for sentence in first), last])


def common_repairs(found: Sequence[Record]) -> list[str]:
    """Repairs that most of a class needed: that is not their doing."""
    counts = Counter(repair for r in found for repair in set(r.verdict.repairs))
    least = max(len(found) / 2, LEAST_COMMON)
    return sorted(repair for repair, count in counts.items() if count > least)


def _reasons(record: Record, common: Container[str] = ()) -> list[str]:
    verdict = record.verdict
    repairs = [repair for repair in verdict.repairs if repair not in common]
    if verdict.reason is not None:
        return [str(verdict.reason)]
    reasons = []
    if not record.isolated:
        reasons.append("graded without isolation")
    if percent(verdict) < LOW_PERCENT:
        reasons.append("low score")
    reasons += repairs[:MAX_REPAIRS_SHOWN]
    more = len(repairs) - MAX_REPAIRS_SHOWN
    return [*reasons, f"and {more} more repairs"] if more > 0 else reasons


def tampering(found: Sequence[Record]) -> list[dict[str, Any]]:
    """Submissions about which the grader noted something for the instructor."""
    return [
        {
            "student": record.verdict.student,
            "notes": told_once([str(note) for note in record.verdict.notes]),
        }
        for record in found
        if record.verdict.notes
    ]


def told_once(notes: Sequence[str]) -> list[str]:
    """Each note once, with how often it was made; few enough that all are read.

    Code decides how often it is noticed: a hundred equal lines would hide the others.
    """
    lines = [
        note if count == 1 else f"{note.rstrip('.')} ({count} times)."
        for note, count in Counter(notes).items()
    ]
    more = len(lines) - MAX_NOTES_SHOWN
    return [*lines[:MAX_NOTES_SHOWN], f"And {more} more."] if more > 0 else lines


def is_current(record: Record) -> bool:
    """Whether the grader that made a verdict is the one that is here."""
    return record.made_by.endswith(f" {deciding.mark()}")


def hardest_cases(cases: Sequence[ItemStatistics]) -> list[ItemStatistics]:
    """The cases that fewest passed; those that all passed are left out."""
    some = [case for case in cases if case.share < 1]
    return sorted(some, key=lambda case: case.share)[:HARDEST]


def slowest_cells(found: Sequence[Record]) -> list[dict[str, Any]]:
    """The cells that took anybody longest, hidden tests too, and what is usual."""
    by_cell: dict[str, list[tuple[float, str]]] = {}
    for record in found:
        for time in record.verdict.times:
            took = (time.seconds, record.verdict.student)
            by_cell.setdefault(time.cell, []).append(took)
    rows = [
        {
            "cell": cell,
            "student": max(times)[1],
            "most": f"{max(times)[0]:.1f}",
            "median": f"{median(seconds for seconds, _ in times):.1f}",
        }
        for cell, times in sorted(by_cell.items(), key=lambda item: -max(item[1])[0])
    ]
    return rows[:SLOWEST]


# The page.


def view(section: Section) -> dict[str, Any]:
    """What the page says of one assignment."""
    verdicts = [record.verdict for record in section.found]
    cpu = [v.cpu_seconds for v in section.graded] or [0.0]
    rows = attention(section.found)
    prefix = f"a{section.stem}"
    return {
        "stem": section.stem,
        "title": section.title,
        "graded": len(section.graded),
        "quarantined": len(verdicts) - len(section.graded),
        "earlier": sum(not is_current(record) for record in section.found),
        "median": round(median(section.scores or [0])),
        "cpu_median": round(median(cpu), 1),
        "cpu_max": round(max(cpu), 1),
        "cpu_total": round(sum(cpu), 1),
        "slowest": slowest_cells(section.found),
        "inside": points_inside(section.found),
        "walls": sorted(Counter(v.wall for v in verdicts if v.wall).items()),
        "tampering": tampering(section.found),
        "common_repairs": common_repairs(section.found),
        "attention": rows[:MAX_ATTENTION],
        "attention_left": max(len(rows) - MAX_ATTENTION, 0),
        "plots": [
            {"svg": plot.inline(f"{prefix}{number}"), "words": plot.words}
            for number, plot in enumerate(section.plots())
        ],
        "flagged": section.flagged,
        "hardest": hardest_cases(section.cases),
        "exercises": section.exercises,
        "cases": section.cases,
        "pairs": section.pairs,
    }


def overview(sections: Sequence[Section]) -> list[dict[str, Any]]:
    """A row a student: percent in each assignment, and the mean over them."""
    by_student: dict[str, dict[str, str]] = {}
    sums: dict[str, float] = {}
    for section in sections:
        for record in section.found:
            verdict = record.verdict
            is_graded = verdict.status == "graded"
            cell = f"{percent(verdict):.0f}" if is_graded else "quarantined"
            by_student.setdefault(verdict.student, {})[section.stem] = cell
            share = percent(verdict) if is_graded else 0.0
            sums[verdict.student] = sums.get(verdict.student, 0.0) + share
    return [
        {
            "student": student,
            "cells": [by_student[student].get(s.stem, "–") for s in sections],
            "mean": f"{sums[student] / len(sections):.0f}",
        }
        for student in sorted(by_student)
    ]


def term_plot(sections: Sequence[Section]) -> plots.Plot | None:
    """The assignments beside each other; None when there are not two with scores."""
    scored = [(section.title, section.scores) for section in sections if section.scores]
    return plots.term(scored) if len(scored) > 1 else None


def write_report(
    course: Course, stems: Sequence[str], before: Course | None = None
) -> Path:
    """Write `report/index.html` and a page for alike submissions; the first's path.

    `before` is the course of an earlier class, which is set beside this one.
    """
    sections = [make_section(course, stem, before) for stem in stems]
    folder = course.folder("report")
    for section in sections:
        path = folder / f"alike_{section.stem}.html"
        if section.pairs:
            write_text(path, alike_page(section))
        else:
            path.unlink(missing_ok=True)  # of an earlier report
    picture = term_plot(sections)
    page = pages.render(
        "report.html.j2",
        name=course.settings.name,
        sections=[
            {
                **view(section),
                "years": before and years.compare(section.graded, before, section.stem),
            }
            for section in sections
        ],
        students=overview(sections),
        titles=[section.title for section in sections],
        term=picture and {"svg": picture.inline("term"), "words": picture.words},
    )
    write_text(folder / "index.html", page)
    return folder / "index.html"


def alike_page(section: Section) -> str:
    """The shortlist of an assignment, each pair side by side."""
    pairs = [
        {
            "names": (pair.first.name, pair.second.name),
            "percent": pair.percent,
            "sides": [folded(pair, work) for work in (pair.first, pair.second)],
        }
        for pair in section.pairs
    ]
    return pages.render(
        "alike.html.j2",
        title=section.title,
        pairs=pairs,
        are_years=any(pair.second.is_earlier for pair in section.pairs),
    )


def folded(pair: Pair, work: Work) -> list[dict[str, Any]]:
    """Blocks of lines that are marked, near a marked one, or folded away."""
    marked = pair.marked(work)
    near = [
        any(mark for _, mark in marked[max(n - FOLD, 0) : n + FOLD + 1])
        for n in range(len(marked))
    ]
    lines = [
        ("marked" if mark else "near" if close else "folded", text)
        for (text, mark), close in zip(marked, near, strict=True)
    ]
    return [
        {"kind": kind, "lines": [text for _, text in block]}
        for kind, group in groupby(lines, key=lambda line: line[0])
        for block in [list(group)]
    ]


def write_figures(course: Course, stems: Sequence[str], folder: Path) -> list[Path]:
    """Write every plot of the report as SVG and PNG."""
    sections = [make_section(course, stem) for stem in stems]
    paths = [
        p for s in sections for plot in s.plots() for p in plot.save(folder, s.stem)
    ]
    picture = term_plot(sections)
    return [*paths, *(picture.save(folder, "all") if picture else [])]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what `grader report` takes."""
    parser.add_argument("assignment", nargs="*", help="stems; all graded ones if none")
    parser.add_argument(
        "--figures", type=Path, metavar="DIR", help="write the plots as SVG and PNG too"
    )
    parser.add_argument(
        "--before",
        type=Path,
        metavar="DIR",
        help="course directory of an earlier class",
    )
    add_course(parser)


def main(options: argparse.Namespace) -> int:
    """Write the page and say where it is."""
    course = chosen(options)
    stems = options.assignment or records.graded_stems(course)
    before = years.earlier_course(options.before) if options.before else None
    path = write_report(course, stems, before)
    print(f"The class report is in {path}")
    if options.figures:
        paths = write_figures(course, stems, options.figures)
        print(f"{len(paths)} figures are in {options.figures}")
    return 0
