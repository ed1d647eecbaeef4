"""What a student handed in for an assignment of several files, as one run of bytes.

A line of JSON with names and sizes, then the files one after another.
"""

from __future__ import annotations

import json
from collections.abc import Mapping


def pack(files: Mapping[str, bytes]) -> bytes:
    """The files in one; equal files give equal bytes."""
    ordered = sorted(files.items())
    head = json.dumps([[name, len(data)] for name, data in ordered])
    return b"\n".join([head.encode(), b"".join(data for _, data in ordered)])


def unpack(packed: bytes) -> dict[str, bytes]:
    """What `pack` was given."""
    head, _, rest = packed.partition(b"\n")
    files, at = {}, 0
    for name, size in json.loads(head or b"[]"):
        files[name] = rest[at : at + size]
        at += size
    return files
