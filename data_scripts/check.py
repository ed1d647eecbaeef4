"""Find the families whose A to J are not Latin capitals.

Each glyph is compared with those of all other families: it must be nearest to its own
letter. And it must be light on dark: the edge of its box is not lit all around.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from data_scripts import fonts, glyphs

GRID = 20  # glyphs are compared at this many pixels a side
MIN_IDENTIFIED = 0.6  # decorated scripts are hard, other alphabets hopeless

FULL_EDGE = 0.85  # share of the box's edge that only a reversed letter lights

Vectors = NDArray[np.float32]


@dataclass(frozen=True)
class FamilyFinding:
    """What the check says of one family; `reason` is "" when it may be drawn."""

    family: str
    identified: float
    reason: str


def check_fonts(folder: Path) -> bool:
    """Check all families of `sources.toml` and print those that are or should be out.

    Returns:
        True when no family that fails the check is in use.
    """
    wheels = fonts.read_wheels()
    fonts.fetch_fonts(folder, wheels)
    faces = {w.package: fonts.font_files(folder, w.package) for w in wheels}
    findings = {finding.family: finding for finding in check_families(faces)}
    good = True
    for wheel in wheels:
        finding = findings[wheel.package]
        if finding.reason and not wheel.excluded:
            good = False
            print(f"{wheel.package}: IN USE, but {finding.reason}")
        elif wheel.excluded:
            found = f" (the check: {finding.reason})" if finding.reason else ""
            print(f"{wheel.package}: excluded, {wheel.excluded}{found}")
    used = sum(not wheel.excluded for wheel in wheels)
    print(f"{used} of {len(wheels)} families are in use.")
    return good


def check_families(faces: Mapping[str, Sequence[Path]]) -> list[FamilyFinding]:
    """Compare each family's capitals with those of all the others.

    Args:
        faces: the font files of each family; at least two families.
    """
    drawn, broken = {}, {}
    for family, paths in faces.items():
        try:
            drawn[family] = np.concatenate([_capitals(path) for path in paths])
        except (OSError, ValueError) as error:
            broken[family] = FamilyFinding(
                family, 0.0, f"a file is unreadable ({error})"
            )
    everything = np.concatenate(list(drawn.values()))
    owner = np.repeat(np.arange(len(drawn)), [len(rows) for rows in drawn.values()])
    found = {
        family: _judge(family, rows, everything[owner != index])
        for index, (family, rows) in enumerate(drawn.items())
    }
    return [{**found, **broken}[family] for family in faces]


def _judge(family: str, rows: Vectors, others: Vectors) -> FamilyFinding:
    """Identity first, then polarity; rows come ten by ten, A to J."""
    known = _unit(others)
    nearness = _unit(rows) @ known.T
    right = nearness.argmax(1) % len(glyphs.LETTERS) == np.arange(len(rows)) % 10
    inverted = float((_lit_edge(rows) > FULL_EDGE).mean())
    identified = float(right.mean())
    reason = ""
    if inverted > MIN_IDENTIFIED:
        reason = f"{inverted:.0%} of its capitals are dark on light"
    elif identified < MIN_IDENTIFIED:
        reason = (
            f"only {identified:.0%} of its capitals are nearest to their own letter"
        )
    return FamilyFinding(family, identified, reason)


def _capitals(path: Path) -> Vectors:
    """A to J of one font file at its default weight: float32 (10, GRID * GRID)."""
    font = glyphs.open_face(path)
    rows = [glyphs.plain_glyph(font, letter) for letter in glyphs.LETTERS]
    if any(0 in row.size for row in rows):
        raise ValueError("a capital has no ink")
    return np.stack(
        [
            np.asarray(
                row.resize((GRID, GRID), Image.Resampling.BOX), np.float32
            ).ravel()
            for row in rows
        ]
    )


def _lit_edge(rows: Vectors) -> Vectors:
    """How much of the edge of each box is lit, 0 to 1."""
    boxes = rows.reshape(-1, GRID, GRID) > 127
    sides = [boxes[:, 0], boxes[:, -1], boxes[:, :, 0], boxes[:, :, -1]]
    return np.asarray(np.concatenate(sides, axis=1).mean(axis=1), np.float32)


def _unit(rows: Vectors) -> Vectors:
    lengths: Vectors = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / (lengths + np.float32(1e-6)), np.float32)
