"""What lies beside a notebook comes along: bounded, and never over a link."""

import os

import pytest

from grader import source
from grader.engines.engine import Limits
from grader.engines.in_kernel import KernelExecutor
from grader.grading import job
from grader.submissions import beside
from grader.submissions.beside import files_beside
from tests.grader.small_class import RIGHT, STEM, TEXT, answered, to_bytes

SOFT = b"def soft(x):\n    return 2 * x\n"
FILES = {"data.csv": b"3,4", "soft.py": SOFT}
ANSWERS = {
    **RIGHT,
    "double": "from soft import soft\ndef double(x):\n    return soft(x)",
    "root": "import os\ntext = open('data.csv').read()\n"
    "def root(x):\n    if x == 4:\n        os._exit(0)\n    return x ** 0.5",
}


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "submitted" / "ada" / STEM
    folder.mkdir(parents=True)
    (folder / f"{STEM}.ipynb").write_bytes(b"{}")
    for name, data in FILES.items():
        (folder / name).write_bytes(data)
    return folder


def found(folder):
    return files_beside(folder.parents[1], folder / f"{STEM}.ipynb")


def test_files_come_along_but_no_link_and_nothing_that_is_not_theirs(folder, tmp_path):
    (folder / "timestamp.txt").write_text("2027-01-15")
    (folder / ".hidden").write_text("x")
    (folder / "second.ipynb").write_text("x")
    (folder / "package").mkdir()
    assert found(folder) == (FILES, [])
    (tmp_path / "secret").write_text("hidden tests")
    (folder / "link.py").symlink_to(tmp_path / "secret")
    (folder / "linked").symlink_to(tmp_path)
    os.mkfifo(folder / "pipe")
    files, told = found(folder)
    assert files == FILES
    (sentence,) = told
    assert "link.py" in sentence
    assert "pipe" in sentence


def test_they_are_bounded_and_what_is_left_out_is_told(folder, monkeypatch):
    monkeypatch.setattr(beside, "MOST_BYTES", 2**20)
    with (folder / "large.bin").open("wb") as file:
        file.truncate(2**30)
    files, told = found(folder)
    assert files == FILES
    assert "large.bin" in told[0]
    monkeypatch.setattr(beside, "MOST_FILES", 1)
    files, told = found(folder)
    assert list(files) == ["data.csv"]
    assert "large.bin, soft.py" in told[0]


def task(files):
    data = to_bytes(answered(ANSWERS))
    return job.Job("ada", STEM, TEXT, data, 1, Limits(), "isolated", files=files)


def test_a_job_carries_them_and_is_another_with_them():
    carried = job.Job.from_bytes(task(FILES).to_bytes())
    assert carried == task(FILES)
    hashes = [task(f).submission_hash for f in (FILES, {}, {"soft.py": SOFT + b" "})]
    assert len(set(hashes)) == 3


def failing(verdict):
    cases = (case for cell in verdict.cells for case in cell.cases)
    return {case.name for case in cases if not case.passed}


def test_code_imports_and_reads_them_also_in_a_kernel_that_starts_again(
    isolated_executor, monkeypatch
):
    monkeypatch.setattr(source, "load", lambda stem: source.parse(TEXT, stem))
    verdict = job.grade_submission(task(FILES), isolated_executor).verdict
    assert verdict.status == "graded"
    assert failing(verdict) == {"of four"}  # it ends its process there
    verdict = job.grade_submission(task({}), isolated_executor).verdict
    assert {"doubles", "of squares"} <= failing(verdict)


@pytest.mark.slow
def test_a_plain_kernel_has_them_too():
    verdict = job.grade_submission(task(FILES), KernelExecutor()).verdict
    assert failing(verdict) == {"of four"}
