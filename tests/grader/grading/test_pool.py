"""The pool: deaths, delays and kills cost nothing but time."""

import dataclasses
import os
import random
import signal
import subprocess
import sys
import threading
import time

import psutil
import pytest

from grader.course import Course
from grader.engines.engine import Limits
from grader.grading import pool
from grader.grading.job import Job, Result, grade_safely
from grader.submissions.failures import Failure, Kind
from tests.grader.grading.test_grade import book_of
from tests.grader.small_class import (
    MAX_SCORE,
    RIGHT,
    STEM,
    TEXT,
    answered,
    hand_in,
    to_bytes,
)

LIMITS = Limits(cell_s=20, case_s=5)


def job(student, notebook=None, **changes):
    data = b"" if notebook is None else to_bytes(notebook)
    fields = Job(student, STEM, TEXT, data, 7, LIMITS, "kernel")
    return dataclasses.replace(fields, **changes)


def test_jobs_and_results_survive_the_wire():
    one = job("ada", answered(), notes=("A note.",))
    assert Job.from_bytes(one.to_bytes()) == one
    result = dict_of(pool.grade_all([job("ada")], 1))["ada"]
    assert Result.from_bytes(result.to_bytes()) == result


def dict_of(pairs):
    return {one.student: result for one, result in pairs}


def test_jobs_are_taken_as_workers_become_free():
    taken, most = [], 0

    def jobs():
        for number in range(12):
            taken.append(number)
            yield job(f"s{number}")

    for ended, _ in enumerate(pool.grade_all(jobs(), 2)):
        most = max(most, len(taken) - ended)
    assert len(taken) == 12
    assert most <= 3


def test_a_worker_grades_the_next_while_a_result_is_written_down():
    with pool.Pool(1) as running:
        idle = [
            running._workers[0].job is None
            for _ in running.run(job(f"s{number}") for number in range(3))
        ]
    assert idle == [False, False, True]


def test_a_worker_that_dies_is_replaced_and_its_submission_graded():
    slow = answered(
        {**RIGHT, "predict_sum": "import time\ntime.sleep(1.5)\npredicted_sum = 4"}
    )
    running = pool.Pool(1)
    threading.Timer(2.0, lambda: os.kill(running._workers[0].process.pid, 9)).start()
    try:
        seen = {
            one.student: result.verdict
            for one, result in running.run([job("ada", slow), job("bob")])
        }
    finally:
        running.close()
    assert seen["ada"].score == MAX_SCORE
    assert seen["bob"].reason == Failure(Kind.EMPTY_FILE)


def test_a_worker_that_overstays_twice_quarantines_its_submission(monkeypatch):
    # The engine's own limit is looser than the pool's here, so the pool has to act.
    monkeypatch.setattr(pool, "SPARE_S", -29.0)
    endless = answered({**RIGHT, "double": "import time\ntime.sleep(60)"})
    limits = Limits(submission_s=30)
    running = pool.Pool(1)
    start = time.monotonic()
    try:
        ((_, result),) = running.run([job("ada", endless, limits=limits)])
    finally:
        running.close()
    assert result.verdict.reason == Failure(Kind.WORKER_LATE, amount=2)
    assert time.monotonic() - start < 30


def test_an_engine_that_was_loaded_early_grades_the_same():
    with pool.Pool(2) as early:
        early.start("kernel")
        loaded = dict(early._shared)
        assert list(loaded) == ["kernel"]
        verdicts = dict_of(early.run([job("ada", answered()), job("bob")]))
        assert early._shared == loaded
    assert verdicts["ada"].verdict.score == MAX_SCORE
    assert verdicts["bob"].verdict.reason == Failure(Kind.EMPTY_FILE)


def test_an_error_of_the_grader_is_a_quarantine():
    class Broken:
        def execute(self, notebook, *, seed, limits, files=None):
            raise ZeroDivisionError("my own fault")

    verdict = grade_safely(job("ada", answered()), Broken()).verdict
    assert verdict.status == "quarantined"
    assert "ZeroDivisionError: my own fault" in str(verdict.reason)


RUN = """
import sys
from pathlib import Path
from grader import source
parsed = source.parse(Path(sys.argv[1]).read_text(), "9_small")
source.load = lambda stem: parsed
if __name__ == "__main__":
    from grader.__main__ import main
    sys.exit(main(["grade", "9_small", "--course", sys.argv[2], "--seed", "5",
                   "--jobs", "2", "--engine", "kernel"]))
"""


def command(folder, course):
    (folder / "text.py").write_text(TEXT)
    (folder / "run.py").write_text(RUN)
    words = [sys.executable, str(folder / "run.py"), str(folder / "text.py")]
    return [*words, str(course.root)]


def class_of(folder, students=6):
    course = Course(folder / "workspace")
    for number in range(students):
        answers = dict(list(RIGHT.items())[: number % 5])
        hand_in(course, f"s{number}", answered(answers) if number else b"no")
    return course


def finish(words):
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([".", "notebooks"])}
    return subprocess.run(
        words, env=environment, capture_output=True, text=True, check=False
    )


@pytest.fixture(scope="module")
def calm_book(tmp_path_factory):
    """The gradebook of a run that nothing disturbed."""
    folder = tmp_path_factory.mktemp("undisturbed")
    course = class_of(folder)
    assert finish(command(folder, course)).returncode == 3
    return book_of(course)


@pytest.mark.slow
@pytest.mark.parametrize("engine", ["kernel", "isolated"])
def test_killed_at_random_moments_it_ends_in_the_same_gradebook(
    tmp_path, engine, calm_book
):
    course = class_of(tmp_path)
    words = command(tmp_path, course)
    (tmp_path / "run.py").write_text(RUN.replace("kernel", engine))
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([".", "notebooks"])}
    seed = random.SystemRandom().randrange(2**32)
    draw = random.Random(seed)
    moments = [round(draw.uniform(0.5, 8), 2) for _ in range(3)]
    print("seed", seed, "killed after", moments)
    for moment in moments:
        process = subprocess.Popen(words, env=environment, stdout=subprocess.DEVNULL)
        family = []
        try:
            process.wait(moment)
        except subprocess.TimeoutExpired:
            family = psutil.Process(process.pid).children(recursive=True)
            process.send_signal(signal.SIGKILL)
            process.wait()
        _, alive = psutil.wait_procs(family, timeout=10)
        assert alive == []
    assert finish(words).returncode == 3
    assert book_of(course) == calm_book
    verdicts = course.folder("autograded").glob("*/*/verdict.json")
    assert len(list(verdicts)) == 6
    assert not list(course.root.rglob(".*.tmp*"))


@pytest.mark.slow
@pytest.mark.parametrize("engine", ["kernel", "isolated"])
def test_ctrl_c_stops_everything_and_the_same_command_goes_on(
    tmp_path, engine, calm_book
):
    course = class_of(tmp_path)
    words = command(tmp_path, course)
    (tmp_path / "run.py").write_text(RUN.replace("kernel", engine))
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([".", "notebooks"])}
    process = subprocess.Popen(
        words,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    line = process.stdout.readline()
    assert line.startswith("[1/6]")
    family = psutil.Process(process.pid).children(recursive=True)
    os.killpg(process.pid, signal.SIGINT)
    _, told = process.communicate(timeout=30)
    assert process.returncode == 130
    assert "the same command goes on" in told
    assert "Traceback" not in told
    _, alive = psutil.wait_procs(family, timeout=10)
    assert alive == []
    kept = len(list(course.folder("autograded").glob("*/*/verdict.json")))
    assert kept >= 1, "what was graded before is lost"
    assert finish(words).returncode == 3
    assert book_of(course) == calm_book
