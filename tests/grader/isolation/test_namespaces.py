"""The first wall from inside: what a kernel sees and may do. Attacks are in ../attacks."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from grader.course.places import REPOSITORY, data_root
from grader.engines.isolated import IsolatedExecutor
from grader.examining.connection import Connection


@pytest.fixture(scope="module")
def inside(isolated_executor: IsolatedExecutor) -> Iterator[Callable[[str], str]]:
    if isolated_executor.wall != "namespaces":
        pytest.skip("these tests run behind the second wall")
    session = isolated_executor.zygote.open()
    process, sock = session.fork("kernel")
    kernel = Connection(sock)

    def run(source: str) -> str:
        reply, _ = kernel.ask("cell", source=source)
        assert reply["succeeded"], reply["outputs"]
        return "".join(o.get("text", "") for o in reply["outputs"]).strip()

    yield run
    process.end()
    session.close()


def test_it_has_no_capabilities_and_a_filter(inside: Callable[[str], str]) -> None:
    status = dict(
        line.split(":\t", 1)
        for line in inside("print(open('/proc/self/status').read())").splitlines()
        if ":\t" in line
    )
    for kind in ("CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb"):
        assert int(status[kind], 16) == 0
    assert status["NoNewPrivs"] == "1"
    assert status["Seccomp"] == "2"


def test_it_is_alone_in_its_pid_namespace(inside: Callable[[str], str]) -> None:
    text = "import os; print([p for p in os.listdir('/proc') if p.isdigit()])"
    assert inside(text) == "['1']"


def test_loopback_works_and_is_the_only_interface(
    inside: Callable[[str], str],
) -> None:
    source = """
import socket, threading
server = socket.create_server(("127.0.0.1", 0))
client = socket.create_connection(server.getsockname())
peer, _ = server.accept(); peer.sendall(b"hi"); print(client.recv(2))
"""
    assert inside(source) == "b'hi'"
    devices = inside("print(open('/proc/net/dev').read())")
    assert [line.split(":")[0].strip() for line in devices.splitlines()[2:]] == ["lo"]


def test_only_its_own_folders_are_writable(inside: Callable[[str], str]) -> None:
    source = """
import os
print([p for p in ("/tmp", os.getcwd(), "/dev/shm", "/", "/etc", "/usr", "/var", "/run")
       if os.access(p, os.W_OK)])
"""
    assert inside(source) == "['/tmp', '/home/student/notebooks', '/dev/shm']"


def test_it_sees_the_data_but_not_the_exam(
    inside: Callable[[str], str], isolated_executor: IsolatedExecutor
) -> None:
    data = data_root()
    seen = inside("import os; print(os.environ['COURSE_DATA'])")
    assert seen == str(data)
    visible = inside(f"import os; print(sorted(os.listdir({str(data)!r})))")
    expected = {p.name for p in data.glob("*")} - {"downloads"} | {"exam"}
    assert set(eval(visible)) <= expected
    exam = str(data / "exam")  # an empty folder, or none at all
    assert inside(f"import glob; print(glob.glob({exam + '/*'!r}))") == "[]"


def test_the_repository_is_not_there(inside: Callable[[str], str]) -> None:
    root = REPOSITORY
    source = f"import os; print(sorted(os.listdir({str(root)!r})))"
    assert set(eval(inside(source))) <= {".venv", "datasets", "notebooks"}
