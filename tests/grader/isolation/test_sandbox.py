"""The sandbox from inside: what a kernel sees and may do. Attacks are in ../attacks."""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from grader.course.places import REPOSITORY, data_root
from grader.engines import choice
from grader.engines.isolated import IsolatedExecutor
from grader.examining.remote import Kernel
from grader.isolation import probe, seccomp


@pytest.fixture(scope="module")
def inside(isolated_executor: IsolatedExecutor) -> Iterator[Callable[[str], str]]:
    session = isolated_executor.zygote.open()
    process, sock = session.fork("kernel")
    kernel = Kernel(sock)

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
    assert inside(source) == "['/tmp', '/home/student', '/dev/shm']"


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


def test_this_machine_is_probed_without_side_effects() -> None:
    before = Path("/proc/self/ns/mnt").readlink()
    layers = probe.probe()
    assert layers.sufficient
    assert Path("/proc/self/ns/mnt").readlink() == before


def test_a_refusal_is_a_sentence_that_offers_unsafe() -> None:
    text = choice.refusal("making namespaces: not permitted")
    assert "--unsafe" in text
    assert "not permitted" in text


def run_filter(machine: str, number: int, arguments: tuple[int, ...] = ()) -> int:
    """A small interpreter of the filter: what it returns for one call."""
    arch = seccomp._ARCHES[machine][1]
    words = [*arguments, 0, 0, 0, 0, 0, 0][:6]
    data = struct.pack("<IIQ6Q", number, arch, 0, *words)
    code = seccomp.filter_program(machine)
    steps = [struct.unpack("HBBI", code[i : i + 8]) for i in range(0, len(code), 8)]
    at = loaded = 0
    while True:
        operation, yes, no, value = steps[at]
        at += 1
        if operation == 0x20:
            loaded = struct.unpack("<I", data[value : value + 4])[0]
        elif operation == 0x06:
            return int(value)
        else:
            holds = {
                0x15: loaded == value,
                0x35: loaded >= value,
                0x45: bool(loaded & value),
            }[operation]
            at += yes if holds else no


ALLOW, EPERM, ENOSYS, EINVAL = 0x7FFF0000, 0x50001, 0x50026, 0x50016


@pytest.mark.parametrize("machine", ["x86_64", "aarch64"])
def test_the_filter_refuses_what_it_names_and_nothing_else(machine: str) -> None:
    column = seccomp._ARCHES[machine][0]
    refused = {numbers[column] for numbers in seccomp._NUMBERS.values()}
    special = {435, seccomp._SOCKET[column], seccomp._CLONE[column]}
    for number in range(600):
        if number in special:
            continue
        expected = EPERM if number in refused else ALLOW
        assert run_filter(machine, number) == expected, number
    assert run_filter(machine, 435) == ENOSYS
    assert run_filter(machine, 0x40000000) == ENOSYS


@pytest.mark.parametrize("machine", ["x86_64", "aarch64"])
def test_the_filter_looks_at_socket_families_and_clone_flags(machine: str) -> None:
    column = seccomp._ARCHES[machine][0]
    for family in range(50):
        allowed = family in (1, 2, 10)
        result = run_filter(machine, seccomp._SOCKET[column], (family,))
        assert result == (ALLOW if allowed else EINVAL), family
    clone = seccomp._CLONE[column]
    assert run_filter(machine, clone, (0x11,)) == ALLOW
    assert run_filter(machine, clone, (0x3D0F00,)) == ALLOW  # a thread
    for bit in (7, 17, 25, 26, 27, 28, 29, 30):
        assert run_filter(machine, clone, (1 << bit,)) == EPERM, bit
