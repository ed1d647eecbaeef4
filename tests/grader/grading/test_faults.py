"""Faults of the machine: each ends in one sentence or is survived, none costs points."""

from __future__ import annotations

import ast
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import threading
import time
from pathlib import Path

import psutil
import pytest

from grader import source
from grader.course import REPOSITORY, Course
from grader.engines.engine import Limits
from grader.engines.isolated import IsolatedExecutor
from grader.isolation import linux
from grader.source import notebooks
from tests.conftest import need_wall
from tests.grader.grading.test_pool import RUN
from tests.grader.small_class import MAX_SCORE, STEM, TEXT, answered, hand_in
from tests.walls.launcher import open_interpreter

needs_root = pytest.mark.skipif(
    not linux.is_root() or not shutil.which("unshare"),
    reason="mounting needs root and the unshare command",
)


@pytest.fixture
def course(tmp_path: Path) -> Course:
    (tmp_path / "text.py").write_text(TEXT)
    (tmp_path / "run.py").write_text(RUN)
    return Course(tmp_path / "workspace")


def words(course: Course, engine: str = "kernel") -> list[str]:
    folder = course.root.parent
    script = folder / "run.py"
    script.write_text(RUN.replace("kernel", engine))
    return [sys.executable, str(script), str(folder / "text.py"), str(course.root)]


def environment(**more: str) -> dict[str, str]:
    paths = [str(REPOSITORY), str(REPOSITORY / "notebooks")]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(paths), **more}


def finish(command: list[str], **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, env=environment(**more), capture_output=True, text=True, check=False
    )


def assert_one_sentence(told: str) -> None:
    lines = [line for line in told.splitlines() if line.strip()]
    lines = [line for line in lines if not line.startswith("Settings: ")]
    assert len(lines) == 1, told
    assert lines[0].startswith("grader: ")
    assert "Traceback" not in told


@needs_root
def test_a_read_only_workspace_is_one_sentence(course: Course) -> None:
    hand_in(course, "ada", answered())
    place = str(course.root)
    mount = f"mount --bind {place} {place} && mount -o remount,bind,ro {place}"
    done = finish(
        ["unshare", "-m", "sh", "-c", f'{mount} && "$@"', "-", *words(course)]
    )
    assert done.returncode == 2, done.stderr
    assert_one_sentence(done.stderr)
    assert "Read-only file system" in done.stderr


@needs_root
def test_a_full_disk_is_one_sentence_and_the_same_command_goes_on(
    course: Course,
) -> None:
    for number in range(12):  # refused ones, which need no engine
        hand_in(course, f"s{number}", b"no notebook")
    place = course.root
    script = (
        f"cp -r {place}/submitted {place}.kept && "
        f"mount -t tmpfs -o size=500k none {place} && "
        f"mv {place}.kept {place}/submitted && "
        '"$@"; echo "first $?"; '
        f'mount -o remount,size=50m {place}; "$@"; echo "second $?"; '
        f"ls {place}/autograded/*/*/verdict.json | wc -l; "
        f"find {place} -name '.*.tmp*' | wc -l"
    )
    done = finish(["unshare", "-m", "sh", "-c", script, "-", *words(course)])
    lines = done.stdout.splitlines()
    assert "first 2" in lines, done.stdout + done.stderr
    assert "second 3" in lines, done.stdout + done.stderr
    assert [line.strip() for line in lines[-2:]] == ["12", "0"]
    assert_one_sentence(done.stderr)
    assert "full" in done.stderr or "No space" in done.stderr


@pytest.mark.slow
def test_a_gradebook_that_another_process_locks_is_waited_for(course: Course) -> None:
    hand_in(course, "ada", b"no notebook")
    assert finish(words(course)).returncode == 3
    hand_in(course, "bob", b"no notebook either")
    lock = sqlite3.connect(course.gradebook, isolation_level=None, timeout=30)
    lock.execute("BEGIN EXCLUSIVE")
    held = threading.Timer(4.0, lambda: None)
    held.start()
    process = subprocess.Popen(
        words(course),
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    held.join()
    assert process.poll() is None, "it did not wait for the lock"
    lock.execute("ROLLBACK")
    lock.close()
    told, _ = process.communicate(timeout=60)
    assert process.returncode == 3, told
    assert "locked" not in told


NOTEBOOK = """
# %%
import time
from coursekit import case
# %% solution f
### BEGIN SOLUTION
time.sleep(1.5)
def f(x): return 2 * x
### END SOLUTION
# %% test f
with case("f", points=1, message="m") as rng:
    assert f(2) == 4
"""


def small_notebook():
    return notebooks.instructor_notebook(source.parse(NOTEBOOK, "small"))


def test_a_zygote_killed_midway_costs_no_points(isolated_executor) -> None:
    isolated_executor.zygote.open().close()
    before = isolated_executor.zygote.starts
    (inner,) = psutil.Process(isolated_executor.zygote.pid).children()
    threading.Timer(0.7, inner.kill).start()
    run = isolated_executor.execute(small_notebook(), seed=1, limits=Limits())
    assert isolated_executor.zygote.starts == before + 1
    isolated_executor.zygote.starts = before  # the attacks count deaths of their own
    assert run.problem is None
    assert [cell.score for cell in run.cells] == [1]


@pytest.mark.slow
def test_a_shared_zygote_killed_midway_costs_no_points(isolated_executor) -> None:
    with (
        IsolatedExecutor() as owner,
        IsolatedExecutor(shared=owner.warm_up()) as sharer,
    ):
        run = sharer.execute(small_notebook(), seed=1, limits=Limits())
        assert [cell.score for cell in run.cells] == [1]
        assert sharer.zygote.starts == 0
        (inner,) = psutil.Process(owner.zygote.pid).children()
        threading.Timer(0.7, inner.kill).start()
        run = sharer.execute(small_notebook(), seed=1, limits=Limits())
        assert run.problem is None
        assert [cell.score for cell in run.cells] == [1]
        assert sharer.zygote.starts == 1


def test_a_clock_that_jumps_changes_nothing(isolated_executor, monkeypatch) -> None:
    draw = random.Random(3)
    monkeypatch.setattr(time, "time", lambda: draw.uniform(-1e9, 4e9))
    run = isolated_executor.execute(small_notebook(), seed=1, limits=Limits())
    assert [cell.score for cell in run.cells] == [1]
    assert 1 < run.seconds < 60


TIMED = [
    *(
        path
        for folder in ("isolation", "examining", "engines")
        for path in (REPOSITORY / "grader" / folder).glob("*.py")
    ),
    *((REPOSITORY / "grader/grading").glob("[!g]*.py")),  # grade tells the hour
]


@pytest.mark.parametrize("path", TIMED, ids=lambda path: path.stem)
def test_no_limit_is_measured_by_a_clock_that_can_jump(path: Path) -> None:
    text = path.read_text()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            assert (node.value.id, node.attr) != ("time", "time"), node.lineno
            assert node.value.id not in ("datetime", "date"), node.lineno


@pytest.mark.slow
def test_a_thousand_empty_submissions_take_no_more_memory_than_ten(
    course: Course,
) -> None:
    for number in range(1000):
        hand_in(course, f"s{number:04d}", b"")
    process = psutil.Popen(words(course), env=environment(), stdout=subprocess.DEVNULL)
    seen: list[int] = []
    while process.poll() is None:
        done = len(list((course.root / "autograded").glob("*")))
        if done >= 50:
            seen.append(process.memory_info().rss)
        time.sleep(0.25)
    assert process.returncode == 3
    assert len(list(course.folder("autograded").glob("*/*/verdict.json"))) == 1000
    assert seen[-1] - seen[0] < 25e6, [round(s / 1e6) for s in seen]


@pytest.mark.slow
@pytest.mark.skipif(
    not linux.is_root() or not shutil.which("setpriv"), reason="needs root, setpriv"
)
def test_an_ordinary_user_grades_in_isolation(course: Course, tmp_path: Path) -> None:
    """A copy of the project that belongs to nobody, graded by nobody."""
    need_wall()
    hand_in(course, "ada", answered())
    home = Path("/tmp") / f"grader-user-{os.getpid()}"
    try:
        home.mkdir()
        for name in ("grader", "notebooks/coursekit", "tests"):
            shutil.copytree(
                REPOSITORY / name,
                home / name,
                ignore=shutil.ignore_patterns("__pycache__", "answers", "*.ipynb"),
            )
        shutil.copytree(course.root.parent, home / "course", dirs_exist_ok=True)
        subprocess.run(["chown", "-R", "65534:65534", str(home)], check=True)
        command = open_interpreter()
        command += ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]
        theirs = Course(home / "course" / "workspace")
        command += words(theirs, "isolated")
        paths = os.pathsep.join([str(home), str(home / "notebooks")])
        done = subprocess.run(
            command,
            cwd=home,
            env={
                "PATH": os.environ["PATH"],
                "HOME": str(home),
                "PYTHONPATH": paths,
                "COURSE_DATA": str(REPOSITORY / "datasets"),
            },
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        assert f"{MAX_SCORE:g} of {MAX_SCORE:g}" in done.stdout
        assert (home / "course/workspace/gradebook.db").stat().st_uid == 65534
        assert STEM in done.stdout
    finally:
        shutil.rmtree(home, ignore_errors=True)
