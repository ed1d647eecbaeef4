"""What instructors and authors are told to run, in order, on a copy of the course."""

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.docs.test_commands import commands

REPOSITORY = Path(__file__).parents[2]
PAGE = REPOSITORY / "docs" / "instructors.md"
NEEDED = ("grader", "notebooks", "data_scripts", "tests/answers")
STEM = "1_notmnist"
STUDENTS = {"Ada Byron": "12345", "Ben Hur": "12346"}
WORKSHEET = "Identifier,Full name,Email address,Status,Grade,Maximum Grade\n" + "".join(
    f"Participant {number},{name},,Submitted,,73.00\n"
    for name, number in STUDENTS.items()
)
# What ends otherwise than with 0, and what is said then.
OTHERWISE = {"package --solutions": (2, "--anyway")}
PROMISED = (
    "deep_learning_course.zip",
    f"collected/{STEM}.json",
    "gradebook.db",
    "report/index.html",
    "export/Grades-Assignment-1.csv",
)


@pytest.fixture
def copy(tmp_path):
    """A course of its own, what an LMS exported, and last year's workspace."""
    course = tmp_path / "course"
    for name in NEEDED:
        shutil.copytree(
            REPOSITORY / name, course / name, ignore=shutil.ignore_patterns("*.pyc")
        )
    for name in ("pyproject.toml", "README.md", "LICENSE", "requirements.txt"):
        shutil.copy(REPOSITORY / name, course)
    (course / "datasets").symlink_to((REPOSITORY / "datasets").resolve())
    (course / "Grades-Assignment-1.csv").write_text(WORKSHEET)
    downloads = tmp_path / "Downloads"
    downloads.mkdir()
    with zipfile.ZipFile(downloads / "submissions.zip", "w") as archive:
        for name, number in STUDENTS.items():
            folder = f"{name}_{number}_assignsubmission_file_"
            archive.write(
                course / "notebooks" / f"{STEM}.ipynb", f"{folder}/{STEM}.ipynb"
            )
    return course


def run(words, course):
    home = course.parent
    paths = os.pathsep.join([str(course), str(course / "notebooks")])
    return subprocess.run(
        [sys.executable, "-m", "grader", *(w.replace("~", str(home)) for w in words)],
        cwd=course,
        env={**os.environ, "HOME": str(home), "PYTHONPATH": paths},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.slow
def test_the_commands_of_a_term_do_what_the_page_says(copy):
    _, _, text = PAGE.read_text(encoding="utf-8").partition("## 2. Release")
    text, _, _ = text.partition("## Which wall")
    printed = [words for words, in_sentence in commands(text) if not in_sentence]
    assert len(printed) >= 14
    for words in printed:
        if "--before" in words:
            shutil.copytree(copy / "workspace", copy.parent / "2026" / "workspace")
        done = run(words, copy)
        code, said = OTHERWISE.get(" ".join(words[:2]), (0, ""))
        told = f"grader {' '.join(words)}\n{done.stdout}{done.stderr}"
        assert done.returncode == code, told
        assert said in done.stdout + done.stderr, told
    for name in PROMISED:
        assert (copy / "workspace" / name).exists(), name


@pytest.mark.slow
def test_the_commands_of_an_author_do_what_the_page_says(copy):
    text = (REPOSITORY / "docs" / "authoring.md").read_text(encoding="utf-8")
    text, _, _ = text.partition("## An exercise in five cells")
    printed = [words for words, in_sentence in commands(text) if not in_sentence]
    assert [words[0] for words in printed] == ["new", "build", "prove", "execute"]
    for words in printed:
        done = run(words, copy)
        assert done.returncode == 0, f"{words}\n{done.stdout}{done.stderr}"
    assert (copy / "notebooks" / "7_attention.ipynb").is_file()
    assert (copy / "workspace" / "executed" / "7_attention.ipynb").is_file()
