"""The ladder, on so few images that it says only that it works."""

from __future__ import annotations

import pytest

from data_scripts import calibrate
from data_scripts.__main__ import main


@pytest.fixture
def small_ladder(monkeypatch):
    first = calibrate.LOGISTIC[50]
    every = calibrate.LOGISTIC[0]
    monkeypatch.setattr(calibrate, "LOGISTIC", {50: first, 0: every})
    monkeypatch.setattr(calibrate, "REPEATS", {50: 2})
    monkeypatch.setattr(calibrate, "DENSE_IMAGES", 256)
    monkeypatch.setattr(calibrate, "CONVNET_IMAGES", 256)


@pytest.mark.slow
def test_each_rung_is_printed_beside_its_bounds(
    small_ladder, tiny_plan, tmp_path, capsys
):
    root = ["--root", str(tmp_path), "--jobs", "1"]
    assert main([*root, "--only", "glyphs"]) == 0
    capsys.readouterr()
    code = main([*root, "calibrate"])
    said = capsys.readouterr().out
    assert code == 1  # some rung is outside on so few images
    assert "outside" in said
    assert [line[:7] for line in said.splitlines()] == [
        "classif",
        "logisti",
        "logisti",
        "1,024 R",
        "convnet",
    ]


def test_inside_means_within_the_bounds_and_is_the_exit_code(capsys, monkeypatch):
    rung = calibrate.Rung("some", "90", 80, 90)
    assert calibrate._tell(rung, lambda: 0.85)
    assert not calibrate._tell(rung, lambda: 0.95)
    assert capsys.readouterr().out.count("outside") == 1


def test_quick_leaves_out_the_rung_on_all_images(small_ladder, monkeypatch, tmp_path):
    names = []
    monkeypatch.setattr(calibrate, "_load", lambda folder: ())
    monkeypatch.setattr(
        calibrate, "_tell", lambda rung, measure: names.append(rung.name) or True
    )
    assert calibrate.calibrate(tmp_path, quick=True)
    assert "logistic regression, all images" not in names
    assert calibrate.calibrate(tmp_path)
    assert "logistic regression, all images" in names
