"""The gradebook on a real PostgreSQL server, started by the test."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from grader.course import Course, CourseError
from grader.gradebook.book import Book
from grader.submissions.failures import NOT_REACHED
from tests.grader.gradebook.test_book import verdict, write_at_once
from tests.grader.grading.test_pool import command
from tests.grader.small_class import STEM, answered, assignment, hand_in

pytestmark = pytest.mark.postgres


def _binary(name):
    places = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), reverse=True)
    return next(iter(places), None) or shutil.which(name)


def _reason_to_skip():
    if _binary("initdb") is None or _binary("postgres") is None:
        return "no PostgreSQL server: apt-get install postgresql"
    if os.getuid() == 0 and "postgres" not in {u.pw_name for u in pwd.getpwall()}:
        return "PostgreSQL refuses to run as root and there is no user 'postgres'"
    return ""


@pytest.fixture(scope="module")
def server():
    """The URL of an empty database."""
    reason = _reason_to_skip()
    if reason:
        pytest.skip(reason)
    # Not below pytest's own folder: that is closed to the user postgres, and another
    # run of the tests that starts meanwhile closes it again.
    folder = Path(tempfile.mkdtemp(prefix="postgres-"))
    as_user = {}
    if os.getuid() == 0:
        user = pwd.getpwnam("postgres")
        as_user = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
        os.chown(folder, user.pw_uid, user.pw_gid)
    data = folder / "data"
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    subprocess.run(
        [_binary("initdb"), "-D", data, "-U", "grader", "-A", "trust", "-N"],
        check=True, capture_output=True, cwd=folder, **as_user,
    )  # fmt: skip
    process = subprocess.Popen(
        [_binary("postgres"), "-D", data, "-p", str(port), "-k", folder, "-F",
         "-c", "listen_addresses=127.0.0.1"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=folder, **as_user,
    )  # fmt: skip
    try:
        ready = [_binary("pg_isready"), "-h", "127.0.0.1", "-p", str(port), "-t", "20"]
        for _ in range(100):
            if subprocess.run(ready, capture_output=True, check=False).returncode == 0:
                break
        yield f"postgresql+psycopg://grader:secret@127.0.0.1:{port}/postgres"
    finally:
        process.terminate()
        process.wait(30)
        shutil.rmtree(folder)


def test_verdicts_reach_a_server_and_a_regrade_replaces_them(server):
    with Book(server) as book:
        book.prepare(assignment())
        book.prepare(assignment())  # entering it twice changes nothing
        for number in range(5):
            book.record(STEM, verdict(f"s{number}"), blank=frozenset(), is_new=True)
        failed = verdict("s3", failure=NOT_REACHED)
        book.record(STEM, failed, blank=frozenset({"answer_why"}), is_new=True)
    with Book(server) as book:
        scores = book.scores(STEM)
    assert scores == {"s0": 8.5, "s1": 8.5, "s2": 8.5, "s3": 0.0, "s4": 8.5}


def test_a_server_that_is_not_there_is_named_without_its_password():
    url = "postgresql+psycopg://grader:hunter2@127.0.0.1:1/postgres"
    with pytest.raises(CourseError, match="cannot be used") as told:
        Book(url)
    assert "hunter2" not in str(told.value)


def test_writers_that_meet_at_every_step_wait_for_each_other(server):
    with create_engine(server, isolation_level="AUTOCOMMIT").connect() as connection:
        connection.execute(text("CREATE DATABASE met"))
        connection.engine.dispose()
    write_at_once(server.replace("/postgres", "/met"))


@pytest.mark.slow
def test_two_graders_write_into_one_server_at_once(server, tmp_path):
    """Disjoint students of one assignment, which both graders enter first."""
    classes = [[f"{side}{number}" for number in range(6)] for side in ("p", "q")]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([".", "notebooks"])}
    graders = []
    for students in classes:
        folder = tmp_path / students[0]
        folder.mkdir()
        course = Course(folder / "workspace")
        for student in students:
            hand_in(course, student, answered())
        words = [*command(folder, course), "--db", server]
        text = (folder / "run.py").read_text()
        text = text.replace('"--jobs", "2"', '*sys.argv[3:], "--jobs", "1"')
        (folder / "run.py").write_text(text)
        graders.append(
            subprocess.Popen(
                words,
                env=environment,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
            )
        )
    try:
        said = [grader.communicate(timeout=240)[0] for grader in graders]
    finally:
        for grader in graders:
            grader.kill()
    assert [grader.returncode for grader in graders] == [0, 0], said
    with Book(server) as book:
        scores = book.scores(STEM)
    students = [student for side in classes for student in side]
    assert {s: scores.get(s) for s in students} == dict.fromkeys(students, 8.5), said
