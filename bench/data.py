"""Data: draw letters, read folders of pictures, find duplicates, load arrays."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np

from bench.reference import definitions
from bench.rows import Row, interleave, split

LETTERS = "ABCDEFGHIJ"


def measure() -> list[Row]:
    """Four rows, each beside the plain way where there is one."""
    return [draw(), read_pictures(), find_duplicates(), load()]


def draw(images: int = 4_000) -> Row:
    """Letters drawn a second, on all cores and on one."""
    from coursekit import data_path

    from data_scripts import fonts, glyphs

    faces = glyphs.part_faces(fonts.fetch_fonts(data_path("fonts")))["large"]
    part = glyphs.GlyphPart("bench", images, 0.0, 0.0, 9)
    runs = {
        "two processes": lambda: glyphs.draw(part, faces, jobs=2),
        "one process": lambda: glyphs.draw(part, faces, jobs=1),
    }
    figures = interleave(runs, amount=images, rounds=3, warm_up=False)
    return Row("drawing letters", "images/s", **split(figures, "two processes"))


def read_pictures(count: int = 20_000) -> Row:
    """PNG files read a second: ours, the original notebook's loop, and Keras."""
    import imageio.v3 as iio
    import keras

    from data_scripts.letters import read_folders

    with _folder_of_pictures(count) as folder:

        def loop() -> None:
            images = np.empty((count, 28, 28), np.float32)
            for row, path in enumerate(sorted(folder.glob("*/*.png"))):
                images[row] = (iio.imread(path).astype(float) - 128) / 256

        def with_keras() -> None:
            data = keras.utils.image_dataset_from_directory(
                folder, color_mode="grayscale", image_size=(28, 28), batch_size=1_000
            )
            for _ in data:
                pass

        runs = {
            "read_folders": lambda: read_folders(folder),
            "a loop over imageio": loop,
            "image_dataset_from_directory": with_keras,
        }
        figures = interleave(runs, amount=count, rounds=3)
    goals = {"a loop over imageio": 3.0, "image_dataset_from_directory": 1.0}
    return Row(
        "reading PNG files",
        "files/s",
        **split(figures, "read_folders"),
        goals=goals,
        note=f"{count:,} pictures of 28 by 28 in ten folders, files in the page cache",
    )


@contextmanager
def _folder_of_pictures(count: int) -> Iterator[Path]:
    """Folders A to J with real letters as PNG files; removed afterwards."""
    from coursekit import load_glyphs
    from PIL import Image

    images = load_glyphs().x_train
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for letter in LETTERS:
            (folder / letter).mkdir()
        for row in range(count):
            path = folder / LETTERS[row % len(LETTERS)] / f"{row:06}.png"
            Image.fromarray(images[row]).save(path)
        yield folder


def find_duplicates(count: int = 500_000) -> Row:
    """Seconds for assignment 1's `seen_in` to find repeated images."""
    seen_in = definitions("1_notmnist", "seen_in").seen_in
    rng = np.random.default_rng(0)
    images = rng.integers(0, 256, size=(count, 28, 28), dtype=np.uint8)
    train, other = images[: count - 10_000], images[-10_000:]
    other[:100] = train[:100]

    def find() -> None:
        if seen_in(train, other).sum() != 100:
            raise AssertionError("100 duplicates were planted")

    figures = interleave({"seen_in": find}, rounds=3, warm_up=False)
    return Row(
        f"duplicates among {count:,} images",
        "s",
        figures["seen_in"],
        higher_is_better=False,
        limit=2.0,
        note="10,000 images looked up among 490,000",
    )


def load() -> Row:
    """Seconds until the letters are there: mapped into memory, or read whole."""
    from coursekit import data_path, load_glyphs

    def whole() -> None:
        for name in ("large", "small"):
            np.load(data_path("glyphs", f"{name}_images.npy"))

    runs: dict[str, Callable[[], object]] = {
        "load_glyphs": load_glyphs,
        "np.load of the arrays": whole,
    }
    figures = interleave(runs)
    return Row(
        "loading 225,000 letters",
        "s",
        **split(figures, "load_glyphs"),
        higher_is_better=False,
        limit=0.05,
        note="memory-mapped: pages are read when they are used",
    )
