"""The command: a class graded, broken submissions set aside, verdicts kept."""

import argparse
import json
import os
from dataclasses import replace

import pytest

from grader import source
from grader.course import Course, CourseError, prepared
from grader.course.course import sqlite_url
from grader.engines import choice, deciding
from grader.gradebook.book import Book
from grader.gradebook.scores import read_scores
from grader.grading import grade, inbox, plan
from grader.grading.job import grade_submission, set_aside
from grader.reporting import report
from grader.submissions.failures import MACHINE_FAULTS, Failure, Kind
from grader.submissions.verdicts import Record, SubmissionVerdict
from tests.conftest import need_wall
from tests.grader.small_class import (
    MAX_SCORE,
    RIGHT,
    STEM,
    TEXT,
    answered,
    hand_in,
    released,
    to_bytes,
)


@pytest.fixture
def course(tmp_path, monkeypatch):
    folder = tmp_path / "assignments"
    folder.mkdir()
    (folder / f"{STEM}.py").write_text(TEXT)
    real = source.load
    monkeypatch.setattr(source, "load", lambda stem: real(stem, folder))
    return Course(tmp_path / "workspace")


def options(course, *words):
    parser = argparse.ArgumentParser()
    grade.add_arguments(parser)
    fixed = [STEM, "--course", str(course.root), "--engine", "kernel", "--seed", "1"]
    return parser.parse_args([*fixed, "--cell-limit", "20", *words])


def run(course, *words):
    return grade.main(options(course, *words))


def record_of(course, student):
    return Record.read(course.folder("autograded") / student / STEM / "verdict.json")


def verdict_of(course, student):
    return record_of(course, student).verdict


def book_of(course):
    """{(student, cell): (automatic, manual, needs a person)} of the gradebook."""
    from nbgrader.api import Gradebook

    with Gradebook(sqlite_url(course.gradebook), "deep_learning") as book:
        return {
            (grade.student.id, grade.name): (
                grade.auto_score,
                grade.manual_score,
                grade.needs_manual_grade,
            )
            for submission in book.assignment_submissions(STEM)
            for notebook in submission.notebooks
            for grade in notebook.grades
        }


def test_a_class_is_graded_and_one_broken_submission_stops_nobody(course, capsys):
    hand_in(course, "ada", answered())
    hand_in(course, "bob", released())
    wrong = {**RIGHT, "root": "def root(x):\n    return 2"}
    hand_in(course, "cleo", answered(wrong))
    hand_in(course, "dan", b"{ not json")
    (course.folder("submitted") / "eve" / STEM).mkdir(parents=True)
    (course.folder("submitted") / "elsewhere").mkdir()
    table = course.root / "out" / "class.json"
    assert run(course, "--jobs", "2", "--json", str(table)) == 3

    content = json.loads(table.read_text())
    assert content["assignment"] == STEM
    by_name = {one["student"]: one for one in content["submissions"]}
    assert list(by_name) == ["ada", "bob", "cleo", "dan", "eve"]
    scores = {name: one["score"] for name, one in by_name.items()}
    assert scores == {"ada": MAX_SCORE, "bob": 0, "cleo": 5.5, "dan": 0, "eve": 0}
    assert by_name["ada"]["manual_max_score"] == 3
    assert by_name["ada"]["cpu_seconds"] > 0
    assert "not JSON" in by_name["dan"]["reason"]["sentence"]
    assert "holds no notebook" in by_name["eve"]["reason"]["sentence"]
    messages = {c["message"] for cell in by_name["bob"]["cells"] for c in cell["cases"]}
    assert messages == {"Not answered yet."}

    said = capsys.readouterr().out
    assert "3 graded, 2 quarantined" in said
    assert "[5/5]" in said
    assert "CPU s" in said
    assert "Not isolated" in said

    book = book_of(course)
    assert book["ada", "hidden_root"] == (3.0, None, False)
    assert book["ada", "answer_why"] == (None, None, True)
    assert book["bob", "answer_why"] == (0.0, None, False)
    assert book["dan", "hidden_root"] == (0.0, None, True)
    assert (course.folder("autograded") / "ada" / STEM / f"{STEM}.ipynb").is_file()


@pytest.mark.slow
def test_force_that_was_stopped_goes_on_where_it_was(course, monkeypatch, capsys):
    for student in ("ada", "bob", "cleo"):
        hand_in(course, student, answered())
    assert run(course, "--jobs", "1") == 0
    before = {name: record_of(course, name) for name in ("ada", "bob", "cleo")}

    def stop(*_):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(grade.Progress, "ended", stop)
        with pytest.raises(KeyboardInterrupt):
            run(course, "--jobs", "1", "--force")
    changed = [n for n in before if record_of(course, n).verdict != before[n].verdict]
    assert len(changed) == 1
    capsys.readouterr()
    assert run(course, "--jobs", "1", "--force") == 0
    assert "1 of them in an earlier run" in capsys.readouterr().out
    assert run(course, "--jobs", "1", "--force") == 0  # this one was ended: all again
    assert "earlier run" not in capsys.readouterr().out


def test_a_second_run_grades_only_what_changed(course, capsys):
    hand_in(course, "ada", answered())
    hand_in(course, "dan", b"{ not json")
    assert run(course) == 3
    before = book_of(course)
    first = verdict_of(course, "ada")
    capsys.readouterr()
    assert run(course, "--seed", "2") == 3
    assert verdict_of(course, "ada") == first
    assert "2 of them in an earlier run" in capsys.readouterr().out
    assert book_of(course) == before

    course.gradebook.unlink()
    assert run(course) == 3
    assert verdict_of(course, "ada") == first
    assert book_of(course) == before

    hand_in(course, "dan", answered())
    assert run(course, "--students", "dan") == 0
    assert verdict_of(course, "dan").score == MAX_SCORE


@pytest.mark.slow
def test_what_a_fault_of_the_machine_set_aside_is_tried_again(course, capsys):
    hand_in(course, "ada", answered())
    assert run(course) == 0
    path = course.folder("autograded") / "ada" / STEM / "verdict.json"
    record = Record.read(path)
    for kind in MACHINE_FAULTS:
        fault = replace(
            record.verdict,
            status="quarantined",
            reason=Failure(kind),
            score=0.0,
            cells=[],
        )
        replace(record, verdict=fault).write(path)
        assert run(course) == 0, kind
        assert verdict_of(course, "ada").score == MAX_SCORE


def test_a_fault_of_the_machine_replaces_no_verdict(course, capsys, monkeypatch):
    """`grade --force` on a sick machine took the points of a whole class."""
    for student in ("ada", "bob"):
        hand_in(course, student, answered())
    assert run(course) == 0
    before = book_of(course), record_of(course, "ada")
    hand_in(course, "eve", answered())
    fault = Failure(Kind.MACHINE, text="No space is left.")
    monkeypatch.setattr(grade, "_graders", lambda plan, number: Faulty(fault, plan))
    assert run(course, "--force") == 3
    out = capsys.readouterr().out
    assert "ada: No space is left. What it had before stands." in out
    assert "eve: No space is left.\n" in out
    after = book_of(course)
    assert {key: row for key, row in after.items() if key[0] != "eve"} == before[0]
    assert record_of(course, "ada") == before[1]
    assert record_of(course, "eve").verdict.reason == fault


class Faulty:
    """Graders on a machine that cannot grade."""

    def __init__(self, fault, plan):
        self._fault = fault

    def __enter__(self):
        return self

    def __exit__(self, *_):
        pass

    def start(self, engine):
        pass

    def run(self, jobs):
        yield from ((job, set_aside(job, self._fault)) for job in jobs)


def test_a_class_is_refused_where_its_data_are_missing(course, monkeypatch):
    hand_in(course, "ada", answered())
    monkeypatch.setattr(prepared, "missing", lambda text: ["exam/glyphs_images.npy"])
    with pytest.raises(CourseError, match="data_scripts --exam"):
        run(course)
    assert not (course.folder("autograded") / "ada").exists()


def test_a_worker_without_the_data_takes_no_points(course, monkeypatch):
    """On a cluster the machine that grades may lack what the instructor's has."""
    hand_in(course, "ada", answered())
    job = inbox.make_job(plan.make_plan(options(course)), "ada")
    monkeypatch.setattr(prepared, "missing", lambda text: ["exam/x_images.npy"])
    result = grade_submission(job, executor=None)
    assert result.verdict.status == "quarantined"
    assert "exam/x_images.npy" in str(result.verdict.reason)
    assert result.verdict.reason.is_the_machines  # the next run tries it again


def test_verdicts_of_an_earlier_grader_are_counted_and_made_again(
    course, capsys, monkeypatch
):
    def page():
        return report.write_report(course, [STEM]).read_text()

    for name in ("ada", "bob"):
        hand_in(course, name, answered())
    assert run(course) == 0
    made_by = record_of(course, "ada").made_by
    monkeypatch.setattr(deciding, "mark", lambda: "another")
    assert run(course, "--keep") == 0
    assert "2 verdicts of an earlier grader kept" in capsys.readouterr().out
    assert record_of(course, "ada").made_by == made_by
    told = page()
    assert "2 verdicts were made by an earlier version of the grader" in told
    assert run(course) == 0
    assert "2 verdicts of an earlier grader made again" in capsys.readouterr().out
    assert record_of(course, "ada").made_by == "kernel another"
    assert "earlier version of the grader" not in page()
    assert run(course) == 0
    assert "earlier grader" not in capsys.readouterr().out


def test_a_record_of_version_0_1_is_one_of_an_earlier_grader(course, capsys):
    hand_in(course, "ada", answered())
    assert run(course) == 0
    path = course.folder("autograded") / "ada" / STEM / "verdict.json"
    record = json.loads(path.read_text())
    record["engine"] = "kernel-1"
    del record["made_by"]
    path.write_text(json.dumps(record))
    assert run(course) == 0
    assert "1 verdict of an earlier grader made again" in capsys.readouterr().out


def test_a_regrade_replaces_scores_and_keeps_what_a_person_gave(course):
    from nbgrader.api import Gradebook

    hand_in(course, "ada", answered())
    assert run(course) == 0
    with Gradebook(sqlite_url(course.gradebook), "deep_learning") as book:
        for cell, score in [("answer_why", 2.5), ("hidden_root", 1.0)]:
            graded = book.find_grade(cell, STEM, STEM, "ada")
            graded.manual_score, graded.needs_manual_grade = score, False
        said = {"answer_why": "Think again.", "double": "Neat."}
        for cell, text in said.items():
            book.find_comment(cell, STEM, STEM, "ada").manual_comment = text
        book.db.commit()
    assert run(course, "--force") == 0
    assert read_scores(course, STEM)["ada"].comments == said
    assert book_of(course)["ada", "answer_why"] == (None, 2.5, False)
    assert book_of(course)["ada", "hidden_root"] == (3.0, 1.0, False)

    hand_in(course, "ada", b"broken now")
    assert run(course) == 3
    book = book_of(course)
    assert {score for score, _, _ in book.values()} == {0.0}  # nothing stale
    assert book["ada", "answer_why"] == (0.0, 2.5, True)
    assert not (course.folder("autograded") / "ada" / STEM / f"{STEM}.ipynb").exists()


def test_a_changed_assignment_regrades_everybody(course, monkeypatch):
    hand_in(course, "ada", answered())
    assert run(course) == 0
    longer = TEXT.replace(
        "# %% test predict_sum",
        '# %% hidden predict_sum\nwith case("small", points=2, message="Less."):\n'
        "    assert predicted_sum < 10\n\n# %% test predict_sum",
    ).replace("# %% hidden double", "# %% hidden root_of", 1)
    longer = longer.replace("hidden root_of", "hidden double_again")
    (course.root.parent / "assignments" / f"{STEM}.py").write_text(longer)
    assert run(course) == 0
    book = book_of(course)
    assert book["ada", "hidden_predict_sum"] == (2.0, None, False)
    assert book["ada", "hidden_double_again"] == (2.0, None, False)
    assert ("ada", "hidden_double") not in book


def test_oddly_named_and_linked_submissions(course):
    submitted = course.folder("submitted")
    path = hand_in(course, "ada", answered())
    path.rename(path.with_name("my copy (1).ipynb"))
    secret = course.root / "secret.ipynb"
    secret.write_bytes(to_bytes(answered()))
    (submitted / "mallory" / STEM).mkdir(parents=True)
    (submitted / "mallory" / STEM / f"{STEM}.ipynb").symlink_to(secret)
    odd = os.fsdecode(b"caf\xe9")
    hand_in(course, odd, b"")
    two = submitted / "two" / STEM
    two.mkdir(parents=True)
    (two / "a.ipynb").write_text("{}")
    (two / "b.ipynb").write_text("{}")
    assert run(course) == 3
    assert verdict_of(course, "ada").repairs == [
        "The notebook was called my copy (1).ipynb."
    ]
    assert verdict_of(course, "ada").score == MAX_SCORE
    assert "is a link" in str(verdict_of(course, "mallory").reason)
    assert str(verdict_of(course, "caf\\xe9").reason) == "The file is empty."
    assert "2 other notebooks" in str(verdict_of(course, "two").reason)


def test_timestamps_reach_the_gradebook(course):
    from nbgrader.api import Gradebook

    for name, text in [("ada", "2026-11-20 10:00:00 UTC"), ("bob", "yesterday-ish")]:
        path = hand_in(course, name, b"{}")
        path.with_name("timestamp.txt").write_text(text)
    run(course)
    with Gradebook(sqlite_url(course.gradebook), "deep_learning") as book:
        assert str(book.find_submission(STEM, "ada").timestamp) == "2026-11-20 10:00:00"
        assert book.find_submission(STEM, "bob").timestamp is None


@pytest.mark.parametrize(
    ("told", "kept"), [("2026-11-21 10:00:00 UTC", "2026-11-21 10:00:00"), ("", "None")]
)
def test_a_time_that_is_told_later_reaches_the_gradebook(course, told, kept):
    from nbgrader.api import Gradebook

    for name in ("ada", "bob"):
        path = hand_in(course, name, answered())
        path.with_name("timestamp.txt").write_text("2026-11-20 10:00:00 UTC")
    run(course)
    before = book_of(course), record_of(course, "ada")
    stamp = path.with_name("timestamp.txt")  # bob's
    stamp.write_text(told) if told else stamp.unlink()
    assert run(course) == 0
    assert (book_of(course), record_of(course, "ada")) == before
    with Gradebook(sqlite_url(course.gradebook), "deep_learning") as book:
        assert str(book.find_submission(STEM, "bob").timestamp) == kept
        assert str(book.find_submission(STEM, "ada").timestamp) == "2026-11-20 10:00:00"


@pytest.mark.parametrize(
    ("words", "what"),
    [
        (["--submitted", "/nowhere/at/all"], "There is no folder"),
        (["--students", "nobody"], "nobody handed in no"),
        (["--jobs", "0"], "--jobs"),
        (["--cell-limit", "nan"], "limit"),
        (["--db", "no url"], "URL is not understood"),
        (["--db", "sqlite:////proc/none/book.db"], "No such file"),
    ],
)
def test_mistakes_end_in_one_sentence(course, words, what):
    hand_in(course, "ada", answered())
    with pytest.raises((CourseError, OSError), match=what):
        run(course, *words)


def test_an_empty_folder_says_what_a_submission_is(course):
    course.folder("submitted").mkdir(parents=True)
    with pytest.raises(CourseError, match=r"STUDENT/9_small/9_small\.ipynb"):
        run(course)


def test_a_gradebook_that_is_no_database_is_named(course):
    hand_in(course, "ada", answered())
    course.gradebook.write_text("this is a diary, " * 100)
    with pytest.raises(CourseError, match="cannot be used: file is not a database"):
        run(course)


def test_the_gradebook_is_in_write_ahead_mode(course):
    import sqlite3

    with Book(sqlite_url(course.gradebook)) as book:
        book.prepare(source.parse(TEXT, STEM))
    with sqlite3.connect(course.gradebook) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_a_bar_on_a_terminal(monkeypatch, capsys, course):
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    hand_in(course, "ada", b"")
    run(course)
    run(course)
    assert "100%" in capsys.readouterr().err


def test_the_isolated_engine_gives_the_same_scores(course):
    need_wall()
    hand_in(course, "ada", answered())
    hand_in(course, "bob", released())
    hand_in(course, "cleo", answered({**RIGHT, "root": "def root(x):\n    return 2"}))
    assert run(course, "--jobs", "1", "--engine", "isolated") == 0
    scores = {name: verdict_of(course, name).score for name in ("ada", "bob", "cleo")}
    assert scores == {"ada": MAX_SCORE, "bob": 0, "cleo": 5.5}
    path = course.folder("autograded") / "ada" / STEM / "verdict.json"
    assert Record.read(path).isolated


WAITS_ONCE = """\
import time
from pathlib import Path

def double(x):
    met = Path({met!r})
    if not met.exists():
        met.touch()
        time.sleep(30)
    return 2 * x
"""


def test_who_ran_out_of_time_without_computing_is_graded_again_alone(
    course, capsys, tmp_path
):
    waits = WAITS_ONCE.format(met=str(tmp_path / "met"))
    hand_in(course, "ada", answered({**RIGHT, "double": waits}))
    hand_in(course, "bob", answered())
    assert run(course, "--engine", "unsafe", "--case-limit", "2") == 0
    said = capsys.readouterr().out
    assert "once more, alone" in said
    assert said.index("[1/2] bob") < said.index("[2/2] ada")
    assert verdict_of(course, "ada").score == MAX_SCORE


@pytest.mark.parametrize(
    ("kind", "cpu_seconds", "is_again"),
    [("LATE", 5, True), ("LATE", 9, False), ("RAISED", 5, False)],
)
def test_only_what_ran_out_of_time_and_waited_is_graded_again(
    course, kind, cpu_seconds, is_again
):
    hand_in(course, "ada", answered({**RIGHT, "double": "def double(x):\n    1 / 0"}))
    assert run(course) == 0
    verdict = verdict_of(course, "ada")
    assert verdict.score < MAX_SCORE
    text = json.dumps(verdict.to_json()).replace("raised", Kind[kind].value)
    changed = {**json.loads(text), "seconds": 10.0, "cpu_seconds": cpu_seconds}
    verdict = SubmissionVerdict.from_json(changed)
    assert grade._may_have_starved(verdict) == is_again


def test_the_wall_is_on_the_verdict_in_the_summary_and_in_the_json(course, capsys):
    need_wall()
    hand_in(course, "ada", answered())
    hand_in(course, "bob", b"")
    told = course.root.parent / "told.json"
    assert run(course, "--engine", "isolated", "--wall", "landlock") == 3
    assert "Wall: landlock." in capsys.readouterr().out
    assert verdict_of(course, "ada").wall == "landlock"
    assert verdict_of(course, "bob").wall == ""  # nothing of it ran
    assert run(course, "--engine", "isolated", "--json", str(told)) == 3
    assert "1 of them" not in capsys.readouterr().out  # what stood still stands
    walls = {
        s["student"]: s["wall"] for s in json.loads(told.read_text())["submissions"]
    }
    assert walls == {"ada": "landlock", "bob": ""}


@pytest.mark.slow
def test_a_verdict_from_behind_another_wall_is_made_again(course):
    strongest = choice.machine().wall
    if strongest != "namespaces":
        pytest.skip("this machine gives no namespaces")
    hand_in(course, "ada", answered())
    for asked, found in (
        ("landlock", "landlock"),
        ("", "landlock"),  # it stands
        ("namespaces", "namespaces"),
        ("", "namespaces"),
    ):
        words = ["--wall", asked] if asked else []
        assert run(course, "--engine", "isolated", *words) == 0
        assert verdict_of(course, "ada").wall == found


def test_a_wall_that_cannot_stand_is_refused_before_anything_runs(course, monkeypatch):
    lacks = {"namespaces": "mounting /tmp: Permission denied", "landlock": ""}
    monkeypatch.setattr(choice, "machine", lambda: choice.Machine(lacks, 4))
    hand_in(course, "ada", answered())
    with pytest.raises(CourseError, match="Permission denied"):
        run(course, "--wall", "namespaces")
    with pytest.raises(CourseError, match="give one"):
        run(course, "--wall", "landlock", "--unsafe")
