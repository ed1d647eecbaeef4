"""The loopback server behaves as a real one, and fails on demand."""

import http.client
import urllib.error
import urllib.request

import numpy as np
import pytest
from coursekit.loopback import LoopbackServer, serve_folder

CONTENT = np.random.default_rng(7).bytes(50_000)


def fetch(url, first=None):
    headers = {} if first is None else {"Range": f"bytes={first}-"}
    request = urllib.request.Request(url, headers=headers)
    with urllib.request.urlopen(request, timeout=10) as response:
        return response.status, response.read()


def test_whole_files_and_parts_are_served():
    with LoopbackServer({"a b.bin": CONTENT}) as server:
        assert fetch(server.url("a b.bin")) == (200, CONTENT)
        assert fetch(server.url("a b.bin"), 0) == (200, CONTENT)
        assert fetch(server.url("a b.bin"), 49_000) == (206, CONTENT[49_000:])
        assert server.first_bytes == [0, 0, 49_000]


@pytest.mark.parametrize(
    ("name", "first", "code"), [("x", None, 404), ("a", 50_000, 416)]
)
def test_what_is_not_there_is_an_error(name, first, code):
    with LoopbackServer({"a": CONTENT}) as server:
        with pytest.raises(urllib.error.HTTPError) as caught:
            fetch(server.url(name), first)
        assert caught.value.code == code


def test_ranges_can_be_ignored():
    with LoopbackServer({"a": CONTENT}, ignore_range=True) as server:
        assert fetch(server.url("a"), 100) == (200, CONTENT)


def test_the_line_can_break_off():
    with LoopbackServer({"a": CONTENT}, cut_after=1_000) as server:
        with pytest.raises(http.client.IncompleteRead) as caught:
            fetch(server.url("a"))
        assert caught.value.partial == CONTENT[:1_000]


def test_a_folder_is_served_and_the_port_freed(tmp_path):
    (tmp_path / "one.txt").write_bytes(b"1")
    (tmp_path / "sub").mkdir()
    server = serve_folder(tmp_path)
    url = server.url("one.txt")
    assert fetch(url) == (200, b"1")
    assert set(server.files) == {"one.txt"}
    server.close()
    with pytest.raises(urllib.error.URLError):
        fetch(url)
