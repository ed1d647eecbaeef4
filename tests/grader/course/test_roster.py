"""The class as a CSV of ours, of Canvas, of Moodle."""

from datetime import UTC, datetime

import pytest

from grader.course import CourseError
from grader.course.roster import folder_name, read_roster, slug

CANVAS = """Student,ID,SIS User ID,SIS Login ID,Section,Small (77)
"    Points Possible",,,,,8.5
"Byron, Ada",7,s1,ab01,A,
"Boole, George",8,s2,gb02,B,
"""
MOODLE = """Identifier,Full name,Email address,Status,Grade,Last modified (submission)
Participant 41,Ada Byron,ab01@uni.example,Submitted,,"Friday, 15 January 2027, 11:58 PM"
Participant 42,"Boole, George",gb02@uni.example,No submission,,-
"""


def read(tmp_path, text, encoding="utf-8"):
    path = tmp_path / "roster.csv"
    path.write_bytes(text.encode(encoding))
    return read_roster(path, UTC)


def test_a_gradebook_of_canvas(tmp_path):
    roster = read(tmp_path, CANVAS)
    assert [p.student for p in roster.people] == ["ab01", "gb02"]
    ada = roster.find("7")
    assert (ada.name, ada.lms_id, ada.sis_id) == ("Byron, Ada", "7", "s1")
    assert (
        roster.find("byronada")
        == roster.find("Ada Byron")
        == roster.find("AB01")
        == ada
    )


def test_a_grading_worksheet_of_moodle(tmp_path):
    roster = read(tmp_path, MOODLE)
    assert [p.student for p in roster.people] == ["ab01", "gb02"]
    assert roster.find("41").submitted == datetime(2027, 1, 15, 23, 58, tzinfo=UTC)
    assert roster.find("42").submitted is None
    assert roster.find("George Boole").lms_id == "42"


def test_the_encoding_of_spreadsheets_is_read(tmp_path):
    assert read(tmp_path, "student,name\nx,José", "cp1252").find("jose").student == "x"
    assert read(tmp_path, "student,name\nx,José", "utf-8-sig").people[0].student == "x"


def test_a_name_that_two_have_finds_neither(tmp_path):
    roster = read(tmp_path, "student,name\na,Kim Lee\nb,Kim Lee")
    assert roster.find("Kim Lee") is None
    assert roster.find("b").student == "b"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("shoe,size\n1,2", "has no column 'student'"),
        ("", "has no column"),
        ("student\na\na", "'a' twice"),
    ],
)
def test_a_mistake_is_told(tmp_path, text, words):
    with pytest.raises(CourseError, match=words):
        read(tmp_path, text)


def test_a_missing_file_is_told(tmp_path):
    with pytest.raises(CourseError, match="There is no roster"):
        read_roster(tmp_path / "none.csv", UTC)


def test_a_students_id_can_always_be_a_folder():
    assert folder_name("../../etc") == "_.._etc"
    assert folder_name("a+b") == "a_b"
    assert slug("Émile du Châtelet") == "emile_du_chatelet"
