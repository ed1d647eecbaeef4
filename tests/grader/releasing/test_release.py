"""What leaves the house: the release and the students' zip hold nothing secret."""

import argparse
import re
import zipfile
from pathlib import Path

import nbformat
import pytest

from grader import source
from grader.authoring import build
from grader.course import Course, CourseError
from grader.course.places import stems as real_stems
from grader.releasing import package, release
from grader.source import notebooks
from tests.grader.small_class import STEM, TEXT

SECRETS = ("secret_expectation", "A secret rubric", "return 2 * x", "math.sqrt(x)")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """One course for all tests here: nbgrader takes seconds to make a gradebook."""
    return tmp_path_factory.mktemp("course")


@pytest.fixture
def course(folder, monkeypatch):
    """A course of one small assignment, with notebooks/ in a temporary place."""
    monkeypatch.setattr(source, "load", lambda stem: source.parse(TEXT, stem))
    monkeypatch.setattr(source, "stems", lambda: [STEM])
    known = [*real_stems(), *source.stems()]
    monkeypatch.setattr("grader.course.settings.stems", lambda: known)
    monkeypatch.setattr(build, "NOTEBOOKS", folder / "notebooks")
    return Course(folder / "workspace")


@pytest.fixture
def released(course):
    """The released notebook's path; nbgrader runs for the first test only."""
    path = course.notebook("release", STEM)
    return path if path.is_file() else release.release(STEM, course)


def test_the_release_is_the_students_notebook(released):
    released = nbformat.read(released, 4)
    built = nbformat.read(build.NOTEBOOKS / f"{STEM}.ipynb", 4)
    assert [c.source for c in released.cells] == [c.source for c in built.cells]
    assert [c.id for c in released.cells] == [c.id for c in built.cells]


def test_the_release_holds_no_secret_and_keeps_what_is_shown(released):
    text = released.read_text()
    for secret in SECRETS:
        assert secret not in text
    assert "Replace this line with your answer" in text
    assert "Look at math.sqrt." in text


def test_the_release_is_known_to_nbgraders_gradebook(released, course):
    from nbgrader.api import Gradebook

    with Gradebook(f"sqlite:///{course.gradebook}") as book:
        notebook = book.find_notebook(STEM, STEM)
        assert notebook.max_code_score == 8.5
        assert notebook.max_written_score == 3


def test_releasing_again_mends_what_was_damaged(
    released, course, monkeypatch, tmp_path, capsys
):
    before = released.read_bytes()
    released.write_text("damaged")
    monkeypatch.chdir(tmp_path)
    parser = argparse.ArgumentParser()
    release.add_arguments(parser)
    assert release.main(parser.parse_args(["--course", str(course.root)])) == 0
    assert f"{STEM}.ipynb" in capsys.readouterr().out
    assert released.read_bytes() == before
    assert tmp_path == Path.cwd()


def test_what_nbgrader_refuses_is_one_sentence(course, monkeypatch):
    from nbgrader.apps import NbGraderAPI

    monkeypatch.setattr(
        NbGraderAPI,
        "generate_assignment",
        lambda *a, **k: {"success": False, "error": "Traceback\nValueError: no"},
    )
    with pytest.raises(CourseError, match="could not release 9_small: ValueError: no"):
        release.release(STEM, course)


def test_a_full_disk_is_no_old_database(course, monkeypatch):
    from nbgrader.apps import NbGraderAPI

    monkeypatch.setattr(
        NbGraderAPI, "generate_assignment", lambda *a, **k: {"success": False}
    )
    monkeypatch.setattr(release, "LEAST_FREE", 2**70)
    with pytest.raises(OSError, match="No space left on device"):
        release.release(STEM, course)


def test_a_release_that_wrote_nothing_is_told(course, monkeypatch, tmp_path):
    monkeypatch.setattr(release, "_run_nbgrader", lambda stem, course: None)
    with pytest.raises(CourseError, match="released nothing"):
        release.release(STEM, Course(tmp_path))


def test_the_settings_can_be_read_by_nbgrader(course):
    loaded = release._load_config(release.write_config(course))
    assert loaded.ClearSolutions.code_stub == {"python": notebooks.STUB}


# The students' zip, made of the real files.


@pytest.fixture(scope="module")
def real_members(tmp_path_factory):
    """What goes into the zip, with notebooks built from the sources just now."""
    root = tmp_path_factory.mktemp("zip")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(build, "NOTEBOOKS", root / "notebooks")
        for stem in source.stems():
            build.build(stem, Course(root / "workspace"))
    return [
        (name, root / "notebooks" / path.name if path.suffix == ".ipynb" else path)
        for name, path in package.members()
    ]


@pytest.fixture
def zipped(real_members, tmp_path, monkeypatch):
    """The real zip; a drift of the notebooks is another test's matter."""
    monkeypatch.setattr(build, "check", lambda stems: None)
    monkeypatch.setattr(package, "members", lambda: iter(real_members))
    return package.write_package(tmp_path / "students.zip")


def every_text(path):
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def test_the_zip_holds_what_a_student_needs(zipped):
    names = {name.split("/", 1)[1] for name in every_text(zipped)}
    wanted = {"README.md", "LICENSE", "requirements.txt", "data_scripts/__main__.py"}
    wanted |= {"notebooks/coursekit/__init__.py", "notebooks/coursekit/course.mplstyle"}
    wanted |= {f"notebooks/{stem}.ipynb" for stem in source.stems()}
    assert wanted <= names
    assert not [name for name in names if name.startswith(("grader", "tests", "."))]


def secret_and_open(assignment):
    """(lines only an instructor has, lines that students have too), from the source."""
    secret, opened = set(), set()
    marks = f"{source.BEGIN_SOLUTION}.*?{source.END_SOLUTION}"
    rubric = f"{source.BEGIN_MARK_SCHEME}.*?{source.END_MARK_SCHEME}"
    for cell in assignment.cells:
        hidden = re.findall(f"(?s){marks}|{rubric}", cell.source)
        shown = re.sub(f"(?s){marks}|{rubric}", "", cell.source)
        if cell.kind == "hidden":
            hidden, shown = [cell.source], ""
        secret |= {line.strip() for part in hidden for line in part.splitlines()}
        opened |= {line.strip() for line in shown.splitlines()}
    return {line for line in secret if len(line) > 15}, opened


@pytest.mark.parametrize("stem", source.stems())
def test_no_solution_no_hidden_test_and_no_rubric_is_in_the_zip(zipped, stem):
    texts = every_text(zipped)
    name = next(name for name in texts if name.endswith(f"{stem}.ipynb"))
    cells = nbformat.reads(texts[name], 4).cells
    given = {line.strip() for cell in cells for line in cell.source.splitlines()}
    secret, opened = secret_and_open(source.load(stem))
    assert len(secret - opened) > 50
    assert given & (secret - opened) == set()
    for mark in ("HIDDEN TESTS", "BEGIN SOLUTION", "MARK SCHEME"):
        assert mark not in texts[name]
    assert not any(cell.get("outputs") for cell in cells)


def test_equal_files_give_an_equal_zip(zipped, tmp_path):
    again = package.write_package(tmp_path / "again.zip")
    assert again.read_bytes() == zipped.read_bytes()


def test_the_files_carry_the_date_of_the_release(zipped, tmp_path, monkeypatch):
    def dates(path):
        with zipfile.ZipFile(path) as archive:
            return {info.date_time for info in archive.infolist()}

    assert all(date[0] >= 2026 for date in dates(zipped))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1800000000")
    again = package.write_package(tmp_path / "again.zip")
    assert dates(again) == {(2027, 1, 15, 8, 0, 0)}
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "tomorrow")
    with pytest.raises(CourseError, match="seconds since 1970"):
        package.write_package(tmp_path / "never.zip")
    assert not (tmp_path / "never.zip").exists()


def test_a_drifted_notebook_is_not_packed(tmp_path, monkeypatch):
    monkeypatch.setattr(build, "NOTEBOOKS", tmp_path)
    with pytest.raises(CourseError, match="make build"):
        package.write_package(tmp_path / "out" / "students.zip")
    assert not (tmp_path / "out").exists()


def test_an_interrupted_zip_leaves_nothing(tmp_path, monkeypatch):
    monkeypatch.setattr(build, "check", lambda stems: None)

    def interrupted():
        yield "README.md", package.REPOSITORY / "LICENSE"
        raise KeyboardInterrupt

    monkeypatch.setattr(package, "members", interrupted)
    with pytest.raises(KeyboardInterrupt):
        package.write_package(tmp_path / "students.zip")
    assert list(tmp_path.iterdir()) == []


def test_the_verb_says_how_many_files(zipped, tmp_path, capsys):
    parser = argparse.ArgumentParser()
    package.add_arguments(parser)
    target = tmp_path / "mine.zip"
    assert package.main(parser.parse_args(["--output", str(target)])) == 0
    assert f"{len(every_text(target))} files" in capsys.readouterr().out
