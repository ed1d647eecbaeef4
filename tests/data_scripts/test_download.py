"""Downloads from a real server that truncates, stalls, resets and lies."""

from __future__ import annotations

import dataclasses
import hashlib
from pathlib import Path

import pytest

from data_scripts.download import SourceFile, download, read_files
from data_scripts.errors import DataError


@pytest.fixture
def source(server):
    digest = hashlib.sha256(server.content).hexdigest()
    return SourceFile("file.bin", server.url, len(server.content), digest, "none")


def failure(source: SourceFile, folder: Path, **options: float) -> str:
    """The sentence of a download that must fail and leave no file of the final name."""
    with pytest.raises(DataError) as caught:
        download(source, folder, **options)
    assert not (folder / source.name).exists()
    sentence = str(caught.value)
    assert "\n" not in sentence
    assert source.name in sentence
    return sentence


def test_a_good_download_has_the_content_and_leaves_nothing_else(
    server, source, tmp_path
):
    path = download(source, tmp_path / "new" / "folder")
    assert path.read_bytes() == server.content
    assert [p.name for p in path.parent.iterdir()] == ["file.bin"]


def test_a_complete_file_is_not_fetched_again(server, source, tmp_path):
    download(source, tmp_path)
    download(source, tmp_path)
    assert len(server.ranges) == 1


def test_a_truncated_answer_is_told_and_continued(server, source, tmp_path):
    server.mode = "truncated"
    assert "again to continue" in failure(source, tmp_path)
    assert (tmp_path / "file.bin.part").stat().st_size == len(server.content) // 3
    server.mode = "good"
    assert download(source, tmp_path).read_bytes() == server.content
    assert server.ranges == ["", f"bytes={len(server.content) // 3}-"]


def test_a_server_without_ranges_sends_the_file_from_its_start(
    server, source, tmp_path
):
    (tmp_path / "file.bin.part").write_bytes(server.content[:500])
    server.mode = "whole"
    assert download(source, tmp_path).read_bytes() == server.content


def test_a_stalled_answer_is_given_up(server, source, tmp_path):
    server.mode = "stalled"
    sentence = failure(source, tmp_path, stall_seconds=0.3)
    assert "sent nothing for 0.3 seconds" in sentence


def test_a_reset_connection_is_told_and_continued(server, source, tmp_path):
    server.mode = "reset"
    assert "broke off" in failure(source, tmp_path)
    server.mode = "good"
    assert download(source, tmp_path).read_bytes() == server.content


def test_wrong_bytes_of_the_right_length_are_removed(server, source, tmp_path):
    server.mode = "wrong"
    assert "wrong content" in failure(source, tmp_path)
    assert list(tmp_path.iterdir()) == []
    server.mode = "good"
    assert download(source, tmp_path).read_bytes() == server.content


def test_a_page_in_place_of_the_file_is_recognized(server, source, tmp_path):
    server.mode = "page"
    assert "28 bytes where 200,000" in failure(source, tmp_path)


def test_a_longer_answer_of_unknown_length_cannot_fill_the_disk(
    server, source, tmp_path
):
    server.mode = "unannounced"
    path = download(source, tmp_path)
    assert path.read_bytes() == server.content


def test_a_missing_file_names_the_status_and_the_place(server, source, tmp_path):
    server.mode = "missing"
    sentence = failure(source, tmp_path)
    assert "404" in sentence
    assert str(tmp_path / "file.bin") in sentence


def test_an_unreachable_server_is_told(server, source, tmp_path):
    server.close()
    assert "cannot be reached" in failure(source, tmp_path)


def test_a_part_that_is_too_long_starts_anew(server, source, tmp_path):
    (tmp_path / "file.bin.part").write_bytes(bytes(300_000))
    assert download(source, tmp_path).read_bytes() == server.content


def test_a_complete_part_only_has_to_be_verified(server, source, tmp_path):
    (tmp_path / "file.bin.part").write_bytes(server.content)
    assert download(source, tmp_path).read_bytes() == server.content
    assert server.ranges == []


def test_an_unpublished_hash_is_recorded_at_first_and_held_to_later(
    server, source, tmp_path, capsys
):
    unknown = dataclasses.replace(source, sha256="")
    path = download(unknown, tmp_path)
    assert source.sha256 in capsys.readouterr().out
    assert source.sha256 in (tmp_path / "file.bin.sha256").read_text()
    path.write_bytes(bytes(source.bytes))
    assert "wrong content" in failure(unknown, tmp_path)
    server.mode = "wrong"
    assert "wrong content" in failure(unknown, tmp_path)


def test_the_list_of_files_names_the_originals():
    files = read_files()
    assert files["notMNIST_large.tar.gz"].bytes == 247_336_696
    assert files["notMNIST_small.tar.gz"].bytes == 8_458_043
    assert files["text8.zip"].bytes == 31_344_016
