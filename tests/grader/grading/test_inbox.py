"""What hostile files in `submitted/` do to a run: a refusal, never a wait or a leak."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path

import pytest

from grader import source
from grader.course import Course
from grader.grading import grade
from grader.submissions.failures import Kind
from grader.submissions.verdicts import Record, SubmissionVerdict
from tests.grader.small_class import STEM, TEXT, answered, hand_in, to_bytes

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="files of POSIX")


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Course:
    folder = tmp_path / "assignments"
    folder.mkdir()
    (folder / f"{STEM}.py").write_text(TEXT)
    real = source.load
    monkeypatch.setattr(source, "load", lambda stem: real(stem, folder))
    return Course(tmp_path / "workspace")


def run(course: Course) -> int:
    parser = argparse.ArgumentParser()
    grade.add_arguments(parser)
    words = [STEM, "--course", str(course.root), "--engine", "kernel", "--seed", "1"]
    return grade.main(parser.parse_args(words))


def verdict_of(course: Course, student: str) -> SubmissionVerdict:
    path = course.folder("autograded") / student / STEM / "verdict.json"
    return Record.read(path).verdict


@pytest.mark.timeout(60)
def test_a_timestamp_that_nobody_writes_or_that_has_no_end_stops_nothing(course):
    os.mkfifo(hand_in(course, "ada", b"").with_name("timestamp.txt"))
    with hand_in(course, "bob", b"").with_name("timestamp.txt").open("wb") as file:
        file.truncate(3 * 2**30)
    stamp = hand_in(course, "eve", b"").with_name("timestamp.txt")
    stamp.symlink_to("/dev/zero")
    assert run(course) == 3
    for student in ("ada", "bob", "eve"):
        assert str(verdict_of(course, student).reason) == "The file is empty."


@pytest.mark.timeout(60)
def test_notebooks_that_are_no_files_of_the_students_are_refused(course):
    submitted = course.folder("submitted")
    hand_in(course, "ada", b"").unlink()
    os.mkfifo(submitted / "ada" / STEM / f"{STEM}.ipynb")
    other = course.root / "other"
    (other / STEM).mkdir(parents=True)
    (other / STEM / f"{STEM}.ipynb").write_bytes(to_bytes(answered()))
    (submitted / "mallory").symlink_to(other)
    path = hand_in(course, "eve", b"")
    path.unlink()
    path.hardlink_to(other / STEM / f"{STEM}.ipynb")
    assert run(course) == 3
    assert str(verdict_of(course, "ada").reason) == "The submission is a pipe, no file."
    assert "is a link" in str(verdict_of(course, "mallory").reason)
    assert "hard link" in str(verdict_of(course, "eve").reason)


def test_names_of_folders_reach_no_terminal_as_they_are(course, capfd):
    hostile = "ada\x1b[2J\x07\nbob 4 of 4\u202egpj\u200b"
    hand_in(course, hostile, b"")
    assert run(course) == 3
    said = "".join(capfd.readouterr())
    for character in ("\x1b", "\x07", "\u202e", "\u200b"):
        assert character not in said
    assert not [line for line in said.splitlines() if line.startswith("bob")]
    assert r"ada\x1b[2J\x07\nbob 4 of 4\u202egpj\u200b" in said
    assert verdict_of(course, hostile).student == hostile


def test_folders_whose_names_look_alike_are_left_to_a_person(course):
    for name in ("ada", "\u0430da", "ben"):
        hand_in(course, name, b"")
    assert run(course) == 3
    reasons = [verdict_of(course, n).reason.kind for n in ("ada", "\u0430da", "ben")]
    assert reasons == [Kind.ALIKE_NAME, Kind.ALIKE_NAME, Kind.EMPTY_FILE]
    (course.root / "roster.csv").write_text("student\nada\nben\n")
    (course.root / "course.toml").write_text('[course]\nroster = "roster.csv"\n')
    course = Course(course.root)
    assert run(course) == 3
    reasons = [verdict_of(course, n).reason.kind for n in ("ada", "\u0430da", "ben")]
    assert reasons == [Kind.EMPTY_FILE, Kind.ALIKE_NAME, Kind.EMPTY_FILE]


def test_nor_do_they_in_the_sentence_of_a_mistake(course):
    hostile = "nobody\x1b]0;title\x07"
    hand_in(course, "ada", b"")
    words = [sys.executable, "-m", "grader", "grade", STEM, "--students", hostile]
    told = subprocess.run(
        [*words, "--course", str(course.root), "--unsafe"],
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(grade.__file__).parents[2],
    )
    assert told.returncode == 2
    assert "\x1b" not in told.stderr
