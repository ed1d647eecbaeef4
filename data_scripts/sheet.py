"""A contact sheet: some hundred images of a set as one picture, to look at."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PIL import Image

from data_scripts.files import atomic_path

SCALE = 2


def write_sheet(images: Path, target: Path, columns: int = 30, rows: int = 20) -> Path:
    """Write the first images of an array file (n, 28, 28) as a PNG grid."""
    chosen = np.load(images, mmap_mode="r")[: columns * rows]
    size = chosen.shape[1] + 2
    grid = np.full((columns * rows, size, size), 90, np.uint8)
    grid[: len(chosen), 1:-1, 1:-1] = chosen
    picture = grid.reshape(rows, columns, size, size).swapaxes(1, 2)
    sheet = Image.fromarray(picture.reshape(rows * size, columns * size))
    with atomic_path(target) as temporary:
        sheet.resize((sheet.width * SCALE, sheet.height * SCALE)).save(temporary, "PNG")
    return target
