"""Grades go into the very file that an LMS exported, and its importer takes them.

The importers here follow the rules of Moodle's and Canvas's own: which columns they
look for, by which names, and how they find a person.
"""

import csv
import io
import random

import pytest

from grader.course import CourseError
from grader.course.roster import Person, read_roster
from grader.reporting.lms_file import GradeEntry, fill

PEOPLE = [
    Person("ada", "Ada Byron", "1001", "m1", "ada@uni.example"),
    Person("ben", "Ben Österreicher", "1002", "m2", "ben@uni.example"),
    Person("cleo", "Cleo O'Hara", "", "", ""),
    Person("dev", "Dev Late", "1004", "m4", "dev@uni.example"),
]
ENTRIES = {
    "ada": GradeEntry(73, 73),
    "ben": GradeEntry(36.5, 73, "2 days late"),
    "cleo": GradeEntry(0, 73),
}
# fmt: off
ENGLISH = {
    "id": "Identifier", "name": "Full name", "email": "Email address",
    "grade": "Grade", "maximum": "Maximum Grade", "modified": "Last modified (grade)",
    "comment": "Feedback comments", "person": "Participant ",
    "others": ("Status", "Grade can be changed", "Last modified (submission)"),
}
GERMAN = {
    "id": "ID", "name": "Vollständiger Name", "email": "E-Mail-Adresse",
    "grade": "Bewertung", "maximum": "Bestwertung",
    "modified": "Zuletzt geändert (Bewertung)", "comment": "Feedback als Kommentar",
    "person": "Teilnehmer/in",
    "others": ("Status", "Bewertung kann geändert werden", "Zuletzt geändert (Abgabe)"),
}
UNKNOWN = {  # a language that nobody looked at
    "id": "Azonosító", "name": "Teljes név", "email": "E-mail cím",
    "grade": "Osztályzat", "maximum": "Maximális osztályzat",
    "modified": "Utolsó módosítás (osztályzat)", "comment": "Visszajelzés",
    "person": "Résztvevő ",
    "others": ("Állapot", "Módosítható", "Utolsó módosítás (beadás)"),
}
# fmt: on


def worksheet(words, *, maximum="100.00", delimiter=",", encoding="utf-8"):
    """A grading worksheet as Moodle writes it."""
    status, changeable, submitted = words["others"]
    head = [
        *(words["id"], words["name"], words["email"], status, words["grade"]),
        *(words["maximum"], changeable, submitted, words["modified"], words["comment"]),
    ]
    rows = [
        [
            f"{words['person']}{100 + n}"
            if p.lms_id == ""
            else words["person"] + p.lms_id,
            p.name,
            p.email,
            'Submitted for grading - "late", by a day',
            "-" if n else "",
            maximum,
            "Yes",
            "Friday, 15 January 2027, 11:00 AM",
            "-",
            "",
        ]
        for n, p in enumerate(PEOPLE)
    ]
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator="\r\n").writerows(
        [head, *rows]
    )
    return text.getvalue().encode(encoding)


def moodle_takes(content, words, encoding="utf-8", delimiter=","):
    """{number: (grade, feedback)} by the rules of Moodle's importer."""
    text = content.decode(encoding).removeprefix("\ufeff")
    head, *rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    places = [head.index(words[key]) for key in ("id", "grade", "modified", "comment")]
    taken = {}
    for row in rows:
        assert len(row) == len(head)
        number, grade, modified, comment = (row[place] for place in places)
        assert modified == "-"
        taken[number[len(words["person"]) :]] = (grade, comment)
    return taken


@pytest.mark.parametrize("words", [ENGLISH, GERMAN, UNKNOWN], ids=["en", "de", "hu"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_moodle_takes_its_own_worksheet_back(words, encoding, tmp_path):
    path = tmp_path / "grades.csv"
    before = worksheet(words, encoding=encoding)
    path.write_bytes(before)
    done = fill(path, PEOPLE, ENTRIES, ["unused"])
    assert path.read_bytes() == before
    taken = moodle_takes(done.content, words, encoding)
    assert taken["1001"] == ("100.00", "")
    assert taken["1002"][0] == "50.00"
    assert taken["102"] == ("0.00", "")  # cleo, found by her full name
    assert taken["1004"] == ("-", "")  # who has no grade keeps the row
    assert taken["1002"][1] == ("" if words is UNKNOWN else "2 days late")
    assert (done.filled, done.left, done.absent) == (3, 1, [])
    assert done.scaled


def test_all_else_stays_as_it_was(tmp_path):
    path = tmp_path / "grades.csv"
    path.write_bytes(worksheet(ENGLISH))
    done = fill(path, PEOPLE, ENTRIES, [])
    before = list(csv.reader(io.StringIO(path.read_text(), newline="")))
    after = list(csv.reader(io.StringIO(done.content.decode(), newline="")))
    for row, old in zip(after, before, strict=True):
        assert [c for i, c in enumerate(row) if i not in (4, 9)] == [
            c for i, c in enumerate(old) if i not in (4, 9)
        ]


def test_a_site_that_writes_commas_gets_commas(tmp_path):
    path = tmp_path / "bewertungen.csv"
    path.write_bytes(worksheet(GERMAN, maximum="73,00", delimiter=";"))
    done = fill(path, PEOPLE, ENTRIES, [])
    assert moodle_takes(done.content, GERMAN, delimiter=";")["1002"][0] == "36,50"
    assert not done.scaled


def canvas(title="Small (4711)", possible="10"):
    head = [
        "Student",
        "ID",
        "SIS User ID",
        "SIS Login ID",
        "Section",
        title,
        "Other (1)",
    ]
    rows = [["    Points Possible", "", "", "", "", possible, "5"]]
    rows += [[p.name, p.lms_id, p.sis_id, p.student, "S", "", "3"] for p in PEOPLE]
    rows.append(["Student, Test", "99", "", "test", "S", "", ""])
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([head, *rows])
    return text.getvalue()


def canvas_takes(content):
    """{id or login: points} of assignment 4711 by the rules of Canvas's importer."""
    head, *rows = csv.reader(io.StringIO(content.decode()))
    assert head[:5] == ["Student", "ID", "SIS User ID", "SIS Login ID", "Section"]
    (place,) = [i for i, name in enumerate(head) if name.endswith("(4711)")]
    return {row[1] or row[3]: row[place] for row in rows if row[3]}


@pytest.mark.parametrize("titles", [["small"], ["Small (4711)"], ["x", "Small"]])
def test_canvas_takes_its_own_gradebook_back(titles, tmp_path):
    path = tmp_path / "canvas.csv"
    path.write_text(canvas())
    done = fill(path, PEOPLE, ENTRIES, titles)
    taken = canvas_takes(done.content)
    assert taken == {
        "1001": "10.00",
        "1002": "5.00",
        "cleo": "0.00",
        "1004": "",
        "99": "",
    }
    assert "Other (1)" in done.content.decode()
    assert done.left == 2  # dev, and Canvas's test student


def test_a_column_that_is_not_there_or_twice_is_told(tmp_path):
    path = tmp_path / "canvas.csv"
    path.write_text(canvas())
    with pytest.raises(CourseError, match=r"no column for 'Large'.*--column.*Other"):
        fill(path, PEOPLE, ENTRIES, ["Large"])
    path.write_text(canvas(title="Other (2)"))
    with pytest.raises(CourseError, match="2 columns"):
        fill(path, PEOPLE, ENTRIES, ["Other"])


def test_who_is_graded_and_not_in_the_file_is_named(tmp_path):
    path = tmp_path / "grades.csv"
    path.write_bytes(worksheet(ENGLISH))
    done = fill(path, [*PEOPLE, Person("zoe", "Zoe")], {"zoe": GradeEntry(1, 2)}, [])
    assert (done.absent, done.filled) == (["zoe"], 0)


def test_two_of_one_name_are_not_mixed_up(tmp_path):
    path = tmp_path / "grades.csv"
    twins = [Person("cleo", "Cleo O'Hara"), Person("cleo2", "O'Hara, Cleo")]
    path.write_bytes(worksheet(ENGLISH))
    done = fill(path, twins, {"cleo": GradeEntry(1, 2), "cleo2": GradeEntry(2, 2)}, [])
    assert done.absent == ["cleo", "cleo2"]


@pytest.mark.parametrize("text", ["", "a,b\n", "a,b\n1,x\n", "Grade,Maximum\nx,y\n"])
def test_what_is_no_such_file_is_one_sentence(text, tmp_path):
    path = tmp_path / "grades.csv"
    path.write_text(text)
    with pytest.raises(CourseError) as told:
        fill(path, PEOPLE, ENTRIES, ["Small"])
    assert "\n" not in str(told.value)
    with pytest.raises(CourseError, match="There is no file"):
        fill(tmp_path / "none.csv", PEOPLE, ENTRIES, [])


@pytest.mark.parametrize("words", [ENGLISH, GERMAN], ids=["en", "de"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1252"])
def test_a_worksheet_is_a_roster_in_any_letters(words, encoding, tmp_path):
    from datetime import UTC

    path = tmp_path / "grades.csv"
    path.write_bytes(worksheet(words, encoding=encoding))
    people = read_roster(path, UTC).people
    assert [p.name for p in people] == [p.name for p in PEOPLE]
    assert people[0].lms_id == "1001"
    assert people[1].email == "ben@uni.example"


def test_random_grades_come_back(tmp_path):
    seed = random.SystemRandom().randrange(2**32)
    print("seed", seed)
    rng = random.Random(seed)
    path = tmp_path / "grades.csv"
    for _ in range(30):
        limit = rng.choice([1, 7, 10, 73, 100])
        path.write_bytes(worksheet(ENGLISH, maximum=f"{limit:.2f}"))
        points = round(rng.uniform(0, 73), 2)
        done = fill(path, PEOPLE, {"ada": GradeEntry(points, 73)}, [])
        got = float(moodle_takes(done.content, ENGLISH)["1001"][0])
        assert got == pytest.approx(points * limit / 73, abs=0.0051)
