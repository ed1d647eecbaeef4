"""A class beside an earlier one: counts, means, items, and what is new."""

import argparse

import pytest

from grader import source
from grader.course import Course, CourseError
from grader.reporting import report, years
from tests.grader.reporting.test_similarity import DISGUISED, ORIGINAL, own_way
from tests.grader.small_class import RIGHT, STEM, TEXT
from tests.grader.verdict_store import executed, quarantined, store, verdict


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


def hand_in(course, **answers):
    for student, text in answers.items():
        found = executed({**RIGHT, "double": text})
        store(course, verdict(student), notebook=found)


def pages_of(course):
    folder = course.folder("report")
    return [
        (folder / name).read_text() for name in ("index.html", f"alike_{STEM}.html")
    ]


def test_a_copy_of_an_earlier_years_answer_is_a_pair_named_as_such(classes):
    now, before = classes
    hand_in(now, ada=DISGUISED, **{f"s{n}": own_way(n) for n in range(12)})
    hand_in(before, ben=ORIGINAL, **{f"s{n}": own_way(20 + n) for n in range(12)})
    assert run(now) == 0
    assert not (now.folder("report") / f"alike_{STEM}.html").exists()
    assert run(now, "--before", str(before.root)) == 0
    index, sides = pages_of(now)
    assert "ada and ben (earlier class) (100 %)" in index
    assert "ben (earlier class)</h3>" in sides
    assert "The same name in both" in sides


def test_the_same_name_in_both_years_may_be_two_people_and_is_listed(classes):
    now, before = classes
    hand_in(now, ada=DISGUISED, **{f"s{n}": own_way(n) for n in range(12)})
    hand_in(before, ada=ORIGINAL)
    (pair,) = report.make_section(now, STEM, before).pairs
    assert (pair.first.name, pair.second.name) == ("ada", "ada (earlier class)")


def test_one_student_is_compared_with_a_whole_earlier_class(classes):
    now, before = classes
    hand_in(now, ada=DISGUISED)
    hand_in(before, ben=ORIGINAL, **{f"s{n}": own_way(n) for n in range(12)})
    (pair,) = report.make_section(now, STEM, before).pairs
    assert pair.second.name == "ben (earlier class)"
