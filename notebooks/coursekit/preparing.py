"""Data that are not there yet are prepared by the first cell of a notebook, once."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

from coursekit.data import data_path

NEEDED = (
    ("glyphs", "large_images.npy"),
    ("glyphs_png", "small"),
    ("text", "wiki.txt"),
    ("text", "english.txt"),
)


class DataMissingError(RuntimeError):
    """The data are not there and cannot be prepared; the message says what to do."""


def is_prepared() -> bool:
    """Whether the files that the notebooks read are there, and none was cut off."""
    try:
        return all(_is_whole(data_path(*parts), parts) for parts in NEEDED)
    except FileNotFoundError:
        return False


def _is_whole(path: Path, parts: tuple[str, ...]) -> bool:
    """Whether a file has the size that `data_scripts` recorded, where it did."""
    name = "/".join(parts)
    record = path.parents[len(parts) - 1] / "record.json"
    try:
        sets = json.loads(record.read_text(encoding="utf-8")).values()
        sizes = {s["files"][name]["bytes"] for s in sets if name in s["files"]}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return True  # prepared by an earlier version, or not by data_scripts
    return path.is_dir() or not sizes or path.stat().st_size in sizes


def prepare_data() -> None:
    """Prepare the data unless they are there; nothing is done while being graded.

    Raises:
        DataMissingError: neither possible nor there.
    """
    chosen_elsewhere = bool(os.environ.get("COURSE_DATA"))
    graded = os.environ.get("COURSE_BUDGET") == "grade"
    if graded or chosen_elsewhere or is_prepared():
        return
    print("The data are not here yet: preparing them once, about two minutes ...")  # noqa: T201
    folder = _folder_of_scripts()
    if folder is None:
        raise DataMissingError(_sentence("the folder data_scripts is missing"))
    last = _run(folder)
    if last is not None or not is_prepared():
        raise DataMissingError(_sentence(last or "files are missing afterwards"))


def _folder_of_scripts() -> Path | None:
    """Where `python -m data_scripts` can be run: the course's folder."""
    course = Path(__file__).resolve().parents[2]
    if (course / "data_scripts" / "__main__.py").is_file():
        return course
    return Path.cwd() if find_spec("data_scripts") else None


def _run(folder: Path) -> str | None:
    """Run the scripts, showing what they say; the last line when they fail."""
    command = [sys.executable, "-m", "data_scripts"]
    # A bar that moves is a new line here, so it moves every quarter of a minute.
    seldom = {f"TQDM_{name}INTERVAL": "15" for name in ("MIN", "MAX")}
    last = ""
    # fmt: off
    with subprocess.Popen(
        command, cwd=folder, text=True, encoding="utf-8", errors="replace",
        env={**os.environ, **seldom},
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    ) as process:
        # fmt: on
        for line in process.stdout or ():
            last = line.strip() or last
            print(f"  {line.rstrip()}")  # noqa: T201
    return (last or "no reason was given") if process.returncode else None


def _sentence(why: str) -> str:
    return (
        f"The data could not be prepared ({why.rstrip('.')}). Connect to the internet "
        "and run this cell again, or copy the folder `datasets` of a computer that has "
        "it beside the folder `notebooks`."
    )
