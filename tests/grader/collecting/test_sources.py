"""Folders from which nothing is collected, and exports that lie in a folder."""

import pytest

from grader.course import CourseError
from tests.grader.collecting.test_collect import nb, run, submitted
from tests.grader.collecting.test_whose import write
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
