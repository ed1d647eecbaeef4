"""Read folders A to J of PNG files into arrays, as notMNIST comes: some unreadable."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from data_scripts.errors import DataError
from data_scripts.processes import cores, in_processes

LETTERS = "ABCDEFGHIJ"
SIZE = 28
CHUNK = 1000  # files that a process reads at a time

Chunk = tuple[NDArray[np.uint8], list[str]]


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
    counts = [sum(1 for _ in _names(folder / letter)) for letter in LETTERS]
    total = sum(counts)
    row = np.random.default_rng(seed).permutation(total).astype(np.int32)
    images = np.empty((total, SIZE, SIZE), np.uint8)
    labels = np.full(total, -1, np.int32)
    unreadable: list[Path] = []
    start = 0
    for label, letter in enumerate(LETTERS):
        for chunk, failed in _read_letter(folder / letter, jobs or cores()):
            rows = row[start : start + len(chunk)]
            images[rows], labels[rows] = chunk, label
            start += len(chunk)
            unreadable += [folder / letter / name for name in failed]
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


def _read_letter(folder: Path, jobs: int) -> Iterator[Chunk]:
    """The images of one folder in the order of their names, chunk by chunk."""
    from tqdm.auto import tqdm

    names = sorted(_names(folder))
    tasks = [
        (str(folder), names[start : start + CHUNK])
        for start in range(0, len(names), CHUNK)
    ]
    jobs = min(jobs, len(tasks))
    with tqdm(desc=f"reading {folder.name}", total=len(names), unit=" files") as bar:
        for chunk, failed in in_processes(read_chunk, tasks, jobs):
            bar.update(len(chunk) + len(failed))
            yield chunk, failed


def read_chunk(task: tuple[str, Sequence[str]]) -> Chunk:
    """Read some files: uint8 (readable, 28, 28), and the names of the others."""
    import imageio.v3 as imageio

    folder, names = task
    images = np.empty((len(names), SIZE, SIZE), np.uint8)
    failed: list[str] = []
    count = 0
    for name in names:
        try:
            image = imageio.imread(Path(folder) / name, plugin="pillow")
            if image.shape != (SIZE, SIZE) or image.dtype != np.uint8:
                raise ValueError(f"{image.shape} {image.dtype}")
        except Exception:  # a decoder may raise anything on damaged bytes
            failed.append(name)
        else:
            images[count] = image
            count += 1
    return images[:count], failed


def _close_gaps(images: NDArray[np.uint8], labels: NDArray[np.int32]) -> int:
    """Move the last images into the rows that stayed empty; return their number."""
    count = int((labels >= 0).sum())
    holes = np.flatnonzero(labels[:count] < 0)
    late = count + np.flatnonzero(labels[count:] >= 0)
    images[holes], labels[holes] = images[late], labels[late]
    return count
