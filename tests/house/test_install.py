"""`pip install .` into an environment of its own gives the `grader` command."""

import os
import shutil
import site
import subprocess
import sys
import venv
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[2]
PARTS = ("grader", "data_scripts", "notebooks/coursekit")


def run(*command, cwd):
    result = subprocess.run(
        [str(word) for word in command],
        cwd=cwd,
        env={k: v for k, v in os.environ.items() if k != "PYTHONPATH"},
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
        run(
            python, "-m", "pip", "install", "--quiet", "--no-deps", source, cwd=tmp_path
        )
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
