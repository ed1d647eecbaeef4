"""Folders A to J of PNG files and their archives, as notMNIST came: some unreadable."""

from __future__ import annotations

import gzip
import io
import tarfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from data_scripts.files import atomic_path
from data_scripts.glyphs import LETTERS

# As in notMNIST: a handful of files that no reader can open, letter by letter.
CORRUPT: Mapping[str, Sequence[str]] = {"small": "AF", "large": "AAABD"}
DAMAGES = ("empty", "cut", "text")


def write_folders(
    folder: Path, name: str, images: NDArray[np.uint8], labels: NDArray[np.int32]
) -> None:
    """Write `folder/LETTER/NNNNN.png` for every image, and a few corrupt files."""
    with atomic_path(folder) as temporary:
        for letter in LETTERS:
            (temporary / letter).mkdir(parents=True)
        for index, (image, label) in enumerate(zip(images, labels, strict=True)):
            path = temporary / LETTERS[label] / f"{index:05d}.png"
            Image.fromarray(image).save(path, compress_level=1)
        for index, letter in enumerate(CORRUPT[name]):
            path = temporary / letter / f"{len(images) + index:05d}.png"
            path.write_bytes(_damaged(images[index], DAMAGES[index % len(DAMAGES)]))


def _damaged(image: NDArray[np.uint8], how: str) -> bytes:
    """The bytes of a PNG file that cannot be read."""
    if how == "empty":
        return b""
    if how == "text":
        return b"<html><body>404 Not Found</body></html>\n"
    buffer = io.BytesIO()
    Image.fromarray(image).save(buffer, "PNG")
    return buffer.getvalue()[:60]


def write_archive(path: Path, folder: Path, root: str) -> None:
    """Pack `folder` as a tar.gz under the name `root`; same files, same bytes."""
    with (
        atomic_path(path) as temporary,
        temporary.open("wb") as raw,
        gzip.GzipFile("", "wb", compresslevel=1, fileobj=raw, mtime=0) as packed,
        tarfile.open(fileobj=packed, mode="w") as archive,
    ):
        for source in sorted(folder.rglob("*")):
            member = tarfile.TarInfo(f"{root}/{source.relative_to(folder).as_posix()}")
            if source.is_dir():
                member.type, member.mode = tarfile.DIRTYPE, 0o755
                archive.addfile(member)
                continue
            content = source.read_bytes()
            member.size, member.mode = len(content), 0o644
            archive.addfile(member, io.BytesIO(content))
