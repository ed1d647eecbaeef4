"""Missing data are the machine's fault: told at once, never graded as a student's."""

import pytest

from data_scripts import record
from grader import source
from grader.course import CourseError, prepared


@pytest.fixture
def data(tmp_path, monkeypatch):
    folder = tmp_path / "data"
    (folder / "text").mkdir(parents=True)
    monkeypatch.setenv("COURSE_DATA", str(folder))
    return folder


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            'x = load_exam("glyphs")',
            ["exam/glyphs_images.npy", "exam/glyphs_labels.npy"],
        ),
        ("data = load_glyphs(num_train=5)", ["glyphs"]),
        ('load_text("wiki", num_chars=budget(5, 6))', ["text/wiki.txt"]),
        ('data_path("text", "questions-words.txt")', ["text/questions-words.txt"]),
        ('data_path("words", f"test_{kind}.npy")', ["words"]),
        ('data_path("archives", ARCHIVE)', ["archives"]),
        ('data_path("made_by_the_notebook")', []),
        ("print(1)", []),
    ],
)
def test_what_a_text_reads_is_found(data, text, names):
    assert prepared.missing(text) == names
    for name in names:
        (data / name).parent.mkdir(parents=True, exist_ok=True)
        (data / name).touch()
    assert prepared.missing(text) == []


@pytest.mark.parametrize("stem", source.stems())
def test_the_six_assignments_name_data_that_are_prepared(stem):
    assert prepared.missing(source.load(stem).text) == []


def test_a_file_that_was_cut_off_is_as_good_as_missing(data):
    """`large_images.npy` cut to 20 MB cost the reference answers 5 points of 95."""
    path = data / "text" / "wiki.txt"
    path.write_text("a text " * 100)
    record.enter(data, "text", {}, [path])
    text = 'load_text("wiki")'
    assert prepared.missing(text) == []
    path.write_text("a text " * 99)
    assert prepared.missing(text) == ["text/wiki.txt"]
    with pytest.raises(CourseError, match=r"damaged: text/wiki\.txt"):
        prepared.require([text])
    assert prepared.missing('load_text("english")') == ["text/english.txt"]
