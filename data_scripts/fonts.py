"""Fetch the typefaces: wheels from the Python package index, unpacked, not installed.

pip downloads them by hash, so nothing is executed and nothing that differs from
`sources.toml` is ever kept.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import tomllib
import zipfile
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from data_scripts.errors import DataError

SOURCES = Path(__file__).with_name("sources.toml")
FONT_SUFFIXES = (".ttf", ".otf")


@dataclass(frozen=True)
class Wheel:
    """One typeface family on the package index."""

    package: str
    version: str
    bytes: int
    sha256: str
    license: str
    family: str
    excluded: str = ""  # why the family is not drawn, "" when it is


def read_wheels(path: Path = SOURCES) -> list[Wheel]:
    """The typeface families listed in `sources.toml`, in its order."""
    with path.open("rb") as file:
        return [Wheel(**entry) for entry in tomllib.load(file)["wheel"]]


def fetch_fonts(folder: Path, wheels: list[Wheel] | None = None) -> Path:
    """Make sure that the families' font files are in `folder/PACKAGE/`; return it.

    Args:
        folder: usually `datasets/fonts`.
        wheels: which families; default: all that are not excluded.

    Raises:
        DataError: the package index cannot be reached or gave other bytes.
    """
    if wheels is None:
        wheels = [wheel for wheel in read_wheels() if not wheel.excluded]
    missing = [
        wheel
        for wheel in wheels
        if not (folder / wheel.package / wheel.version).is_file()
    ]
    if missing:
        print(f"fetching {len(missing)} typeface families ...", flush=True)
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder, prefix=".wheels-") as name:
            _download(missing, Path(name))
            for wheel in missing:
                _unpack(wheel, Path(name), folder)
    return folder


def _download(wheels: list[Wheel], target: Path) -> None:
    """Let pip fetch the wheels, each checked against its hash."""
    pins = [f"{w.package}=={w.version} --hash=sha256:{w.sha256}" for w in wheels]
    requirements = target / "requirements.txt"
    requirements.write_text("\n".join(pins), encoding="utf-8")
    # fmt: off
    command = [
        sys.executable, "-m", "pip", "download", "--quiet", "--no-deps",
        "--only-binary", ":all:", "--require-hashes", "--no-cache-dir",
        "--disable-pip-version-check", "--dest", str(target), "-r", str(requirements),
    ]
    # fmt: on
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        reason = next(
            (line for line in done.stderr.splitlines() if line.startswith("ERROR")),
            "pip gave no reason",
        )
        raise DataError(
            "The typefaces could not be fetched from the Python package index "
            f"({reason.removeprefix('ERROR: ')}); check the network and run the same "
            "command again."
        )


def _unpack(wheel: Wheel, source: Path, folder: Path) -> None:
    """Copy the font files and the license of one wheel; the version file comes last."""
    name = wheel.package.replace("-", "_")
    (path,) = source.glob(f"{name}-{wheel.version}-*.whl")
    target = folder / wheel.package
    target.mkdir(exist_ok=True)
    with zipfile.ZipFile(path) as archive:
        for member in archive.namelist():
            base = PurePosixPath(member).name  # never a path out of the folder
            is_license = base == "LICENSE" and member.startswith(f"{name}/")
            if base.lower().endswith(FONT_SUFFIXES) or is_license:
                (target / base).write_bytes(archive.read(member))
    (target / wheel.version).touch()  # marks the family as complete


def font_files(folder: Path, package: str) -> list[Path]:
    """The font files of one family, in a fixed order."""
    paths = (folder / package).iterdir()
    return sorted(path for path in paths if path.suffix.lower() in FONT_SUFFIXES)
