"""Data of the hidden tests: only trusted processes can read it."""

from __future__ import annotations

from typing import Any

import numpy as np

from grader.course.places import data_root


def load_exam(name: str) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    """Images uint8 (n, 28, 28) and labels int32 (n,) that no student ever sees.

    The arrays are memory-mapped, read-only. FileNotFoundError names the command that
    prepares the files.
    """
    folder = data_root() / "exam"
    images, labels = folder / f"{name}_images.npy", folder / f"{name}_labels.npy"
    if not (images.is_file() and labels.is_file()):
        raise FileNotFoundError(
            f"The exam data '{name}' is not in {folder}; "
            "prepare it with `python -m data_scripts --exam`."
        )
    return (
        np.load(images, mmap_mode="r", allow_pickle=False),
        np.load(labels, mmap_mode="r", allow_pickle=False),
    )
