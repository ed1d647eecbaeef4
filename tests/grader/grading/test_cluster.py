"""Dask: the same verdicts from a real scheduler with two workers."""

import os
import signal
import threading

import pytest

from grader.course import CourseError
from grader.engines.choice import IsolationUnavailableError
from grader.grading import cluster, pool
from grader.grading.job import Result
from tests.grader.grading.test_pool import dict_of, job
from tests.grader.small_class import MAX_SCORE, RIGHT, answered, released

distributed = pytest.importorskip("distributed")


@pytest.fixture(scope="module")
def workers():
    """A scheduler and two worker processes of one thread on the loopback."""
    with distributed.LocalCluster(
        n_workers=2,
        threads_per_worker=1,
        processes=True,
        host="127.0.0.1",
        dashboard_address=None,
        worker_dashboard_address=None,
    ) as running:
        yield running


def comparable(result):
    """A verdict without what a clock decides."""
    fields = result.verdict.to_json()
    clocked = ("seconds", "cpu_seconds", "times")
    return {k: v for k, v in fields.items() if k not in clocked}


def test_a_cluster_gives_the_verdicts_of_the_local_pool(workers):
    class_ = [
        job("ada", answered()),
        job("bob", released()),
        job("cleo", answered({**RIGHT, "double": "def double(x):\n    return 3 * x"})),
        job("dan"),
        job("eve", answered()),  # the same bytes as ada's
    ]
    here = dict_of(pool.grade_all(class_, 1))
    there = dict_of(cluster.grade_all(class_, workers.scheduler_address))
    assert {k: comparable(v) for k, v in there.items()} == {
        k: comparable(v) for k, v in here.items()
    }
    assert there["ada"].verdict.score == MAX_SCORE


@pytest.mark.slow
def test_a_lost_worker_s_submissions_run_elsewhere(workers):
    slow = "import time\ntime.sleep(2)\npredicted_sum = 4"
    class_ = [job(f"s{n}", answered({**RIGHT, "predict_sum": slow})) for n in range(4)]
    victim = next(iter(workers.workers.values()))
    threading.Timer(2.0, lambda: os.kill(victim.pid, signal.SIGKILL)).start()
    results = dict_of(cluster.grade_all(class_, workers.scheduler_address))
    assert {r.verdict.score for r in results.values()} == {MAX_SCORE}
    assert len(results) == 4


def test_a_worker_of_another_version_is_refused(workers, monkeypatch):
    monkeypatch.setattr(cluster, "fingerprint", lambda: "Python 2.7, grader old")
    client = distributed.Client(workers.scheduler_address, set_as_default=False)
    monkeypatch.setattr(client, "run", lambda _: {"tcp://worker": "Python 3.11, new"})
    try:
        with pytest.raises(
            CourseError, match=r"Python 3\.11.*install the same version"
        ):
            cluster._check(client, "tcp://x")

        def fails(_):
            raise ModuleNotFoundError("No module named 'grader'")

        monkeypatch.setattr(client, "run", fails)
        with pytest.raises(CourseError, match="cannot import the grader"):
            cluster._check(client, "tcp://x")
    finally:
        client.close()


def test_workers_load_the_engine_before_the_first_submission(workers):
    with cluster.Cluster(workers.scheduler_address) as running:
        running.start("kernel")
        loaded = running._client.run(lambda: list(cluster._executors))
        assert len(loaded) == 2
        assert all("kernel" in names for names in loaded.values())
        assert dict_of(running.run([job("ada", answered())]))["ada"].verdict.score


def test_a_worker_that_cannot_isolate_is_named_before_anything_is_graded(workers):
    def add(engines):
        from grader.grading.job import ENGINES  # that of the worker

        ENGINES.update(engines)

    with cluster.Cluster(workers.scheduler_address) as running:
        broken = {"broken": ("tests.grader.grading.test_cluster", "Unconfined", {})}
        running._client.run(add, broken)
        with pytest.raises(
            CourseError, match=r"worker tcp://.* cannot grade: No isolation here\."
        ):
            running.start("broken")


class Unconfined:
    """An engine on a machine that cannot isolate."""

    def __init__(self):
        raise IsolationUnavailableError("No isolation here.")


def test_no_scheduler_and_no_worker_end_in_a_sentence(monkeypatch):
    monkeypatch.setattr(cluster, "CONNECT_S", 1)
    with pytest.raises(CourseError, match="No Dask scheduler answers"):
        list(cluster.grade_all([job("ada")], "tcp://127.0.0.1:1"))
    with (
        distributed.LocalCluster(
            n_workers=0, processes=True, host="127.0.0.1", dashboard_address=None
        ) as empty,
        pytest.raises(CourseError, match="has no worker"),
    ):
        list(cluster.grade_all([job("ada")], empty.scheduler_address))


def test_an_error_on_a_worker_is_a_quarantine(monkeypatch):
    class Broken:
        def execute(self, notebook, *, seed, limits, files=None):
            raise ZeroDivisionError("my own fault")

    monkeypatch.setitem(cluster._executors, "kernel", Broken())
    answer = cluster.grade_bytes(job("ada", answered()).to_bytes())
    assert "my own fault" in str(Result.from_bytes(answer).verdict.reason)

    class Lost:
        def result(self):
            raise RuntimeError("KilledWorker")

    assert "KilledWorker" in str(cluster._result_of(Lost(), job("ada")).verdict.reason)


@pytest.mark.parametrize(
    ("address", "files", "what"),
    [
        ("tcp://host:1", ("ca", "cert", "key"), "starts with tls://"),
        ("tls://host:1", ("ca", "cert", ""), "all of --tls-ca-file"),
        ("tls://host:1", ("ca", "cert", "key"), "There is no file"),
    ],
)
def test_a_mistake_with_tls_is_one_sentence(tmp_path, address, files, what):
    tls = cluster.Tls(*(str(tmp_path / name) if name else "" for name in files))
    with pytest.raises(CourseError, match=what):
        cluster._connect(address, tls)


def test_engines_end_with_their_worker(monkeypatch):
    ended = []

    class Engine:
        def close(self):
            ended.append(self)

    engines = [Engine(), Engine()]
    monkeypatch.setattr(cluster, "_executors", dict(enumerate(engines)))
    cluster.EngineKeeper().teardown(None)
    assert sorted(map(id, ended)) == sorted(map(id, engines))
    assert cluster._executors == {}
