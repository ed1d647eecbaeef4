"""Archives that try to write elsewhere, and broken ones."""

from __future__ import annotations

import io
import tarfile

import pytest

from data_scripts.errors import DataError
from data_scripts.extract import extract


def make_archive(path, members, mode="w:gz"):
    """A tar file of (name, content) or TarInfo members."""
    with tarfile.open(path, mode) as archive:
        for member in members:
            if isinstance(member, tarfile.TarInfo):
                archive.addfile(member)
                continue
            info = tarfile.TarInfo(member[0])
            info.size = len(member[1])
            archive.addfile(info, io.BytesIO(member[1]))
    return path


def special(name, kind, target=""):
    info = tarfile.TarInfo(name)
    info.type, info.linkname = kind, target
    return info


def refusal(archive, folder, **options):
    """The sentence of an archive that must be refused without a trace."""
    before = sorted(folder.parent.rglob("*"))
    with pytest.raises(DataError) as caught:
        extract(archive, folder, **options)
    assert sorted(folder.parent.rglob("*")) == before
    return str(caught.value)


@pytest.mark.parametrize("mode", ["w", "w:gz", "w:bz2"])
def test_files_and_folders_come_out_under_the_folder(tmp_path, mode):
    members = [special("top", tarfile.DIRTYPE), ("top/A/1.png", b"one"), ("top/2", b"")]
    archive = make_archive(tmp_path / "a.tar", members, mode)
    folder = extract(archive, tmp_path / "out", strip=1)
    assert (folder / "A" / "1.png").read_bytes() == b"one"
    assert (folder / "2").read_bytes() == b""
    assert len(list(folder.rglob("*"))) == 3


def test_an_old_folder_is_replaced_as_a_whole(tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "old").touch()
    archive = make_archive(tmp_path / "a.tar", [("new", b"1")])
    assert [p.name for p in extract(archive, tmp_path / "out").iterdir()] == ["new"]


@pytest.mark.parametrize(
    "name",
    ["../evil", "/tmp/evil", "a/../../evil", "..\\evil", "C:evil", "a/.."],
)
def test_a_path_outside_is_refused(tmp_path, name):
    archive = make_archive(tmp_path / "a.tar", [("good", b"1"), (name, b"2")])
    assert "outside" in refusal(archive, tmp_path / "out")


@pytest.mark.parametrize(
    "member",
    [
        special("link", tarfile.SYMTYPE, "/etc/passwd"),
        special("inside", tarfile.SYMTYPE, "good"),
        special("hard", tarfile.LNKTYPE, "good"),
        special("pipe", tarfile.FIFOTYPE),
        special("disk", tarfile.BLKTYPE),
        special("null", tarfile.CHRTYPE),
    ],
    ids=lambda member: member.name,
)
def test_links_and_devices_are_refused(tmp_path, member):
    archive = make_archive(tmp_path / "a.tar", [("good", b"1"), member])
    assert "link or a device" in refusal(archive, tmp_path / "out")


def test_a_file_in_the_place_of_a_folder_is_refused(tmp_path):
    into_file = make_archive(tmp_path / "a.tar", [("x", b"1"), ("x/y", b"2")])
    assert "folder that is a file" in refusal(into_file, tmp_path / "out")
    over_folder = make_archive(tmp_path / "b.tar", [("x/y", b"1"), ("x", b"2")])
    assert "place of a folder" in refusal(over_folder, tmp_path / "out")
    stripped = make_archive(tmp_path / "c.tar", [("x", b"1")])
    assert "place of a folder" in refusal(stripped, tmp_path / "out", strip=1)


def test_an_archive_that_grows_too_large_is_refused(tmp_path):
    archive = make_archive(tmp_path / "a.tar", [("a", bytes(600)), ("b", bytes(600))])
    assert "too large" in refusal(archive, tmp_path / "out", max_bytes=1000)


def test_a_truncated_or_foreign_file_is_told(tmp_path, rng):
    whole = make_archive(tmp_path / "a.tar", [("a", rng.bytes(90_000))])
    cut = tmp_path / "cut.tar"
    cut.write_bytes(whole.read_bytes()[:40_000])
    assert "not a complete tar archive" in refusal(cut, tmp_path / "out")
    cut.write_bytes(b"<html>Not found</html>" * 99)
    assert "not a complete tar archive" in refusal(cut, tmp_path / "out")
