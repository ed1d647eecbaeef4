"""Prepare the glyphs: arrays, folders of PNG files, archives, and a card."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from data_scripts import fonts, glyphs
from data_scripts.files import atomic_path
from data_scripts.folders import write_archive, write_folders

# How many images of each set also become PNG files.
AS_FILES = {"small": 18_720, "large": 10_000}
VERSION = 1  # raise it when the same seed gives other bytes, so that all draw anew


def prepare_glyphs(root: Path, seed: int = 0, jobs: int | None = None) -> None:
    """Draw the large and the small set, unless they are there already."""
    faces = None
    for part in (glyphs.LARGE, glyphs.SMALL):
        card = root / "glyphs" / f"{part.name}_card.json"
        if _is_current(card, part, seed):
            continue
        faces = faces or glyphs.part_faces(fonts.fetch_fonts(root / "fonts"))
        images, labels = glyphs.draw(part, faces[part.name], seed, jobs or cores())
        _save(root / "glyphs", part.name, images, labels)
        chosen = slice(AS_FILES[part.name])
        folder = root / "glyphs_png" / part.name
        write_folders(folder, part.name, images[chosen], labels[chosen])
        archive = root / "archives" / f"glyphs_{part.name}.tar.gz"
        write_archive(archive, folder, f"glyphs_{part.name}")
        _write_card(card, part, seed, images, labels)


def prepare_exam(root: Path, seed: int = 0, jobs: int | None = None) -> None:
    """Draw the exam set: other families, no wrong labels; for the grader alone."""
    card = root / "exam" / "glyphs_card.json"
    if _is_current(card, glyphs.EXAM, seed):
        return
    faces = glyphs.part_faces(fonts.fetch_fonts(root / "fonts"))
    images, labels = glyphs.draw(glyphs.EXAM, faces["exam"], seed, jobs or cores())
    _save(root / "exam", "glyphs", images, labels)
    _write_card(card, glyphs.EXAM, seed, images, labels)


def cores() -> int:
    """Processors that this process may use."""
    return (
        len(os.sched_getaffinity(0))
        if hasattr(os, "sched_getaffinity")
        else (os.cpu_count() or 1)
    )


def _save(
    folder: Path, name: str, images: NDArray[np.uint8], labels: NDArray[np.int32]
) -> None:
    for kind, array in (("images", images), ("labels", labels)):
        with (
            atomic_path(folder / f"{name}_{kind}.npy") as temporary,
            temporary.open("wb") as file,
        ):
            np.save(file, array, allow_pickle=False)


def _is_current(card: Path, part: glyphs.Part, seed: int) -> bool:
    """The card is written last, so it vouches for everything before it."""
    if not card.is_file():
        return False
    said = json.loads(card.read_text(encoding="utf-8"))
    return bool(said["version"] == VERSION and said["plan"] == _plan(part, seed))


def _plan(part: glyphs.Part, seed: int) -> dict[str, float | str]:
    return {**vars(part), "course_seed": seed, "share_strong": glyphs.STRONG_SHARE}


def _write_card(
    path: Path,
    part: glyphs.Part,
    seed: int,
    images: NDArray[np.uint8],
    labels: NDArray[np.int32],
) -> None:
    """Say what is in a set, so that a reader need not open it."""
    distinct = len({row.tobytes() for row in images})
    pixels = images[:10_000].astype(np.float32)
    card = {
        "version": VERSION,
        "plan": _plan(part, seed),
        "shape": list(images.shape),
        "dtype": str(images.dtype),
        "images_by_letter": dict(
            zip(glyphs.LETTERS, np.bincount(labels, minlength=10).tolist(), strict=True)
        ),
        "distinct_share": round(distinct / len(images), 4),
        "pixel_mean": round(float(pixels.mean()), 2),
        "pixel_sd": round(float(pixels.std()), 2),
        "sha256_images": hashlib.sha256(images.tobytes()).hexdigest(),
        "sha256_labels": hashlib.sha256(labels.tobytes()).hexdigest(),
    }
    with atomic_path(path) as temporary:
        temporary.write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")
