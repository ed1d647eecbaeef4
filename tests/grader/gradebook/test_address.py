"""A gradebook's URL is checked in one sentence, in which no secret stands."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from traitlets.config import PyFileConfigLoader

from grader.course import Course, CourseError
from grader.gradebook import address
from grader.gradebook.book import Book
from grader.gradebook.scores import read_scores
from grader.releasing import release

SECRET = f"hunter{random.SystemRandom().randrange(10**9)}"
URLS = (
    f"postgresql+psycopg://me:{SECRET}@127.0.0.1:1/x",
    f"postgresql+psycopg://me:a/{SECRET}#b@127.0.0.1:1/x",
    f"postgresql+psycopg://me@127.0.0.1:1/x?password={SECRET}",
    f"postgresql+psycopg://me:y@127.0.0.1:1/x?sslpassword={SECRET}",
    f"postgresql+psycopg://me:{SECRET}@127.0.0.1:1x/x",
    f"postgresql+psycopg://me:{SECRET}@[::1:1/x",
    f"postgresql+nodriver://me:{SECRET}@h/x",
    f"mysql+nodriver://me:{SECRET}@h/x",
    f"mysql://me:{SECRET}@h/x",
    f"postgres://me:{SECRET}@h/x",
    SECRET,
)


@pytest.mark.parametrize("url", URLS, ids=range(len(URLS)))
def test_a_url_that_leads_nowhere_is_told_without_its_password(url: str, tmp_path):
    (tmp_path / "course.toml").write_text(f"course.database = '{url}'\n")
    for use in (lambda: Book(url), lambda: read_scores(Course(tmp_path), "1_notmnist")):
        with pytest.raises(CourseError) as told:
            use()
        assert SECRET not in str(told.value)
        assert "\n" not in str(told.value)


def test_what_is_no_secret_is_shown():
    assert address.shown("sqlite:////course/gradebook.db").endswith("gradebook.db")
    assert "127.0.0.1:1/x" in address.shown(URLS[0])


def test_nbgraders_settings_hold_no_password_and_follow_course_toml(tmp_path: Path):
    path = release.write_config(Course(tmp_path))
    for url in (URLS[0], "sqlite:////elsewhere/x.db"):
        (tmp_path / "course.toml").write_text(f"course.database = '{url}'\n")
        assert SECRET not in path.read_text()
        loaded = PyFileConfigLoader(path.name, path=str(tmp_path)).load_config()
        assert loaded.CourseDirectory.db_url == url


def test_nbgraders_settings_move_with_their_folder(tmp_path: Path):
    release.write_config(Course(tmp_path / "first"))
    second = (tmp_path / "first").rename(tmp_path / "second")
    loaded = PyFileConfigLoader("nbgrader_config.py", path=str(second)).load_config()
    assert loaded.CourseDirectory.db_url == f"sqlite:///{second}/gradebook.db"


@pytest.mark.parametrize("name", ["a?b", "a#b", "a%41b", "two words", "ä"])
def test_a_gradebook_lies_in_its_course_however_that_is_called(
    name: str, tmp_path: Path
):
    course = Course(tmp_path / name)
    with Book(course.database):
        pass
    assert course.gradebook.is_file()
    assert [path.name for path in tmp_path.iterdir()] == [name]
