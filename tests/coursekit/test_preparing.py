"""Missing data are prepared by the first cell, once, and never while being graded."""

import pytest
from coursekit import preparing

SCRIPT = """\
from pathlib import Path
for name in ("glyphs/large_images.npy", "glyphs_png/small/a", "text/wiki.txt", "text/english.txt"):
    path = Path("datasets", name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("x")
print("glyphs: ready")
"""


@pytest.fixture
def course(tmp_path, monkeypatch):
    """An empty course folder; `script` becomes its data_scripts."""
    monkeypatch.delenv("COURSE_DATA", raising=False)
    monkeypatch.delenv("COURSE_BUDGET", raising=False)
    monkeypatch.delenv("PYTHONPATH", raising=False)  # where the real scripts are
    monkeypatch.setattr(
        preparing, "__file__", str(tmp_path / "notebooks/coursekit/p.py")
    )
    monkeypatch.setattr(
        preparing, "data_path", lambda *parts: _existing(tmp_path / "datasets", parts)
    )

    def write(script):
        folder = tmp_path / "data_scripts"
        folder.mkdir(exist_ok=True)
        (folder / "__main__.py").write_text(script)
        return tmp_path

    return write


def _existing(root, parts):
    path = root.joinpath(*parts)
    if not path.exists():
        raise FileNotFoundError(path)
    return path


def test_missing_data_are_prepared_once(course, capsys):
    folder = course(SCRIPT)
    preparing.prepare_data()
    assert "preparing them once" in capsys.readouterr().out
    assert (folder / "datasets/text/wiki.txt").exists()
    course("raise SystemExit(3)")
    preparing.prepare_data()
    assert capsys.readouterr().out == ""


def test_a_failure_ends_in_one_sentence_with_the_reason(course):
    course(
        "print('fonts ...')\nprint('The network cannot be reached.')\nraise SystemExit(1)"
    )
    with pytest.raises(preparing.DataMissingError) as caught:
        preparing.prepare_data()
    assert str(caught.value) == (
        "The data could not be prepared (The network cannot be reached). Connect to the "
        "internet and run this cell again, or copy the folder `datasets` of a computer "
        "that has it beside the folder `notebooks`."
    )


def test_scripts_that_leave_something_out_are_noticed(course):
    course("print('ready')")
    with pytest.raises(preparing.DataMissingError, match="missing afterwards"):
        preparing.prepare_data()


def test_without_scripts_it_says_so(course, monkeypatch):
    monkeypatch.setattr(preparing, "find_spec", lambda name: None)
    with pytest.raises(preparing.DataMissingError, match="data_scripts is missing"):
        preparing.prepare_data()


@pytest.mark.parametrize("name", ["COURSE_DATA", "COURSE_BUDGET"])
def test_nothing_is_prepared_in_grading_or_where_data_are_elsewhere(
    course, monkeypatch, name, capsys
):
    course("raise SystemExit(1)")
    monkeypatch.setenv(name, "grade")
    preparing.prepare_data()
    assert capsys.readouterr().out == ""
