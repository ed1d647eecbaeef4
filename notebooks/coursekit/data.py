"""Find and open the prepared data sets.

Images are uint8 arrays opened memory-mapped: opening them takes milliseconds, nothing
is unpickled, and only the pages that are read occupy memory.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

LETTERS = "ABCDEFGHIJ"

_PREPARE = (
    "Prepare the data first: run `python -m data_scripts` in the folder that holds "
    "the notebooks folder (a minute or two, once)."
)


@dataclass(frozen=True)
class Glyphs:
    """Letters A to J as images: train and valid are noisy, test is nearly clean.

    x_*: uint8 (n, 28, 28), 0 is black and 255 is white; memory-mapped, read-only.
    y_*: int32 (n,), 0 for A to 9 for J.
    """

    x_train: NDArray[np.uint8]
    y_train: NDArray[np.int32]
    x_valid: NDArray[np.uint8]
    y_valid: NDArray[np.int32]
    x_test: NDArray[np.uint8]
    y_test: NDArray[np.int32]


def data_path(*parts: str) -> Path:
    """The path of a prepared file or folder.

    Looked up in $COURSE_DATA when it is set, else in the nearest `datasets` folder
    above this package or above the current folder.

    Raises:
        FileNotFoundError: it is not there; the message names the curing command.
    """
    for root in _roots():
        path = root.joinpath(*parts)
        if path.exists():
            return path
    raise FileNotFoundError(f"{'/'.join(('datasets', *parts))} is missing. {_PREPARE}")


def _roots() -> list[Path]:
    override = os.environ.get("COURSE_DATA")
    if override:
        return [Path(override)]
    starts = (Path(__file__).resolve(), Path.cwd() / "x")
    return [parent / "datasets" for start in starts for parent in start.parents]


def load_glyphs(
    num_train: int = 200_000, num_valid: int = 10_000, num_test: int = 10_000
) -> Glyphs:
    """Open the glyph data set as train, validation and test set.

    Train and validation come from the large set (about 6.5 % wrong labels), the test
    set from the small one (0.5 %), drawn from other typefaces. The files are shuffled
    once, when they are prepared, so a smaller number is a random subset.

    Raises:
        FileNotFoundError: the data are not prepared.
        ValueError: more examples were asked for than there are.
    """
    large_x, large_y = _open_pair("large")
    small_x, small_y = _open_pair("small")
    _check_size("training and validation", num_train + num_valid, len(large_y))
    _check_size("test", num_test, len(small_y))
    # Validation is the end of the large set, whatever the number of training images:
    # a student who trains on more never trains on validation images.
    return Glyphs(
        x_train=large_x[:num_train],
        y_train=large_y[:num_train],
        x_valid=large_x[len(large_y) - num_valid :],
        y_valid=large_y[len(large_y) - num_valid :],
        x_test=small_x[:num_test],
        y_test=small_y[:num_test],
    )


def _open_pair(name: str) -> tuple[NDArray[np.uint8], NDArray[np.int32]]:
    images = np.load(data_path("glyphs", f"{name}_images.npy"), mmap_mode="r")
    labels = np.load(data_path("glyphs", f"{name}_labels.npy"), mmap_mode="r")
    return images, labels


def _check_size(what: str, wanted: int, available: int) -> None:
    if not 0 <= wanted <= available:
        raise ValueError(
            f"There are {available:,} {what} images and {wanted:,} were asked for; "
            "ask for fewer."
        )


def normalize(images: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Scale pixels as the lecture does, (p - 128) / 128: float32, same shape.

    Raises:
        ValueError: they are no pixels from 0 to 255, but were scaled already.
    """
    if np.issubdtype(np.asarray(images).dtype, np.floating) and np.size(images):
        low, high = float(np.min(images)), float(np.max(images))
        if low < 0 and low >= -1 and high <= 1:
            raise ValueError(
                f"These images go from {low:.2g} to {high:.2g}: they were normalized "
                "already. Give normalize() the bytes as they were loaded."
            )
    # In place on one copy: a second one would double the memory.
    scaled: NDArray[np.float32] = np.array(images, dtype=np.float32)
    scaled -= np.float32(128)
    scaled /= np.float32(128)
    return scaled


def load_text(name: str = "wiki", *, num_chars: int | None = None) -> str:
    """A prepared text of lower-case letters a to z and single spaces.

    Args:
        name: file name without `.txt`, in `datasets/text`.
        num_chars: only so many characters from the start; all when None.
    """
    with data_path("text", f"{name}.txt").open(encoding="ascii") as file:
        return file.read() if num_chars is None else file.read(num_chars)
