"""A web server that misbehaves on demand, and typefaces that come with matplotlib."""

from __future__ import annotations

import contextlib
import socket
import struct
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import matplotlib as mpl
import numpy as np
import pytest
from PIL import Image

from data_scripts import glyphs, prepare


class FaultyServer:
    """Serves one content on 127.0.0.1 in the way that `mode` says."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        self.mode = "good"
        self.ranges: list[str] = []
        self.stalled = threading.Event()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._server.daemon_threads = True
        thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))
        thread.daemon = True
        thread.start()
        self.url = f"http://127.0.0.1:{self._server.server_port}/file.bin"

    def close(self) -> None:
        self.stalled.set()
        self._server.shutdown()
        self._server.server_close()


def _handler(owner: FaultyServer) -> type[BaseHTTPRequestHandler]:  # noqa: C901
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked = self.headers.get("Range", "")
            owner.ranges.append(asked)
            getattr(self, f"_{owner.mode}")(asked)

        def _head(self, status: int, length: int | None, span: str = "") -> None:
            self.send_response(status)
            if length is not None:
                self.send_header("Content-Length", str(length))
            if span:
                self.send_header("Content-Range", span)
            self.end_headers()

        def _good(self, asked: str) -> None:
            content = owner.content
            first = int(asked.removeprefix("bytes=").removesuffix("-")) if asked else 0
            span = f"bytes {first}-{len(content) - 1}/{len(content)}" if asked else ""
            self._head(206 if asked else 200, len(content) - first, span)
            self.wfile.write(content[first:])

        def _whole(self, asked: str) -> None:
            self._head(200, len(owner.content))
            self.wfile.write(owner.content)

        def _truncated(self, asked: str) -> None:
            self._head(200, len(owner.content))
            self.wfile.write(owner.content[: len(owner.content) // 3])

        def _unannounced(self, asked: str) -> None:
            self._head(200, None)
            self.wfile.write(owner.content + b"more than expected" * 9)

        def _stalled(self, asked: str) -> None:
            self._head(200, len(owner.content))
            self.wfile.write(owner.content[:100])
            self.wfile.flush()
            owner.stalled.wait(10)

        def _reset(self, asked: str) -> None:
            self._head(200, len(owner.content))
            self.wfile.write(owner.content[:100])
            self.wfile.flush()
            self.connection.setsockopt(
                socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0)
            )
            self.connection.close()

        def _wrong(self, asked: str) -> None:
            self._head(200, len(owner.content))
            self.wfile.write(bytes(len(owner.content)))

        def _page(self, asked: str) -> None:
            page = b"<html>Please sign in.</html>"
            self._head(200, len(page))
            self.wfile.write(page)

        def _missing(self, asked: str) -> None:
            self.send_error(404)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            pass

        def finish(self) -> None:
            with contextlib.suppress(OSError):  # the connection was reset on purpose
                super().finish()

    return Handler


@pytest.fixture
def rng(request: pytest.FixtureRequest) -> np.random.Generator:
    """Random inputs; the seed is printed when a test fails."""
    seed = int(np.random.default_rng().integers(2**31))
    print("seed", seed)
    return np.random.default_rng(seed)


@pytest.fixture
def server(rng: np.random.Generator) -> Iterator[FaultyServer]:
    faulty = FaultyServer(rng.bytes(200_000))
    yield faulty
    faulty.close()


@pytest.fixture(scope="session")
def typefaces() -> dict[str, list[Path]]:
    """Font files by name: good ones and some that hold no letters."""
    folder = Path(mpl.get_data_path()) / "fonts" / "ttf"
    names = "DejaVuSans DejaVuSerif DejaVuSansMono cmr10 cmss10 STIXGeneral"
    bad = "cmex10 LastResortHE-Regular STIXSizOneSymReg"
    return {name: [folder / f"{name}.ttf"] for name in f"{names} {bad}".split()}


GOOD = ["DejaVuSans", "DejaVuSerif", "DejaVuSansMono", "cmr10", "cmss10", "STIXGeneral"]


@pytest.fixture
def tiny_plan(
    monkeypatch: pytest.MonkeyPatch, typefaces: dict[str, list[Path]]
) -> None:
    """Sets of some hundred images, drawn from the good typefaces: no download."""
    faces = {
        "large": [typefaces[name][0] for name in GOOD[:4]],
        "small": typefaces[GOOD[4]],
        "exam": typefaces[GOOD[5]],
    }
    monkeypatch.setattr(glyphs, "CHUNK", 50)
    monkeypatch.setattr(glyphs, "LARGE", glyphs.GlyphPart("large", 400, 0.065, 0.03, 1))
    monkeypatch.setattr(glyphs, "SMALL", glyphs.GlyphPart("small", 200, 0.005, 0.01, 2))
    monkeypatch.setattr(glyphs, "EXAM", glyphs.GlyphPart("exam", 100, 0.0, 0.0, 3))
    monkeypatch.setattr(prepare, "AS_FILES", {"small": 200, "large": 50})
    monkeypatch.setattr(prepare.fonts, "fetch_fonts", lambda folder: folder)
    monkeypatch.setattr(glyphs, "part_faces", lambda folder: faces)


def write_png_folders(
    folder: Path, images: np.ndarray, labels: np.ndarray
) -> dict[str, bytes]:
    """`folder/LETTER/NAME.png` for every image; what is in each file, by name."""
    written = {}
    for letter in "ABCDEFGHIJ":
        (folder / letter).mkdir(parents=True, exist_ok=True)
    for index, (image, label) in enumerate(zip(images, labels, strict=True)):
        path = folder / "ABCDEFGHIJ"[label] / f"{index:04d}.png"
        Image.fromarray(image).save(path)
        written[path.name] = image.tobytes()
    return written
