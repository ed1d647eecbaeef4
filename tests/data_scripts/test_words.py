"""The words: what is drawn, from which typefaces, and that it can be repeated."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw

from data_scripts import words
from data_scripts.errors import DataError


def _ink(width: int, height: int) -> Image.Image:
    """A frame, as wide and high as its picture."""
    image = Image.new("L", (width, height))
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, width - 1, height - 1), outline=200, width=4)
    return image


def _corpus(folder: Path) -> Path:
    path = folder / "wiki.txt"
    text = "house tree house of elephants " * 5 + "seldom is internationally"
    path.write_text(text, encoding="ascii")
    return path


def test_vocabulary_leaves_out_short_long_and_rare_words(tmp_path: Path) -> None:
    assert words.vocabulary(_corpus(tmp_path)) == ["house", "tree"]


def test_spelling_is_filled_with_zeros() -> None:
    assert words.spell(["abz"]).tolist() == [[1, 2, 26, 0, 0, 0, 0, 0]]


def test_new_words_are_kept_from_training_only() -> None:
    vocabulary = [f"{a}{b}{c}" for a in "abcde" for b in "fghij" for c in "klmno"]
    trained = set(words.choose(vocabulary, words.TRAIN, 0))
    tested = set(words.choose(vocabulary, words.TEST, 0))
    assert not any(map(words.is_new, trained))
    assert tested == set(vocabulary), "the test has all of them"
    assert 0.1 < np.mean([words.is_new(word) for word in vocabulary]) < 0.3


@pytest.mark.parametrize("letters", [3, 5, 8])
def test_fitted_word_takes_its_share_of_the_width(letters: int) -> None:
    rng = np.random.default_rng(letters)
    for _ in range(5):
        image = words.fit(_ink(25 * letters, 40), letters, rng)
        assert image.shape == (words.HEIGHT, words.WIDTH)
        assert image.dtype == np.uint8
        assert image.max() >= 254, "the brightest pixel is white"
        lit = np.flatnonzero(image.max(axis=0) > 60)
        spread = (lit[-1] - lit[0] + 1) / (words.PITCH * letters)
        assert 0.85 < spread < 1.1, f"{spread:.2f} of its share"


def test_narrow_word_is_not_stretched_beyond_the_limit() -> None:
    image = words.fit(_ink(20, 40), 8, np.random.default_rng(0))
    lit = np.flatnonzero(image.max(axis=0) > 60)
    assert lit[-1] - lit[0] < 20 * words.MAX_STRETCH


def test_missing_text_is_named_with_the_command_that_makes_it(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="--only text"):
        words.prepare_words(tmp_path, jobs=1)
