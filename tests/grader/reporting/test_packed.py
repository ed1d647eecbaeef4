"""Feedback pages are packed so that an LMS knows whose they are.

Read back by the rules of the importers: Moodle splits each part of a path at
underscores and wants a number second and a plugin third; Canvas takes the first two
numbers of a file's name for the user and the attachment.
"""

import argparse
import json
import zipfile

import pytest

from grader.collecting.entries import Entry, report_path
from grader.course import write_text
from grader.reporting import feedback, packed
from tests.grader.small_class import STEM
from tests.grader.verdict_store import store, verdict


def moodle_user(path):
    """(number of the participant, name of the file) or None."""
    parts = path.split("/")
    while parts:
        info = parts.pop(0).split("_", 4)
        if len(info) < 4 or not info[1].isdigit():
            continue
        if (info[2], info[3]) != ("assignsubmission", "file"):
            continue
        return info[1], "/".join([info[4] if len(info) > 4 else "", *parts]).strip("/")
    return None


def canvas_user(path):
    """(number of the user, number of the attachment)."""
    numbers = [part for part in path.split("/")[-1].split("_") if part.isdigit()]
    return tuple(numbers[:2])


@pytest.mark.parametrize(
    "path",
    [
        "Ada Byron_1001_assignsubmission_file_/nb.ipynb",
        "Ada Byron_1001_assignsubmission_file/deep/nb.ipynb",
        "Ada Byron_1001_assignsubmission_file_nb.ipynb",
        "course/Ada Byron_1001_assignsubmission_file_/nb.ipynb",
    ],
)
def test_moodle_finds_whose_a_page_is(path):
    name = packed.name_in_zip(Entry(path=path), STEM)
    assert moodle_user(name) == ("1001", f"{STEM}.html")


@pytest.mark.parametrize(
    "path", ["byronada_22_333_nb-2.ipynb", "sub/byronada_LATE_22_333_my_nb.ipynb"]
)
def test_canvas_finds_whose_a_page_is(path):
    assert canvas_user(packed.name_in_zip(Entry(path=path), STEM)) == ("22", "333")


@pytest.mark.parametrize("path", ["", "ada/nb.ipynb", "ada.ipynb"])
def test_a_folder_of_ones_own_names_nobody_to_an_lms(path):
    assert packed.name_in_zip(Entry(path=path), STEM) == ""


def test_the_verb_packs_and_names_whom_it_cannot(tmp_path, capsys, monkeypatch):
    from grader import source
    from grader.course import Course
    from tests.grader.small_class import TEXT

    monkeypatch.setattr(source, "load", lambda stem: source.parse(TEXT, stem))
    course = Course(tmp_path / "workspace")
    for student in ("ada", "ben", "zoe"):
        store(course, verdict(student))
    entries = {
        "ada": {"path": "Ada_7_assignsubmission_file_/x.ipynb"},
        "ben": {"path": "Ben_8_assignsubmission_file_/x.ipynb"},
    }
    write_text(report_path(course, STEM), json.dumps({"students": entries}))
    parser = argparse.ArgumentParser()
    feedback.add_arguments(parser)
    words = [STEM, "--pack", "--course", str(course.root)]
    assert feedback.main(parser.parse_args(words)) == 0
    out = capsys.readouterr().out
    assert "2 pages are packed" in out
    assert out.strip().endswith("names them: zoe.")
    with zipfile.ZipFile(course.folder("feedback") / f"{STEM}.zip") as archive:
        found = {
            moodle_user(name)[0]: archive.read(name) for name in archive.namelist()
        }
    page = course.folder("feedback") / "ada" / STEM / f"{STEM}.html"
    assert found.keys() == {"7", "8"}
    assert found["7"] == page.read_bytes()
