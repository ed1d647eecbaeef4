"""A wheel, installed into an environment of its own, gives a `grader` that grades."""

import os
import shutil
import site
import subprocess
import sys
import venv
from pathlib import Path

import pytest

from grader.course.places import data_root

REPOSITORY = Path(__file__).parents[2]
PARTS = ("grader", "data_scripts", "notebooks/coursekit", "tests/answers")


STEM = "1_notmnist"
# Among the packages that a notebook may read lie the hidden tests.
SPY = """
import grader
from pathlib import Path
from grader.engines.engine import Limits
from grader.engines.isolated import IsolatedExecutor
from nbformat.v4 import new_code_cell, new_notebook
there = Path(grader.__file__).parent / "assignments"
cell = new_code_cell(
    "import os\\n"
    "from pathlib import Path\\n"
    f"place = Path({str(there)!r})\\n"
    "try:\\n"
    "    print(type(os.listdir(place)))\\n"
    "except OSError as error:\\n"
    "    found = list(place.parents[1].rglob('*_notmnist*'))\\n"
    "    print(type(error).__name__, len(found))\\n"
)
with IsolatedExecutor() as executor:
    run = executor.execute(new_notebook(cells=[cell]), seed=1, limits=Limits())
print(run.notebook.cells[0].outputs[0].text)
"""


def run(*command, cwd, **environment):
    result = subprocess.run(
        [str(word) for word in command],
        cwd=cwd,
        env={k: v for k, v in os.environ.items() if k != "PYTHONPATH"}
        | {name: str(value) for name, value in environment.items()},
        capture_output=True,
        text=True,
        timeout=280,
    )
    assert result.returncode == 0, f"{result.stdout}\n{result.stderr}"
    return result.stdout


@pytest.mark.slow
def test_the_command_and_the_files_that_it_needs_are_installed(tmp_path):
    source = tmp_path / "source"
    for part in PARTS:
        keep_out = shutil.ignore_patterns("__pycache__")
        shutil.copytree(REPOSITORY / part, source / part, ignore=keep_out)
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(REPOSITORY / name, source)
    home = tmp_path / "environment"
    venv.create(home, with_pip=True, symlinks=True)
    binaries = home / ("Scripts" if os.name == "nt" else "bin")
    python = binaries / "python"
    try:
        pip = [python, "-m", "pip"]
        run(*pip, "wheel", "--quiet", "--no-deps", source, cwd=tmp_path)
        (wheel,) = tmp_path.glob("*.whl")
        run(*pip, "install", "--quiet", "--no-deps", wheel, cwd=tmp_path)
    except AssertionError as error:
        if "No matching distribution" in str(error):
            pytest.skip("setuptools cannot be fetched: there is no package index")
        raise
    # What the packages depend on comes from the environment of these tests.
    (target,) = home.glob("lib/python*/site-packages")
    (target / "borrowed.pth").write_text("\n".join(site.getsitepackages()))
    told = run(binaries / "grader", "--help", cwd=tmp_path)
    assert "check" in told
    assert "grade" in told
    code = (
        "import coursekit.seeds, grader.pages, grader.source, data_scripts as d, pathlib;"
        "print(coursekit.seeds.STYLE.is_file(), grader.source.stems(),"
        "any(grader.pages.TEMPLATES.iterdir()),"
        "(pathlib.Path(d.__file__).parent / 'sources.toml').is_file(),"
        "coursekit.__file__)"
    )
    seen = run(python, "-c", code, cwd=tmp_path)
    assert "2_logistic_regression" in seen
    assert "False" not in seen
    assert str(target) in seen
    assert sys.executable != str(python)
    if sys.platform != "linux":
        pytest.skip("student code can be isolated on Linux alone")
    course = tmp_path / "course"
    course.mkdir()
    told = run(binaries / "grader", "demo", STEM, cwd=course, COURSE_DATA=data_root())
    (best,) = [line for line in told.splitlines() if line.startswith("ada  ")]
    points, most = best.split()[-1].split("/")
    assert float(points) == float(most) > 0
    assert (course / "workspace" / "demo" / "gradebook.db").is_file()
    assert not (course / "workspace" / "submitted").exists()  # it is nobody's
    assert not (target / "workspace").exists()
    spied = run(python, "-c", SPY, cwd=course, COURSE_DATA=data_root())
    assert spied.split() == ["FileNotFoundError", "0"]
