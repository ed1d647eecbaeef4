import os
import tarfile
from pathlib import Path

from coursekit.samples import (
    fresh_folder,
    make_archive,
    make_classes,
    special_member,
    with_other_hashes,
)


def test_an_archive_holds_files_folders_and_links(tmp_path):
    link = special_member("out", tarfile.SYMTYPE, "/")
    path = make_archive(str(tmp_path), ("A", None), ("A/1.png", b"one"), link)
    assert path == str(tmp_path / "letters.tar.gz")
    with tarfile.open(path, "r:gz") as archive:
        folder, file, found = archive.getmembers()
        assert folder.isdir()
        assert archive.extractfile(file).read() == b"one"
        assert found.issym()
        assert found.linkname == "/"


def test_an_archive_is_plain_when_its_name_is(tmp_path):
    with tarfile.open(make_archive(str(tmp_path), name="x.tar"), "r:") as archive:
        assert archive.getmembers() == []


def test_each_class_gets_every_file():
    with fresh_folder() as folder:
        make_classes(folder, "AB", (f"{index}.png" for index in range(3)))
        found = sorted(str(p.relative_to(folder)) for p in Path(folder).glob("*/*"))
    assert found == [os.path.join(c, f"{i}.png") for c in "AB" for i in range(3)]
    assert not os.path.exists(folder)


def test_text_hashes_differently_elsewhere_and_numbers_do_not():
    for text in ("A", b"A", Path("A"), ("A", 1), (1, ("A",))):
        assert with_other_hashes(lambda value: hash(value), text) != hash(text)
    for number in (7, 7.5, (7, 8)):
        assert with_other_hashes(lambda value: hash(value), number) == hash(number)


def test_hashes_are_the_old_ones_after_an_error():
    genuine = hash
    try:
        with_other_hashes(lambda: 1 / 0)
    except ZeroDivisionError:
        pass
    assert hash is genuine
