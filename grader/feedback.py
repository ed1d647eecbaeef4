"""Write one self-contained feedback page for each graded submission.

A page is made from verdicts and from the student's own cells. It never holds the
source of a test, and what the student's code printed is shown as such, never as the
grader's words.
"""

from __future__ import annotations

import argparse
import base64
import binascii
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import nbformat

from grader import pages, records
from grader.course import Course, write_text
from grader.verdicts import CellVerdict, Record

MAX_OUTPUT_CHARACTERS = 4_000
MAX_IMAGE_BYTES = 2_000_000
MAX_OUTPUTS = 20
_ANSI = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


@dataclass(frozen=True)
class Answer:
    """A student's cell as it is shown back: text and what it printed or drew."""

    source: str
    outputs: list[dict[str, str]] = field(default_factory=list)


@dataclass(frozen=True)
class Exercise:
    """The cases of an exercise, visible before hidden, and the student's answer."""

    name: str
    score: float
    max_score: float
    cases: list[dict[str, Any]]
    answer: Answer | None

    @property
    def is_complete(self) -> bool:
        return self.score == self.max_score


def feedback_page(record: Record, notebook: Path) -> str:
    """The HTML of one submission's feedback."""
    answers, texts = _own_cells(notebook)
    return pages.render(
        "feedback.html.j2",
        title=records.title(record.assignment),
        student=record.verdict.student,
        verdict=record.verdict,
        isolated=record.isolated,
        exercises=group_exercises(record.verdict.cells, answers),
        texts=texts,
    )


def group_exercises(
    cells: Iterable[CellVerdict], answers: dict[str, Answer]
) -> list[Exercise]:
    """Put the test cells of each exercise together, in the order of the notebook."""
    grouped: dict[str, list[CellVerdict]] = {}
    for cell in cells:
        grouped.setdefault(records.exercise_of(cell.grade_id), []).append(cell)
    return [
        Exercise(
            name=name,
            score=sum(cell.score for cell in group),
            max_score=sum(cell.max_score for cell in group),
            cases=[
                {**vars(case), "hidden": records.is_hidden(cell.grade_id)}
                for cell in group
                for case in cell.cases
            ],
            answer=answers.get(name),
        )
        for name, group in grouped.items()
    ]


def _own_cells(path: Path) -> tuple[dict[str, Answer], list[dict[str, Any]]]:
    """The student's answer cells and written answers from an executed notebook."""
    answers: dict[str, Answer] = {}
    texts: list[dict[str, Any]] = []
    for cell in _read_cells(path):
        marks = cell.metadata.get("nbgrader", {})
        if not marks.get("solution"):
            continue  # test cells are never shown
        name = str(marks["grade_id"])
        if marks.get("grade"):
            exercise = records.exercise_of(name)
            texts.append(
                {"name": exercise, "points": marks["points"], "source": cell.source}
            )
        else:
            answers[name] = Answer(cell.source, list(_outputs(cell)))
    return answers, texts


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


def write_feedback(course: Course, stem: str) -> list[Path]:
    """Write `feedback/STUDENT/STEM/STEM.html` for every verdict; the paths written."""
    written = []
    for record in records.read_records(course, stem):
        student = record.verdict.student
        notebook = records.executed_notebook(course, stem, student)
        path = course.notebook("feedback", stem, student).with_suffix(".html")
        write_text(path, feedback_page(record, notebook))
        written.append(path)
    return written


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what `grader feedback` takes."""
    parser.add_argument("assignment", nargs="*", help="stems; all graded ones if none")


def main(options: argparse.Namespace) -> int:
    """Write the pages and say where they are."""
    course = Course()
    for stem in options.assignment or records.graded_stems(course):
        paths = write_feedback(course, stem)
        print(f"{stem}: {len(paths)} feedback pages in {course.folder('feedback')}")
    return 0
