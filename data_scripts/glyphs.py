"""Draw the glyph data set: letters A to J from typefaces, distorted and mislabeled.

Most images are nearly plain, and a heavy tail is wild, as in notMNIST: that is what
makes a few hundred examples worth a lot and the last percent hard. `PLAN` holds the
numbers; `python -m data_scripts calibrate` shows what they do to classifiers.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageChops, ImageFilter, ImageFont

from data_scripts import fonts
from data_scripts.processes import in_processes

LETTERS = "ABCDEFGHIJ"
SIZE = 28  # pixels a side
CANVAS = 96  # a glyph is drawn this large first, then scaled down smoothly
MARGIN = 16  # room around the glyph on its canvas
CHUNK = 500  # images drawn from one seed; small enough to spread over the cores

Images = NDArray[np.uint8]
Task = tuple[Sequence[Path], int, list[int]]  # faces, how many images, seed


@dataclass(frozen=True)
class Distortion:
    """Standard deviations of what is done to a glyph, and chances of effects."""

    rotation: float  # degrees
    shear: float
    stretch: float  # log of the width to height ratio
    shrink: float  # how far below the full box the scale may fall
    shift: float  # pixels of the final image
    blur: float  # pixels of the final image
    effects: float  # chance of one of EFFECTS


MILD = Distortion(2.0, 0.04, 0.06, 0.10, 0.45, 0.15, 0.02)
STRONG = Distortion(13.0, 0.30, 0.30, 0.28, 1.5, 0.35, 0.55)
STRONG_SHARE = 0.13
EFFECTS = ("outline", "reversed", "stripes", "shadow", "worn", "heavy")


@dataclass(frozen=True)
class GlyphPart:
    """One of the sets: its size, its share of wrong labels and of exact copies."""

    name: str
    images: int
    wrong_labels: float
    copies: float
    seed: int


LARGE = GlyphPart("large", 226_000, 0.065, 0.03, 1)
SMALL = GlyphPart("small", 18_720, 0.005, 0.01, 2)
EXAM = GlyphPart("exam", 10_000, 0.0, 0.0, 3)


def draw(
    part: GlyphPart, faces: Sequence[Path], seed: int = 0, jobs: int = 2
) -> tuple[Images, NDArray[np.int32]]:
    """Draw one set.

    Args:
        part: what to draw.
        faces: font files; families must not be shared between parts.
        seed: changes every image; the same seed gives the same bytes.
        jobs: processes.

    Returns:
        uint8 (n, 28, 28) images, white on black, and int32 (n,) labels, shuffled.
    """
    rng = np.random.default_rng([seed, part.seed])
    originals = part.images - round(part.images * part.copies)
    labels = np.arange(originals, dtype=np.int32) % len(LETTERS)
    copied = rng.choice(originals, part.images - originals, replace=False)
    labels = _mislabel(np.concatenate([labels, labels[copied]]), part.wrong_labels, rng)
    order = rng.permutation(part.images)
    row = np.argsort(order)  # where each image goes: shuffled without a second array
    tasks: list[Task] = [
        (faces, min(CHUNK, originals - start), [seed, part.seed, start])
        for start in range(0, originals, CHUNK)
    ]
    images = np.empty((part.images, SIZE, SIZE), np.uint8)
    for index, chunk in enumerate(_spread(tasks, jobs, part.name)):
        images[row[index * CHUNK : index * CHUNK + len(chunk)]] = chunk
    images[row[originals:]] = images[row[copied]]
    return images, labels[order]


def _spread(tasks: list[Task], jobs: int, name: str) -> Iterator[Images]:
    """Run the chunks over processes, in order, with a progress bar."""
    from tqdm import tqdm

    yield from tqdm(
        in_processes(_draw_chunk, tasks, jobs),
        total=len(tasks),
        desc=f"drawing {name}",
        unit=f"x{CHUNK}",
    )


def _mislabel(
    labels: NDArray[np.int32], share: float, rng: np.random.Generator
) -> NDArray[np.int32]:
    """Give an exact share of the labels another, random letter."""
    wrong = rng.choice(len(labels), round(share * len(labels)), replace=False)
    labels = labels.copy()
    moved = rng.integers(1, len(LETTERS), len(wrong), dtype=np.int32)
    labels[wrong] = (labels[wrong] + moved) % len(LETTERS)
    return labels


def _draw_chunk(task: Task) -> Images:
    """Draw some images, A to J in turn, each ten from one typeface.

    Setting the axes of a variable font costs more than drawing with it, so the ten
    letters of a typeface share their weight and width.
    """
    faces, count, seed = task
    rng = np.random.default_rng(seed)
    images = np.empty((count, SIZE, SIZE), np.uint8)
    for row in range(count):
        letter = LETTERS[row % len(LETTERS)]
        if letter == LETTERS[0]:
            font = open_face(faces[int(rng.integers(len(faces)))], rng)
        kind = STRONG if rng.random() < STRONG_SHARE else MILD
        images[row] = distort(plain_glyph(font, letter), kind, rng)
    return images


_FONTS: dict[tuple[Path, int], Any] = {}


def open_face(
    path: Path, rng: np.random.Generator | None = None, size: int = CANVAS
) -> Any:
    """A font ready to draw; a variable one at random axes, or at its default ones."""
    if (path, size) not in _FONTS:  # a process opens each file once
        font = ImageFont.truetype(str(path), size)
        try:
            axes = font.get_variation_axes()
        except OSError:  # not a variable font
            axes = []
        _FONTS[path, size] = (font, axes)
    font, axes = _FONTS[path, size]
    if axes:
        font.set_variation_by_axes([_position(axis, rng) for axis in axes])
    return font


def plain_glyph(font: Any, letter: str) -> Image.Image:
    """One letter, white on black, cut to its ink."""
    mask = font.getmask(letter, mode="L")
    image = Image.frombytes("L", mask.size, bytes(mask))
    box = image.point(lambda value: 255 * (value > 40)).getbbox()
    return image.crop(box) if box else image


def _position(axis: dict[str, Any], rng: np.random.Generator | None) -> float:
    """Weight and width vary over their range; other axes stay at their default."""
    low, high = axis["minimum"], axis["maximum"]
    name = (
        axis["name"] if isinstance(axis["name"], bytes) else str(axis["name"]).encode()
    )
    if rng is None or name.lower() not in (b"weight", b"width"):
        return float(axis["default"])
    return float(rng.uniform(max(low, 250) if name.lower() == b"weight" else low, high))


def distort(glyph: Image.Image, kind: Distortion, rng: np.random.Generator) -> Images:
    """Fit a glyph into 28x28 pixels with one random distortion: uint8 (28, 28)."""
    if rng.random() < kind.effects:
        glyph = _apply_effect(glyph, str(rng.choice(EFFECTS)), rng)
    matrix = _matrix(glyph.size, kind, rng)
    image = _transform(glyph, matrix)
    blur = abs(rng.normal(0, kind.blur))
    if blur > 0.15:
        image = image.filter(ImageFilter.GaussianBlur(blur))
    return np.asarray(image, np.uint8)


def _matrix(
    size: tuple[int, int], kind: Distortion, rng: np.random.Generator
) -> NDArray[np.float64]:
    """The map from glyph pixels to image pixels, as a 2x3 matrix."""
    angle = np.deg2rad(rng.normal(0, kind.rotation))
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    shear = np.array([[1, rng.normal(0, kind.shear)], [0, 1]])
    ratio = np.exp(rng.normal(0, kind.stretch) / 2)
    linear = turn @ shear @ np.diag([ratio, 1 / ratio])
    corners = linear @ (
        np.array([[-1, 1, 1, -1], [-1, -1, 1, 1]]) * np.array(size)[:, None] / 2
    )
    fit = SIZE / (2 * np.abs(corners).max())  # the distorted glyph just fills the box
    linear = linear * fit * (1 - abs(rng.uniform(0, kind.shrink)))
    center = SIZE / 2 + rng.normal(0, kind.shift, 2)
    return np.column_stack([linear, center - linear @ (np.array(size) / 2)])


def _transform(glyph: Image.Image, matrix: NDArray[np.float64]) -> Image.Image:
    """Resample with antialiasing: drawn at twice the size, then averaged down."""
    over = 2
    inverse = np.linalg.inv(np.vstack([matrix * over, [0, 0, 1]]))[:2]
    large = (SIZE * over, SIZE * over)
    step = float(np.sqrt(abs(np.linalg.det(inverse[:, :2]))))
    if step > 1.5:  # shrink the source first, or thin strokes would break up
        factor = max(1, int(step))
        glyph = glyph.reduce(factor)
        inverse = inverse / factor
    drawn = glyph.transform(
        large, Image.Transform.AFFINE, tuple(inverse.ravel()), Image.Resampling.BILINEAR
    )
    return drawn.reduce(over)


def _apply_effect(
    glyph: Image.Image, effect: str, rng: np.random.Generator
) -> Image.Image:
    """What sign painters do: the effects are those of display typefaces."""
    padded = Image.new("L", (glyph.width + 2 * MARGIN, glyph.height + 2 * MARGIN))
    padded.paste(glyph, (MARGIN, MARGIN))
    width = 2 * int(rng.integers(1, 4)) + 1
    if effect == "outline":
        return ImageChops.subtract(padded.filter(ImageFilter.MaxFilter(width)), padded)
    if effect == "reversed":
        return ImageChops.invert(padded)
    if effect == "heavy":
        return padded.filter(ImageFilter.MaxFilter(width + 2))
    if effect == "worn":
        return ImageChops.multiply(padded, _texture(padded.size, rng))
    if effect == "shadow":
        gap = int(rng.integers(4, 10))
        behind = padded.point(lambda value: value // 2)
        return ImageChops.lighter(padded, ImageChops.offset(behind, gap, gap))
    return ImageChops.multiply(padded, _stripes(padded.size, rng))


def _stripes(size: tuple[int, int], rng: np.random.Generator) -> Image.Image:
    period = int(rng.integers(8, 20))
    rows, columns = np.arange(size[1])[:, None], np.arange(size[0])[None, :]
    along = rows if rng.random() < 0.5 else rows + columns
    lit = (along % period) < period * rng.uniform(0.45, 0.75)
    return Image.fromarray(np.broadcast_to(255 * lit, size[::-1]).astype(np.uint8))


def _texture(size: tuple[int, int], rng: np.random.Generator) -> Image.Image:
    coarse = rng.integers(0, 256, (10, 10), dtype=np.uint8)
    noise = Image.fromarray(coarse).resize(size, Image.Resampling.BILINEAR)
    return noise.point(lambda value: 255 * (value > 90))


def split_families(packages: Sequence[str]) -> dict[str, list[str]]:
    """Share the families out: none is in two parts, whatever order they come in.

    Families that share a first word (Noto Sans and Noto Sans Display) may share their
    drawings, so they go together.
    """
    parts: dict[str, list[str]] = {"large": [], "small": [], "exam": []}
    for package in sorted(packages):
        first = package.removeprefix("fontpkg-").split("-")[0]
        lot = int(hashlib.sha256(first.encode()).hexdigest(), 16) % 20
        name = "exam" if lot < 2 else "small" if lot < 5 else "large"
        parts[name].append(package)
    return parts


def part_faces(folder: Path) -> dict[str, list[Path]]:
    """The font files of each part."""
    packages = [wheel.package for wheel in fonts.read_wheels() if not wheel.excluded]
    return {
        name: [path for package in chosen for path in fonts.font_files(folder, package)]
        for name, chosen in split_families(packages).items()
    }
