"""A cluster over three machines: network namespaces, TLS, one cut off, one killed."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import psutil
import pytest

from grader.isolation.linux import is_root
from tests.grader.small_class import MAX_SCORE

pytest.importorskip("distributed")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not is_root(), reason="network namespaces need root"),
    pytest.mark.skipif(not shutil.which("ip"), reason="there is no ip command"),
    pytest.mark.skipif(not shutil.which("openssl"), reason="there is no openssl"),
]
TAG = f"g{os.getpid() % 10_000:04d}"
SPACES = [f"{TAG}-{name}" for name in ("scheduler", "first", "second")]
CLIENT = """
import json, sys
from grader.grading import cluster
from tests.grader.small_class import RIGHT, answered
from tests.grader.grading.test_pool import job
from dataclasses import replace

if __name__ == "__main__":
    slow = "import time\\ntime.sleep(2)\\npredicted_sum = 4"
    data = answered({**RIGHT, "predict_sum": slow})
    jobs = [replace(job(f"s{n}", data), engine="isolated") for n in range(6)]
    tls = cluster.Tls(*sys.argv[2:])
    for one, result in cluster.grade_all(jobs, sys.argv[1], tls):
        print(json.dumps([one.student, result.verdict.score]), flush=True)
"""


@dataclass
class Machines:
    """Three namespaces joined by a bridge in the first, and what runs in them."""

    folder: Path
    processes: list[subprocess.Popen[str]] = field(default_factory=list)

    def start(self, space: str, *words: str) -> subprocess.Popen[str]:
        environment = {
            **os.environ,
            "PYTHONPATH": os.pathsep.join([".", "notebooks"]),
            "DASK_DISTRIBUTED__SCHEDULER__WORKER_TTL": "15s",
            "DASK_DISTRIBUTED__COMM__TIMEOUTS__TCP": "15s",
            "DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT": "10s",
            "DASK_TEMPORARY_DIRECTORY": str(self.folder),
        }
        process = subprocess.Popen(
            ["ip", "netns", "exec", space, sys.executable, *words],
            env=environment,
            stdout=subprocess.PIPE,
            stderr=(self.folder / f"{len(self.processes)}.log").open("w"),
            text=True,
        )
        self.processes.append(process)
        return process

    def dask(self, space: str, *words: str) -> subprocess.Popen[str]:
        return self.start(space, "-m", "dask", *words, *self.tls(long=True))

    def said(self, number: int) -> str:
        """What one of the processes wrote to its standard error."""
        return (self.folder / f"{number}.log").read_text()

    def wait_for(self, number: int, words: str) -> None:
        deadline = time.monotonic() + 90
        while words not in self.said(number):
            assert time.monotonic() < deadline, self.said(number)
            time.sleep(0.2)

    def tls(self, *, long: bool) -> list[str]:
        names = {"--tls-ca-file": "ca.pem", "--tls-cert": "cert.pem"}
        names["--tls-key"] = "key.pem"
        pairs = [[name, str(self.folder / file)] for name, file in names.items()]
        return [word for pair in pairs for word in (pair if long else pair[1:])]

    def stop(self) -> None:
        family = [
            child
            for process in self.processes
            if process.poll() is None
            for child in psutil.Process(process.pid).children(recursive=True)
        ]
        for process in self.processes:
            process.terminate()
        for process in self.processes:
            try:
                process.wait(15)
            except subprocess.TimeoutExpired:
                process.kill()
        _, alive = psutil.wait_procs(family, timeout=15)
        for process in alive:
            process.kill()
        assert not alive, alive


def ip(*words: str) -> None:
    subprocess.run(["ip", *words], check=True, capture_output=True)


@pytest.fixture
def machines(tmp_path: Path) -> Iterator[Machines]:
    _make_certificates(tmp_path)
    running = Machines(tmp_path)
    try:
        for number, space in enumerate(SPACES):
            ip("netns", "add", space)
            ip("-n", space, "link", "set", "lo", "up")
            if number:
                _join(SPACES[0], space, f"10.77.0.{number + 1}/24")
        ip("-n", SPACES[0], "link", "add", "bridge", "type", "bridge")
        for number in (1, 2):
            end = f"{TAG}b{number}"
            ip("-n", SPACES[0], "link", "set", end, "master", "bridge")
        ip("-n", SPACES[0], "addr", "add", "10.77.0.1/24", "dev", "bridge")
        ip("-n", SPACES[0], "link", "set", "bridge", "up")
        yield running
        running.stop()
    finally:
        for process in running.processes:
            process.kill()
        for space in SPACES:
            subprocess.run(["ip", "netns", "del", space], check=False)


def _join(hub: str, space: str, address: str) -> None:
    number = SPACES.index(space)
    ours, theirs = f"{TAG}b{number}", f"{TAG}w{number}"
    ip("-n", hub, "link", "add", ours, "type", "veth", "peer", "name", theirs)
    ip("-n", hub, "link", "set", theirs, "netns", space)
    ip("-n", hub, "link", "set", ours, "up")
    ip("-n", space, "addr", "add", address, "dev", theirs)
    ip("-n", space, "link", "set", theirs, "up")


def _make_certificates(folder: Path) -> None:
    """A certificate authority of the test's own and one certificate of it."""
    new = ["openssl", "req", "-newkey", "rsa:2048", "-nodes", "-days", "2"]
    for name, more in (("ca", ["-x509"]), ("cert", [])):
        key = "ca-key.pem" if name == "ca" else "key.pem"
        out = "ca.pem" if name == "ca" else "request.pem"
        words = [*new, *more, "-subj", f"/CN={name}", "-keyout", key, "-out", out]
        subprocess.run(words, cwd=folder, check=True, capture_output=True)
    sign = ["openssl", "x509", "-req", "-in", "request.pem", "-CA", "ca.pem"]
    sign += ["-CAkey", "ca-key.pem", "-CAcreateserial", "-days", "2"]
    subprocess.run(
        [*sign, "-out", "cert.pem"], cwd=folder, check=True, capture_output=True
    )


def test_one_machine_is_cut_off_and_a_worker_killed_and_all_are_graded(
    machines: Machines,
) -> None:
    scheduler, first, second = SPACES
    address = "tls://10.77.0.1:8786"
    machines.dask(scheduler, "scheduler", "--host", address, "--no-dashboard")
    common = ("worker", address, "--nthreads", "1", "--no-dashboard")
    machines.dask(first, *common, "--name", "first")
    other = machines.dask(second, *common, "--name", "second")
    for number in (1, 2):
        machines.wait_for(number, "Registered to:")
    script = machines.folder / "client.py"
    script.write_text(CLIENT)
    start = time.monotonic()
    client = machines.start(scheduler, str(script), address, *machines.tls(long=False))
    assert client.stdout is not None
    first_line = client.stdout.readline()
    assert first_line, machines.said(3)
    graded = [json.loads(first_line)]
    ip("-n", first, "link", "set", f"{TAG}w1", "down")
    _kill_worker(other)
    graded += [json.loads(line) for line in client.stdout]
    assert client.wait(20) == 0, machines.said(3)
    print(f"{time.monotonic() - start:.0f} seconds")
    assert sorted(graded) == [[f"s{n}", MAX_SCORE] for n in range(6)]


def _kill_worker(nanny: subprocess.Popen[str]) -> None:
    """Kill the worker process below a nanny, which starts another."""
    family = psutil.Process(nanny.pid).children(recursive=True)
    workers = [p for p in family if "spawn_main" in _command(p)]
    assert workers, family
    workers[0].send_signal(signal.SIGKILL)


def _command(process: psutil.Process) -> str:
    """Its command line; empty when it has ended meanwhile, as graded kernels do."""
    try:
        return " ".join(process.cmdline())
    except psutil.NoSuchProcess:  # a zombie's error is one of these
        return ""


def test_without_a_certificate_nobody_gets_in(machines: Machines) -> None:
    scheduler = SPACES[0]
    address = "tls://10.77.0.1:8786"
    machines.dask(scheduler, "scheduler", "--host", address, "--no-dashboard")
    machines.wait_for(0, "Scheduler at:")
    script = machines.folder / "client.py"
    script.write_text(CLIENT)
    other = machines.folder / "other"
    other.mkdir()
    _make_certificates(other)
    files = [str(other / name) for name in ("ca.pem", "cert.pem", "key.pem")]
    client = machines.start(scheduler, str(script), address, *files)
    assert client.wait(60) == 1
    assert "No Dask scheduler answers at tls://10.77.0.1:8786" in machines.said(1)
