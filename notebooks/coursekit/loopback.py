"""A small web server on this machine, with faults on demand.

Assignment 1 downloads its archive from here, so that the exercise needs no network,
and its tests let the server break off, ignore ranges and miss files.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from types import TracebackType
from urllib.parse import quote, unquote

_RANGE = re.compile(r"bytes=(\d+)-")


class LoopbackServer:
    """Serves byte strings by name over HTTP on 127.0.0.1, from its making to `close`.

    Attributes:
        first_bytes: for each request that was answered, the offset it asked for.
    """

    def __init__(
        self,
        files: Mapping[str, bytes],
        *,
        cut_after: int | None = None,
        ignore_range: bool = False,
    ) -> None:
        """Start to serve.

        Args:
            files: content by name.
            cut_after: announce the full length, but break off after so many bytes.
            ignore_range: send every file from its start, whatever was asked for.
        """
        self.files = dict(files)
        self.cut_after = cut_after
        self.ignore_range = ignore_range
        self.first_bytes: list[int] = []
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._server.daemon_threads = True
        Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()

    def url(self, name: str) -> str:
        """The address of one file."""
        return f"http://127.0.0.1:{self._server.server_port}/{quote(name)}"

    def close(self) -> None:
        """Stop serving and free the port."""
        self._server.shutdown()
        self._server.server_close()

    def __enter__(self) -> LoopbackServer:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def serve_folder(folder: Path) -> LoopbackServer:
    """Serve the files of one folder; they are read once, now."""
    paths = sorted(path for path in Path(folder).iterdir() if path.is_file())
    return LoopbackServer({path.name: path.read_bytes() for path in paths})


def _handler(owner: LoopbackServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            content = owner.files.get(unquote(self.path.lstrip("/")))
            if content is None:
                self.send_error(HTTPStatus.NOT_FOUND)
                return
            asked = _RANGE.fullmatch(self.headers.get("Range", ""))
            first = int(asked[1]) if asked and not owner.ignore_range else 0
            owner.first_bytes.append(first)
            if first and first >= len(content):
                self.send_error(HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE)
                return
            self._send(content, first)

        def _send(self, content: bytes, first: int) -> None:
            partial = HTTPStatus.PARTIAL_CONTENT if first else HTTPStatus.OK
            self.send_response(partial)
            self.send_header("Content-Length", str(len(content) - first))
            if first:
                span = f"bytes {first}-{len(content) - 1}/{len(content)}"
                self.send_header("Content-Range", span)
            self.end_headers()
            end = None if owner.cut_after is None else first + owner.cut_after
            self.wfile.write(content[first:end])

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """Keep the notebook quiet."""

    return Handler
