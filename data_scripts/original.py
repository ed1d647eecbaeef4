"""The second source: notMNIST and text8 themselves, in the places of ours.

The raw files are downloaded and verified; from the folders of PNG files on, the same
functions make the same arrays, archives and cards.
"""

from __future__ import annotations

from pathlib import Path

from data_scripts import prepare, record, text
from data_scripts.download import SourceFile, download, read_files
from data_scripts.extract import extract
from data_scripts.folders import write_archive
from data_scripts.letters import read_folders

SETS = ("large", "small")


def prepare_original(
    root: Path,
    only: str | None = None,
    *,
    seed: int = 133,
    jobs: int | None = None,
    files: dict[str, SourceFile] | None = None,
) -> None:
    """Fetch and prepare the original data sets.

    Args:
        root: the data folder.
        only: `glyphs` or `text`; default both.
        seed: of the shuffle.
        jobs: processes; default: one for each core.
        files: where the raw files come from; default: `sources.toml`.

    Raises:
        DataError: a file cannot be had, or is not what it should be.
    """
    files = read_files() if files is None else files
    if only in (None, "glyphs"):
        for name in SETS:
            _prepare_set(root, name, files[f"notMNIST_{name}.tar.gz"], seed, jobs)
        print(f"glyphs: notMNIST is ready in {root / 'glyphs'}")
    if only in (None, "text"):
        archive = download(files["text8.zip"], root / "downloads")
        record.strike(root, "text")
        text.prepare_text8(archive, root / "text")
        text.prepare_evaluation(root / "text", root / "downloads")
        plan = {"source": archive.name}
        record.enter(root, "text", plan, text.paths(root / "text"))
        print(f"text: text8 is ready in {root / 'text'}")


def _prepare_set(
    root: Path, name: str, source: SourceFile, seed: int, jobs: int | None
) -> None:
    """One of the two sets, unless the record says that it is there."""
    card = root / "glyphs" / f"{name}_card.json"
    folder = root / "glyphs_png" / name
    packed = root / "archives" / f"glyphs_{name}.tar.gz"
    plan: prepare.Plan = {
        "version": prepare.VERSION,
        "name": name,
        "source": source.name,
        "course_seed": seed,
    }
    arrays = prepare.array_paths(root / "glyphs", name)
    if record.holds(root, name, plan):
        return
    archive = download(source, root / "downloads")
    record.strike(root, name)
    extract(archive, folder, strip=1)
    images, labels, unreadable = read_folders(folder, seed, jobs)
    _tell_unreadable(unreadable)
    prepare.save(root / "glyphs", name, images, labels)
    write_archive(packed, folder, f"glyphs_{name}")
    prepare.write_card(card, plan, images, labels)
    record.enter(root, name, plan, [*arrays, folder, packed, card])


def _tell_unreadable(paths: list[Path], shown: int = 10) -> None:
    if paths:
        print(f"{len(paths)} unreadable files were left out:")
    for path in paths[:shown]:
        print(f"  {path}")
    if len(paths) > shown:
        print(f"  ... and {len(paths) - shown} more")
