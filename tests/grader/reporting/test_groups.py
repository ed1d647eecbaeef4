"""A group hands in once: its points go to all of it, and nobody is like their own."""

import argparse

import pytest

from grader import source
from grader.course.roster import read_roster
from grader.gradebook.book import Book
from grader.reporting import export, feedback, report
from tests.grader.reporting.test_export import by_hand, lay_out, table
from tests.grader.reporting.test_similarity import DISGUISED, ORIGINAL, own_way
from tests.grader.small_class import RIGHT, STEM
from tests.grader.verdict_store import executed, store, verdict

TOML = """
course.roster = "roster.csv"
course.time_zone = "Europe/Berlin"
late.penalty = 10
late.days = 3
assignments.9_small.deadline = 2027-01-15T12:00:00
extensions.ben = 7
"""


@pytest.fixture
def course(tmp_path, monkeypatch):
    course = lay_out(tmp_path, monkeypatch)
    (tmp_path / "course.toml").write_text(TOML)
    (tmp_path / "roster.csv").write_text(
        "student,name,group\nada,Ada,G1\nben,Ben,G1\ncleo,Cleo,\ndan,Dan,G2\n"
    )
    with Book(course.database) as book:
        book.prepare(source.load(STEM))
        for student in ("ada", "cleo"):
            found = verdict(student, ["negative"] if student == "ada" else [])
            store(course, found, notebook=executed(RIGHT))
            when = "2027-01-15 20:00:00 UTC"
            book.record(STEM, found, blank=frozenset(), is_new=True, timestamp=when)
    return course


def call(verb, course, *words):
    parser = argparse.ArgumentParser()
    verb.add_arguments(parser)
    options = parser.parse_args([*words, "--course", str(course.root)])
    assert verb.main(options) == 0


def test_the_points_of_a_group_are_exported_for_all_of_it(course):
    by_hand(course, "ada", 2)
    call(export, course, STEM)
    found = table(course, f"{STEM}.csv")
    assert found["ada"]["by hand"] == found["ben"]["by hand"] == "2"
    assert found["ada"]["automatic"] == found["ben"]["automatic"] == "6.5"
    assert found["ada"]["days late"] == "1"
    assert found["ben"]["days late"] == "0"  # a deadline is each student's own
    assert found["dan"]["note"] == "nothing handed in"


def test_all_of_a_group_get_the_page(course):
    call(feedback, course, STEM)
    pages = course.folder("feedback")
    assert {path.name for path in pages.iterdir()} == {"ada", "ben", "cleo"}
    page = (pages / "ben" / STEM / f"{STEM}.html").read_text()
    assert "Feedback for ben" in page
    assert "return x + x" in page


def test_two_of_one_group_are_no_pair(course):
    for number in range(12):
        answers = {**RIGHT, "double": own_way(number)}
        store(course, verdict(f"s{number:02}"), notebook=executed(answers))
    for student, text in (("ada", ORIGINAL), ("ben", DISGUISED)):
        store(course, verdict(student), notebook=executed({**RIGHT, "double": text}))
    assert report.make_section(course, STEM).pairs == []
    (course.root / "roster.csv").write_text("student\nada\nben\n")
    (pair,) = report.make_section(course, STEM).pairs
    assert {pair.first.student, pair.second.student} == {"ada", "ben"}


def test_who_handed_in_alone_keeps_what_is_theirs(course):
    roster = read_roster(course.root / "roster.csv", course.settings.zone)
    assert roster.owners(["ada", "ben"]) == {"ada": "ada", "ben": "ben"}
    assert roster.owners(["ben", "dan"]) == {"ada": "ben", "ben": "ben", "dan": "dan"}
    assert roster.owners(["stranger"]) == {"stranger": "stranger"}
