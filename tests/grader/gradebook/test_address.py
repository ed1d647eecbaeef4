"""A gradebook's URL is checked in one sentence, in which no secret stands."""

from __future__ import annotations

import random
import stat
import sys
from pathlib import Path

import pytest

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


@pytest.mark.parametrize("url", URLS)
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
    assert not address.is_secret("sqlite:////course/gradebook.db")
    assert all(address.is_secret(url) for url in URLS[:4])


@pytest.mark.skipif(sys.platform == "win32", reason="modes of POSIX")
@pytest.mark.parametrize(("url", "private"), [(URLS[0], True), ("", False)])
def test_nbgraders_settings_with_a_password_are_for_their_owner(
    url: str, private: bool, tmp_path: Path
):
    (tmp_path / "course.toml").write_text(f"course.database = '{url}'\n")
    path = release.write_config(Course(tmp_path))
    others = stat.S_IMODE(path.stat().st_mode) & 0o077
    assert (others == 0) is private
    assert (SECRET in path.read_text()) is private
