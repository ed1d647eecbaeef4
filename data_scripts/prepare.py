"""Prepare the glyphs: arrays, folders of PNG files, archives, and a card."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from data_scripts import fonts, glyphs, record
from data_scripts.files import atomic_path
from data_scripts.folders import write_archive, write_folders
from data_scripts.processes import cores

Plan = dict[str, float | str]

# How many images of each set also become PNG files.
AS_FILES = {"small": 18_720, "large": 10_000}
VERSION = 2  # raise it when the same seed gives other bytes, so that all draw anew


def prepare_glyphs(root: Path, seed: int = 0, jobs: int | None = None) -> None:
    """Draw the large and the small set, unless they are there already."""
    faces = None
    for part in (glyphs.LARGE, glyphs.SMALL):
        card = root / "glyphs" / f"{part.name}_card.json"
        folder = root / "glyphs_png" / part.name
        archive = root / "archives" / f"glyphs_{part.name}.tar.gz"
        plan = drawing_plan(part, seed)
        if record.holds(root, part.name, plan):
            continue
        record.strike(root, part.name)
        faces = faces or glyphs.part_faces(fonts.fetch_fonts(root / "fonts"))
        images, labels = glyphs.draw(part, faces[part.name], seed, jobs or cores())
        save(root / "glyphs", part.name, images, labels)
        chosen = slice(AS_FILES[part.name])
        write_folders(folder, part.name, images[chosen], labels[chosen])
        write_archive(archive, folder, f"glyphs_{part.name}")
        write_card(card, plan, images, labels)
        arrays = array_paths(root / "glyphs", part.name)
        record.enter(root, part.name, plan, [*arrays, folder, archive, card])


def prepare_exam(root: Path, seed: int = 0, jobs: int | None = None) -> None:
    """Draw the exam set: other families, no wrong labels; for the grader alone."""
    card = root / "exam" / "glyphs_card.json"
    plan = drawing_plan(glyphs.EXAM, seed)
    if record.holds(root, "exam", plan):
        return
    record.strike(root, "exam")
    faces = glyphs.part_faces(fonts.fetch_fonts(root / "fonts"))
    images, labels = glyphs.draw(glyphs.EXAM, faces["exam"], seed, jobs or cores())
    save(root / "exam", "glyphs", images, labels)
    write_card(card, plan, images, labels)
    record.enter(root, "exam", plan, [*array_paths(root / "exam", "glyphs"), card])


def array_paths(folder: Path, name: str) -> list[Path]:
    """The images and the labels of one set."""
    return [folder / f"{name}_{kind}.npy" for kind in ("images", "labels")]


def save(
    folder: Path, name: str, images: NDArray[np.uint8], labels: NDArray[np.int32]
) -> None:
    """Write the two arrays of a set, each complete or not at all."""
    arrays: tuple[NDArray[Any], ...] = (images, labels)
    for path, array in zip(array_paths(folder, name), arrays, strict=True):
        with (
            atomic_path(path) as temporary,
            temporary.open("wb") as file,
        ):
            np.save(file, array, allow_pickle=False)


def drawing_plan(part: glyphs.GlyphPart, seed: int) -> Plan:
    """What decides the bytes of a drawn set, but the code: that is VERSION."""
    decided = {"version": VERSION, "course_seed": seed}
    return {**vars(part), **decided, "share_strong": glyphs.STRONG_SHARE}


def write_card(
    path: Path,
    plan: Plan,
    images: NDArray[np.uint8],
    labels: NDArray[np.int32],
) -> None:
    """Say what is in a set, so that a reader need not open it."""
    distinct = len({hash(row.tobytes()) for row in images})
    pixels = images[:10_000].astype(np.float32)
    card = {
        "plan": plan,
        "shape": list(images.shape),
        "dtype": str(images.dtype),
        "images_by_letter": dict(
            zip(glyphs.LETTERS, np.bincount(labels, minlength=10).tolist(), strict=True)
        ),
        "distinct_share": round(distinct / len(images), 4),
        "pixel_mean": round(float(pixels.mean()), 2),
        "pixel_sd": round(float(pixels.std()), 2),
        "sha256_images": hashlib.sha256(np.ascontiguousarray(images).data).hexdigest(),
        "sha256_labels": hashlib.sha256(np.ascontiguousarray(labels).data).hexdigest(),
    }
    with atomic_path(path) as temporary:
        temporary.write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")
