"""The students' zip in an environment that holds its pinned requirements alone.

The tests run where an instructor's packages lie as well; what a student lacks shows only
here.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import venv
import zipfile

import nbformat
import pytest

from grader.course.places import data_root
from grader.install import environment_python
from grader.releasing import package
from grader.source import stems
from grader.source.marks import marks_of

REPOSITORY = package.REPOSITORY
NAMED = re.compile(r"python -m ([a-z_]+)")
TRAINING = """\
import numpy as np
import tensorflow as tf
from coursekit import train

weight = tf.Variable(0.0)


def step(numbers):
    weight.assign_add(tf.reduce_mean(numbers))
    return weight * weight


history = train(step, [np.ones(64, "float32")], steps=40, batch_size=8)
"""
# Runs in the new environment: notebook in, what its cells put out as JSON on stdout.
RUNNER = """\
import json, sys
import nbformat
from nbclient import NotebookClient

notebook = nbformat.read(sys.argv[1], 4)
NotebookClient(notebook, timeout=240, kernel_name="python3").execute()
said = [output for cell in notebook.cells for output in cell.get("outputs", [])]
streams = [output for output in said if output.output_type == "stream"]
print(json.dumps([[stream.name, stream.text] for stream in streams]))
"""


def run(*command, cwd):
    """The command's output, in an environment that knows nothing of this repository."""
    hidden = {"PYTHONPATH", "CI", "COURSE_BUDGET", "VIRTUAL_ENV"}
    kept = {name: value for name, value in os.environ.items() if name not in hidden}
    result = subprocess.run(
        [str(word) for word in command],
        cwd=cwd,
        env=kept | {"COURSE_DATA": str(data_root())},
        capture_output=True,
        text=True,
        timeout=600,
    )
    assert result.returncode == 0, f"{result.stdout}\n{result.stderr}"
    return result.stdout


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """The unpacked zip of a student, with `.venv` beside it as the README makes it."""
    folder = tmp_path_factory.mktemp("student")
    archive = package.write_package(folder / "course.zip")
    zipfile.ZipFile(archive).extractall(folder)
    desk = folder / package.TOP
    venv.create(desk / ".venv", with_pip=True, symlinks=os.name != "nt")
    pip = [environment_python(desk / ".venv"), "-m", "pip", "install", "--quiet"]
    try:
        run(*pip, "--require-hashes", "-r", "requirements.txt", cwd=desk)
    except AssertionError as error:
        if "No matching distribution" in str(error):
            pytest.skip("the packages cannot be fetched: there is no package index")
        raise
    yield desk
    shutil.rmtree(desk / ".venv")  # two gigabytes, which pytest would keep for days


def given_part(path):
    """What stands above the first answer, and a short training below it."""
    notebook = nbformat.read(path, 4)
    cells = notebook.cells
    answer = next(i for i, cell in enumerate(cells) if marks_of(cell).solution)
    notebook.cells = [*cells[:answer], nbformat.v4.new_code_cell(TRAINING)]
    return notebook


@pytest.mark.slow
@pytest.mark.timeout(900)  # the first one makes the environment
@pytest.mark.parametrize("stem", stems())
def test_given_cells_and_a_training_warn_of_nothing(desk, stem):
    path = desk / "notebooks" / "given.ipynb"
    nbformat.write(given_part(desk / "notebooks" / f"{stem}.ipynb"), path)
    python = environment_python(desk / ".venv")
    said = json.loads(run(python, "-c", RUNNER, path, cwd=path.parent))
    assert [text for name, text in said if name == "stderr"] == []
    told = "".join(text for name, text in said if name == "stdout")
    assert "Warning" not in told
    assert "seed 133" in told  # setup() says its versions
    assert "training: 100%" in told, "the progress line is for everybody"


def test_what_the_students_pages_start_is_theirs():
    pages = [*(REPOSITORY / "notebooks").glob("*.md"), REPOSITORY / "docs/editors.md"]
    named = {name for page in pages for name in NAMED.findall(page.read_text())}
    pins = (REPOSITORY / "requirements.txt").read_text(encoding="utf-8")
    pinned = set(re.findall(r"^([a-z0-9_-]+)==", pins, re.MULTILINE))
    in_the_zip = {part for name, _ in package.members() for part in name.split("/")}
    assert {"jupyterlab", "coursekit"} <= named
    assert named <= pinned | in_the_zip | sys.stdlib_module_names | {"pip"}
