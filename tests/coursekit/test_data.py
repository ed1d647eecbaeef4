"""Finding and opening the prepared data."""

import coursekit
import numpy as np
import pytest
from coursekit import data


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Small glyph and text files; the label of image i is i mod 10, its pixels i."""
    (tmp_path / "glyphs").mkdir()
    for name, count in (("large", 60), ("small", 20)):
        images = np.zeros((count, 28, 28), np.uint8)
        images += np.arange(count, dtype=np.uint8)[:, None, None]
        np.save(tmp_path / "glyphs" / f"{name}_images.npy", images)
        labels = np.arange(count, dtype=np.int32) % 10
        np.save(tmp_path / "glyphs" / f"{name}_labels.npy", labels)
    (tmp_path / "text").mkdir()
    (tmp_path / "text" / "wiki.txt").write_text("a few words", encoding="ascii")
    monkeypatch.setenv("COURSE_DATA", str(tmp_path))
    return tmp_path


def test_the_sets_have_the_asked_sizes_and_types(folder):
    glyphs = data.load_glyphs(40, 15, 12)
    assert glyphs.x_train.shape == (40, 28, 28)
    assert glyphs.x_train.dtype == np.uint8
    assert glyphs.y_valid.shape == (15,)
    assert glyphs.y_valid.dtype == np.int32
    assert glyphs.x_test.shape == (12, 28, 28)


def test_labels_belong_to_their_images(folder):
    glyphs = data.load_glyphs(40, 15, 12)
    for name in ("train", "valid", "test"):
        images, labels = getattr(glyphs, f"x_{name}"), getattr(glyphs, f"y_{name}")
        np.testing.assert_array_equal(images[:, 0, 0] % 10, labels)


def test_training_and_validation_never_meet(folder):
    glyphs = data.load_glyphs(45, 15, 0)
    assert not set(glyphs.x_train[:, 0, 0]) & set(glyphs.x_valid[:, 0, 0])


def test_validation_does_not_depend_on_the_number_of_training_images(folder):
    few, many = data.load_glyphs(5, 10, 1), data.load_glyphs(50, 10, 1)
    np.testing.assert_array_equal(few.x_valid, many.x_valid)


def test_images_are_mapped_not_read(folder):
    assert isinstance(data.load_glyphs(4, 2, 2).x_train, np.memmap)


@pytest.mark.parametrize("sizes", [(50, 11, 1), (1, 1, 21), (-20, 1, 1)])
def test_asking_for_too_many_is_answered_in_a_sentence(folder, sizes):
    with pytest.raises(ValueError, match="ask for fewer"):
        data.load_glyphs(*sizes)


def test_a_missing_file_names_the_command(folder):
    with pytest.raises(FileNotFoundError, match="python -m data_scripts"):
        data.data_path("glyphs", "none.npy")


def test_without_the_variable_a_folder_above_is_found(folder, monkeypatch):
    monkeypatch.delenv("COURSE_DATA")
    (folder / "datasets" / "here").mkdir(parents=True)
    (folder / "datasets" / "here" / "only_in_this_test.txt").write_text("x")
    (folder / "deep" / "er").mkdir(parents=True)
    monkeypatch.chdir(folder / "deep" / "er")
    found = data.data_path("here", "only_in_this_test.txt")
    assert found.read_text() == "x"


def test_normalize_follows_the_lecture(folder):
    images = np.arange(256, dtype=np.uint8).reshape(1, 16, 16)
    scaled = data.normalize(images)
    assert scaled.dtype == np.float32
    np.testing.assert_array_equal(scaled, (images.astype(float) - 128) / 128)
    assert images.max() == 255  # the input is left alone


def test_text_can_be_cut(folder):
    assert data.load_text() == "a few words"
    assert data.load_text("wiki", num_chars=5) == "a few"


def test_exported_names_are_all_there():
    for name in coursekit.__all__:
        assert getattr(coursekit, name) is not None
    assert set(coursekit.__all__) <= set(dir(coursekit))
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        coursekit.nothing  # noqa: B018


def test_images_that_were_normalized_already_are_noticed():
    once = data.normalize(np.arange(256, dtype=np.uint8))
    with pytest.raises(ValueError, match="normalized already"):
        data.normalize(once)
    assert data.normalize(np.array([0.0, 255.0])).tolist() == [-1, 127 / 128]
