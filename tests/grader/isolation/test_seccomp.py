"""The system call filter, run word by word by a small interpreter of its own."""

from __future__ import annotations

import errno
import random
import struct

import pytest

from grader.isolation import seccomp
from grader.isolation.linux import MACHINES
from grader.isolation.seccomp import SecondWall

ALLOW, KILL, FAIL = 0x7FFF0000, 0x80000000, 0x50000
EPERM, ENOSYS, EINVAL = (FAIL | e for e in (errno.EPERM, errno.ENOSYS, errno.EINVAL))
PID = random.SystemRandom().randrange(2, 2**22)

machines = pytest.mark.parametrize("machine", MACHINES)


def run_filter(
    machine: str,
    number: int,
    arguments: tuple[int, ...] = (),
    second: SecondWall | None = None,
) -> int:
    """What the filter returns for one call."""
    arch = seccomp._ARCHES[MACHINES.index(machine)]
    words = [n % 2**64 for n in (*arguments, 0, 0, 0, 0, 0, 0)[:6]]
    data = struct.pack("<IIQ6Q", number, arch, 0, *words)
    code = seccomp.filter_program(machine, second)
    steps = [struct.unpack("HBBI", code[i : i + 8]) for i in range(0, len(code), 8)]
    at = loaded = 0
    while True:
        operation, yes, no, value = steps[at]
        at += 1
        if operation == 0x20:
            loaded = struct.unpack("<I", data[value : value + 4])[0]
        elif operation == 0x54:
            loaded &= value
        elif operation == 0x06:
            return int(value)
        else:
            holds = {
                0x15: loaded == value,
                0x35: loaded >= value,
                0x45: bool(loaded & value),
            }[operation]
            at += yes if holds else no


def number_of(machine: str, numbers: tuple[int, int | None]) -> int:
    number = numbers[MACHINES.index(machine)]
    if number is None:
        pytest.skip(f"{machine} has no such call")
    return number


@machines
def test_the_first_walls_filter_refuses_what_it_names_and_nothing_else(machine):
    column = MACHINES.index(machine)
    refused = {numbers[column] for numbers in seccomp.REFUSED.values()}
    special = {435, seccomp._SOCKET[column], seccomp._CLONE[column]}
    special |= {seccomp._SETSID[column]}
    for number in range(600):
        if number in special:
            continue
        expected = EPERM if number in refused else ALLOW
        assert run_filter(machine, number) == expected, number
    assert run_filter(machine, 435) == ENOSYS
    assert run_filter(machine, 0x40000000) == ENOSYS


@machines
@pytest.mark.parametrize("second", [None, SecondWall(PID, 7, connects=True)])
def test_buffers_of_sockets_and_shares_of_the_processor_stay_what_they_are(
    machine, second
):
    column = MACHINES.index(machine)
    option = seccomp._SETSOCKOPT[column]
    for level, name, result in (
        (1, 7, FAIL),
        (1, 33, FAIL),
        (1, 2, ALLOW),
        (6, 7, ALLOW),
    ):
        assert run_filter(machine, option, (3, level, name), second) == result
    left = run_filter(machine, seccomp._SETSID[column], (), second)
    assert left == (FAIL if second is None else EPERM)


@machines
@pytest.mark.parametrize("second", [None, SecondWall(PID, 7, connects=True)])
def test_socket_families_and_clone_flags_are_looked_at(machine, second):
    column = MACHINES.index(machine)
    for family in range(50):
        allowed = family in (1, 2, 10)
        result = run_filter(machine, seccomp._SOCKET[column], (family, 1), second)
        assert result == (ALLOW if allowed else EINVAL), family
    clone = seccomp._CLONE[column]
    assert run_filter(machine, clone, (0x11,), second) == ALLOW
    assert run_filter(machine, clone, (0x3D0F00,), second) == ALLOW  # a thread
    for bit in (7, 17, 25, 26, 27, 28, 29, 30):
        assert run_filter(machine, clone, (1 << bit,), second) == EPERM, bit


@machines
def test_behind_the_second_wall_only_pairs_of_streams_can_be_made(machine):
    wall = SecondWall(PID, 7)
    pair = number_of(machine, seccomp._SOCKETPAIR)
    for kind in range(1, 11):
        for flags in (0, 0o4000, 0o2000000):
            expected = ALLOW if kind in (1, 5) else EPERM
            assert run_filter(machine, pair, (1, kind | flags), wall) == expected
    for numbers in (
        *(seccomp._SOCKET, seccomp._CONNECT, seccomp._BIND, seccomp._LISTEN),
    ):
        number = number_of(machine, numbers)
        for family in (1, 2, 10, 16, 17, 40):
            assert run_filter(machine, number, (family, 1), wall) == EPERM


@machines
def test_a_jupyter_kernel_may_wait_on_unix_sockets_and_call_nobody(machine):
    wall = SecondWall(PID, 7, listens=True)
    sock = number_of(machine, seccomp._SOCKET)
    assert run_filter(machine, sock, (1, 1), wall) == ALLOW
    assert run_filter(machine, sock, (1, 2), wall) == EPERM  # datagrams
    assert run_filter(machine, sock, (2, 1), wall) == EINVAL
    assert run_filter(machine, number_of(machine, seccomp._BIND), (3,), wall) == ALLOW
    connect = number_of(machine, seccomp._CONNECT)
    assert run_filter(machine, connect, (3,), wall) == EPERM


@machines
@pytest.mark.parametrize("name", seccomp._SIGNALS)
@pytest.mark.parametrize("landlock", [1, 4, 5, 6, 7])
def test_signals_reach_the_process_itself_unless_landlock_keeps_them(
    machine, name, landlock
):
    wall = SecondWall(PID, landlock)
    number = number_of(machine, seccomp._SIGNALS[name])
    held = landlock >= 6
    assert run_filter(machine, number, (PID, 9), wall) == ALLOW
    for whom in (1, -1, PID + 1, PID - 1, -PID - 1):
        assert run_filter(machine, number, (whom, 9), wall) == (
            ALLOW if held else EPERM
        ), whom
    if name == "kill":
        assert run_filter(machine, number, (0, 9), wall) == ALLOW
        assert run_filter(machine, number, (-PID, 9), wall) == ALLOW


@machines
@pytest.mark.parametrize("name", seccomp._ON_ITSELF)
def test_calls_on_another_process_are_refused(machine, name):
    wall = SecondWall(PID, 7)
    number = number_of(machine, seccomp._ON_ITSELF[name])
    for whom in (0, PID):
        assert run_filter(machine, number, (whom,), wall) == ALLOW
    for whom in (1, PID + 1, 2**31):
        assert run_filter(machine, number, (whom,), wall) == EPERM


@machines
def test_priorities_are_those_of_the_process_itself(machine):
    wall = SecondWall(PID, 7)
    number = number_of(machine, seccomp._SETPRIORITY)
    for which in (0, 1):
        for whom in (0, PID):
            assert run_filter(machine, number, (which, whom), wall) == ALLOW
        assert run_filter(machine, number, (which, PID + 1), wall) == EPERM
    assert run_filter(machine, number, (2, 0), wall) == EPERM  # all of the user's


@machines
def test_owners_of_descriptors_and_attributes_by_ioctl_are_refused(machine):
    wall = SecondWall(PID, 7)
    fcntl, ioctl = (number_of(machine, n) for n in (seccomp._FCNTL, seccomp._IOCTL))
    for command in range(2000):
        expected = EPERM if command in (8, 10, 15, 1026) else ALLOW
        assert run_filter(machine, fcntl, (3, command), wall) == expected, command
    for command in (0x8901, 0x8902, 0x8912, 0x89FF, 0x40086602, 0x401C5820, 0x5412):
        assert run_filter(machine, ioctl, (3, command), wall) == EPERM, hex(command)
    for command in (0x5401, 0x5421, 0x541B, 0x8A00, 0x88FF):
        assert run_filter(machine, ioctl, (3, command), wall) == ALLOW, hex(command)


@machines
@pytest.mark.parametrize("landlock", [1, 2, 3, 7])
def test_nothing_is_emptied_where_landlock_does_not_know_of_it(machine, landlock):
    wall = SecondWall(PID, landlock)
    openat = number_of(machine, seccomp._OPENAT)
    emptied = ALLOW if landlock >= 3 else EPERM
    assert run_filter(machine, openat, (-100, 0, 0o1000), wall) == emptied
    for flags in (0, 1, 2, 0o1001, 0o1102, 0o100):
        assert run_filter(machine, openat, (-100, 0, flags), wall) == ALLOW, flags
    truncate = number_of(machine, seccomp._TRUNCATE)
    assert run_filter(machine, truncate, (0, 0), wall) == emptied


@machines
def test_modes_and_times_are_passed_over_and_the_rest_is_refused(machine):
    wall, column = SecondWall(PID, 7), MACHINES.index(machine)

    def results(table):
        numbers = [n[column] for n in table.values() if n[column] is not None]
        return {run_filter(machine, number, (), wall) for number in numbers}

    assert results(seccomp._PASSED_OVER) == {FAIL}  # 0: it went well
    assert results(seccomp._UNSUPPORTED) == {FAIL | errno.ENOTSUP}
    assert results(seccomp._REFUSED_THERE) == {EPERM}
    assert results(seccomp.REFUSED) == {EPERM}
