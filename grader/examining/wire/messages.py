"""The wire between the trusted processes and a student's kernel: frames.

A frame is a fixed head, a JSON tree and raw buffers; nothing is ever unpickled or
evaluated. Every length is checked before memory is taken, so a hostile peer can at
worst make one call fail. What the trees mean says `values`.

    frame  = b"GRD1"  uint32 length of the JSON  uint64 length of the buffers
             JSON     buffers, one after the other
    JSON   = {"buffers": [lengths], ...fields of the message}
"""

from __future__ import annotations

import json
import socket
import struct
import time
from typing import Any

MAX_HEADER = 8 * 2**20
MAX_BODY = 256 * 2**20
MAX_BUFFERS = 10_000
MAX_DEPTH = 40  # of a value within a value

_MAGIC = b"GRD1"
_HEAD = struct.Struct("!4sIQ")

Json = Any
Message = dict[str, Any]


class ProtocolError(Exception):
    """The peer broke the rules of the wire; the connection cannot be trusted."""


class PeerGone(ProtocolError):  # noqa: N818 -- a state of the peer, read as a word
    """The peer closed the connection, usually because its process died."""


class Late(ProtocolError):  # noqa: N818
    """The deadline passed before the peer had answered."""


class Unsendable(TypeError):  # noqa: N818
    """A value has no form on the wire."""


class Misfit(ProtocolError):  # noqa: N818
    """A well-formed answer that does not fit, as honest code may also give one."""


def send_frame(
    sock: socket.socket,
    fields: Message,
    buffers: list[memoryview] | None = None,
    deadline: float | None = None,
) -> None:
    """Write one message; ProtocolError when it is too long or the peer is gone."""
    parts = buffers or []
    lengths = [part.nbytes for part in parts]
    header = _to_json({**fields, "buffers": lengths}).encode()
    body = sum(lengths)
    if len(header) > MAX_HEADER or body > MAX_BODY:
        raise Unsendable(
            f"A value of {body + len(header):,} bytes is too large to pass between "
            f"the tests and an answer; the limit is {MAX_BODY:,} bytes."
        )
    data = _HEAD.pack(_MAGIC, len(header), body) + header
    if body <= 2**16:
        data += b"".join(parts)
        parts = []
    try:
        _set_timeout(sock, deadline)
        sock.sendall(data)
        for part in parts:
            _set_timeout(sock, deadline)
            sock.sendall(part)
    except TimeoutError as error:
        raise Late("The answer did not read its arguments in time.") from error
    except OSError as error:
        raise PeerGone("The kernel is gone.") from error


def receive_frame(
    sock: socket.socket, deadline: float | None = None
) -> tuple[Message, list[memoryview]]:
    """Read one message and its buffers; ProtocolError when it is not well formed."""
    magic, header_length, body_length = _HEAD.unpack(
        _receive_exactly(sock, _HEAD.size, deadline)
    )
    if magic != _MAGIC:
        raise ProtocolError("A frame does not start as a frame.")
    if header_length > MAX_HEADER or body_length > MAX_BODY:
        raise ProtocolError("A frame is longer than the limit.")
    fields = parse_header(bytes(_receive_exactly(sock, header_length, deadline)))
    lengths = _buffer_lengths(fields.pop("buffers", None), body_length)
    body = memoryview(_receive_exactly(sock, body_length, deadline))
    buffers, start = [], 0
    for length in lengths:
        buffers.append(body[start : start + length])
        start += length
    return fields, buffers


def parse_header(data: bytes) -> Message:
    """JSON object of a frame; ProtocolError for anything else."""
    try:
        fields = _from_json(data.decode())
    except (ValueError, RecursionError) as error:
        raise ProtocolError("The header of a frame is not JSON.") from error
    if not isinstance(fields, dict):
        raise ProtocolError("The header of a frame is not an object.")
    return fields


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is not JSON")


# Made once: json.dumps and json.loads make theirs anew for each message.
_to_json = json.JSONEncoder(allow_nan=False).encode
_from_json = json.JSONDecoder(parse_constant=_refuse_constant).decode


def _buffer_lengths(lengths: Json, body_length: int) -> list[int]:
    if not isinstance(lengths, list) or len(lengths) > MAX_BUFFERS:
        raise ProtocolError("A frame does not say where its buffers lie.")
    if any(type(length) is not int or length < 0 for length in lengths):
        raise ProtocolError("A buffer has no proper length.")
    if sum(lengths) != body_length:
        raise ProtocolError("The buffers of a frame do not add up.")
    return lengths


def _set_timeout(sock: socket.socket, deadline: float | None) -> None:
    if deadline is None:
        sock.settimeout(None)
        return
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    sock.settimeout(left)


def _receive_exactly(
    sock: socket.socket, count: int, deadline: float | None
) -> bytearray:
    data = bytearray(count)
    view, done = memoryview(data), 0
    while done < count:
        try:
            _set_timeout(sock, deadline)
            got = sock.recv_into(view[done:])
        except TimeoutError as error:
            raise Late("The answer did not come in time.") from error
        except OSError as error:
            raise PeerGone("The kernel is gone.") from error
        if got == 0:
            raise PeerGone("The kernel is gone.")
        done += got
    return data
