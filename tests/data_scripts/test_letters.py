"""Reading folders of PNG files, with damaged ones among them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from data_scripts import letters
from data_scripts.errors import DataError
from data_scripts.letters import read_folders
from tests.data_scripts.conftest import write_png_folders


@pytest.fixture
def images(rng):
    return rng.integers(0, 256, (60, 28, 28), dtype=np.uint8)


@pytest.mark.parametrize("jobs", [1, 2])
def test_every_image_keeps_its_label_and_damaged_files_are_listed(
    images, rng, tmp_path, jobs, monkeypatch
):
    monkeypatch.setattr(letters, "CHUNK", 4)
    labels = rng.permutation(60) % 10
    write_png_folders(tmp_path, images, labels)
    (tmp_path / "A" / "empty.png").touch()
    whole = next((tmp_path / "B").glob("*.png")).read_bytes()
    (tmp_path / "B" / "cut.png").write_bytes(whole[:60])
    (tmp_path / "C" / "page.png").write_bytes(b"<html>404</html>")
    Image.new("L", (30, 28)).save(tmp_path / "D" / "size.png")
    Image.new("RGB", (28, 28)).save(tmp_path / "E" / "color.png")
    (tmp_path / "F" / "notes.txt").write_text("not an image")
    read, said, unreadable = read_folders(tmp_path, jobs=jobs)
    assert read.shape == (60, 28, 28)
    assert (read.dtype, said.dtype) == (np.uint8, np.int32)
    expected = sorted(
        (i.tobytes(), int(label)) for i, label in zip(images, labels, strict=True)
    )
    assert (
        sorted((i.tobytes(), int(label)) for i, label in zip(read, said, strict=True))
        == expected
    )
    names = ["empty.png", "cut.png", "page.png", "size.png", "color.png"]
    assert [path.name for path in unreadable] == names


def test_the_order_is_shuffled_and_decided_by_the_seed(images, tmp_path):
    labels = np.arange(60) // 6
    write_png_folders(tmp_path, images, labels)
    first, said, _ = read_folders(tmp_path, seed=1, jobs=1)
    again, _, _ = read_folders(tmp_path, seed=1, jobs=1)
    other, _, _ = read_folders(tmp_path, seed=2, jobs=1)
    assert (first == again).all()
    assert (first != other).any()
    assert not (np.diff(said) >= 0).all()


def test_a_missing_folder_and_no_readable_file_are_told(images, tmp_path):
    write_png_folders(tmp_path, images[:0], np.empty(0, int))
    with pytest.raises(DataError, match="no readable PNG"):
        read_folders(tmp_path, jobs=1)
    (tmp_path / "J").rmdir()
    with pytest.raises(DataError, match="J is missing"):
        read_folders(tmp_path, jobs=1)


MEASURE = """
import json, sys, threading, psutil
from pathlib import Path
from data_scripts.letters import read_folders

peak = 0
done = threading.Event()

def watch():
    global peak
    me = psutil.Process()
    while not done.wait(0.05):
        total = 0
        for process in [me, *me.children(recursive=True)]:
            try:
                total += process.memory_full_info().uss
            except psutil.Error:
                pass
        peak = max(peak, total)

if __name__ == "__main__":
    watcher = threading.Thread(target=watch)
    watcher.start()
    images, labels, unreadable = read_folders(Path(sys.argv[1]), jobs=2)
    done.set()
    watcher.join()
    print(json.dumps([peak, images.nbytes, len(images), len(unreadable)]))
"""


@pytest.mark.slow
@pytest.mark.timeout(1800)
def test_half_a_million_files_load_in_less_than_one_and_a_half_arrays(tmp_path):
    """529,114 files as in notMNIST_large; most are hard links to a few hundred."""
    rng = np.random.default_rng(0)
    total, made = 529_114, 0
    for letter in "ABCDEFGHIJ":
        folder = tmp_path / "data" / letter
        folder.mkdir(parents=True)
        (folder / "damaged.png").touch()
        count = total // 10 + (letter < "E")
        for index in range(count):
            path = folder / f"{'bmFtZSBvZiBhIGZvbnQ=' * 2}{index:06d}.png"
            if index % 40_000 == 0:  # file systems bound the links to one file
                pixels = rng.integers(0, 256, (28, 28), dtype=np.uint8)
                Image.fromarray(pixels).save(path)
                source = path
            else:
                path.hardlink_to(source)
            made += 1
    script = tmp_path / "measure.py"
    script.write_text(MEASURE)
    done = subprocess.run(
        [sys.executable, str(script), str(tmp_path / "data")],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": str(Path(__file__).parents[2]), "PATH": ""},
    )
    peak, array, images, unreadable = json.loads(done.stdout)
    print(f"{peak / array:.2f} of the array, {peak / 2**20:.0f} MiB")
    assert (images, unreadable, made) == (total, 10, total)
    assert peak < 1.5 * array
