"""Two assignments and a course of its own, for the tests of collecting."""

import pytest

from grader import source
from grader.course import Course
from tests.grader.small_class import STEM, TEXT

OTHER = "8_other"
OTHER_TEXT = (
    TEXT.replace("double", "triple")
    .replace("root", "cube")
    .replace("Why two?", "Why three?")
)


@pytest.fixture(autouse=True)
def assignments(monkeypatch):
    texts = {STEM: TEXT, OTHER: OTHER_TEXT.replace("A small", "Another small")}
    monkeypatch.setattr(source, "stems", lambda: sorted(texts))

    def load(stem):
        if stem not in texts:
            raise source.NoAssignmentError(f"No assignment is called '{stem}'.")
        return source.parse(texts[stem], stem)

    monkeypatch.setattr(source, "load", load)


@pytest.fixture
def course(tmp_path):
    return Course(tmp_path / "workspace")
