"""Frames arrive whole, and no bytes can do harm."""

from __future__ import annotations

import contextlib
import socket
import struct
import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.examining.wire import messages
from grader.examining.wire.messages import ProtocolError


@given(st.binary(max_size=300), st.booleans())
@settings(max_examples=600, deadline=None)
def test_no_bytes_do_more_than_raise_an_error_of_the_wire(
    data: bytes, magic: bool
) -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        theirs.sendall((b"GRD1" if magic else b"") + data)
        theirs.close()
        with contextlib.suppress(ProtocolError):
            messages.receive_frame(ours, time.monotonic() + 5)


def receive(data: bytes) -> Any:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        theirs.sendall(data)
        theirs.close()
        return messages.receive_frame(ours, time.monotonic() + 5)


def framed(text: bytes, body: bytes = b"", length: int | None = None) -> bytes:
    claimed = len(body) if length is None else length
    return struct.pack("!4sIQ", b"GRD1", len(text), claimed) + text + body


@pytest.mark.parametrize(
    "data",
    [
        framed(b"{}"),
        framed(b'{"buffers": [-1]}'),
        framed(b'{"buffers": [2]}', b"x"),
        framed(b'{"buffers": [true]}', b"x"),
        framed(b'{"buffers": {}}'),
        framed(b"[]"),
        framed(b'{"a": NaN, "buffers": []}'),
        framed(b"[" * 200_000),
        framed(b'{"buffers": []}', b"", 2**60),
        struct.pack("!4sIQ", b"GRD1", 2**32 - 1, 0),
        struct.pack("!4sIQ", b"GRD2", 2, 0) + b"{}",
        framed(b'{"i": 1' + b"0" * 6000 + b', "buffers": []}'),
        b"GRD1",
        b"",
    ],
    ids=range(14),
)
def test_malformed_frames_are_refused(data: bytes) -> None:
    with pytest.raises(ProtocolError):
        receive(data)


def test_a_claimed_length_takes_no_memory_before_it_is_checked() -> None:
    start = time.process_time()
    with pytest.raises(ProtocolError):
        receive(framed(b'{"buffers": []}', b"", messages.MAX_BODY + 1))
    assert time.process_time() - start < 0.5


def test_a_silent_peer_is_late() -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs, pytest.raises(messages.Late):
        messages.receive_frame(ours, time.monotonic() + 0.05)


def test_a_value_beyond_the_limit_is_refused_in_a_sentence() -> None:
    ours, theirs = socket.socketpair()
    big = memoryview(bytes(messages.MAX_BODY + 1))
    with ours, theirs, pytest.raises(messages.Unsendable, match="too large"):
        messages.send_frame(ours, {}, [big])
