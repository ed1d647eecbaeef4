"""A class beside an earlier one: counts, means, items, and what is new."""

import argparse

import pytest

from grader import source
from grader.course import Course, CourseError
from grader.reporting import report, years
from tests.grader.small_class import STEM, TEXT
from tests.grader.verdict_store import quarantined, store, verdict


@pytest.fixture
def classes(tmp_path, monkeypatch):
    """(this year's course, last year's)."""
    monkeypatch.setattr(source, "load", lambda stem: source.parse(TEXT, stem))
    now, before = Course(tmp_path / "now"), Course(tmp_path / "before")
    for name in "ab":
        store(now, verdict(name))
    for name in "cdef":
        store(before, verdict(name, ["negative"] if name in "cd" else []))
    store(before, quarantined("g", "No."))
    return now, before


def run(course, *words):
    parser = argparse.ArgumentParser()
    report.add_arguments(parser)
    return report.main(parser.parse_args(["--course", str(course.root), *words]))


def test_counts_means_and_items_are_of_those_who_were_graded(classes):
    now, before = classes
    graded = report.make_section(now, STEM).graded
    found = years.compare(graded, before, STEM)
    assert found.counts == (2, 4)
    assert found.means[0] == 100 > found.means[1]
    by_case = {change.case: change for change in found.changes if change.case}
    assert (by_case["negative"].now, by_case["negative"].before) == (100, 50)
    assert by_case["negative"].difference == "+50"
    assert years.compare(graded, before, "8_other") is None
    assert years.Change("x", "y", 40, None).difference == "new"


def test_the_report_shows_both(classes, capsys):
    now, before = classes
    assert run(now, "--before", str(before.root)) == 0
    page = (now.folder("report") / "index.html").read_text()
    assert "2 graded now and 4 then" in page
    assert "+50" in page
    assert run(now) == 0
    assert (
        "Beside the earlier class"
        not in (now.folder("report") / "index.html").read_text()
    )


def test_a_folder_without_grades_is_told(classes, tmp_path):
    with pytest.raises(CourseError, match="holds no graded submission"):
        run(classes[0], "--before", str(tmp_path))
