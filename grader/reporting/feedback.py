"""Write one self-contained feedback page for each graded submission.

A page is made from verdicts, from the gradebook where a person has graded, and from the
student's own cells. It never holds the source of a test, nor what the grader notes for
the instructor; what the student's code printed is shown as such.
"""

from __future__ import annotations

import argparse
import base64
import binascii
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import nbformat

from grader import pages, source
from grader.collecting.collect import load_roster
from grader.collecting.entries import read_entries
from grader.course import Course, write_text
from grader.course.course import add_course, chosen
from grader.course.policy import ON_TIME, Lateness, judge
from grader.course.terminal import printable
from grader.gradebook import scores
from grader.gradebook.scores import Score
from grader.pages import pdf
from grader.reporting import packed
from grader.source.marks import exercise_of, marks_of
from grader.source.rubrics import Rubric, read_rubrics
from grader.submissions import records
from grader.submissions.failures import Kind
from grader.submissions.outputs import pictures_of
from grader.submissions.verdicts import (
    CaseVerdict,
    CellTime,
    CellVerdict,
    Record,
    SubmissionVerdict,
    slowest,
)

MAX_OUTPUT_CHARACTERS = 4_000
MAX_IMAGE_BYTES = 2_000_000
MAX_OUTPUTS = 20
LEAST_CLASS = 8  # of fewer, a distribution would tell who has what
BINS = 10
LEAST_SECONDS = 1  # of less there is nothing to gain
_HEADING = re.compile(r"^#+ +", re.MULTILINE)
_ANSI = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


@dataclass(frozen=True)
class Answer:
    """A student's cell as it is shown back: text and what it printed or drew."""

    source: str
    outputs: list[dict[str, str]] = field(default_factory=list)


@dataclass(frozen=True)
class ExerciseResult:
    """The cases of an exercise, visible before hidden, and the student's answer.

    `by_hand` is what a person set in place of the tests' points, None when nobody did;
    `why` says once why none of the missed cases could pass, where that is one thing.
    """

    name: str
    score: float
    max_score: float
    cases: list[dict[str, Any]]
    answer: Answer | None
    comment: str = ""
    by_hand: float | None = None
    why: str = ""

    @property
    def final(self) -> float:
        return self.score if self.by_hand is None else self.by_hand

    @property
    def is_complete(self) -> bool:
        return self.final >= self.max_score


@dataclass(frozen=True)
class Written:
    """A written answer: `score` is None until a person has read it."""

    name: str
    points: float
    source: str
    question: str = ""
    scheme: str = ""
    score: float | None = None
    comment: str = ""
    pictures: tuple[str, ...] = ()


@dataclass(frozen=True)
class Context:
    """What the pages of a class have in common."""

    title: str = ""
    rubrics: Mapping[str, Rubric] = field(default_factory=dict)
    shows_scheme: bool = False
    bins: tuple[int, ...] = ()


def feedback_page(
    record: Record,
    notebooks: Mapping[str, Path],
    context: Context | None = None,
    score: Score | None = None,
    lateness: Lateness = ON_TIME,
) -> str:
    """The HTML of one submission's feedback.

    Args:
        record: the verdict.
        notebooks: the executed notebooks by name; they may be missing.
        context: what the class has in common.
        score: the submission in the gradebook, None where it has none.
        lateness: by the late policy.
    """
    context = context or Context(record.assignment)
    answers, texts = _own_cells(notebooks, context, score)
    exercises = group_exercises(record.verdict.cells, answers, score)
    verdict = record.verdict
    graded = [text for text in texts if text.score is not None]
    points = sum(e.final for e in exercises) + sum(t.score or 0 for t in graded)
    waiting = verdict.manual_max_score - sum(text.points for text in graded)
    return pages.render(
        "feedback.html.j2",
        title=context.title,
        student=verdict.student,
        verdict=verdict,
        points=points,
        maximum=verdict.max_score + sum(text.points for text in graded),
        waiting=max(waiting, 0),
        lateness=lateness,
        isolated=record.isolated,
        wall=verdict.wall,
        exercises=exercises,
        texts=texts,
        slowest=slowest_of(verdict),
        bars=class_bars(context.bins, percent(verdict)),
    )


def slowest_of(verdict: SubmissionVerdict) -> list[CellTime]:
    """The student's cells that took longest, in whole seconds.

    Of those that ran before the first hidden test alone: later, code could wait as many
    seconds as a hidden test handed in, and read them here.
    """
    own = [time for time in verdict.times if not time.is_sealed]
    return [time for time in slowest(own) if time.seconds >= LEAST_SECONDS]


def percent(verdict: SubmissionVerdict) -> float:
    """The share of the automatically graded points, from 0 to 100."""
    return 100 * verdict.score / verdict.max_score if verdict.max_score else 0.0


def group_exercises(
    cells: Iterable[CellVerdict],
    answers: dict[str, Answer],
    score: Score | None = None,
) -> list[ExerciseResult]:
    """Put the test cells of each exercise together, in the order of the notebook."""
    grouped: dict[str, list[CellVerdict]] = {}
    for cell in cells:
        grouped.setdefault(exercise_of(cell.grade_id), []).append(cell)
    return [
        _exercise(name, group, answers.get(name), score)
        for name, group in grouped.items()
    ]


def _exercise(
    name: str, group: list[CellVerdict], answer: Answer | None, score: Score | None
) -> ExerciseResult:
    why = _one_reason(case for cell in group for case in cell.cases)
    return ExerciseResult(
        name=name,
        score=sum(cell.score for cell in group),
        max_score=sum(cell.max_score for cell in group),
        cases=[
            {
                "name": case.name,
                "passed": case.passed,
                "points": case.points,
                "max_points": case.max_points,
                "message": "" if why else case.message,
                "hidden": cell.hidden,
            }
            for cell in group
            for case in cell.cases
        ],
        answer=answer,
        comment=score.comments.get(name, "") if score else "",
        by_hand=_by_hand(group, score),
        why=why,
    )


def _one_reason(cases: Iterable[CaseVerdict]) -> str:
    """Why all missed cases are missed, where it is not for what the cases look at."""
    missed = [case for case in cases if case.failure is not None]
    kinds = {case.failure.kind for case in missed if case.failure is not None}
    told = {case.message for case in missed}
    is_one = len(told) == 1 and kinds <= {Kind.CELL_STOPPED, Kind.NOT_ANSWERED}
    return told.pop() if is_one else ""


def _by_hand(group: Iterable[CellVerdict], score: Score | None) -> float | None:
    """The points of an exercise where a person changed those of a test cell."""
    if score is None:
        return None
    total, is_changed = 0.0, False
    for cell in group:
        entry = score.cells.get(cell.grade_id)
        changed = entry is not None and (entry.manual is not None or entry.extra)
        is_changed = is_changed or bool(changed)
        total += entry.score if entry is not None and changed else cell.score
    return total if is_changed else None


def class_bars(bins: tuple[int, ...], own: float) -> list[dict[str, Any]]:
    """The class in tenths of the points, the student's own marked; [] when hidden."""
    if not bins:
        return []
    mine = min(int(own // (100 / BINS)), BINS - 1)
    return [
        {
            "range": f"{100 * i // BINS} to {100 * (i + 1) // BINS} %",
            "count": count,
            "height": round(100 * count / max(bins)),
            "is_own": i == mine,
        }
        for i, count in enumerate(bins)
    ]


def _own_cells(
    notebooks: Mapping[str, Path], context: Context, score: Score | None
) -> tuple[dict[str, Answer], list[Written]]:
    """The student's answer cells and written answers from the executed notebooks.

    Where a test has no answer of its name, the answer above it stands beside it.
    """
    answers: dict[str, Answer] = {}
    texts: list[Written] = []
    for notebook, path in notebooks.items():
        where = f"{notebook}/" if len(notebooks) > 1 else ""
        latest: Answer | None = None
        for cell in _read_cells(path):
            marks = marks_of(cell)
            name = f"{where}{marks.grade_id}"
            if marks.task or (marks.solution and marks.grade):
                said = "" if marks.task else cell.source
                text = _written(name, said, marks.points, context, score)
                texts.append(replace(text, pictures=_pasted(cell)))
            elif marks.solution:
                latest = answers[name] = Answer(cell.source, list(_outputs(cell)))
            elif marks.is_test and latest is not None:  # which is never shown itself
                answers.setdefault(exercise_of(name), latest)
                latest = None
    return answers, texts


def _pasted(cell: Any) -> tuple[str, ...]:
    """The pictures that were pasted into a written answer, each as a source."""
    return tuple(
        f"data:{kind};base64,{''.join(data.split())}"
        for kinds in pictures_of(cell.get("attachments")).values()
        for kind, data in kinds.items()
    )


def _written(
    name: str, text: str, points: float, context: Context, score: Score | None
) -> Written:
    rubric = context.rubrics.get(name)
    entry = score.cells.get(name) if score else None
    is_read = entry is not None and not entry.needs_a_person
    scheme = rubric.scheme if rubric and context.shows_scheme and is_read else ""
    return Written(
        name=exercise_of(name),
        points=points,
        source=text,
        question=_HEADING.sub("", rubric.question) if rubric else "",
        scheme=scheme,
        score=entry.score if entry is not None and is_read else None,
        comment=score.comments.get(name, "") if score else "",
    )


def _read_cells(path: Path) -> list[Any]:
    """The cells of a notebook; none when it is missing or unreadable.

    The page then still says all that the verdict says.
    """
    try:
        return list(nbformat.read(path, as_version=4).cells)
    except (OSError, ValueError, AttributeError, nbformat.ValidationError):
        return []


def _outputs(cell: Any) -> Iterable[dict[str, str]]:
    """What a cell printed and drew, bounded; HTML and scripts are left out."""
    for output in cell.get("outputs", [])[:MAX_OUTPUTS]:
        data = output.get("data", {})
        image = _image(data.get("image/png"))
        if image:
            yield {"image": image, "text": ""}
            continue
        text = _text(output, data)
        if text:
            yield {"image": "", "text": text}


def _image(data: Any) -> str:
    """A PNG as the source of an <img>; "" when it is none or too large."""
    text = "".join(data) if isinstance(data, list) else data
    if not isinstance(text, str) or len(text) > MAX_IMAGE_BYTES:
        return ""
    try:
        raw = base64.b64decode("".join(text.split()), validate=True)
    except (binascii.Error, ValueError):
        return ""
    if not raw.startswith(b"\x89PNG\r\n\x1a\n"):
        return ""
    return f"data:image/png;base64,{base64.b64encode(raw).decode()}"


def _text(output: Any, data: Any) -> str:
    """The text of one output without terminal colors, cut when it is long."""
    if output.get("output_type") == "error":
        text = f"{output.get('ename', 'Error')}: {output.get('evalue', '')}"
    else:
        text = output.get("text", data.get("text/plain", ""))
    whole = _ANSI.sub("", "".join(text) if isinstance(text, list) else str(text))
    if len(whole) > MAX_OUTPUT_CHARACTERS:
        left_out = len(whole) - MAX_OUTPUT_CHARACTERS
        whole = f"{whole[:MAX_OUTPUT_CHARACTERS]}\n… {left_out:,} more characters"
    return whole.rstrip()


def make_context(course: Course, stem: str, found: Iterable[Record]) -> Context:
    """What all pages of an assignment show, as course.toml allows."""
    said = course.settings.feedback
    try:
        rubrics = read_rubrics(source.load_for(course, stem))
    except source.SourceError:
        rubrics = {}
    graded = [r.verdict for r in found if r.verdict.status == "graded"]
    bins = [0] * BINS
    for verdict in graded:
        bins[min(int(percent(verdict) // (100 / BINS)), BINS - 1)] += 1
    is_shown = said.class_distribution and len(graded) >= LEAST_CLASS
    return Context(
        title=course.settings.assignment(stem).name or records.title(course, stem),
        rubrics=rubrics,
        shows_scheme=said.mark_scheme,
        bins=tuple(bins) if is_shown else (),
    )


def write_feedback(course: Course, stem: str) -> list[Path]:
    """Write `feedback/STUDENT/STEM/STEM.html` for everybody; the paths written.

    A page for each verdict, and for each who handed in with others.
    """
    by_owner = {r.verdict.student: r for r in records.read_records(course, stem)}
    context = make_context(course, stem, by_owner.values())
    book = scores.read_scores(course, stem) if scores.is_there(course) else {}
    entries = read_entries(course, stem)
    owners = load_roster(course, None).owners(by_owner)
    written = []
    for student, owner in sorted(owners.items()):
        score, entry = book.get(owner), entries.get(student)
        lateness = judge(
            score.handed_in if score else None,
            course.settings.deadline(stem, student),
            course.settings.late,
            marked_late=entry is not None and entry.marked_late,
        )
        record = by_owner[owner]
        record = replace(record, verdict=replace(record.verdict, student=student))
        notebooks = records.executed_notebooks(course, stem, owner)
        path = course.notebook("feedback", stem, student).with_suffix(".html")
        write_text(path, feedback_page(record, notebooks, context, score, lateness))
        written.append(path)
    return written


def _pack(course: Course, stem: str, paths: list[Path]) -> None:
    """Pack the pages and say whose the LMS cannot place."""
    target = course.folder("feedback") / f"{stem}.zip"
    made = packed.pack(target, stem, paths, read_entries(course, stem))
    print(f"{made.pages} pages are packed in {made.path}")
    if made.unknown:
        print(
            "Not packed, because no download of an LMS names them: "
            f"{printable(', '.join(made.unknown))}."
        )


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what `grader feedback` takes."""
    parser.add_argument("assignment", nargs="*", help="stems; all graded ones if none")
    parser.add_argument("--pdf", action="store_true", help="as PDF too, with Chromium")
    parser.add_argument(
        "--pack", action="store_true", help="a zip for the LMS's bulk upload"
    )
    add_course(parser)


def main(options: argparse.Namespace) -> int:
    """Write the pages and say where they are."""
    course = chosen(options)
    if options.pdf:
        pdf.find_browser()  # before the work, not after it
    for stem in options.assignment or records.graded_stems(course):
        paths = write_feedback(course, stem)
        print(f"{stem}: {len(paths)} feedback pages in {course.folder('feedback')}")
        if options.pdf:
            pdf.print_pages(paths, print)
        if options.pack:
            _pack(course, stem, paths)
    return 0
