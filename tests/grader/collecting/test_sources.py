"""Folders from which nothing is collected, and exports that lie in a folder."""

import pytest

from grader.course import CourseError
from tests.grader.collecting.test_collect import fates, nb, pack, run, stamp, submitted
from tests.grader.collecting.test_whose import ADAS, MALLORY, write
from tests.grader.small_class import STEM


@pytest.mark.parametrize(
    ("inside", "words"),
    [
        (".", "is the course's own folder"),
        ("..", "holds the course's own folder"),
        ("submitted", "lies in 'submitted' of the course"),
        ("submitted/ada", "lies in 'submitted' of the course"),
        ("autograded", "lies in 'autograded' of the course"),
        ("source", "lies in 'source' of the course"),
    ],
)
def test_a_folder_of_the_course_itself_is_refused(course, inside, words):
    files = {f"{step}/ada/{STEM}/{STEM}.ipynb": nb()
             for step in ("source", "submitted", "autograded")}  # fmt: skip
    write(course.root, files)
    with pytest.raises(CourseError, match=words):
        run(course, course.root / inside)
    assert not course.folder("collected").exists()


def test_a_link_to_the_course_is_the_course(course, tmp_path):
    write(course.root, {f"submitted/ada/{STEM}/{STEM}.ipynb": nb()})
    (tmp_path / "link").symlink_to(course.folder("submitted"))
    with pytest.raises(CourseError, match="lies in 'submitted'"):
        run(course, tmp_path / "link")


def test_what_was_downloaded_into_the_course_is_collected(course):
    write(course.root, {"downloaded/ada/x.ipynb": nb(), "downloaded/ben/x.ipynb": nb()})
    run(course, course.folder("downloaded"))
    assert sorted(submitted(course)) == ["ada", "ben"]


def test_a_disk_with_hardly_any_notebook_is_refused_in_one_sentence(course, tmp_path):
    litter = {f"photos/{number}.jpg": b"" for number in range(2_000)}
    folder = write(tmp_path / "in", {**litter, "ada/x.ipynb": nb()})
    words = r"2,001 files, most of them in 'photos', of which 1 may be a notebook"
    with pytest.raises(CourseError, match=words):
        run(course, folder)
    assert not course.root.exists()


def test_a_class_that_hands_in_many_files_is_collected(course, tmp_path):
    files = {f"s{n}/data/{k}.txt": b"" for n in range(25) for k in range(80)}
    files |= {f"s{n}/x.ipynb": nb() for n in range(25)}
    run(course, write(tmp_path / "in", files))
    assert len(submitted(course)) == 25


MOODLE = {
    "Ada Byron_41_assignsubmission_file_/x.ipynb": ADAS,
    "Catherine_43_assignsubmission_file_/y.ipynb": nb(),
}
CANVAS = {"byronada_41_100_x.ipynb": ADAS, "catherine_43_101_x.ipynb": nb()}


@pytest.mark.parametrize("place", ["", "section A/"])
@pytest.mark.parametrize("members", [MOODLE, CANVAS], ids=["moodle", "canvas"])
def test_an_export_that_lies_in_a_folder_is_read_as_one(
    members, place, course, tmp_path
):
    folder = write(tmp_path / "in", {f"{place}notes.pdf": b"%PDF"})
    pack(folder / place / "Course-HW 1-17.zip", members)
    report = run(course, folder)
    names = {"byronada_41", "catherine_43"}
    if members is MOODLE:
        names = {"ada_byron_41", "catherine_43"}
        assert stamp(course, "ada_byron_41").startswith("2027-01-15 12:00:00")
    assert set(submitted(course)) == names
    assert fates(report)[f"{place}notes.pdf"] == "ignored"


def test_an_export_beside_files_of_students_has_to_be_named(course, tmp_path):
    folder = write(tmp_path / "in", {"ben.ipynb": nb()})
    pack(folder / "all.zip", MOODLE)
    report = run(course, folder, code=3)
    assert fates(report) == {"all.zip": "refused", "ben.ipynb": "taken"}
    assert any("collect it by name" in row["why"] for row in report["files"])
    run(course, folder / "all.zip")
    assert sorted(submitted(course)) == ["ada_byron_41", "ben", "catherine_43"]


@pytest.mark.parametrize(
    "place",
    ["mallory/work.zip", f"{STEM}_mallory.zip", "Mallory_66_assignsubmission_file_/x.zip"],
)  # fmt: skip
def test_a_students_own_zip_is_no_export_whatever_its_names(place, course, tmp_path):
    (tmp_path / "r.csv").write_text("student;name;lms_id\nab01;Ada Byron;41\nmallory;;66\n")  # fmt: skip
    folder = write(tmp_path / "in", {place: b""})
    pack(folder / place, {"Ada Byron_41_assignsubmission_file_/x.ipynb": MALLORY})
    run(course, folder, "--roster", tmp_path / "r.csv")
    assert submitted(course) == {"mallory": MALLORY}


def test_a_notebook_that_is_called_like_one_of_canvas_stays_its_students(
    course, tmp_path
):
    (tmp_path / "in").mkdir()
    pack(tmp_path / "in" / "ada.zip", {"hw_1_2_final.ipynb": nb()})
    run(course, tmp_path / "in")
    assert sorted(submitted(course)) == ["ada"]
