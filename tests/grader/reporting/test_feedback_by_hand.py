"""What a person adds to a feedback page, and what only instructors may know."""

import argparse
import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from grader import source
from grader.course import Course, CourseError
from grader.course.policy import ON_TIME, Lateness
from grader.gradebook.book import Book
from grader.gradebook.scores import CellScore, Score
from grader.pages import pdf
from grader.reporting import feedback
from grader.source.rubrics import add_rubrics, read_rubrics, remove_rubrics
from grader.submissions.failures import Note, Sign
from grader.submissions.verdicts import Record
from tests.grader.small_class import RIGHT, STEM, TEXT, assignment
from tests.grader.verdict_store import executed, random_class, store, verdict


@pytest.fixture
def course(tmp_path, monkeypatch):
    monkeypatch.setattr(source, "load", lambda stem: source.parse(TEXT, stem))
    return Course(tmp_path)


def graded_by_hand(*, points=2.0, waits=False):
    cells = {
        "answer_why": CellScore("answer_why", True, 3, None, points, 0, waits),
        "hidden_double": CellScore("hidden_double", False, 2, 0.0, 1.5, 0, False),
    }
    comments = {"answer_why": "Why not <three>?", "double": "Nearly right."}
    return Score("ada", datetime(2027, 1, 1, tzinfo=UTC), cells, comments)


def page(course, score=None, *, scheme=False, lateness=ON_TIME, notes=()):
    found = verdict("ada", ["negative"])
    if notes:
        found = replace(found, notes=list(notes))
    notebook = executed(RIGHT)
    add_rubrics(notebook, assignment())
    store(course, found, notebook=notebook)
    path = course.notebook("autograded", STEM, "ada")
    record = Record.read(path.with_name("verdict.json"))
    context = feedback.Context("Small", read_rubrics(assignment()), scheme)
    return feedback.feedback_page(record, {STEM: path}, context, score, lateness)


def test_points_and_comments_of_a_person_are_shown_and_counted(course):
    text = page(course, graded_by_hand())
    assert re.search(r'class="score">10 <small>of 11\.5 points', text)  # 8 + 2 by hand
    assert "A person set these points; the tests gave 4.5." not in text
    assert "the tests gave 1.5" in text
    assert "Why not &lt;three&gt;?" in text
    assert "Nearly right." in text
    assert "2 / 3" in text
    assert "more points are given by a person" not in text


def test_a_written_answer_that_nobody_read_has_no_points_yet(course):
    text = page(course, graded_by_hand(waits=True), scheme=True)
    assert "3 more points are given by a person" in text
    assert "to be read by a person" in text
    assert "secret rubric" not in text


def test_the_question_is_shown_and_the_mark_scheme_only_when_allowed(course):
    closed = page(course, graded_by_hand())
    assert "Why two?" in closed
    assert "secret rubric" not in closed
    assert "A secret rubric." in page(course, graded_by_hand(), scheme=True)
    assert "secret rubric" not in page(course, None, scheme=True)


def test_lateness_is_told_with_what_it_costs(course):
    text = page(course, lateness=Lateness(2, 0.8, "2 days late"))
    assert "2 days late; 80 % of the points count, that is 5.2." in text


def test_notes_for_the_instructor_stay_with_the_instructor(course):
    assert "sent the tests" not in page(course, notes=[Note(Sign.FORGED)])


def test_the_class_is_shown_only_when_allowed_and_large_enough(course):
    for count, allowed, shown in (
        (12, True, True),
        (12, False, False),
        (4, True, False),
    ):
        text = f"feedback.class_distribution = {str(allowed).lower()}"
        there = Course(course.root / f"{count}{allowed}")
        random_class(there, count, seed=1)
        (there.root / "course.toml").write_text(text)
        feedback.write_feedback(there, STEM)
        html = (there.folder("feedback") / "s00" / STEM / f"{STEM}.html").read_text()
        assert ('class="bars"' in html) == shown
    assert feedback.class_bars((0, 3, 1), 99)[-1]["is_own"] is False


def test_bars_count_everybody_and_mark_one():
    bars = feedback.class_bars((1, 0, 0, 0, 0, 0, 0, 0, 4, 2), 100.0)
    assert sum(bar["count"] for bar in bars) == 7
    assert [bar["is_own"] for bar in bars] == [False] * 9 + [True]
    assert bars[8]["height"] == 100


def test_pages_are_written_from_the_gradebook(course):
    (course.root / "course.toml").write_text(
        "[assignments]\n[late]\npenalty = 50\n[extensions]\n[course]\nname='x'\n"
    )
    found = verdict("ada")
    with Book(course.database) as book:
        book.prepare(source.load(STEM))
        book.record(STEM, found, blank=frozenset(), is_new=True)
        grade = book._book.find_grade("answer_why", STEM, STEM, "ada")
        grade.manual_score, grade.needs_manual_grade = 2.5, False
        book._book.find_comment(
            "answer_why", STEM, STEM, "ada"
        ).manual_comment = "Good."
        book._book.db.commit()
        book.record(STEM, found, blank=frozenset(), is_new=False)  # a regrade
    store(course, found, notebook=executed(RIGHT))
    feedback.write_feedback(course, STEM)
    html = (course.folder("feedback") / "ada" / STEM / f"{STEM}.html").read_text()
    assert re.search(r'class="score">11 <small>of 11\.5 points', html)
    assert "Good." in html


def test_rubrics_stand_above_their_answers_and_go_again():
    notebook = executed(RIGHT)
    before = [cell.id for cell in notebook.cells]
    add_rubrics(notebook, assignment())
    add_rubrics(notebook, assignment())
    ids = [cell.id for cell in notebook.cells]
    assert ids[ids.index("answer_why") - 1] == "rubric-answer_why"
    assert len(ids) == len(before) + 1
    assert "A secret rubric." in notebook.cells[ids.index("rubric-answer_why")].source
    remove_rubrics(notebook)
    assert [cell.id for cell in notebook.cells] == before


def test_no_browser_is_one_sentence_before_any_work(course, monkeypatch):
    monkeypatch.setattr(pdf.shutil, "which", lambda name: None)
    parser = argparse.ArgumentParser()
    feedback.add_arguments(parser)
    with pytest.raises(CourseError, match="install one"):
        feedback.main(parser.parse_args([STEM, "--pdf", "--course", str(course.root)]))
    assert not course.folder("feedback").exists()


def test_a_browser_that_fails_is_told_with_its_reason(tmp_path):
    browser = tmp_path / "browser"
    browser.write_text("#!/bin/sh\necho 'no display' >&2\nexit 3\n")
    browser.chmod(0o755)
    path = tmp_path / "page.html"
    path.write_text("<p>hello")
    with pytest.raises(CourseError, match="no display"):
        pdf.print_page(path, str(browser))
    assert not list(tmp_path.glob("*.pdf"))


@pytest.mark.browser
def test_a_page_is_printed_with_all_that_is_folded_away(course):
    try:
        browser = pdf.find_browser()
    except CourseError as error:
        pytest.skip(str(error))
    html = page(course, graded_by_hand())
    sizes = []
    for text in (html, html.replace("return x + x", "return x + x\n" * 400)):
        path = course.root / "page.html"
        path.write_text(text)
        data = pdf.print_page(path, browser).read_bytes()
        assert data.startswith(b"%PDF")
        sizes.append(len(re.findall(rb"/Type\s*/Page\b", data)))
    assert sizes[0] in (1, 2, 3)
    assert sizes[1] > sizes[0] + 3  # the long answer is folded on a screen
