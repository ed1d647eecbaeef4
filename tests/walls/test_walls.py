"""Machines without namespaces: what is said there, and what the second wall holds."""

from __future__ import annotations

import json
import os
import shutil
import sys
from pathlib import Path

import pytest

from grader import source
from grader.course import prepared
from grader.engines import choice
from grader.engines.engine import Limits
from grader.engines.isolated import IsolatedExecutor
from grader.source import notebooks
from tests.conftest import need_wall
from tests.walls import launcher

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="filters of Linux")
# Whoever is root also tries it as somebody else.
USERS = [None, launcher.NOBODY] if os.name == "posix" and os.geteuid() == 0 else [None]
# One for each thing that the second wall holds in its own way.
HANDFUL = (
    *("abstract_socket", "kill_everything", "left_session", "network_loopback"),
    *("read_course", "slow_others", "write_course"),
)


@pytest.fixture
def places():
    """Homes of those who were somebody else, gone afterwards."""
    before = set(Path("/tmp").glob("home-*"))
    yield
    for home in set(Path("/tmp").glob("home-*")) - before:
        shutil.rmtree(home, ignore_errors=True)


def wall_there(kind: str, uid: int | None) -> choice.Machine:
    text = (
        "import json; from dataclasses import asdict; from grader.engines import choice;"
        "print(json.dumps(asdict(choice.machine())))"
    )
    done = launcher.run(kind, "-c", text, uid=uid)
    assert done.returncode == 0, done.stderr
    return choice.Machine(**json.loads(done.stdout))


@pytest.mark.usefixtures("places")
@pytest.mark.parametrize("uid", USERS)
@pytest.mark.parametrize(
    ("kind", "said"),
    [
        (launcher.FORBIDDEN, "making namespaces: Operation not permitted"),
        (launcher.HOLLOW, "mounting /: Permission denied"),
    ],
)
def test_without_namespaces_the_second_wall_stands(kind, said, uid):
    need_wall(choice.LANDLOCK)
    found = wall_there(kind, uid)
    assert found.wall == choice.LANDLOCK
    assert found.lacks[choice.NAMESPACES] == said


def test_without_landlock_too_there_is_none():
    found = wall_there(launcher.BARE, None)
    assert found.wall == choice.REFUSED
    assert "Landlock" in found.lacks[choice.LANDLOCK]


@pytest.mark.slow
@pytest.mark.usefixtures("places")
def test_an_ordinary_user_without_namespaces_holds_a_handful_of_attacks(tmp_path):
    need_wall(choice.LANDLOCK)
    done = launcher.run(
        launcher.HOLLOW,
        *("-m", "pytest", "-q", "-p", "no:cacheprovider", "-k", " or ".join(HANDFUL)),
        *("-m", "not slow", "tests/attacks/test_attacks.py"),
        uid=USERS[-1],
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"{len(HANDFUL)} passed" in done.stdout


QUICK = "1_notmnist"  # it hands over files, folders and links as well


@pytest.mark.parametrize("wall", choice.WALLS)
@pytest.mark.parametrize(
    "stem",
    [
        pytest.param(stem, marks=[] if stem == QUICK else [pytest.mark.nightly])
        for stem in source.stems()
    ],
)
def test_the_reference_has_every_point_behind_each_wall(stem, wall):
    lacks = choice.machine().lacks[wall]
    if wall == choice.NAMESPACES and lacks:
        pytest.skip(lacks)
    need_wall(wall)
    assignment = source.load(stem)
    if lacking := prepared.missing(assignment.text):
        pytest.skip(f"python -m data_scripts --exam makes {', '.join(lacking)}")
    notebook = notebooks.instructor_notebook(assignment)
    with IsolatedExecutor(wall=wall) as executor:
        run = executor.execute(notebook, seed=1, limits=Limits())
    assert run.problem is None
    cases = [(c.grade_id, case) for c in run.cells for case in c.cases]
    lost = [f"{cell}: {c.name}: {c.message}" for cell, c in cases if not c.passed]
    assert cases
    assert not lost, "\n".join(lost)
