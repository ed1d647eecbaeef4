"""Wheels through the real pip, from a folder instead of an index; the font check."""

from __future__ import annotations

import hashlib
import zipfile
from pathlib import Path

import pytest

from data_scripts import check, fonts
from data_scripts.errors import DataError


@pytest.fixture
def wheel(tmp_path, typefaces, monkeypatch):
    """A wheel of one family in a folder that pip looks into, and its entry."""
    shop = tmp_path / "shop"
    shop.mkdir()
    path = shop / "fontpkg_some_sans-1.0-py3-none-any.whl"
    info = "fontpkg_some_sans-1.0.dist-info"
    with zipfile.ZipFile(path, "w") as archive:
        archive.write(typefaces["cmr10"][0], "fontpkg_some_sans/files/Some Sans.ttf")
        archive.writestr("fontpkg_some_sans/LICENSE", "free")
        archive.writestr("fontpkg_some_sans/__init__.py", "raise SystemExit")
        archive.writestr("../escape.ttf", "outside")
        about = "Metadata-Version: 2.1\nName: fontpkg-some-sans\nVersion: 1.0\n"
        archive.writestr(f"{info}/METADATA", about)
        tags = "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        archive.writestr(f"{info}/WHEEL", tags)
        archive.writestr(f"{info}/RECORD", "")
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(shop))
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    size = path.stat().st_size
    return fonts.Wheel("fontpkg-some-sans", "1.0", size, digest, "OFL", "Some Sans")


def test_a_family_is_fetched_once_and_only_its_fonts_and_license_are_kept(
    wheel, tmp_path, monkeypatch
):
    folder = fonts.fetch_fonts(tmp_path / "fonts", [wheel])
    names = {path.name for path in (folder / wheel.package).iterdir()}
    assert names == {"Some Sans.ttf", "escape.ttf", "LICENSE", "1.0"}
    assert [p.name for p in folder.iterdir()] == [wheel.package]
    assert not list(tmp_path.glob("escape.ttf"))
    found = fonts.font_files(folder, wheel.package)
    assert [p.name for p in found] == ["Some Sans.ttf", "escape.ttf"]
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path / "nowhere"))
    fonts.fetch_fonts(folder, [wheel])


def test_a_wheel_with_other_bytes_is_refused(wheel, tmp_path):
    other = fonts.Wheel(**{**vars(wheel), "sha256": "0" * 64})
    with pytest.raises(DataError, match="could not be fetched") as caught:
        fonts.fetch_fonts(tmp_path / "fonts", [other])
    assert "\n" not in str(caught.value)
    assert not list((tmp_path / "fonts").iterdir())


def test_an_unreachable_index_is_told(wheel, tmp_path, monkeypatch):
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path / "nowhere"))
    with pytest.raises(DataError, match="check the network"):
        fonts.fetch_fonts(tmp_path / "fonts", [wheel])


def test_every_listed_wheel_is_pinned_and_openly_licensed():
    wheels = fonts.read_wheels()
    assert len({wheel.package for wheel in wheels}) == len(wheels) >= 190
    for wheel in wheels:
        assert len(wheel.sha256) == 64
        assert wheel.bytes > 1000
        assert wheel.license in ("OFL-1.1", "Apache-2.0")


def test_the_check_finds_symbols_reversed_and_empty_fonts(typefaces, tmp_path):
    broken = tmp_path / "broken.ttf"
    broken.write_bytes(b"not a font")
    faces = {**typefaces, "broken": [broken]}
    reasons = {found.family: found.reason for found in check.check_families(faces)}
    assert "nearest to their own letter" in reasons.pop("cmex10")
    assert "dark on light" in reasons.pop("LastResortHE-Regular")
    assert "no ink" in reasons.pop("STIXSizOneSymReg")
    assert "unreadable" in reasons.pop("broken")
    assert set(reasons.values()) == {""}


@pytest.mark.parametrize(("excluded", "good"), [("", False), ("icons", True)])
def test_the_check_command_names_bad_families_in_use(
    typefaces, monkeypatch, capsys, tmp_path, excluded, good
):
    wheels = [
        fonts.Wheel(name, "1", 1, "", "OFL", name, excluded * (name == "cmex10"))
        for name in ("DejaVuSans", "DejaVuSerif", "cmr10", "cmex10")
    ]
    monkeypatch.setattr(fonts, "read_wheels", lambda: wheels)
    monkeypatch.setattr(fonts, "fetch_fonts", lambda folder, wheels: folder)
    monkeypatch.setattr(fonts, "font_files", lambda folder, name: typefaces[name])
    assert check.check_fonts(Path(tmp_path)) is good
    said = capsys.readouterr().out
    assert ("cmex10: excluded, icons" in said) is good
    assert ("cmex10: IN USE" in said) is not good
