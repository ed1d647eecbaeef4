"""An instructor opens formgrader on a graded class and grades a written answer."""

import argparse

import nbformat
import pytest

from grader import source
from grader.course import Course
from grader.grading import grade
from grader.releasing import release
from grader.reporting import feedback, report
from tests.attacks.test_pages import SIGN, WRITTEN
from tests.browser.conftest import serious_findings
from tests.grader.small_class import RIGHT, STEM, TEXT, answered, hand_in, released

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def course(tmp_path, monkeypatch):
    """A class of three on the small assignment, released and graded."""
    folder = tmp_path / "assignments"
    folder.mkdir()
    (folder / f"{STEM}.py").write_text(TEXT)
    real = source.load
    monkeypatch.setattr(source, "load", lambda stem: real(stem, folder))
    monkeypatch.setattr("grader.authoring.build.NOTEBOOKS", tmp_path / "notebooks")
    course = Course(tmp_path / "workspace")
    release.release(STEM, course)
    hand_in(course, "ada", answered())
    hand_in(course, "bob", released())
    wrong = {**RIGHT, "double": "def double(x):\n    return x * x"}
    hand_in(course, "cleo", answered(wrong))
    grade_class(course)
    return course


def grade_class(course):
    parser = argparse.ArgumentParser()
    grade.add_arguments(parser)
    words = [STEM, "--course", str(course.root), "--engine", "kernel"]
    assert grade.main(parser.parse_args(words)) == 0


def by_hand(course, field="manual_score"):
    """{student: a field of the grade of the written answer}."""
    from nbgrader.api import Gradebook

    with Gradebook(f"sqlite:///{course.gradebook}", "deep_learning") as book:
        return {
            submission.student.id: next(
                getattr(grade, field)
                for notebook in submission.notebooks
                for grade in notebook.grades
                if grade.name == "answer_why"
            )
            for submission in book.assignment_submissions(STEM)
        }


def test_a_written_answer_is_graded_by_hand(course, jupyterlab, page, screenshot):
    address = jupyterlab(course.root)
    page.goto(f"{address}/formgrader?token=t")
    page.goto(f"{address}/formgrader/gradebook/{STEM}/{STEM}")
    page.get_by_text("Submission #1").or_(page.get_by_text("ada")).first.wait_for()
    screenshot(page, "formgrader_list")
    full_marks = page.get_by_role("row").filter(has_text="8.5 / 8.5")  # in any order
    full_marks.get_by_text("Submission #").click()
    score = page.locator("input.score").last
    score.wait_for()
    page.get_by_text("Because one is not enough.").first.wait_for()
    page.get_by_text("A secret rubric.").first.wait_for()  # beside the answer
    score.scroll_into_view_if_needed()
    score.fill("2")
    score.press("Tab")
    page.wait_for_timeout(1500)
    screenshot(page, "formgrader")
    scores = by_hand(course)
    (student,) = [name for name, score in scores.items() if score == 2]
    hand_in(course, student, answered({**RIGHT, "double": "double = abs"}))
    grade_class(course)
    assert by_hand(course) == scores  # what a person gave stays
    assert by_hand(course, "needs_manual_grade")[student]  # and is to be looked at


def runs(page, address):
    """What of a student's runs or loads when formgrader shows the full marks."""
    found = []
    page.expose_function(SIGN, lambda *_: found.append("a script"))
    page.on("request", lambda sent: found.extend([sent.url] * (SIGN in sent.url)))
    page.goto(f"{address}/formgrader?token=t")
    page.goto(f"{address}/formgrader/gradebook/{STEM}/{STEM}")
    full_marks = page.get_by_role("row").filter(has_text="8.5 / 8.5")
    full_marks.get_by_text("Submission #").click()
    page.locator("input.score").last.wait_for()
    page.wait_for_timeout(1000)
    for link in page.get_by_text("read this").all():
        link.click(timeout=2000)
    page.wait_for_timeout(500)
    return found


def test_nothing_that_a_student_wrote_runs_in_formgrader(course, jupyterlab, browser):
    away = ("refresh", "frame", "form", "base")  # they would leave the page
    written = "\n\n".join(text for k, text in WRITTEN.items() if k not in away)
    hand_in(course, "ada", answered({**RIGHT, "answer_why": written}))
    grade_class(course)
    address = jupyterlab(course.root)
    assert runs(browser.new_page(), address) == []
    # The mark: they are alive where nobody has looked at them.
    path = course.notebook("autograded", STEM, "ada")
    notebook = nbformat.read(path, 4)
    for cell in notebook.cells:
        if cell.metadata.get("nbgrader", {}).get("grade_id") == "answer_why":
            cell.source = written
    nbformat.write(notebook, path)
    assert "a script" in runs(browser.new_page(), address)


def test_feedback_and_report_read_well_and_are_accessible(course, page, screenshot):
    feedback.write_feedback(course, STEM)
    report.write_report(course, [STEM])
    for student in ("ada", "bob", "cleo"):
        path = course.folder("feedback") / student / STEM / f"{STEM}.html"
        page.goto(path.as_uri())
        assert serious_findings(page) == []
        screenshot(page, f"feedback_{student}", full_page=True)
    page.goto((course.folder("report") / "index.html").as_uri())
    assert page.get_by_text("cleo").count()  # it may be folded
    assert serious_findings(page) == []
    screenshot(page, "report", full_page=True)
