"""What lies in `submitted/` is a student's: nothing of it is followed or waited for."""

from __future__ import annotations

import os
import random
import socket
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from grader.submissions import opening
from grader.submissions.opening import NotTakenError

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="files of POSIX")
SECRET = b"what the instructor keeps elsewhere"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Where a student's file would be."""
    (tmp_path / "secret").write_bytes(SECRET)
    (tmp_path / "elsewhere" / "stem").mkdir(parents=True)
    (tmp_path / "elsewhere" / "stem" / "file").write_bytes(SECRET)
    (tmp_path / "submitted" / "ada" / "stem").mkdir(parents=True)
    return tmp_path / "submitted" / "ada" / "stem" / "file"


def root(place: Path) -> Path:
    return place.parents[2]


def within(seconds: float, call: Callable[[], object]) -> object:
    """The result or error of a call that must not wait for anybody."""
    found: list[object] = []

    def run() -> None:
        try:
            found.append(call())
        except (OSError, NotTakenError) as error:
            found.append(error)

    worker = threading.Thread(target=run, daemon=True)
    worker.start()
    worker.join(seconds)
    assert found, "it waits"
    return found[0]


def test_files_are_read_byte_for_byte_up_to_the_bound(place: Path):
    seed = random.Random().randrange(10**6)
    print("seed", seed)
    data = random.Random(seed).randbytes(5000)
    place.write_bytes(data)
    assert opening.read(root(place), place, 5000) == data
    with pytest.raises(NotTakenError, match="too large: 5,000 bytes"):
        opening.read(root(place), place, 4999)
    assert opening.names(root(place), place.parent) == ["file"]


def make_socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as sock:
        here = Path.cwd()
        os.chdir(path.parent)  # the name of a socket is short
        try:
            sock.bind(path.name)
        finally:
            os.chdir(here)


def make_sparse(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(3 * 2**30)


TRICKS: dict[str, tuple[Callable[[Path], object], str]] = {
    "pipe": (os.mkfifo, "a pipe"),
    "socket": (make_socket, "a socket"),
    "folder": (Path.mkdir, "a folder"),
    "device": (lambda path: path.symlink_to("/dev/zero"), "a link"),
    "link": (lambda path: path.symlink_to(root(path).parent / "secret"), "a link"),
    "hard": (lambda path: path.hardlink_to(root(path).parent / "secret"), "hard link"),
    "sparse": (make_sparse, "too large"),
}


@pytest.mark.parametrize("trick", TRICKS)
def test_what_is_no_plain_file_is_refused_at_once(place: Path, trick: str):
    make, said = TRICKS[trick]
    make(place)
    error = within(5, lambda: opening.read(root(place), place, 512 * 2**20))
    assert isinstance(error, NotTakenError), error
    assert said in str(error)


@pytest.mark.parametrize("depth", [0, 1])
def test_a_link_in_the_place_of_a_folder_is_not_followed(place: Path, depth: int):
    folder = place.parents[depth]
    target = root(place).parent / "elsewhere"
    for path in (place.parent, place.parents[1]):
        if path == folder or path.is_relative_to(folder):
            path.rmdir()
    folder.symlink_to(target / "stem" if depth == 0 else target)
    assert place.read_bytes() == SECRET
    with pytest.raises(NotTakenError, match="a link"):
        opening.read(root(place), place, 100)
    with pytest.raises(NotTakenError, match="a link"):
        opening.names(root(place), place.parent)


def test_the_instructors_own_folder_may_be_a_link(place: Path):
    place.write_bytes(b"x")
    other = root(place).with_name("mounted")
    other.symlink_to(root(place))
    assert opening.read(other, other / "ada" / "stem" / "file", 10) == b"x"


def test_what_is_not_there_is_an_ordinary_error(place: Path):
    with pytest.raises(FileNotFoundError):
        opening.read(root(place), place, 10)


def test_no_descriptor_is_left_open(place: Path):
    place.write_bytes(b"x")
    os.mkfifo(place.with_name("pipe"))
    before = len(list(Path("/proc/self/fd").iterdir()))
    for name in ("file", "pipe", "nothing"):
        within(5, lambda name=name: opening.read(root(place), place.with_name(name), 9))
    assert len(list(Path("/proc/self/fd").iterdir())) == before


def test_without_folders_descriptors_links_are_refused_too(place, monkeypatch):
    """As on Windows, which has none."""
    monkeypatch.setattr(opening, "_IN_FOLDERS", False)
    place.symlink_to(root(place).parent / "secret")
    with pytest.raises(NotTakenError, match="a link"):
        opening.read(root(place), place, 100)
    place.unlink()
    place.write_bytes(b"x")
    assert opening.read(root(place), place, 10) == b"x"
    assert opening.names(root(place), place.parent) == ["file"]
