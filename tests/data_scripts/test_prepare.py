"""The whole step on small sets, interrupted, repeated, without room, and originals."""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
import os
import shutil
import signal
import subprocess
import sys
import tarfile
import time
import zipfile
from pathlib import Path

import imageio.v3 as imageio
import numpy as np
import psutil
import pytest

from data_scripts import glyphs, original, prepare, record, text, words
from data_scripts.__main__ import main
from data_scripts.download import SourceFile
from data_scripts.errors import DataError
from data_scripts.files import atomic_path
from data_scripts.letters import read_folders
from data_scripts.processes import beside, in_processes
from tests.data_scripts.conftest import FaultyServer, write_png_folders

POSIX = pytest.mark.skipif(os.name == "nt", reason="sends POSIX signals")
REPOSITORY = Path(__file__).parents[2]


def run(root: Path, *words: str) -> int:
    return main(["--root", str(root), "--jobs", "1", *words])


def contents(root: Path) -> dict[str, bytes]:
    paths = (path for path in sorted(root.rglob("*")) if path.is_file())
    paths = (path for path in paths if path.name != record.FILE)  # which holds times
    return {str(path.relative_to(root)): path.read_bytes() for path in paths}


def test_glyphs_have_arrays_folders_archives_and_cards(tiny_plan, tmp_path):
    assert run(tmp_path, "--only", "glyphs") == 0
    for name, count, damaged in (("large", 400, 5), ("small", 200, 2)):
        images = np.load(tmp_path / "glyphs" / f"{name}_images.npy")
        labels = np.load(tmp_path / "glyphs" / f"{name}_labels.npy")
        assert (images.shape, labels.shape) == ((count, 28, 28), (count,))
        card = json.loads((tmp_path / "glyphs" / f"{name}_card.json").read_text())
        assert card["shape"] == [count, 28, 28]
        assert card["sha256_images"] == hashlib.sha256(images.tobytes()).hexdigest()
        assert sum(card["images_by_letter"].values()) == count
        folder = tmp_path / "glyphs_png" / name
        files = prepare.AS_FILES[name]
        read, _, unreadable = read_folders(folder, jobs=1)
        assert (len(read), len(unreadable)) == (files, damaged)
        assert {i.tobytes() for i in read} == {i.tobytes() for i in images[:files]}
        with tarfile.open(tmp_path / "archives" / f"glyphs_{name}.tar.gz") as archive:
            members = [m for m in archive.getmembers() if m.isfile()]
        assert len(members) == files + damaged
        assert all(m.name.startswith(f"glyphs_{name}/") for m in members)
    label = np.load(tmp_path / "glyphs" / "small_labels.npy")[7]
    image = imageio.imread(
        tmp_path / "glyphs_png" / "small" / "ABCDEFGHIJ"[label] / "00007.png"
    )
    assert (image == images[7]).all()
    assert not (tmp_path / "exam").exists()


def test_the_same_seed_gives_the_same_files_and_another_does_not(tiny_plan, tmp_path):
    for name, seed in (("a", "5"), ("b", "5"), ("c", "6")):
        assert run(tmp_path / name, "--only", "glyphs", "--seed", seed) == 0
    assert contents(tmp_path / "a") == contents(tmp_path / "b")
    a, c = contents(tmp_path / "a"), contents(tmp_path / "c")
    assert a["glyphs/large_images.npy"] != c["glyphs/large_images.npy"]


def test_a_second_run_draws_nothing_unless_something_is_missing_or_damaged(
    tiny_plan, tmp_path, monkeypatch
):
    run(tmp_path, "--only", "glyphs", "--exam")
    before = contents(tmp_path)
    drawn = []
    draw = glyphs.draw
    monkeypatch.setattr(
        glyphs, "draw", lambda part, *rest: drawn.append(part.name) or draw(part, *rest)
    )
    run(tmp_path, "--only", "glyphs", "--exam")
    assert drawn == []
    (tmp_path / "glyphs" / "large_labels.npy").unlink()
    with (tmp_path / "glyphs" / "small_images.npy").open("r+b") as file:
        file.truncate(1_000)
    flip(tmp_path / "exam" / "glyphs_images.npy")
    assert record.damaged(tmp_path) == [
        *("exam/glyphs_images.npy", "glyphs/large_labels.npy"),
        "glyphs/small_images.npy",
    ]
    run(tmp_path, "--only", "glyphs", "--exam")
    assert drawn == ["large", "small", "exam"]
    assert contents(tmp_path) == before
    assert record.damaged(tmp_path) == []


def test_a_copied_folder_is_whole_and_a_lost_picture_is_not(tiny_plan, tmp_path):
    run(tmp_path / "a", "--only", "glyphs")
    shutil.copytree(tmp_path / "a", tmp_path / "b", copy_function=shutil.copyfile)
    assert record.damaged(tmp_path / "b") == []
    next((tmp_path / "b").rglob("*.png")).unlink()
    (lost,) = record.damaged(tmp_path / "b", ["glyphs_png", "text"])
    assert lost.startswith("glyphs_png/")
    assert record.damaged(tmp_path / "b", ["glyphs", "text"]) == []
    assert record.damaged(tmp_path / "b", quick=True) == []


def flip(path):
    """Change one byte in the middle; the size stays."""
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def test_the_exam_set_is_balanced_and_decided_by_its_own_seed(tiny_plan, tmp_path):
    arrays = []
    for seed in ("1", "2"):
        assert run(tmp_path, "all", "--only", "glyphs", "--exam-seed", seed) == 0
        assert not (tmp_path / "exam").exists() or seed == "2"
        run(tmp_path, "--only", "glyphs", "--exam", "--exam-seed", seed)
        arrays.append(np.load(tmp_path / "exam" / "glyphs_images.npy"))
    labels = np.load(tmp_path / "exam" / "glyphs_labels.npy")
    assert (np.bincount(labels) == 10).all()
    assert (arrays[0] != arrays[1]).any()


def test_without_room_it_ends_in_one_sentence_and_no_half_file(
    tiny_plan, tmp_path, capsys
):
    resource = pytest.importorskip("resource")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, hard))
    try:
        assert run(tmp_path, "--only", "glyphs") == 1
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    said = capsys.readouterr().err.strip().splitlines()[-1]
    assert "run the same command again" in said
    assert contents(tmp_path) == {}
    assert run(tmp_path, "--only", "glyphs") == 0


def test_a_folder_that_cannot_be_made_is_told(tiny_plan, tmp_path, capsys):
    (tmp_path / "file").touch()
    assert run(tmp_path / "file", "--only", "glyphs") == 1
    assert "data_scripts: " in capsys.readouterr().err


INTERRUPTED = """
import sys
from pathlib import Path
from data_scripts import fonts, glyphs
from data_scripts.__main__ import main

if __name__ == "__main__":
    face = [Path(sys.argv[2])]
    fonts.fetch_fonts = lambda folder: folder
    glyphs.part_faces = lambda folder: {"large": face}
    sys.exit(main(["--root", sys.argv[1], "--only", "glyphs", "--jobs", "2"]))
"""


@POSIX
def test_control_c_while_drawing_says_one_line_and_leaves_nothing(typefaces, tmp_path):
    script = tmp_path / "run.py"
    script.write_text(INTERRUPTED)
    root = tmp_path / "root"
    process = subprocess.Popen(
        [sys.executable, str(script), str(root), str(typefaces["cmr10"][0])],
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
        start_new_session=True,
    )
    said = b""
    while b"%|" not in said or b" 0%|" in said[-400:]:  # until a chunk is done
        block = os.read(process.stderr.fileno(), 4096)
        assert block, said.decode()
        said += block
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does, to all processes
    said += process.communicate(timeout=60)[1]
    assert process.returncode == 130
    assert b"stopped" in said.splitlines()[-1]
    assert b"Traceback" not in said
    assert contents(tmp_path) == {"run.py": INTERRUPTED.encode()}


def test_an_interrupted_write_keeps_the_old_file_and_folder(tmp_path):
    path, folder = tmp_path / "file", tmp_path / "folder"
    path.write_text("old")
    folder.mkdir()
    (folder / "old").touch()
    with pytest.raises(KeyboardInterrupt), atomic_path(path) as temporary:
        temporary.write_text("half")
        raise KeyboardInterrupt
    with pytest.raises(KeyboardInterrupt), atomic_path(folder) as temporary:
        temporary.mkdir()
        raise KeyboardInterrupt
    assert contents(tmp_path) == {"file": b"old", "folder/old": b""}
    assert len(list(tmp_path.iterdir())) == 2


def die(_: int) -> int:
    os.kill(os.getpid(), signal.SIGKILL)
    return 0


@POSIX
def test_a_killed_worker_ends_in_one_sentence():
    with pytest.raises(DataError, match="killed"):
        list(in_processes(die, range(20), 2))
    with beside(die, 0, jobs=2) as wait, pytest.raises(DataError, match="killed"):
        wait()


def write(path: Path) -> None:
    path.write_text(str(os.getpid()))


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_runs_beside_is_done_when_it_was_waited_for(tmp_path, jobs):
    with beside(write, tmp_path / "who", jobs=jobs) as wait:
        wait()
        alone = (tmp_path / "who").read_text() != str(os.getpid())
    assert alone == (jobs > 1)
    nowhere = beside(write, tmp_path / "no" / "who", jobs=jobs)
    with nowhere as wait, pytest.raises(FileNotFoundError):
        wait()


def wait_long(path: Path) -> None:
    write(path)
    time.sleep(600)


def test_what_runs_beside_ends_with_the_block(tmp_path):
    who, start = tmp_path / "who", time.monotonic()
    with pytest.raises(KeyboardInterrupt), beside(wait_long, who, jobs=2):
        while not who.exists() or not who.read_text():
            time.sleep(0.02)
        raise KeyboardInterrupt
    assert time.monotonic() - start < 60
    assert not psutil.pid_exists(int(who.read_text()))


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["calibrate"], "run `python -m data_scripts` first"),
        (["sheet"], "run `python -m data_scripts` first"),
    ],
)
def test_commands_without_data_name_the_cure(tmp_path, capsys, words, said):
    assert run(tmp_path, *words) == 1
    assert said in capsys.readouterr().err


@pytest.mark.parametrize("words", [["--jobs", "0"], ["draw"], ["--only", "images"]])
def test_wrong_usage_is_refused(words, capsys):
    with pytest.raises(SystemExit) as caught:
        main(words)
    assert caught.value.code == 2
    assert "Traceback" not in capsys.readouterr().err


def test_contact_sheets_show_every_set(tiny_plan, tmp_path):
    run(tmp_path, "--only", "glyphs", "--exam")
    assert run(tmp_path, "sheet") == 0
    sheets = sorted(path.name for path in (tmp_path / "sheets").iterdir())
    assert sheets == ["exam_glyphs.png", "glyphs_large.png", "glyphs_small.png"]
    picture = imageio.imread(tmp_path / "sheets" / "glyphs_large.png")
    assert picture.shape == (20 * 30 * 2, 30 * 30 * 2)


def test_default_steps_include_text_and_the_check_reports_its_verdict(
    tiny_plan, tmp_path, monkeypatch, capsys
):
    from data_scripts import check

    @contextlib.contextmanager
    def preparing(folder, cache, *, jobs):
        yield folder.mkdir

    monkeypatch.setattr(text, "preparing_text", preparing)
    drawn = []
    monkeypatch.setattr(words, "prepare_words", lambda *task: drawn.append(task[0]))
    assert run(tmp_path) == 0
    said = capsys.readouterr().out
    assert "text: ready" in said
    assert "words: ready" in said
    assert drawn == [tmp_path]
    assert (tmp_path / "text").is_dir()
    for good, code in ((True, 0), (False, 1)):
        monkeypatch.setattr(check, "check_fonts", lambda folder, good=good: good)
        assert run(tmp_path, "check") == code


@pytest.fixture
def servers(rng, tmp_path):
    """The three original files in miniature, on servers; their entries by name."""
    running, files = [], {}

    def serve(name, content):
        server = FaultyServer(content)
        running.append(server)
        files[name] = SourceFile(name, server.url, len(content), "", "none")

    for name, count in (("large", 80), ("small", 30)):
        images = rng.integers(0, 256, (count, 28, 28), dtype=np.uint8)
        folder = tmp_path / f"notMNIST_{name}"
        write_png_folders(folder, images, np.arange(count) % 10)
        for index in range(12 if name == "large" else 0):
            (folder / "A" / f"damaged{index}.png").touch()
        packed = io.BytesIO()
        with tarfile.open(fileobj=packed, mode="w:gz") as archive:
            archive.add(folder, folder.name)
        serve(f"notMNIST_{name}.tar.gz", packed.getvalue())
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("text8", " anarchism originated as a term " * 50)
    serve("text8.zip", packed.getvalue())
    yield files
    for server in running:
        server.close()


def test_the_originals_take_the_places_of_the_drawn_sets(
    servers, tmp_path, monkeypatch, capsys
):
    monkeypatch.setattr(original, "read_files", lambda: servers)
    monkeypatch.setattr(text, "prepare_evaluation", lambda folder, cache: None)
    monkeypatch.setattr(words, "prepare_words", lambda *task: None)
    root = tmp_path / "root"
    assert run(root, "--source", "original") == 0
    said = capsys.readouterr().out
    assert "12 unreadable files" in said
    assert "and 2 more" in said
    images = np.load(root / "glyphs" / "large_images.npy", mmap_mode="r")
    labels = np.load(root / "glyphs" / "large_labels.npy")
    assert images.shape == (80, 28, 28)
    assert (np.bincount(labels) == 8).all()
    assert (root / "archives" / "glyphs_small.tar.gz").is_file()
    assert len(list((root / "glyphs_png" / "small" / "C").iterdir())) == 3
    assert "anarchism" in (root / "text" / "wiki.txt").read_text()
    card = json.loads((root / "glyphs" / "small_card.json").read_text())
    assert card["plan"]["source"] == "notMNIST_small.tar.gz"
    start = time.perf_counter()
    original.prepare_original(root, "glyphs", files=servers)
    assert time.perf_counter() - start < 1
    original.prepare_original(root, "text", files=servers)
    assert "notMNIST is ready" not in capsys.readouterr().out.splitlines()[-1]


def test_an_original_that_cannot_be_had_ends_in_one_sentence(
    servers, tmp_path, monkeypatch, capsys
):
    broken = {**servers}
    entry = broken["notMNIST_large.tar.gz"]
    broken["notMNIST_large.tar.gz"] = SourceFile(
        entry.name, entry.url, entry.bytes + 1, "", "none"
    )
    monkeypatch.setattr(original, "read_files", lambda: broken)
    root = tmp_path / "root"
    assert run(root, "--source", "original", "--only", "glyphs") == 1
    assert "are expected" in capsys.readouterr().err
    assert contents(root) == {}
