"""Which exercises a change in a git repository touches."""

import subprocess

import pytest

from grader import source
from grader.proving import changed

TEXT = """\
# %% [markdown]
# Some words.

# %%
import math

# %%
OFFSET = 1

# %% solution add_one
def add_one(x):
    return x + OFFSET

# %% test add_one
with case("small numbers", points=1, message="Add one."):
    assert add_one(1) == 2

# %% solution double
def double(x):
    return 2 * x

# %% test double
with case("twice", points=1, message="Double it."):
    assert double(2) == 4
"""
PATH = "grader/assignments/9_sample.py"
BANK = "tests/answers/9_sample/double.py"


def git(root, *arguments):
    command = ["git", "-c", "user.name=t", "-c", "user.email=t@example.org"]
    subprocess.run([*command, *arguments], cwd=root, check=True, capture_output=True)


@pytest.fixture
def root(tmp_path):
    """A repository with one assignment and one answer, all committed."""
    write(tmp_path, PATH, TEXT)
    write(tmp_path, BANK, "# %% right a\n# a\n")
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "start")
    return tmp_path


def write(root, path, text):
    target = root / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text)


def touched(root, base="HEAD"):
    assignment = source.parse((root / PATH).read_text(), "9_sample")
    chosen = [(assignment, name) for name in assignment.exercises]
    return [name for _, name in changed.changed(chosen, base, root)]


def test_nothing_changed_touches_nothing(root):
    assert touched(root) == []


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("Some words.", "Other words, on\n# two lines.", []),
        ("OFFSET = 1", "OFFSET = 1.0", ["add_one"]),
        ("return 2 * x", "return x + x", ["double"]),
        ("double(2) == 4", "double(3) == 6", ["double"]),
        ("# %% solution double", "# %%\nunused = 0\n\n# %% solution double", []),
    ],
)
def test_a_change_of_the_text_touches_what_runs_it(root, old, new, expected):
    write(root, PATH, TEXT.replace(old, new))
    assert touched(root) == expected


def test_a_change_of_the_bank_touches_its_exercise(root):
    write(root, BANK, "# %% right b\n# b\n")
    assert touched(root) == ["double"]


def test_a_new_bank_touches_its_exercise(root):
    write(root, BANK.replace("double", "add_one"), "# %% right b\n# b\n")
    assert touched(root) == ["add_one"]


def test_a_removed_bank_touches_its_exercise(root):
    (root / BANK).unlink()
    assert touched(root) == ["double"]


def test_a_committed_change_counts_from_an_earlier_base(root):
    write(root, PATH, TEXT.replace("2 * x", "x * 2"))
    git(root, "commit", "-qam", "more")
    assert touched(root) == []
    assert touched(root, "HEAD~1") == ["double"]


def test_a_new_exercise_is_touched(root):
    more = TEXT.replace("double", "triple")
    write(root, PATH, TEXT + more[more.index("# %% solution triple") :])
    assert touched(root) == ["triple"]


def test_a_change_of_the_engine_or_coursekit_touches_everything(root):
    write(root, "grader/grading/job.py", "from grader.engines import engine\n")
    write(root, "grader/engines/engine.py", "")
    write(root, "notebooks/coursekit/data.py", "")
    git(root, "add", "-A")
    git(root, "commit", "-qam", "code")
    for path in ("grader/engines/engine.py", "notebooks/coursekit/data.py"):
        write(root, path, "pass\n")
        assert touched(root) == ["add_one", "double"]
        git(root, "checkout", "-q", "--", path)
        (root / path).unlink()
        assert touched(root) == ["add_one", "double"]
        git(root, "checkout", "-q", "--", path)
    assert touched(root) == []


def test_other_files_touch_nothing(root):
    write(root, "README.md", "words\n")
    write(root, "grader/reporting/report.py", "pass\n")
    assert touched(root) == []


def test_an_unknown_base_touches_everything(root):
    assert touched(root, "0" * 40) == ["add_one", "double"]
