"""Write the class report: one self-contained page over the verdicts of a class."""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from grader import pages, records
from grader.course import Course, write_text
from grader.verdicts import Record, SubmissionVerdict

LOW_PERCENT = 50
HARDEST = 8
MAX_REPAIRS_SHOWN = 3


@dataclass(frozen=True)
class Rate:
    """How many of a class passed one case, or what share of an exercise it got."""

    exercise: str
    case: str
    kind: str
    percent: int


def section(stem: str, found: Sequence[Record]) -> dict[str, Any]:
    """What the page says of one assignment."""
    verdicts = [record.verdict for record in found]
    graded = [v for v in verdicts if v.status == "graded"]
    cpu = [v.cpu_seconds for v in graded] or [0.0]
    return {
        "stem": stem,
        "title": records.title(stem),
        "graded": len(graded),
        "quarantined": len(verdicts) - len(graded),
        "median": round(median([percent(v) for v in graded] or [0])),
        "cpu_median": round(median(cpu), 1),
        "cpu_max": round(max(cpu), 1),
        "cpu_total": round(sum(cpu), 1),
        "attention": attention(found),
        "plots": _plots(graded),
        "hardest": hardest_cases(graded),
        "verdicts": verdicts,
    }


def percent(verdict: SubmissionVerdict) -> float:
    """The share of the automatically graded points, from 0 to 100."""
    return 100 * verdict.score / verdict.max_score if verdict.max_score else 0.0


def attention(found: Sequence[Record]) -> list[dict[str, Any]]:
    """Submissions that a person should look at, the lowest score first."""
    rows = []
    for record in found:
        reasons = _reasons(record)
        if reasons:
            verdict = record.verdict
            rows.append(
                {
                    "student": verdict.student,
                    "percent": round(percent(verdict)),
                    "why": "; ".join(reasons),
                }
            )
    return sorted(rows, key=lambda row: (row["percent"], row["student"]))


def _reasons(record: Record) -> list[str]:
    verdict = record.verdict
    if verdict.status == "quarantined":
        return [verdict.reason]
    reasons = []
    if not record.isolated:
        reasons.append("graded without isolation")
    if percent(verdict) < LOW_PERCENT:
        reasons.append("low score")
    reasons += verdict.repairs[:MAX_REPAIRS_SHOWN]
    more = len(verdict.repairs) - MAX_REPAIRS_SHOWN
    return [*reasons, f"and {more} more repairs"] if more > 0 else reasons


def case_rates(graded: Sequence[SubmissionVerdict]) -> list[Rate]:
    """The share of the class that passed each case, in the order of the notebook."""
    passed: dict[tuple[str, str], list[bool]] = defaultdict(list)
    for verdict in graded:
        for cell in verdict.cells:
            for case in cell.cases:
                passed[cell.grade_id, case.name].append(case.passed)
    return [
        Rate(
            exercise=records.exercise_of(grade_id),
            case=name,
            kind="hidden" if records.is_hidden(grade_id) else "visible",
            percent=round(100 * sum(outcomes) / len(outcomes)),
        )
        for (grade_id, name), outcomes in passed.items()
    ]


def hardest_cases(graded: Sequence[SubmissionVerdict]) -> list[Rate]:
    """The cases that fewest passed; those that all passed are left out."""
    rates = [rate for rate in case_rates(graded) if rate.percent < 100]
    return sorted(rates, key=lambda rate: rate.percent)[:HARDEST]


def exercise_rates(graded: Sequence[SubmissionVerdict]) -> dict[str, float]:
    """Mean share of the points of each exercise, in percent, in notebook order."""
    score: dict[str, float] = defaultdict(float)
    maximum: dict[str, float] = defaultdict(float)
    for verdict in graded:
        for cell in verdict.cells:
            name = records.exercise_of(cell.grade_id)
            score[name] += cell.score
            maximum[name] += cell.max_score
    return {name: 100 * score[name] / maximum[name] for name in score if maximum[name]}


def _plots(graded: Sequence[SubmissionVerdict]) -> list[dict[str, str]]:
    if not graded:
        return []
    return [_distribution_plot(graded), _exercise_plot(graded)]


def _distribution_plot(graded: Sequence[SubmissionVerdict]) -> dict[str, str]:
    figure, axis = _new_figure(6.5, 2.8)
    scores = [percent(verdict) for verdict in graded]
    axis.hist(scores, bins=range(0, 101, 10), color="#0072B2", edgecolor="white")
    axis.set(xlabel="score (percent of the automatic points)", ylabel="students")
    axis.set_xlim(0, 100)
    axis.yaxis.get_major_locator().set_params(integer=True)
    words = (
        f"Scores of {len(scores)} graded submissions: from {min(scores):.0f} to "
        f"{max(scores):.0f} percent, median {median(scores):.0f}."
    )
    return {"source": pages.picture(figure), "words": words}


def _exercise_plot(graded: Sequence[SubmissionVerdict]) -> dict[str, str]:
    rates = exercise_rates(graded)
    names = [name.replace("_", " ") for name in rates]
    figure, axis = _new_figure(6.5, 0.8 + 0.24 * len(names))
    axis.barh(names, list(rates.values()), color="#009E73", height=0.7)
    axis.invert_yaxis()
    axis.set(xlabel="mean share of the points (percent)")
    axis.set_xlim(0, 100)
    worst = min(rates, key=lambda name: rates[name])
    words = (
        f"Success by exercise, in the order of the notebook; lowest is "
        f"{worst.replace('_', ' ')} with {rates[worst]:.0f} percent."
    )
    return {"source": pages.picture(figure), "words": words}


def _new_figure(width: float, height: float) -> tuple[Any, Any]:
    import matplotlib as mpl

    mpl.use("agg")
    import matplotlib.pyplot as plt

    figure, axis = plt.subplots(figsize=(width, height), layout="constrained")
    axis.spines[["top", "right"]].set_visible(False)
    axis.tick_params(labelsize=9)
    return figure, axis


def write_report(course: Course, stems: Sequence[str]) -> Path:
    """Write `report/index.html` over the given assignments; its path."""
    sections = [section(stem, records.read_records(course, stem)) for stem in stems]
    path = course.folder("report") / "index.html"
    write_text(path, pages.render("report.html.j2", sections=sections))
    return path


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what `grader report` takes."""
    parser.add_argument("assignment", nargs="*", help="stems; all graded ones if none")


def main(options: argparse.Namespace) -> int:
    """Write the page and say where it is."""
    course = Course()
    path = write_report(course, options.assignment or records.graded_stems(course))
    print(f"The class report is in {path}")
    return 0
