"""Paths and atomic writes."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from grader.course import REPOSITORY, Course, atomic_path, write_text
from grader.course.terminal import counted


def test_the_layout_is_nbgraders(tmp_path):
    course = Course(tmp_path)
    assert (
        course.notebook("submitted", "1_x", "ann")
        == tmp_path / "submitted/ann/1_x/1_x.ipynb"
    )
    assert course.notebook("source", "1_x") == tmp_path / "source/1_x/1_x.ipynb"
    assert course.gradebook.parent == course.folder("report").parent == tmp_path


def test_a_text_is_written_whole_with_plain_newlines(tmp_path):
    path = tmp_path / "new" / "file.txt"
    write_text(path, "a\nü\n")
    assert path.read_bytes() == "a\nü\n".encode()
    assert list(path.parent.iterdir()) == [path]


def test_an_interrupted_write_leaves_the_old_file(tmp_path):
    path = tmp_path / "file.txt"
    write_text(path, "old")
    with pytest.raises(KeyboardInterrupt), atomic_path(path) as temporary:
        temporary.write_text("half")
        raise KeyboardInterrupt
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="Linux has /dev/full")
def test_a_full_disk_is_told_with_the_path(tmp_path):
    path = tmp_path / "file.txt"
    with (
        pytest.raises(OSError, match=re.escape(f"No space left on device: '{path}'")),
        atomic_path(path),
    ):
        Path("/dev/full").write_text("more than there is room for")
    assert list(tmp_path.iterdir()) == []


def test_one_thing_is_counted_in_the_singular():
    assert [counted(n, "file") for n in (0, 1, 2, 1_000)] == [
        "0 files",
        "1 file",
        "2 files",
        "1,000 files",
    ]


@pytest.mark.parametrize("module", ["grader", "coursekit"])
def test_a_terminal_that_lacks_a_letter_gets_an_escape(module, tmp_path):
    """A German Windows console, a server without a locale: cp1252, ASCII."""
    name = str(tmp_path / "jürgen–日本.ipynb")
    done = subprocess.run(
        [sys.executable, "-m", module, "check", name],
        capture_output=True,
        text=True,
        cwd=REPOSITORY,
        env={
            **os.environ,
            "PYTHONIOENCODING": "ascii",
            "PYTHONPATH": str(REPOSITORY / "notebooks"),
        },
        check=False,
    )
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert "\\u65e5" in done.stderr
