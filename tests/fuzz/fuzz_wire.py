"""Fuzz the reading end of the wire with Atheris (libFuzzer), guided by coverage.

Atheris is not among the tests' requirements; give it an environment of its own:

    python -m venv build/fuzz && build/fuzz/bin/pip install atheris tensorflow-cpu
    PYTHONPATH=. build/fuzz/bin/python tests/fuzz/fuzz_wire.py -max_total_time=600

An even first byte: the rest is a header and a body behind it, split at the first zero
byte, and is read as a frame. An odd one: the rest chooses the nodes of a tree that is
decoded. Whatever comes of it may be an error of the wire and nothing else, and may not
take memory or time beyond the limits. The hypothesis tests of
`tests/grader/examining/test_values.py` say the same of random trees and bytes.
"""

import contextlib
import json
import struct
import sys
import tempfile
import time
from pathlib import Path

import atheris

with atheris.instrument_imports(
    include=["grader.examining.wire.messages", "grader.examining.wire.values"]
):
    from grader.examining.wire import messages, values

import socket

import numpy as np

SEEDS = (
    *(None, True, 7, "word", 2.5, 2**70, b"bytes", 1j, range(3), slice(1, 2)),
    *([1, [2]], (1, "a"), {"k": 1.5}, {1, 2}, float, np.dtype("f4")),
    *(np.arange(6.0).reshape(2, 3), np.zeros((0, 2), np.int8), np.float32(3)),
    np.random.default_rng(1),
)


def refer(_decoder, _node):
    raise messages.ProtocolError("no references here")


def read(header: bytes, body: bytes) -> None:
    """What both sides do with a frame."""
    ours, theirs = socket.socketpair()
    with ours, theirs:
        theirs.sendall(struct.pack("!4sIQ", b"GRD1", len(header), len(body)))
        theirs.sendall(header + body)
        theirs.close()
        fields, buffers = messages.receive_frame(ours, time.monotonic() + 5)
    for finite in (False, True):
        decoder = values.Decoder(buffers, refer, finite=finite, arguments=[[1], {}])
        with contextlib.suppress(values.NotFinite):
            decoder.decode(fields.get("value"))


TAGS = [*sorted(values._READERS), "R", "<f8", "|b1", "bfloat16", "|O", "f", ""]


def tree(source, depth=0):
    """A JSON tree out of the input's choices; most of its lists start with a tag."""
    kind = source.ConsumeIntInRange(0, 9)
    if kind > 4 and depth < 6:
        inner = (tree(source, depth + 1) for _ in range(source.ConsumeIntInRange(0, 5)))
        return [source.PickValueInList(TAGS), *inner] if kind > 5 else list(inner)
    plain = (
        lambda: None,
        source.ConsumeBool,
        lambda: source.ConsumeIntInRange(-3, 20),
        lambda: source.ConsumeInt(9),
        lambda: source.PickValueInList(TAGS),
    )
    if kind < len(plain):
        return plain[kind]()
    return source.ConsumeUnicodeNoSurrogates(12)


def one_input(data: bytes) -> None:
    with contextlib.suppress(messages.ProtocolError, values.NotFinite):
        if data[:1] and data[0] % 2:
            source = atheris.FuzzedDataProvider(data[1:])
            buffers = [memoryview(bytes(length)) for length in (0, 1, 8, 48)]
            node = tree(source)
            values.Decoder(buffers, refer, arguments=[[1], {}]).decode(node)
        else:
            header, _, body = data[1:].partition(b"\0")
            read(header, body)


def seeds():
    """Frames as they are sent, in the form of an input."""
    for value in SEEDS:
        with contextlib.suppress(messages.Unsendable):
            encoder = values.Encoder(lambda *_: None)
            node = encoder.encode(value)
            buffers = [bytes(part) for part in encoder.buffers]
            fields = {"buffers": [len(part) for part in buffers], "value": node}
            yield b"\0" + json.dumps(fields).encode() + b"\0" + b"".join(buffers)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        for number, seed in enumerate(seeds()):
            Path(folder, f"seed{number}").write_bytes(seed)
        atheris.Setup([*sys.argv, folder, "-rss_limit_mb=2048"], one_input)
        atheris.Fuzz()
