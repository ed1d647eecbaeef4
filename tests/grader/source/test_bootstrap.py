"""The first cell finds the course wherever a notebook is opened, or says what to do."""

import subprocess
import sys
import zipfile

import pytest
from coursekit.loopback import LoopbackServer

from grader.source import bootstrap

THEN = "\nimport coursekit\nprint(coursekit.WHERE)"


@pytest.fixture
def archive(tmp_path):
    """A zip as students get it, with next to nothing inside."""
    path = tmp_path / "made" / "deep_learning_course.zip"
    path.parent.mkdir()
    with zipfile.ZipFile(path, "w") as file:
        file.writestr(
            "deep_learning_course/notebooks/coursekit/__init__.py", "WHERE = __file__"
        )
    return path


def run(folder, text, **environment):
    """Run the cell as a kernel in this folder would, with nothing installed (-S)."""
    folder.mkdir(exist_ok=True)
    result = subprocess.run(
        [
            sys.executable,
            "-I",
            "-S",
            "-c",
            f"import sys; sys.path.insert(0, '')\n{text}{THEN}",
        ],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
    )
    return result.stdout.strip(), result.stderr.strip()


def test_in_the_courses_folder_it_does_nothing(tmp_path):
    package = tmp_path / "here" / "coursekit"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text("WHERE = 'beside'")
    assert run(tmp_path / "here", bootstrap.cell_text()) == ("beside", "")


def test_from_the_folder_above_it_finds_the_package(tmp_path):
    package = tmp_path / "top" / "notebooks" / "coursekit"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text("WHERE = 'below'")
    assert run(tmp_path / "top", bootstrap.cell_text()) == ("below", "")


def test_a_zip_beside_the_notebook_is_unpacked(tmp_path, archive):
    alone = tmp_path / "alone"
    alone.mkdir()
    (alone / archive.name).write_bytes(archive.read_bytes())
    out, err = run(alone, bootstrap.cell_text())
    assert out.endswith("deep_learning_course/notebooks/coursekit/__init__.py"), err


def test_the_zip_is_fetched_from_its_address(tmp_path, archive):
    with LoopbackServer({archive.name: archive.read_bytes()}) as web:
        text = bootstrap.TEXT.format(address=web.url(archive.name))
        out, err = run(tmp_path / "alone", text)
    assert out.endswith("deep_learning_course/notebooks/coursekit/__init__.py"), err


def test_offline_and_alone_one_sentence_says_what_to_do(tmp_path):
    text = bootstrap.TEXT.format(address="http://127.0.0.1:9/no.zip")
    out, err = run(tmp_path / "alone", text)
    assert out.startswith("The course could not be fetched: ")
    assert err.endswith(
        "ModuleNotFoundError: Put deep_learning_course.zip beside this notebook (on "
        "Colab: Files, Upload), then run this cell again."
    )


def test_the_address_is_built_in():
    assert "'https://host/a.zip'" in bootstrap.cell_text("https://host/a.zip")
