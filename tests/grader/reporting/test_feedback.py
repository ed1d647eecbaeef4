"""Feedback pages: what a student reads, and what nobody may read there."""

import argparse
import base64
import re
from dataclasses import replace

import nbformat
import pytest

from grader import pages, source
from grader.course import Course, CourseError
from grader.reporting import feedback
from grader.source import marks
from grader.submissions import records
from grader.submissions.failures import Failure, Kind
from grader.submissions.verdicts import CaseVerdict, CellTime, CellVerdict, Record
from tests.grader.small_class import RIGHT, STEM, TEXT
from tests.grader.verdict_store import HINT, executed, quarantined, store, verdict

PNG = base64.b64encode(b"\x89PNG\r\n\x1a\n" + bytes(20)).decode()
OUTPUT = nbformat.v4.new_output


@pytest.fixture
def course(tmp_path, monkeypatch):
    monkeypatch.setattr(source, "load", lambda stem: source.parse(TEXT, stem))
    return Course(tmp_path)


def page_of(course, student="ada"):
    feedback.write_feedback(course, STEM)
    return (course.folder("feedback") / student / STEM / f"{STEM}.html").read_text()


def answered(outputs=()):
    notebook = executed(RIGHT)
    cell = next(c for c in notebook.cells if c.id == "double")
    cell.outputs = list(outputs)
    return notebook


def test_the_page_shows_score_cases_hints_and_the_students_answer(course):
    store(course, verdict("ada", ["negative"]), notebook=answered())
    page = page_of(course)
    assert "A small assignment" in page
    assert re.search(r'class="score">6\.5 <small>of 8\.5 points', page)
    assert page.count("✗ missed") == 1
    assert page.count("✓ passed") == 5
    assert HINT in page
    assert "hidden test" in page
    assert "return x + x" in page
    assert "Because one is not enough." in page
    assert "3 more points are given by a person" in page


def test_what_stopped_a_cell_stands_once_and_no_case_advises(course):
    late = Failure(Kind.LATE, amount=12)
    stopped = Failure(Kind.CELL_STOPPED, "double", cause=late)
    full = verdict("ada")
    cells = [
        CellVerdict.of(
            cell.grade_id,
            [CaseVerdict.of(c.name, c.max_points, stopped, HINT) for c in cell.cases],
        )
        if "double" in cell.grade_id
        else cell
        for cell in full.cells
    ]
    score = sum(cell.score for cell in cells)
    store(course, replace(full, cells=cells, score=score), notebook=answered())
    page = page_of(course)
    assert page.count("did not finish in time") == 1
    assert page.count("✗ missed") == 3
    assert HINT not in page


def test_no_test_source_and_no_rubric_reach_the_page(course):
    store(course, verdict("ada", ["negative"]), notebook=answered())
    page = page_of(course)
    for secret in ("secret_expectation", "rubric", "with case", "root(square)"):
        assert secret not in page


def test_what_a_student_wrote_cannot_become_markup(course):
    evil = "<script>alert(1)</script>"
    notebook = executed({**RIGHT, "double": evil, "answer_why": evil})
    cell = next(c for c in notebook.cells if c.id == "double")
    cell.outputs = [
        OUTPUT("stream", text=evil),
        OUTPUT("display_data", data={"text/html": evil, "text/plain": evil}),
        OUTPUT("display_data", data={"image/svg+xml": evil}),
    ]
    store(course, verdict(evil.replace("/", "_")), notebook=notebook)
    page = page_of(course, evil.replace("/", "_"))
    assert "<script" not in page
    assert page.count("&lt;script&gt;alert(1)&lt;/script&gt;") == 4


def test_the_page_fetches_nothing_from_elsewhere(course):
    store(course, verdict("ada"), notebook=answered())
    assert re.findall(r'(?:src|href)="(?!data:|#)', page_of(course)) == []


def test_printed_text_and_pictures_are_shown_and_bounded(course):
    outputs = [
        OUTPUT("stream", text="\x1b[31mred\x1b[0m"),
        OUTPUT("stream", text="x" * (feedback.MAX_OUTPUT_CHARACTERS + 7)),
        OUTPUT("display_data", data={"image/png": PNG}),
        OUTPUT("display_data", data={"image/png": "no base64!"}),
        OUTPUT("display_data", data={"image/png": base64.b64encode(b"GIF").decode()}),
        OUTPUT("error", ename="ValueError", evalue="too small", traceback=["secret"]),
    ]
    store(course, verdict("ada"), notebook=answered(outputs))
    page = page_of(course)
    assert ">red<" in page
    assert "7 more characters" in page
    assert page.count("data:image/png;base64,") == 1
    assert "ValueError: too small" in page
    assert "secret" not in page


def test_pictures_that_were_pasted_into_a_written_answer_are_shown(course):
    notebook = answered()
    cell = next(cell for cell in notebook.cells if cell.id == "answer_why")
    cell.source = "![mine](attachment:a.png)"
    cell.attachments = {
        "a.png": {"image/png": PNG},
        "b.svg": {"image/svg+xml": "<svg onload='x'/>"},
        "c.png": {"image/png": '"><script>'},
    }
    store(course, verdict("ada"), notebook=notebook)
    page = page_of(course)
    assert page.count("<img") == 1
    assert f'src="data:image/png;base64,{PNG}"' in page
    assert "onload" not in page


def test_the_slowest_cells_are_told_but_no_time_of_after_a_hidden_test(course):
    took = {"setup": 2.4, "double": 31.2, "quick": 0.2, "root": 7.0, "more": 1.6}
    times = [CellTime(name, seconds) for name, seconds in took.items()]
    times.append(CellTime("leak", 7_654.0, is_sealed=True))
    store(course, replace(verdict("ada"), times=times), notebook=answered())
    page = page_of(course)
    line = next(line for line in page.splitlines() if "took longest" in line)
    assert (
        "<code>double</code> 31 s, <code>root</code> 7 s, <code>setup</code> 2 s."
        in line
    )
    assert "7654" not in page
    assert "took longest" not in page_of_quick(course)


def page_of_quick(course):
    store(course, replace(verdict("ben"), times=[CellTime("double", 0.4)]))
    return page_of(course, "ben")


def test_the_wall_is_named(course):
    store(course, replace(verdict("ada"), wall="landlock"))
    assert "behind the wall “landlock”" in page_of(course)
    store(course, replace(verdict("ada"), wall="none"), isolated=False)
    assert "without isolation" in page_of(course)
    assert "behind the wall" not in page_of(course)


def test_a_quarantined_submission_gets_its_reason_and_no_score(course):
    store(course, quarantined("ada", "The file is no notebook."))
    page = page_of(course)
    assert "could not be graded" in page
    assert "The file is no notebook." in page
    assert 'class="score"' not in page


def test_repairs_are_told(course):
    store(course, verdict("ada", repairs=["A deleted test cell was put back."]))
    assert "A deleted test cell was put back." in page_of(course)


@pytest.mark.parametrize("content", [b"{", b"[]", b'{"nbformat": 4}', b"\xff\xfe"])
def test_an_unreadable_executed_notebook_still_gives_a_page(course, content):
    store(course, verdict("ada"))
    course.notebook("autograded", STEM, "ada").write_bytes(content)
    assert "✓ passed" in page_of(course)


def test_the_verb_writes_a_page_for_each_student(course, capsys):
    store(course, verdict("ada"))
    store(course, verdict("ben", ["zero"]))
    parser = argparse.ArgumentParser()
    feedback.add_arguments(parser)
    assert feedback.main(parser.parse_args(["--course", str(course.root)])) == 0
    assert "2 feedback pages" in capsys.readouterr().out
    assert len(list(course.folder("feedback").glob("*/*/*.html"))) == 2


def test_nothing_graded_names_the_command(course):
    with pytest.raises(CourseError, match="grader grade"):
        records.graded_stems(course)
    with pytest.raises(CourseError, match=f"grader grade {STEM}"):
        records.read_records(course, STEM)


def test_a_broken_verdict_is_named(course):
    store(course, verdict("ada"))
    path = course.folder("autograded") / "ada" / STEM / "verdict.json"
    path.write_text(path.read_text().replace('"score": 8.5', '"score": 99'))
    with pytest.raises(CourseError, match="grade the submission again"):
        records.read_records(course, STEM)


def test_records_come_back_as_they_were_stored(course):
    for student in ("ben", "ada"):
        store(course, verdict(student, ["zero"]))
    found = records.read_records(course, STEM)
    assert [r.verdict for r in found] == [verdict(s, ["zero"]) for s in ("ada", "ben")]
    assert all(isinstance(r, Record) for r in found)


def test_an_unknown_assignment_has_its_stem_as_title(tmp_path):
    assert records.title(Course(tmp_path), "9_nowhere") == "9_nowhere"
    assert marks.exercise_of("hidden_softmax") == "softmax"
    assert marks.exercise_of("softmax") == "softmax"


def test_backticks_become_code_and_stay_escaped(course):
    assert pages.mark_code("use `a<b`, not <b> `") == (
        "use <code>a&lt;b</code>, not &lt;b&gt; `"
    )


def test_strong_words_of_a_question_are_marked_and_stay_escaped():
    assert pages.mark_prose("**a<b** and `c**d`, 2**3") == (
        "<strong>a&lt;b</strong> and <code>c**d</code>, 2**3"
    )


def test_the_page_says_where_points_are_left(course):
    store(course, verdict("ada", ["negative"]))
    store(course, verdict("ben"))
    assert 'Points are left in <a href="#double">double</a>.' in page_of(course)
    assert "Every case passed." in page_of(course, "ben")
