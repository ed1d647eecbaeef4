"""Read folders A to J of PNG files into arrays, as notMNIST comes: some unreadable."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from data_scripts.errors import DataError
from data_scripts.processes import cores, in_processes

LETTERS = "ABCDEFGHIJ"
SIZE = 28
CHUNK = 1000  # files that a process reads at a time

Task = tuple[Path, int, Sequence[str]]  # folder, label, names
Chunk = tuple[NDArray[np.uint8], int, list[str]]


def read_folders(
    folder: Path, seed: int = 133, jobs: int | None = None
) -> tuple[NDArray[np.uint8], NDArray[np.int32], list[Path]]:
    """Read every PNG file of `folder/A` to `folder/J`, shuffled.

    Peak memory is the array and some dozens of megabytes: each image goes straight to
    its shuffled row, and names are listed one folder at a time.

    Args:
        folder: holds the ten folders.
        seed: of the shuffle.
        jobs: processes; default: one for each core.

    Returns:
        uint8 (n, 28, 28) images, int32 (n,) labels, and the files that are unreadable
        or not 28 by 28 gray pixels.

    Raises:
        DataError: a folder is missing, or no image is readable.
    """
    from tqdm import tqdm

    total = sum(1 for letter in LETTERS for _ in _names(folder / letter))
    row = np.random.default_rng(seed).permutation(total).astype(np.int32)
    images = np.empty((total, SIZE, SIZE), np.uint8)
    labels = np.full(total, -1, np.int32)
    unreadable: list[Path] = []
    start = 0
    with tqdm(desc=f"reading {folder.name}", total=total, unit=" files") as bar:
        for chunk, label, failed in in_processes(
            read_chunk, _tasks(folder), min(jobs or cores(), 1 + total // CHUNK)
        ):
            rows = row[start : start + len(chunk)]
            images[rows], labels[rows] = chunk, label
            start += len(chunk)
            unreadable += [folder / LETTERS[label] / name for name in failed]
            bar.update(len(chunk) + len(failed))
    count = _close_gaps(images, labels)
    if not count:
        raise DataError(
            f"There is no readable PNG file in the folders A to J of {folder}; unpack "
            "the archive again."
        )
    return images[:count], labels[:count], unreadable


def _names(folder: Path) -> Iterator[str]:
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name.lower().endswith(".png"):
                    yield entry.name
    except (FileNotFoundError, NotADirectoryError):
        raise DataError(
            f"The folder {folder} is missing; the images must lie in folders A to J, "
            "so unpack the archive again."
        ) from None


def _tasks(folder: Path) -> Iterator[Task]:
    """The files in the order of their names, chunk by chunk, folder by folder."""
    for label, letter in enumerate(LETTERS):
        names = sorted(_names(folder / letter))
        for start in range(0, len(names), CHUNK):
            yield folder / letter, label, names[start : start + CHUNK]


def read_chunk(task: Task) -> Chunk:
    """Read some files: uint8 (readable, 28, 28), their label, names of the others."""
    folder, label, names = task
    images = np.empty((len(names), SIZE, SIZE), np.uint8)
    failed: list[str] = []
    count = 0
    for name in names:
        try:
            images[count] = _read_image(folder / name)
        except Exception:  # a decoder may raise anything on damaged bytes
            failed.append(name)
        else:
            count += 1
    return images[:count], label, failed


def _read_image(path: Path) -> NDArray[np.uint8]:
    """Decode one gray image of 28 by 28; ValueError when it is something else.

    imageio asks Pillow as well, but looks for a plugin anew for each file, which costs
    four times the decoding; so it has its turn only where the file is no plain PNG.
    """
    from PIL.PngImagePlugin import PngImageFile

    content = path.read_bytes()
    try:
        image = np.asarray(PngImageFile(BytesIO(content)))
    except SyntaxError:  # Pillow's word for "this is not a PNG file"
        import imageio.v3 as imageio

        image = imageio.imread(content, plugin="pillow")
    if image.shape != (SIZE, SIZE) or image.dtype != np.uint8:
        raise ValueError(f"{image.shape} {image.dtype}")
    return image


def _close_gaps(images: NDArray[np.uint8], labels: NDArray[np.int32]) -> int:
    """Move the last images into the rows that stayed empty; return their number."""
    count = int((labels >= 0).sum())
    holes = np.flatnonzero(labels[:count] < 0)
    late = count + np.flatnonzero(labels[count:] >= 0)
    images[holes], labels[holes] = images[late], labels[late]
    return count
