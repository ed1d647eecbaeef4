"""The zygote: forks while it may, watches, outlives its clients, comes back."""

from __future__ import annotations

import fcntl
import json
import signal
import socket
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from grader.engines import lodgers
from grader.engines.isolated import IsolatedExecutor
from grader.examining.connection import Connection
from grader.isolation.session import (
    OVER_MEMORY,
    Session,
    Zygote,
    ZygoteError,
    sweep,
    wait_until_gone,
)

MIB = 2**20


@pytest.fixture
def session(isolated_executor: IsolatedExecutor) -> Iterator[Session]:
    opened = isolated_executor.zygote.open()
    yield opened
    opened.close()


def inner_process(executor: IsolatedExecutor) -> psutil.Process:
    (inner,) = psutil.Process(executor.zygote.pid).children()
    return inner


def children(executor: IsolatedExecutor) -> list[psutil.Process]:
    return list(inner_process(executor).children(recursive=True))


def wait_for_no_children(executor: IsolatedExecutor) -> None:
    deadline = time.monotonic() + 10
    while children(executor) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not children(executor)


def test_the_zygote_has_one_thread(isolated_executor: IsolatedExecutor) -> None:
    isolated_executor.zygote.open().close()
    assert inner_process(isolated_executor).num_threads() == 1


def test_a_kernel_has_tensorflow_already(session: Session) -> None:
    process, sock = session.fork("kernel")
    reply, _ = Connection(sock).ask(
        "cell", source="import sys; assert 'tensorflow' in sys.modules"
    )
    assert reply["succeeded"]
    process.end()


def test_an_adopted_course_has_loaded_what_its_notebooks_import_and_no_more() -> None:
    big = ("tensorflow", "keras", "sklearn", "pandas", "no_such_module")
    asked = ("pandas", "no_such_module", "sklearn.linear_model")
    with IsolatedExecutor(course="adopted") as executor:
        for modules, there in (((), ()), (asked, ("sklearn", "pandas"))):
            session = executor.zygote.open()
            session.load(modules)
            process, sock = session.fork("kernel")
            loaded = f"tuple(name for name in {big} if name in sys.modules)"
            reply, _ = Connection(sock).ask(
                "cell", source=f"import sys; found = {loaded}; assert found == {there}"
            )
            assert reply["succeeded"], reply
            process.end()
            session.close()
        assert inner_process(executor).num_threads() == 1


def test_kernels_and_all_their_children_end_with_the_session(
    isolated_executor: IsolatedExecutor,
) -> None:
    session = isolated_executor.zygote.open()
    _, sock = session.fork("kernel")
    source = "import os, time\nfor _ in range(3):\n    if os.fork() == 0:\n        os.setsid(); time.sleep(600)"
    Connection(sock).ask("cell", source=source)
    assert len(children(isolated_executor)) == 4
    session.close()
    wait_for_no_children(isolated_executor)


def test_cpu_time_and_status_are_reported(session: Session) -> None:
    process, sock = session.fork("kernel")
    Connection(sock).ask("cell", source="sum(range(10**7))")
    ended = process.end()
    assert 0.05 < ended["cpu_seconds"] < 60
    assert ended["status"] == -signal.SIGKILL


def test_too_much_memory_ends_the_kernel_with_a_reason(session: Session) -> None:
    process, sock = session.fork("kernel", memory_bytes=200 * MIB, processes=64)
    source = "import os, time, numpy as np\nfor _ in range(4):\n    if os.fork() == 0:\n        x = np.ones(18 * 2**20); time.sleep(20)\ntime.sleep(20)"
    sock.settimeout(20)
    kernel = Connection(sock)
    kernel.deadline = time.monotonic() + 20
    with pytest.raises(BaseException, match="ended the Python process"):
        kernel.ask("cell", source=source)
    assert process.end()["reason"] == OVER_MEMORY


def test_clients_that_misbehave_harm_nobody(
    isolated_executor: IsolatedExecutor,
) -> None:
    path = isolated_executor.zygote.socket_path
    for data in (b"", b"{", b"[]", b'{"op": 1}', b'{"op": "fork"}', b"\xff" * 100):
        with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as client:
            client.connect(path)
            if data:
                client.send(data)
    with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as client:
        client.connect(path)
        client.send(json.dumps({"op": "open", "scratch_bytes": MIB}).encode())
    starts = isolated_executor.zygote.starts
    isolated_executor.zygote.open().close()
    assert isolated_executor.zygote.starts == starts


def test_an_unknown_request_is_refused_in_words(session: Session) -> None:
    with pytest.raises(ZygoteError, match="does not know 'dance'"):
        session.ask(op="dance")


def test_nothing_is_left_in_the_folder_of_the_zygote(
    isolated_executor: IsolatedExecutor,
) -> None:
    session = isolated_executor.zygote.open()
    process, sock = session.fork("kernel")
    Connection(sock).ask("cell", source="open('/tmp/x', 'w').write('x')")
    process.end()
    session.close()
    folder = Path(isolated_executor.zygote.socket_path).parent
    deadline = time.monotonic() + 20
    while list(folder.glob("s*")) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not list(folder.glob("s*"))


def test_the_environment_of_kernels_is_not_ours(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = lodgers.settings("namespaces").environment
    assert not {"USER", "SSH_AUTH_SOCK", "AWS_SECRET_ACCESS_KEY"} & set(made)
    assert made["COURSE_BUDGET"] == "grade"


@pytest.mark.slow
def test_what_killed_zygotes_leave_is_removed_by_the_next(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    lives, dead, strange = (tmp_path / f"grader-{n}" for n in ("a", "b", "c"))
    for folder in (lives, dead, strange):
        (folder / "deep").mkdir(parents=True)
    (dead / "alive").touch()
    (strange / "notes").touch()  # of somebody else, for it has no lock
    with (lives / "alive").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        sweep()
    assert sorted(tmp_path.iterdir()) == [lives, strange]


def test_a_killed_zygote_takes_all_with_it_and_starts_again(wall: str) -> None:
    own = Zygote(lodgers.settings(wall))
    try:
        session = own.open()
        process, _ = session.fork("kernel")
        (inner,) = psutil.Process(own.pid).children()
        below = inner.children(recursive=True)
        assert below
        inner.kill()
        assert wait_until_gone(process, 5)
        psutil.wait_procs(below, timeout=5)
        assert not any(p.is_running() and p.status() != "zombie" for p in below)
        with pytest.raises(ZygoteError):
            session.fork("kernel")
        again = own.open()
        _, sock = again.fork("kernel")
        reply, _ = Connection(sock).ask("cell", source="1")
        assert reply["succeeded"]
        assert own.starts == 2
    finally:
        own.stop()
