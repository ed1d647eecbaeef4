"""What is drawn: counts, labels, copies, seeds, families, and that it is letters."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image

from data_scripts import fonts, glyphs
from tests.data_scripts.conftest import GOOD

PART = glyphs.GlyphPart("large", 600, 0.065, 0.05, 1)


@pytest.fixture(scope="module")
def faces(typefaces):
    return [typefaces[name][0] for name in GOOD]


@pytest.fixture(scope="module")
def drawn(faces):
    return glyphs.draw(PART, faces, seed=3, jobs=1)


def test_the_set_has_the_planned_size_and_share_of_copies(drawn):
    images, labels = drawn
    assert images.shape == (600, 28, 28)
    assert (images.dtype, labels.dtype) == (np.uint8, np.int32)
    assert len({image.tobytes() for image in images}) == 570
    assert images.max() == 255
    assert images.any(axis=(1, 2)).all()


def test_the_planned_share_of_labels_is_wrong(faces, drawn):
    clean = glyphs.GlyphPart("large", 600, 0.0, 0.05, 1)
    _, noisy = drawn
    wrong = glyphs._mislabel(noisy, 0.065, np.random.default_rng(0)) != noisy
    assert wrong.sum() == 39
    images, labels = glyphs.draw(clean, faces, seed=3, jobs=1)
    assert np.bincount(labels).min() > 45
    # Copies share their label when no label is wrong.
    seen: dict[bytes, int] = {}
    for image, label in zip(images, labels, strict=True):
        assert seen.setdefault(image.tobytes(), int(label)) == label


def test_the_same_seed_gives_the_same_bytes_on_any_number_of_processes(faces, drawn):
    part = glyphs.GlyphPart("large", 600, 0.065, 0.05, 1)
    images, labels = glyphs.draw(part, faces, seed=3, jobs=2)
    assert (images == drawn[0]).all()
    assert (labels == drawn[1]).all()
    other, _ = glyphs.draw(part, faces, seed=4, jobs=1)
    assert (other != images).any()


def test_a_nearest_letter_classifier_recognizes_most_images(faces, drawn):
    """Labels and images belong together, and most distortions are mild."""
    templates = [
        np.asarray(glyphs.plain_glyph(glyphs.open_face(face), letter).resize((28, 28)))
        for face in faces
        for letter in glyphs.LETTERS
    ]
    known = np.stack(templates).reshape(-1, 784).astype(float)
    known /= np.linalg.norm(known, axis=1, keepdims=True)
    rows = drawn[0].reshape(-1, 784).astype(float)
    nearest = (rows @ known.T).argmax(1) % 10
    share = (nearest == drawn[1]).mean()
    print(f"{share:.3f} recognized")
    assert 0.5 < share < 0.95


@pytest.mark.parametrize("effect", glyphs.EFFECTS)
def test_every_effect_changes_the_letter_and_leaves_ink(typefaces, rng, effect):
    glyph = glyphs.plain_glyph(glyphs.open_face(typefaces["DejaVuSans"][0]), "B")
    changed = np.asarray(glyphs._apply_effect(glyph, effect, rng))
    plain = Image.new("L", changed.shape[::-1])
    plain.paste(glyph, (glyphs.MARGIN, glyphs.MARGIN))
    assert changed.max() > 100
    assert (changed != np.asarray(plain)).any()


def test_strong_distortion_stays_in_the_picture(typefaces, rng):
    glyph = glyphs.plain_glyph(glyphs.open_face(typefaces["cmr10"][0]), "E")
    for _ in range(50):
        image = glyphs.distort(glyph, glyphs.STRONG, rng)
        assert image.shape == (28, 28)
        assert image.max() > 20


def test_a_variable_font_gets_random_weight_and_width_but_default_other_axes(
    monkeypatch, tmp_path, rng
):
    class Font:
        def set_variation_by_axes(self, axes):
            self.axes = axes

    def axis(name, low, middle, high):
        return {"name": name, "minimum": low, "default": middle, "maximum": high}

    axes = [
        axis(b"Weight", 100, 400, 900),
        axis("Width", 75, 100, 125),
        axis(b"Slant", -10, 0, 0),
    ]
    monkeypatch.setitem(
        glyphs._FONTS, (tmp_path / "v.ttf", glyphs.CANVAS), (Font(), axes)
    )
    weights = []
    for _ in range(20):
        weight, width, slant = glyphs.open_face(tmp_path / "v.ttf", rng).axes
        weights.append(weight)
        assert 250 <= weight <= 900
        assert 75 <= width <= 125
        assert slant == 0
    assert len(set(weights)) > 10
    assert glyphs.open_face(tmp_path / "v.ttf").axes == [400, 100, 0]


def test_no_family_is_in_two_parts_and_relatives_stay_together():
    packages = [wheel.package for wheel in fonts.read_wheels()]
    parts = glyphs.split_families(packages)
    shared = [package for chosen in parts.values() for package in chosen]
    assert sorted(shared) == sorted(packages)
    place = {package: name for name, chosen in parts.items() for package in chosen}
    assert place["fontpkg-roboto"] == place["fontpkg-roboto-slab"]
    assert place["fontpkg-noto-sans"] == place["fontpkg-noto-serif"]
    assert glyphs.split_families(packages[::-1]) == parts
    assert min(len(chosen) for chosen in parts.values()) > 10


def test_excluded_families_are_not_drawn(tmp_path):
    for wheel in fonts.read_wheels():
        (tmp_path / wheel.package).mkdir()
        (tmp_path / wheel.package / f"{wheel.package}.ttf").touch()
    faces = glyphs.part_faces(tmp_path)
    used = {path.stem for paths in faces.values() for path in paths}
    excluded = {wheel.package for wheel in fonts.read_wheels() if wheel.excluded}
    assert "fontpkg-great-vibes" in excluded
    assert not used & excluded
    assert len(used) + len(excluded) == len(fonts.read_wheels())


def test_the_plan_keeps_what_the_course_promises():
    assert glyphs.LARGE.images >= 220_000
    assert glyphs.LARGE.wrong_labels == 0.065
    assert glyphs.LARGE.copies <= 0.05
    assert (glyphs.SMALL.images, glyphs.SMALL.wrong_labels) == (18_720, 0.005)
    assert (glyphs.EXAM.images, glyphs.EXAM.wrong_labels) == (10_000, 0)
