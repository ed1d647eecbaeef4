"""The class report: its numbers against a count by hand, and one page that opens."""

import argparse
import random
import re
from dataclasses import replace

import pytest

from grader import pages, source
from grader.course import Course
from grader.demo import sample_class
from grader.engines.engine import Limits
from grader.grading.job import Job, grade_submission
from grader.reporting import feedback, items, plots, report
from grader.submissions.failures import Note, Sign
from grader.submissions.verdicts import CellTime
from tests.grader.reporting.test_similarity import DISGUISED, ORIGINAL, own_way
from tests.grader.small_class import RIGHT, STEM, TEXT, to_bytes
from tests.grader.verdict_store import (
    CASES,
    executed,
    quarantined,
    random_class,
    store,
    verdict,
)


@pytest.fixture
def course(tmp_path, monkeypatch):
    monkeypatch.setattr(source, "load", lambda stem: source.parse(TEXT, stem))
    return Course(tmp_path)


def test_the_hardest_case_comes_first_and_what_all_passed_is_left_out():
    graded = [
        verdict("a", ["negative"]),
        verdict("b", ["negative", "zero"]),
        verdict("c"),
    ]
    cases = items.case_items(graded)
    hardest = report.hardest_cases(cases)
    assert [(c.case, c.kind, c.percent) for c in hardest] == [
        ("negative", "hidden", 33),
        ("zero", "visible", 67),
    ]
    assert report.hardest_cases(items.case_items([verdict("a")])) == []


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


def test_what_most_of_the_class_needed_is_said_once(course):
    changed = "The test cell 'test_root' was changed and was put back."
    for number in range(6):
        own = ["A cell was missing."] if number == 2 else []
        store(course, verdict(f"s{number}", repairs=[changed, *own]))
    assert report.attention(_records(course)) == [
        {"student": "s2", "percent": 100, "why": "A cell was missing."}
    ]
    page = report.write_report(course, [STEM]).read_text()
    assert page.count("was changed and was put back") == 1
    assert "probably changed after it was handed out" in page


def _records(course):
    from grader.submissions import records

    return records.read_records(course, STEM)


def test_the_page_holds_the_numbers_and_pictures_that_are_told_in_words(course):
    random_class(course, 12, seed=3)
    store(course, quarantined("zed", "The file is no <notebook>."))
    page = report.write_report(course, [STEM]).read_text()
    assert "A small assignment" in page
    assert "<b>12</b> graded" in page
    assert "<b>1</b> quarantined" in page
    assert "no &lt;notebook&gt;." in page
    assert len(re.findall('<svg role="img" aria-label="[^"]{20,}"', page)) == 3
    assert len(re.findall("<figcaption>[^<]{20,}</figcaption>", page)) == 3
    assert re.findall(r'(?:src|href)="(?!data:|#)', page) == []
    assert "<script" not in page


def test_the_slowest_cells_of_a_class_are_named(course):
    for student, seconds in (("ada", 3.0), ("ben", 90.0), ("cleo", 4.0)):
        times = [CellTime("train", seconds), CellTime("hidden_train", 5.0, is_sealed=True),
                 CellTime("import math", 0.1), CellTime("double", 0.2)]  # fmt: skip
        store(course, replace(verdict(student), times=times))
    page = report.write_report(course, [STEM]).read_text()
    assert "<code>train</code> 90.0 s (ben; median 4.0 s)" in page
    assert "<code>hidden_train</code> 5.0 s" in page
    assert "import math" not in page


def test_the_page_says_behind_which_walls_a_class_was_graded(course):
    for name, wall in (("a", "namespaces"), ("b", "landlock"), ("c", "landlock")):
        store(course, replace(verdict(name), wall=wall))
    store(course, quarantined("d", "The file is empty."))
    page = report.write_report(course, [STEM]).read_text()
    assert "<b>1</b> graded behind namespaces" in page
    assert "<b>2</b> graded behind landlock" in page


def test_pictures_take_the_pages_ink_and_keep_their_ids_apart(course):
    random_class(course, 12, seed=3)
    page = report.write_report(course, [STEM]).read_text()
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    used = set(re.findall(r'href="#([^"]+)"', page)) | set(
        re.findall(r"url\(#([^)]+)\)", page)
    )
    assert used
    assert used <= set(ids)
    assert pages.INK not in page.split("</style>", 1)[1]
    assert "currentColor" in page
    assert plots.BLUE.lower() in page


def test_a_class_of_which_nothing_could_be_graded_still_has_a_page(course):
    store(course, quarantined("zed", "No notebook."))
    page = report.write_report(course, [STEM]).read_text()
    assert "<b>0</b> graded" in page
    assert "<svg" not in page


def test_several_assignments_share_a_page_with_links(course):
    for stem in ("8_other", STEM):
        store(course, verdict("ada"), stem=stem)
    page = report.write_report(course, ["8_other", STEM]).read_text()
    assert 'href="#8_other"' in page
    assert f'id="{STEM}"' in page


def test_the_verb_takes_all_graded_assignments(course, capsys):
    store(course, verdict("ada"))
    parser = argparse.ArgumentParser()
    report.add_arguments(parser)
    assert report.main(parser.parse_args(["--course", str(course.root)])) == 0
    assert str(course.folder("report") / "index.html") in capsys.readouterr().out


def test_no_points_is_no_percent():
    from grader.submissions.verdicts import SubmissionVerdict

    empty = SubmissionVerdict("a", "graded", "", 0, 0, 0, 0, 0)
    assert feedback.percent(empty) == 0


@pytest.mark.parametrize(
    ("points", "text"), [(3, "3"), (2.5, "2.5"), (1.25, "1.25"), (10, "10"), (0, "0")]
)
def test_points_are_written_without_needless_decimals(points, text):
    assert pages.format_points(points) == text


def test_signs_of_tampering_come_first_and_are_named(course):
    store(course, verdict("ada"))
    note = "Its code sent the tests a message that breaks <their> rules."
    told = Note(Sign.EARLIER, text=note)
    store(course, replace(verdict("hal"), notes=[told]))
    page = report.write_report(course, [STEM]).read_text()
    row = re.search(r'<th scope="row">hal</th><td>([^/]*)</td>', page)
    assert row[1] == note.replace("<", "&lt;").replace(">", "&gt;")
    assert page.index("signs of tampering") < page.index("<figure>")
    clean = Course(course.root / "clean")
    store(clean, verdict("ada"))
    assert "tampering" not in report.write_report(clean, [STEM]).read_text()


def note(text):
    return Note(Sign.EARLIER, text=text)


def test_a_student_cannot_swell_what_is_noted(course):
    store(
        course,
        replace(verdict("hal"), notes=[note("It ended.")] * 900 + [note("It lied.")]),
    )
    many = [note(f"It did {number}.") for number in range(500)]
    store(course, replace(verdict("eve"), notes=many))
    rows = {row["student"]: row["notes"] for row in report.tampering(_records(course))}
    assert rows["hal"] == ["It ended (900 times).", "It lied."]
    assert rows["eve"][-1] == f"And {500 - report.MAX_NOTES_SHOWN} more."
    assert len(rows["eve"]) == report.MAX_NOTES_SHOWN + 1


def test_a_case_that_good_students_fail_is_named(course):
    rng = random.Random(5)
    others = [n for cases in CASES.values() for n in cases if n != "negative"]
    for number in range(40):
        skill = number / 39
        failing = [n for n in others if rng.random() > 0.1 + 0.85 * skill]
        store(
            course, verdict(f"s{number:02}", [*failing, *["negative"] * (skill > 0.6)])
        )
    page = report.write_report(course, [STEM]).read_text()
    table = page[page.index("Exercises and cases to look at") :]
    assert re.search(r"<td>negative</td><td>good students fail it more often", table)


def test_alike_submissions_have_a_page_that_is_no_verdict(course):
    for number in range(12):
        answers = {**RIGHT, "double": own_way(number)}
        store(course, verdict(f"s{number:02}"), notebook=executed(answers))
    for student, text in (("ada", ORIGINAL), ("bob", DISGUISED + "# <b>mine</b>")):
        store(course, verdict(student), notebook=executed({**RIGHT, "double": text}))
    page = report.write_report(course, [STEM]).read_text()
    assert "ada and bob (100 %)" in page
    assert f'href="alike_{STEM}.html"' in page
    sides = (course.folder("report") / f"alike_{STEM}.html").read_text()
    assert "This is no verdict." in sides
    assert "if where == truth.argmax():" in sides
    assert "if w == t.argmax():" in sides
    assert "<b>mine" not in sides
    assert "s00" not in sides

    for path in course.folder("autograded").glob(f"bob/{STEM}/*"):
        path.unlink()
    assert "side by side" not in report.write_report(course, [STEM]).read_text()
    assert not (course.folder("report") / f"alike_{STEM}.html").exists()


def test_the_term_has_a_row_a_student_and_a_mean(course):
    store(course, verdict("ada"), stem="8_other")
    store(course, verdict("ada", ["of squares"]), stem=STEM)
    store(course, verdict("ben"), stem="8_other")
    store(course, quarantined("cleo", "No."), stem=STEM)
    page = report.write_report(course, ["8_other", STEM]).read_text()
    rows = {
        name: re.findall(r"<td[^>]*>([^<]*)</td>", cells)
        for name, cells in re.findall(r'<th scope="row">(\w+)</th>(.*)</tr>', page)
        if name in ("ada", "ben", "cleo") and "%" not in cells
    }
    assert rows == {
        "ada": ["100", "65", "82"],
        "ben": ["100", "–", "50"],
        "cleo": ["–", "quarantined", "0"],
    }
    assert 'aria-label="Medians over the term' in page


def test_figures_are_written_as_files_that_open(course, capsys, tmp_path):
    random_class(course, 12, seed=3)
    parser = argparse.ArgumentParser()
    report.add_arguments(parser)
    folder = tmp_path / "figures"
    assert (
        report.main(
            parser.parse_args(["--figures", str(folder), "--course", str(course.root)])
        )
        == 0
    )
    names = sorted(path.name for path in folder.iterdir())
    assert names == sorted(
        f"{STEM}_{plot}.{form}"
        for plot in ("scores", "exercises", "cases")
        for form in ("svg", "png")
    )
    assert all(
        (folder / n).read_bytes()[:8].startswith((b"<?xml", b"\x89PNG")) for n in names
    )
    before = (folder / names[1]).read_bytes()
    report.main(
        parser.parse_args(["--figures", str(folder), "--course", str(course.root)])
    )
    assert (folder / names[1]).read_bytes() == before
    assert "6 figures" in capsys.readouterr().out


def test_equal_verdicts_give_an_equal_page(course):
    random_class(course, 12, seed=3)
    first = report.write_report(course, [STEM]).read_bytes()
    assert report.write_report(course, [STEM]).read_bytes() == first


def test_the_sample_classs_cheat_is_named_and_honest_members_are_not(
    course, isolated_executor
):
    assignment = source.parse(TEXT, STEM)
    for member in sample_class.CLASS:
        if member.name not in ("ada", "hal"):
            continue
        notebook = sample_class.reference_submission(assignment)
        member.change(notebook, assignment)
        data = to_bytes(notebook)
        job = Job(member.name, STEM, TEXT, data, 1, Limits(), "isolated")
        store(course, grade_submission(job, isolated_executor).verdict)
    rows = report.tampering(_records(course))
    assert [row["student"] for row in rows] == ["hal"]
    assert any("numpy.testing" in note for note in rows[0]["notes"]), rows
