"""Out of an LMS and back: its download is collected, graded and filled into its file.

What is read back is read by the rules of the importers of Moodle and Canvas, in English
and in German.
"""

import argparse
import csv
import io

import pytest

from grader import source
from grader.course import Course
from grader.grading import grade
from grader.reporting import export
from tests.grader.collecting.test_collect import pack, run, submitted
from tests.grader.reporting.test_lms_file import (
    ENGLISH,
    GERMAN,
    canvas,
    canvas_takes,
    moodle_takes,
    worksheet,
)
from tests.grader.small_class import RIGHT, STEM, TEXT, answered, to_bytes

ADA = to_bytes(answered())
BEN = to_bytes(answered({**RIGHT, "double": "def double(x):\n    return -2 * x"}))
MOODLE = {
    "Ada Byron_1001_assignsubmission_file_/Übung.ipynb": ADA,
    "Ben Österreicher_1002_assignsubmission_file_/work.ipynb": BEN,
}
CANVAS = {
    "byronada_1001_501_work.ipynb": b"{}",
    "byronada_1001_502_work-1.ipynb": ADA,
    "osterreicherben_LATE_1002_503_work.ipynb": BEN,
}


def german_canvas():
    """As Canvas writes it where people write commas: semicolons, and a mark in front."""
    rows = csv.reader(io.StringIO(canvas(possible="10,0")))
    text = io.StringIO()
    csv.writer(text, delimiter=";", lineterminator="\n").writerows(rows)
    return "\ufeff" + text.getvalue()


def german_canvas_takes(content):
    text = content.decode().removeprefix("\ufeff")
    rows = csv.reader(io.StringIO(text), delimiter=";")
    plain = io.StringIO()
    csv.writer(plain).writerows(rows)
    return canvas_takes(plain.getvalue().replace("\r", "").encode())


# {LMS: download, file for grades, what its importer reads of it}
ROADS = {
    "moodle": (MOODLE, worksheet(ENGLISH), lambda c: moodle_takes(c, ENGLISH)),
    "moodle, german": (
        MOODLE,
        worksheet(GERMAN, maximum="100,00", delimiter=";"),
        lambda c: moodle_takes(c, GERMAN, delimiter=";"),
    ),
    "canvas": (CANVAS, canvas().encode(), canvas_takes),
    "canvas, german": (CANVAS, german_canvas().encode(), german_canvas_takes),
}


@pytest.fixture
def course(tmp_path, monkeypatch):
    monkeypatch.setattr(source, "load", lambda stem: source.parse(TEXT, stem))
    monkeypatch.setattr(source, "stems", lambda: [STEM])
    return Course(tmp_path / "workspace")


def call(verb, course, *words):
    parser = argparse.ArgumentParser()
    verb.add_arguments(parser)
    options = [STEM, "--course", str(course.root), *map(str, words)]
    return verb.main(parser.parse_args(options))


def number(cell):
    cell = cell[0] if isinstance(cell, tuple) else cell
    return float(cell.replace(",", ".")) if cell not in ("", "-") else None


def test_what_an_lms_gave_comes_back_as_it_takes_it(course, tmp_path, wall):
    del wall  # without one nothing of a student's runs here
    for lms, (download, grades, _) in ROADS.items():
        path = pack(tmp_path / f"{lms}.zip", download)
        (tmp_path / f"{lms}.csv").write_bytes(grades)
        roster = ("--roster", tmp_path / f"{lms}.csv")
        # Canvas's first attempt is no notebook at all, and a person looks at it.
        run(course, path, *roster, code=3 if "canvas" in lms else 0)
        assert submitted(course) == {"ada": ADA, "ben": BEN}
    assert call(grade, course) == 0
    for lms, (_, grades, takes) in ROADS.items():
        file = tmp_path / f"{lms}.csv"
        words = ["--into", file, "--roster", file, "--column", "Small"]
        assert call(export, course, *words) == 0
        assert file.read_bytes() == grades  # the LMS's own file is not touched
        taken = takes((course.folder("export") / file.name).read_bytes())
        most = 10 if "canvas" in lms else 100
        assert number(taken["1001"]) == round(most * 8.5 / 11.5, 2)
        assert number(taken["1002"]) == round(most * 5.5 / 11.5, 2)
        assert number(taken["1004"]) is None  # who handed in nothing
