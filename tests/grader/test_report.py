"""The class report: its numbers against a count by hand, and one page that opens."""

import argparse
import base64
import re

import pytest

from grader import pages, report, source
from grader.course import Course
from tests.grader.small_class import STEM, TEXT
from tests.grader.verdict_store import quarantined, random_class, store, verdict


@pytest.fixture
def course(tmp_path, monkeypatch):
    monkeypatch.setattr(source, "load", lambda stem: source.parse(TEXT, stem))
    return Course(tmp_path)


def test_rates_are_the_share_of_the_class_that_passed():
    graded = [
        verdict("a", ["negative"]),
        verdict("b", ["negative", "zero"]),
        verdict("c"),
    ]
    rates = {(rate.exercise, rate.case): rate for rate in report.case_rates(graded)}
    assert rates["double", "negative"].percent == 33
    assert rates["double", "negative"].kind == "hidden"
    assert rates["double", "zero"].percent == 67
    assert rates["double", "zero"].kind == "visible"
    assert rates["root", "of squares"].percent == 100


def test_the_hardest_case_comes_first_and_what_all_passed_is_left_out():
    graded = [
        verdict("a", ["negative"]),
        verdict("b", ["negative", "zero"]),
        verdict("c"),
    ]
    assert [r.case for r in report.hardest_cases(graded)] == ["negative", "zero"]
    assert report.hardest_cases([verdict("a")]) == []


def test_an_exercise_counts_by_its_points():
    rates = report.exercise_rates([verdict("a", ["negative"]), verdict("b")])
    assert rates == {
        "double": pytest.approx(100 * 5 / 7),
        "root": 100,
        "predict_sum": 100,
    }


def test_attention_goes_to_low_quarantined_unsafe_and_mended(course):
    names = ["doubles", "negative", "of four", "of squares"]
    store(course, verdict("low", names))
    store(course, verdict("fine"))
    store(course, quarantined("broken", "No notebook was handed in."))
    store(course, verdict("unsafe"), isolated=False)
    store(course, verdict("mended", repairs=["one", "two", "three", "four", "five"]))
    rows = {r["student"]: r["why"] for r in report.attention(_records(course))}
    assert rows == {
        "broken": "No notebook was handed in.",
        "low": "low score",
        "mended": "one; two; three; and 2 more repairs",
        "unsafe": "graded without isolation",
    }
    assert next(iter(rows)) == "broken"


def _records(course):
    from grader import records

    return records.read_records(course, STEM)


def test_the_page_holds_the_numbers_and_two_pictures(course):
    random_class(course, 12, seed=3)
    store(course, quarantined("zed", "The file is no <notebook>."))
    page = report.write_report(course, [STEM]).read_text()
    assert "A small assignment" in page
    assert "<b>12</b> graded" in page
    assert "<b>1</b> quarantined" in page
    assert "no &lt;notebook&gt;." in page
    pictures = re.findall(r'src="data:image/svg\+xml;base64,([^"]+)"', page)
    assert len(pictures) == 2
    assert all(b"<svg" in base64.b64decode(picture) for picture in pictures)
    assert re.findall(r'(?:src|href)="(?!data:|#)', page) == []
    assert len(re.findall('<img[^>]* alt="[^"]{20,}"', page)) == 2


def test_a_class_of_which_nothing_could_be_graded_still_has_a_page(course):
    store(course, quarantined("zed", "No notebook."))
    page = report.write_report(course, [STEM]).read_text()
    assert "<b>0</b> graded" in page
    assert "<img" not in page


def test_several_assignments_share_a_page_with_links(course):
    for stem in ("8_other", STEM):
        store(course, verdict("ada"), stem=stem)
    page = report.write_report(course, ["8_other", STEM]).read_text()
    assert 'href="#8_other"' in page
    assert f'id="{STEM}"' in page


def test_the_verb_takes_all_graded_assignments(course, monkeypatch, capsys):
    store(course, verdict("ada"))
    monkeypatch.setattr(report, "Course", lambda: course)
    parser = argparse.ArgumentParser()
    report.add_arguments(parser)
    assert report.main(parser.parse_args([])) == 0
    assert str(course.folder("report") / "index.html") in capsys.readouterr().out


def test_no_points_is_no_percent():
    from grader.verdicts import SubmissionVerdict

    empty = SubmissionVerdict("a", "graded", "", 0, 0, 0, 0, 0)
    assert report.percent(empty) == 0


@pytest.mark.parametrize(
    ("points", "text"), [(3, "3"), (2.5, "2.5"), (1.25, "1.25"), (10, "10"), (0, "0")]
)
def test_points_are_written_without_needless_decimals(points, text):
    assert pages.format_points(points) == text
