"""Draw words of the corpus in many typefaces: a picture in, letters out.

Typefaces are split as for the glyphs, so the test set has families that the training
set lacks. A share of the vocabulary is kept from training, too: whoever reads those
words has learned letters and not a list of words.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from data_scripts import fonts, glyphs, prepare, record
from data_scripts.errors import DataError
from data_scripts.files import atomic_path
from data_scripts.processes import cores, in_processes

HEIGHT, WIDTH = 24, 96  # pixels of an image
FONT_SIZE = 44  # words are drawn about this tall first
PITCH = WIDTH // 8  # pixels that a letter takes on average
MAX_STRETCH = 1.5  # of the width against the height, or the other way
OVER = 2  # drawn this many times larger, then averaged down
SHORTEST, LONGEST = 3, 8  # letters of a word
SEEN = 5  # a word that occurs less often may be a slip
NEW_WORDS = 0.2  # share of the vocabulary that is never drawn for training
CHUNK = 500  # images drawn from one seed
PER_FACE = 5  # words drawn at one setting of a typeface's axes

Images = NDArray[np.uint8]
Labels = NDArray[np.int32]
Task = tuple[Sequence[Path], list[str], list[int]]  # faces, words, seed


@dataclass(frozen=True)
class WordPart:
    """One set: the typefaces that it is drawn from, and how many images."""

    name: str
    faces: str  # of glyphs.split_families
    images: int
    seed: int


TRAIN = WordPart("train", "large", 40_000, 11)
TEST = WordPart("test", "small", 4_000, 12)
EXAM = WordPart("exam", "exam", 2_000, 13)


def prepare_words(root: Path, seed: int = 0, jobs: int | None = None) -> None:
    """Draw the training and the test set, unless they are there already.

    Args:
        root: the data folder; `text/wiki.txt` must be there.
        seed: another one draws other words and images.
        jobs: processes; default: one for each core.
    """
    for part in (TRAIN, TEST):
        _prepare_part(root, root / "words", part.name, part, seed, jobs)


def prepare_exam_words(root: Path, seed: int = 0, jobs: int | None = None) -> None:
    """Draw the exam set, from families in neither other set; for the grader alone."""
    _prepare_part(root, root / "exam", "words", EXAM, seed, jobs)


def _prepare_part(
    root: Path, folder: Path, name: str, part: WordPart, seed: int, jobs: int | None
) -> None:
    text = root / "text" / "wiki.txt"
    if not text.is_file():
        raise DataError(
            f"The words are taken from {text}, which is missing; run "
            "`python -m data_scripts --only text` first."
        )
    card = folder / f"{name}_card.json"
    plan: prepare.Plan = {
        **vars(part),
        "version": prepare.VERSION,
        "pitch": PITCH,
        "course_seed": seed,
        "text": digest(text),
    }
    entry = f"{folder.name}_{name}"
    if record.holds(root, entry, plan):
        return
    record.strike(root, entry)
    faces = glyphs.part_faces(fonts.fetch_fonts(root / "fonts"))[part.faces]
    chosen = choose(vocabulary(text), part, seed)
    images, labels = draw(chosen, faces, [seed, part.seed], jobs or cores())
    prepare.save(folder, name, images, labels)
    _write_card(card, plan, images, labels)
    record.enter(root, entry, plan, [*prepare.array_paths(folder, name), card])


def digest(path: Path) -> str:
    """SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def vocabulary(text: Path) -> list[str]:
    """The words of a corpus that are neither rare nor too short or long, sorted."""
    counts = Counter(text.read_text(encoding="ascii").split())
    return sorted(
        word
        for word, seen in counts.items()
        if seen >= SEEN and SHORTEST <= len(word) <= LONGEST
    )


def is_new(word: str) -> bool:
    """Whether a word is kept from training; the same in every run."""
    lot = int(hashlib.sha256(word.encode()).hexdigest(), 16) % 1_000
    return lot < 1_000 * NEW_WORDS


def choose(words: Sequence[str], part: WordPart, seed: int) -> list[str]:
    """The words of a set: each as often as any other, new ones only in the tests."""
    allowed = [word for word in words if part is not TRAIN or not is_new(word)]
    rng = np.random.default_rng([seed, part.seed])
    rows = rng.permutation(part.images) % len(allowed)  # none twice before all once
    order = rng.permutation(len(allowed))
    return [allowed[order[row]] for row in rows]


def draw(
    words: Sequence[str], faces: Sequence[Path], seed: list[int], jobs: int = 2
) -> tuple[Images, Labels]:
    """Draw words, each in a typeface chosen at random.

    Args:
        words: of a to z, at most LONGEST letters each.
        faces: font files.
        seed: the same one gives the same bytes on any number of processes.
        jobs: processes.

    Returns:
        uint8 (n, 24, 96) images, white on black, and int32 (n, 8) labels: 1 for a to
        26 for z, filled with 0.
    """
    from tqdm import tqdm

    tasks: list[Task] = [
        (faces, list(words[start : start + CHUNK]), [*seed, start])
        for start in range(0, len(words), CHUNK)
    ]
    chunks = tqdm(
        in_processes(_draw_chunk, tasks, jobs),
        total=len(tasks),
        desc="drawing words",
        unit=f"x{CHUNK}",
    )
    return np.concatenate(list(chunks)), spell(words)


def spell(words: Sequence[str]) -> Labels:
    """Letters as numbers: int32 (n, LONGEST), 1 for a to 26 for z, filled with 0."""
    labels = np.zeros((len(words), LONGEST), np.int32)
    for row, word in enumerate(words):
        labels[row, : len(word)] = [ord(letter) - ord("a") + 1 for letter in word]
    return labels


def _draw_chunk(task: Task) -> Images:
    """Draw some words, a few in one typeface before the next is opened."""
    faces, words, seed = task
    rng = np.random.default_rng(seed)
    images = np.empty((len(words), HEIGHT, WIDTH), np.uint8)
    for row, word in enumerate(words):
        if row % PER_FACE == 0:
            face = faces[int(rng.integers(len(faces)))]
            font = glyphs.open_face(face, rng, FONT_SIZE)
        images[row] = fit(glyphs.plain_glyph(font, word), len(word), rng)
    return images


def fit(ink: Image.Image, letters: int, rng: np.random.Generator) -> Images:
    """Fit a drawn word into one image, a little turned, slanted and moved.

    A letter takes PITCH pixels on average, as on a line of equal type, unless the word
    would have to be stretched too far.

    Args:
        ink: the word, white on black, cut to its ink.
        letters: how many it has.
        rng: draws the distortion.

    Returns:
        uint8 (HEIGHT, WIDTH), the brightest pixel 255.
    """
    width = PITCH * letters * rng.uniform(0.94, 0.99)
    down = rng.uniform(0.78, 0.86) * HEIGHT / ink.height
    across = min(width / ink.width, MAX_STRETCH * down)
    down = min(down, MAX_STRETCH * across)
    slope, slant = rng.normal(0, 0.01), rng.normal(0, 0.05)
    linear = OVER * np.array([[across, slant * down], [slope * across, down]])
    left = PITCH * letters / 2 + rng.normal(0, 0.7)
    center = OVER * np.array([left, HEIGHT / 2 + rng.normal(0, 0.5)])
    shift = center - linear @ (np.array(ink.size) / 2)
    inverse = np.linalg.inv(np.vstack([np.column_stack([linear, shift]), [0, 0, 1]]))
    size = (WIDTH * OVER, HEIGHT * OVER)
    drawn = ink.transform(
        size,
        Image.Transform.AFFINE,
        tuple(inverse[:2].ravel()),
        Image.Resampling.BILINEAR,
    ).reduce(OVER)
    blur = abs(rng.normal(0, 0.25))
    if blur > 0.15:
        drawn = drawn.filter(ImageFilter.GaussianBlur(blur))
    pixels = np.asarray(drawn, np.float32)
    return np.asarray(pixels * (255 / max(1.0, float(pixels.max()))), np.uint8)


def _write_card(path: Path, plan: prepare.Plan, images: Images, labels: Labels) -> None:
    """Say what is in a set, so that a reader need not open it."""
    lengths = np.bincount((labels > 0).sum(axis=1), minlength=LONGEST + 1)
    card: dict[str, Any] = {
        "plan": plan,
        "shape": list(images.shape),
        "dtype": str(images.dtype),
        "images_by_length": {n: int(k) for n, k in enumerate(lengths) if k},
        "distinct_words": len(np.unique(labels, axis=0)),
        "sha256_images": hashlib.sha256(images.tobytes()).hexdigest(),
        "sha256_labels": hashlib.sha256(labels.tobytes()).hexdigest(),
    }
    with atomic_path(path) as temporary:
        temporary.write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")
