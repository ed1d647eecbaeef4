"""Grades for the LMS: real CSV, safe in a spreadsheet, lateness and hand-given points."""

import argparse
import csv
import io
import re
import shutil

import pytest

from grader import source
from grader.course import Course, CourseError
from grader.course.places import stems as real_stems
from grader.gradebook.book import Book
from grader.reporting import export, sheets
from tests.grader.small_class import STEM, TEXT
from tests.grader.verdict_store import quarantined, store, verdict

SECOND = "9_more"
TOML = f"""
course.time_zone = "Europe/Berlin"
late.penalty = 10
late.days = 3
assignments.{STEM}.deadline = 2027-01-15T12:00:00
assignments.{STEM}.name = "Small, but =mine"
assignments.{SECOND}.weight = 3
extensions.cleo = 7
"""
ROSTER = """student,name,lms_id,email
ada,"Byron, Ada",7,ada@uni.example
ben,"=HYPERLINK(""http://evil"")",8,ben@uni.example
cleo,"O""Hara
Cleo",9,cleo@uni.example
zoe,Zoe,10,zoe@uni.example
"""


def lay_out(folder, monkeypatch):
    monkeypatch.setattr(source, "load", lambda stem: source.parse(TEXT, stem))
    monkeypatch.setattr(source, "stems", lambda: [SECOND, STEM])
    known = [*real_stems(), *source.stems()]
    monkeypatch.setattr("grader.course.settings.stems", lambda: known)
    (folder / "course.toml").write_text(TOML)
    (folder / "roster.csv").write_text(ROSTER)
    return Course(folder)


@pytest.fixture
def course(tmp_path, monkeypatch):
    return lay_out(tmp_path, monkeypatch)


def record(course, stem=STEM, **handed_in):
    """Verdicts of ada, ben and cleo in the gradebook, as grading writes them."""
    with Book(course.database) as book:
        book.prepare(source.load(stem))
        for student, when in handed_in.items():
            found = verdict(student, ["negative"] if student == "ben" else [])
            store(course, found, stem=stem)
            book.record(stem, found, blank=frozenset(), is_new=True, timestamp=when)


def by_hand(course, student, points, stem=STEM):
    from nbgrader.api import Gradebook

    with Gradebook(course.database, "deep_learning") as book:
        grade = book.find_grade("answer_why", stem, stem, student)
        grade.manual_score, grade.needs_manual_grade = points, False
        book.db.commit()


def run(course, *words):
    parser = argparse.ArgumentParser()
    export.add_arguments(parser)
    roster = ["--roster", str(course.root / "roster.csv")]
    words = [*words, "--course", str(course.root), *roster]
    assert export.main(parser.parse_args(words)) == 0


def file_of(form):
    return f"{STEM}.csv" if form == "csv" else f"{STEM}_{form}.csv"


def rows(course, name):
    data = (course.folder("export") / name).read_bytes().decode("utf-8-sig")
    return list(csv.reader(io.StringIO(data, newline="")))


def table(course, name):
    head, *body = rows(course, name)
    return {row[0]: dict(zip(head, row, strict=True)) for row in body}


@pytest.fixture(scope="module")
def original(tmp_path_factory):
    """A small class in a gradebook, made once: nbgrader takes seconds for that."""
    with pytest.MonkeyPatch.context() as patch:
        course = lay_out(tmp_path_factory.mktemp("class"), patch)
        # fmt: off
        record(
            course,
            ada="2027-01-15 11:00:00.0 UTC",    # noon in Berlin: in time
            ben="2027-01-16 12:00:00.0 UTC",    # a day and an hour late
            cleo="2027-01-20 12:00:00.0 UTC",   # late, but with an extension
        )
        # fmt: on
        by_hand(course, "ada", 2)
    return course.root


@pytest.fixture
def small(course, original):
    shutil.copytree(original, course.root, dirs_exist_ok=True)
    return course


@pytest.mark.parametrize("form", ["csv", "canvas", "moodle"])
def test_what_is_quarantined_has_no_grade_and_is_listed(small, capsys, form):
    """Blank, never 0: an LMS takes a 0 for a grade, and the student for failed."""
    store(small, quarantined("ben", "The disk is full."))
    store(small, quarantined("ada", "The disk is full."))  # whom a person has graded
    run(small, STEM, "--format", form)
    (ben,) = [row for row in rows(small, file_of(form)) if "ben" in ",".join(row)]
    column = rows(small, file_of(form))[0].index(
        {"csv": "points", "canvas": "Small, but =mine", "moodle": "Grade"}[form]
    )
    assert ben[column] == ""
    (ada,) = [row for row in rows(small, file_of(form)) if "ada" in ",".join(row)]
    assert ada[column] == "10.5"
    assert "Quarantined and without a grade: ben." in capsys.readouterr().out


def test_points_by_exercise_are_those_of_tests_and_of_people(small):
    store(small, quarantined("cleo", "The disk is full."))
    run(small, STEM, "--format", "exercises")
    head, *lines = rows(small, f"{STEM}_exercises.csv")
    assert head == [
        "student", "name", "double (3.5)", "root (4)", "predict_sum (1)", "why (3)",
        "sum", "of",
    ]  # fmt: skip
    by_student = {line[0]: line[2:] for line in lines}
    assert by_student["ada"] == ["3.5", "4", "1", "2", "10.5", "11.5"]
    assert by_student["ben"] == ["1.5", "4", "1", "", "6.5", "11.5"]
    assert by_student["cleo"] == ["", "", "", "", "", "11.5"]
    (absent,) = by_student.keys() - {"ada", "ben", "cleo"}
    assert by_student[absent] == ["", "", "", "", "", "11.5"]


def test_bonus_points_count_beyond_the_maximum(small, tmp_path, capsys):
    from nbgrader.api import Gradebook

    with Gradebook(small.database, "deep_learning") as book:
        grade = book.find_grade("hidden_root", STEM, STEM, "ada")
        grade.extra_credit = 5
        book.db.commit()
    run(small, STEM, "--format", "exercises")
    (row,) = [row for row in rows(small, f"{STEM}_exercises.csv") if row[0] == "ada"]
    assert row[-2:] == ["15.5", "11.5"]
    run(small, STEM)
    assert table(small, f"{STEM}.csv")["ada"]["points"] == "15.5"
    path = tmp_path / "lms.csv"
    path.write_text(
        "Identifier,Full name,Grade,Maximum Grade\n"
        + "".join(
            f"Participant {n},{s},,11.5\n" for n, s in ((7, "x"), (8, "y"), (9, "z"))
        )
    )
    run(small, STEM, "--into", str(path))
    filled = (small.folder("export") / "lms.csv").read_text()
    assert "Participant 7,x,11.50,11.5" in filled
    assert (
        "Moodle takes no more than its maximum; so has: ada." in capsys.readouterr().out
    )


def test_points_by_exercise_are_those_of_one_assignment(small):
    with pytest.raises(CourseError, match="one assignment"):
        export.as_exercises(export.GradeTable(small, {"a": {}, "b": {}}, []))


def test_grades_are_filled_into_the_file_of_the_lms(small, tmp_path, capsys):
    """The verb itself; `test_lms_file.py` has the forms."""
    sheet = tmp_path / "Bewertungen.csv"
    sheet.write_text(
        "ID,Vollständiger Name,Bewertung,Bestwertung,Zuletzt geändert (Bewertung),"
        "Feedback als Kommentar\r\n"
        'Teilnehmer/in7,"Byron, Ada",,100,-,\r\nTeilnehmer/in8,Ben,,100,-,\r\n',
        encoding="utf-8-sig",
    )
    parser = argparse.ArgumentParser()
    export.add_arguments(parser)
    words = [STEM, "--into", str(sheet), "--course", str(small.root)]
    words += ["--roster", str(small.root / "roster.csv")]
    assert export.main(parser.parse_args(words)) == 3  # cleo is not in the file
    out = capsys.readouterr().out
    assert "2 rows filled in" in out
    assert "Graded, but not in the file: cleo." in out
    found = rows(small, sheet.name)
    assert [row[2] for row in found[1:]] == ["91.30", "45.22"]  # of 11.5 points
    assert found[2][5] == "2 days late"
    with pytest.raises(CourseError, match="--output is the file"):
        export.main(parser.parse_args([*words, "--output", str(sheet)]))


def test_points_by_hand_lateness_and_the_missing(small, capsys):
    run(small, STEM)
    found = table(small, f"{STEM}.csv")
    assert found["ada"]["points"] == "10.5"
    assert (found["ada"]["automatic"], found["ada"]["by hand"]) == ("8.5", "2")
    assert found["ada"]["handed in"] == "2027-01-15 12:00:00+01:00"
    assert found["ada"]["note"] == ""
    assert (found["ben"]["days late"], found["ben"]["kept percent"]) == ("2", "80")
    assert found["ben"]["points"] == "5.2"
    assert found["ben"]["note"] == "2 days late; 1 cell to be graded by a person"
    assert (found["cleo"]["days late"], found["cleo"]["points"]) == ("0", "8.5")
    assert (found["zoe"]["points"], found["zoe"]["note"]) == ("0", "nothing handed in")
    out = capsys.readouterr().out
    assert "1 late, 1 not handed in" in out
    assert "Waiting for a person: 2 submissions." in out


def test_texts_are_quoted_and_never_run_in_a_spreadsheet(small):
    for form in export.FORMATS:
        run(small, STEM, "--format", form)
        cells = [cell for row in rows(small, file_of(form)) for cell in row]
        assert not [c for c in cells if re.match(r"[=+\-@\t\r]", c)]
        assert '\'=HYPERLINK("http://evil")' in cells
        assert 'O"Hara\nCleo' in cells


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("=1+1", "'=1+1"),
        ("+49", "'+49"),
        ("-", "'-"),
        ("@x", "'@x"),
        ("\t=1", "'\t'=1"),
        ("\rx", "'\rx"),
        ("＝1", "'＝1"),
        ("a;=1", "a;'=1"),
        ("  =1", "'  =1"),
        ("\u200b=1", "'\u200b=1"),
        ("\ufeff=1", "'\ufeff=1"),
        ("\u202e \x1b@x", "'\u202e \x1b@x"),
        ("﹦1", "'﹦1"),
        ("a;\u2060\u3164=1", "a;'\u2060\u3164=1"),
        ("Ze\u200dynep = 1", "Ze\u200dynep = 1"),
        ("Anne-Marie + Tom = 2", "Anne-Marie + Tom = 2"),
        (-1.5, "-1.5"),
        (3.0, "3"),
        (2.25, "2.25"),
        (None, ""),
    ],
)
def test_a_cell_is_a_number_or_harmless(text, safe):
    assert sheets.safe(text) == safe


def test_canvas_has_its_columns_and_no_other(small):
    run(small, STEM, "--format", "canvas")
    head, possible, *body = rows(small, f"{STEM}_canvas.csv")
    assert head == [
        "Student", "ID", "SIS User ID", "SIS Login ID", "Section", "Small, but =mine",
    ]  # fmt: skip
    assert possible[0].strip() == "Points Possible"
    assert possible[-1] == "11.5"
    assert [row[1] for row in body] == ["7", "8", "9", "10"]
    assert [row[-1] for row in body] == ["10.5", "5.2", "8.5", ""]
    assert not (small.folder("export") / f"{STEM}_canvas.csv").read_bytes()[0] > 127
    assert table(small, f"{STEM}_canvas_late.csv")["ben"]["days late"] == "2"


def test_moodle_gets_a_worksheet_for_one_and_a_gradebook_for_several(small):
    run(small, STEM, "--format", "moodle")
    found = table(small, f"{STEM}_moodle.csv")
    assert found["Participant 8"]["Grade"] == "5.2"
    assert found["Participant 8"]["Feedback comments"] == "2 days late"
    assert found["Participant 10"]["Grade"] == ""
    record(small, SECOND, ada=None)
    run(small, "--all", "--format", "moodle")
    found = table(small, "all_moodle.csv")
    assert found["ben"]["Days late"] == "2"
    assert found["ben"]["Small, but =mine"] == "5.2"


def test_totals_are_weighted(small):
    record(small, SECOND, ada=None, ben=None)
    run(small, "--all")
    found = table(small, "all.csv")
    ben = (5.2 / 11.5 + 3 * 6.5 / 11.5) / 4
    assert float(found["ben"]["total (percent)"]) == pytest.approx(100 * ben, abs=0.01)
    assert found["zoe"]["total (percent)"] == "0"
    assert "Small, but =mine: 2 days late" in found["ben"]["note"]


def test_equal_gradebooks_give_equal_bytes(small):
    for form in export.FORMATS:
        run(small, STEM, "--format", form)
        path = small.folder("export") / file_of(form)
        before = path.read_bytes()
        run(small, STEM, "--format", form)
        assert path.read_bytes() == before
        assert b"\r\n" in before


def test_a_quarantined_submission_waits_for_a_person(small):
    with Book(small.database) as book:
        found = quarantined("dan", "No notebook.")
        book.record(STEM, found, blank=frozenset(), is_new=True)
    run(small, STEM)
    row = table(small, f"{STEM}.csv")["dan"]
    assert (row["points"], row["name"]) == ("0", "")
    assert "6 cells to be graded by a person" in row["note"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ([], "Name the assignments"),
        ([STEM, "--all"], "Name the assignments"),
        ([SECOND], f"grader grade {SECOND}"),
    ],
)
def test_a_mistake_is_told(small, words, told):
    with pytest.raises(CourseError, match=told):
        run(small, *words)


def test_without_a_gradebook_the_command_is_named(course):
    with pytest.raises(CourseError, match=f"grader grade {STEM}"):
        run(course, STEM)


def test_a_gradebook_that_cannot_be_read_is_told_without_its_password(course):
    (course.root / "course.toml").write_text(
        "course.database = 'postgresql+psycopg://me:secret@127.0.0.1:1/grades'"
    )
    with pytest.raises(CourseError) as told:
        run(Course(course.root), STEM)
    assert "cannot be read" in str(told.value)
    assert "secret" not in str(told.value)
