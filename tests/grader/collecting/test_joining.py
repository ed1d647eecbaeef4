"""A roster that comes later: what was collected before it is found under its ids."""

import json

import pytest

from grader import source
from grader.collecting.entries import read_entries, report_path
from grader.gradebook.book import Book
from grader.gradebook.scores import read_scores
from grader.submissions import records
from tests.grader.collecting.test_collect import fates, nb, pack, run, submitted
from tests.grader.collecting.test_whose import ADAS, MALLORY, write
from tests.grader.small_class import STEM
from tests.grader.verdict_store import store, verdict

ROSTER = "student;name;lms_id\nab01;Ada Byron;41\ncat;Catherine;43\n"
MEMBERS = {
    "Ada Byron_41_assignsubmission_file_x.ipynb": ADAS,
    "Catherine_43_assignsubmission_file_x.ipynb": nb(),
}


@pytest.fixture
def roster(tmp_path):
    (tmp_path / "roster.csv").write_text(ROSTER)
    return tmp_path / "roster.csv"


def graded(course, *students):
    """Verdicts, pages and points of tests and of a person."""
    with Book(course.database) as book:
        book.prepare(source.load(STEM))
        for student in students:
            found = verdict(student)
            store(course, found)
            book.record(STEM, found, blank=frozenset(), is_new=True)
            grade = book._book.find_grade("answer_why", STEM, STEM, student)
            grade.manual_score, grade.needs_manual_grade = 2, False
            book._book.db.commit()
            write(course.root, {f"feedback/{student}/{STEM}/{STEM}.html": b"<p>"})


def everything(course):
    return {
        path.relative_to(course.root).as_posix(): path.read_bytes()
        for step in ("submitted", "autograded", "feedback")
        for path in course.folder(step).rglob("*")
        if path.is_file()
    }


def test_what_was_graded_without_a_roster_is_found_under_its_ids(
    course, tmp_path, roster, capsys
):
    exported = pack(tmp_path / "in.zip", MEMBERS)
    run(course, exported)
    graded(course, "ada_byron_41", "catherine_43")
    before = everything(course)
    report = run(course, exported, "--roster", roster)
    told = capsys.readouterr().out
    assert f"ada_byron_41 is ab01 in the roster: what was collected and graded of {STEM}" in told  # fmt: skip
    assert set(fates(report).values()) == {"unchanged"}
    assert set(report["students"]) == {"ab01", "cat"}
    assert report["students"]["ab01"]["lms_id"] == "41"
    assert submitted(course) == {"ab01": ADAS, "cat": nb()}
    scores = read_scores(course, STEM)
    assert set(scores) == {"ab01", "cat"}
    assert (scores["ab01"].automatic, scores["ab01"].by_hand) == (8.5, 2)
    found = records.read_records(course, STEM)
    assert [record.verdict.student for record in found] == ["ab01", "cat"]
    renamed = {
        name.replace("ada_byron_41", "ab01").replace("catherine_43", "cat")
        for name in before
    }
    assert set(everything(course)) == renamed
    run(course, exported, "--roster", roster)
    assert "in the roster: what" not in capsys.readouterr().out


def test_an_id_that_was_made_of_a_files_name_is_joined_with_its_other_attempts(
    course, tmp_path, roster, capsys
):
    later = nb("double = 'later'")
    run(course, write(tmp_path / "one", {"AB01.ipynb": ADAS}))
    (tmp_path / "one/AB01.ipynb").write_bytes(later)
    run(course, tmp_path / "one")
    run(course, tmp_path / "one", "--roster", roster)
    assert "AB01 is ab01 in the roster" in capsys.readouterr().out
    assert submitted(course) == {"ab01": later}
    kept = course.folder("collected") / STEM
    assert [path.name for path in kept.iterdir()] == ["ab01"]
    assert ADAS in {path.read_bytes() for path in (kept / "ab01").iterdir()}


def test_a_group_has_what_one_of_it_handed_in_before_the_roster(course, tmp_path):
    (tmp_path / "r.csv").write_text(
        "student;name;lms_id;group\nab01;Ada Byron;41;G\ncat;Catherine;43;G\n"
    )
    name = "Catherine_43_assignsubmission_file_x.ipynb"
    exported = pack(tmp_path / "in.zip", {name: MEMBERS[name]})
    run(course, exported)
    report = run(course, exported, "--roster", tmp_path / "r.csv")
    assert list(submitted(course)) == ["ab01"]
    assert {k: v["lms_id"] for k, v in report["students"].items()} == {"ab01": "41", "cat": "43"}  # fmt: skip


def test_two_ids_that_both_have_points_stay_and_are_told(
    course, tmp_path, roster, capsys
):
    exported = pack(tmp_path / "in.zip", MEMBERS)
    run(course, exported)
    graded(course, "ada_byron_41", "ab01")
    write(course.root, {f"submitted/ab01/{STEM}/{STEM}.ipynb": MALLORY})
    before = everything(course)
    run(course, exported, "--roster", roster, code=3)
    told = capsys.readouterr().out
    assert (
        f"ada_byron_41 may be ab01 of the roster, but both have {STEM} graded and "
        "handed in" in told
    )
    assert set(read_scores(course, STEM)) == {"ada_byron_41", "ab01"}
    stayed = {name: data for name, data in before.items() if "ada_byron_41" in name}
    stayed |= {name: data for name, data in before.items() if "autograded" in name}
    assert stayed.items() <= everything(course).items()


def test_points_in_the_gradebook_alone_are_not_replaced(
    course, tmp_path, roster, capsys
):
    exported = pack(tmp_path / "in.zip", MEMBERS)
    run(course, exported)
    with Book(course.database) as book:
        book.prepare(source.load(STEM))
        for student in ("ada_byron_41", "ab01"):
            book.record(STEM, verdict(student), blank=frozenset(), is_new=True)
    run(course, exported, "--roster", roster, code=3)
    assert "both have points in the gradebook" in capsys.readouterr().out
    assert set(read_scores(course, STEM)) == {"ada_byron_41", "ab01"}
    assert "ada_byron_41" in submitted(course)


def test_two_ids_of_one_person_stay_and_are_told(course, tmp_path, roster, capsys):
    run(course, write(tmp_path / "one", {"Ada Byron/x.ipynb": ADAS, "z/x.ipynb": nb()}))
    run(course, pack(tmp_path / "in.zip", MEMBERS))
    run(
        course, write(tmp_path / "two", {"z/x.ipynb": nb()}), "--roster", roster, code=3
    )
    told = capsys.readouterr().out
    assert "Ada Byron may be ab01 of the roster, but so may be ada_byron_41" in told
    assert {"Ada Byron", "ada_byron_41", "cat"} <= set(submitted(course))


def test_an_id_and_a_name_of_two_people_are_not_joined(course, tmp_path, capsys):
    exported = pack(tmp_path / "in.zip", MEMBERS)
    run(course, exported)
    (tmp_path / "r.csv").write_text("student;name;lms_id\nab01;Ada Byron;43\ncat;X;7\n")
    run(course, tmp_path / "in.zip", "--roster", tmp_path / "r.csv", code=3)
    told = capsys.readouterr().out
    assert "ada_byron_41 is" not in told
    assert "ada_byron_41" in submitted(course)


def test_an_id_that_is_somebody_elses_by_now_moves_no_grades(course, tmp_path, capsys):
    exported = pack(tmp_path / "in.zip", MEMBERS)
    run(course, exported)
    graded(course, "ada_byron_41")
    (tmp_path / "r.csv").write_text("student;name;lms_id\ngb02;George Boole;41\n")
    run(course, exported, "--roster", tmp_path / "r.csv", code=3)
    told = capsys.readouterr().out
    assert "its name is Ada Byron, and its id that of George Boole" in told
    assert set(read_scores(course, STEM)) == {"ada_byron_41"}


def test_two_people_of_one_name_are_joined_by_their_ids(course, tmp_path):
    names = (f"Ada Byron_{k}_assignsubmission_file_x.ipynb" for k in (41, 42))
    exported = pack(tmp_path / "in.zip", dict(zip(names, (ADAS, nb()), strict=True)))
    run(course, exported)
    (tmp_path / "r.csv").write_text("student;name;lms_id\na1;Ada Byron;41\na2;Ada Byron;42\n")  # fmt: skip
    run(course, exported, "--roster", tmp_path / "r.csv")
    assert submitted(course) == {"a1": ADAS, "a2": nb()}


def test_a_join_that_was_stopped_is_ended_by_the_next_run(course, tmp_path, roster):
    exported = pack(tmp_path / "in.zip", MEMBERS)
    run(course, exported)
    remembered = report_path(course, STEM).read_text()
    graded(course, "ada_byron_41")
    run(course, exported, "--roster", roster)
    submission = course.folder("submitted")
    (submission / "ada_byron_41").mkdir()
    (submission / "ab01" / STEM).rename(submission / "ada_byron_41" / STEM)
    report_path(course, STEM).write_text(remembered)
    run(course, exported, "--roster", roster)
    assert submitted(course) == {"ab01": ADAS, "cat": nb()}
    assert set(read_entries(course, STEM)) == {"ab01", "cat"}
    assert set(json.loads(report_path(course, STEM).read_text())["students"]) == {"ab01", "cat"}  # fmt: skip
