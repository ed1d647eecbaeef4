"""`python -m data_scripts`: prepare everything that the notebooks read.

python -m data_scripts                       glyphs, text and words, from packages
python -m data_scripts --only glyphs         one of them
python -m data_scripts --exam                and the grader's exam images
python -m data_scripts --source original     notMNIST and text8, from their hosts
python -m data_scripts calibrate             how hard the glyphs are
python -m data_scripts check                 whether all typefaces are letters
python -m data_scripts sheet                 a picture of each set, to look at
"""

from __future__ import annotations

import argparse
import contextlib
import io
import os
import sys
from collections.abc import Callable
from pathlib import Path

from data_scripts.errors import DataError
from data_scripts.processes import cores

REPOSITORY = Path(__file__).parents[1]
DATASETS = ("glyphs", "text", "words")


def default_root() -> Path:
    """$COURSE_DATA, or `datasets/` in the clone; in this folder when installed."""
    is_clone = (REPOSITORY / "pyproject.toml").is_file()
    base = REPOSITORY if is_clone else Path.cwd()
    return Path(os.environ.get("COURSE_DATA") or base / "datasets")


def _prepare(options: argparse.Namespace) -> int:
    root: Path = options.root
    if options.source == "original":
        from data_scripts import original, words

        original.prepare_original(root, options.only, jobs=options.jobs)
        if options.only in (None, "words"):  # drawn of either text
            words.prepare_words(root, options.seed, options.jobs)
            print(f"words: ready in {root / 'words'}")
    else:
        _prepare_packages(root, options)
    if options.exam:
        from data_scripts import prepare, words

        prepare.prepare_exam(root, options.exam_seed, options.jobs)
        words.prepare_exam_words(root, options.exam_seed, options.jobs)
        print(f"exam: ready in {root / 'exam'}")
    return 0


def _prepare_packages(root: Path, options: argparse.Namespace) -> None:
    """The data sets made from packages; a new one is a new line here.

    The text is fetched and cleaned beside the glyphs, which leave a core free now and
    then.
    """
    from data_scripts import prepare, text, words

    steps: dict[str, Callable[[], object]] = {
        "glyphs": lambda: prepare.prepare_glyphs(root, options.seed, options.jobs),
        "words": lambda: words.prepare_words(root, options.seed, options.jobs),
    }
    wanted = [options.only] if options.only else DATASETS
    with contextlib.ExitStack() as stack:
        if "text" in wanted:
            jobs = options.jobs or cores()
            preparing = text.preparing_text(
                root / "text", root / "downloads", jobs=jobs
            )
            steps["text"] = stack.enter_context(preparing)
        for name in wanted:
            steps[name]()
            print(f"{name}: ready in {root / name}")


def _calibrate(options: argparse.Namespace) -> int:
    from data_scripts import calibrate

    folder = options.root / "glyphs"
    if not (folder / "small_card.json").is_file():
        raise DataError(
            f"There are no glyphs in {folder}; run `python -m data_scripts` first."
        )
    return 0 if calibrate.calibrate(folder, options.quick) else 1


def _check(options: argparse.Namespace) -> int:
    from data_scripts import check

    return 0 if check.check_fonts(options.root / "fonts") else 1


def _sheet(options: argparse.Namespace) -> int:
    from data_scripts import sheet

    found = sorted(options.root.glob("*/*_images.npy"))
    if not found:
        raise DataError(
            f"There are no images in {options.root}; run `python -m data_scripts` "
            "first."
        )
    for path in found:
        name = f"{path.parent.name}_{path.stem.removesuffix('_images')}.png"
        print(sheet.write_sheet(path, options.root / "sheets" / name))
    return 0


COMMANDS = {
    "all": _prepare,
    "calibrate": _calibrate,
    "check": _check,
    "sheet": _sheet,
}


def _positive(word: str) -> int:
    if not word.isdecimal() or int(word) < 1:
        raise argparse.ArgumentTypeError(f"{word} is not a number above 0")
    return int(word)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="data_scripts", description="Prepare the data of the six assignments."
    )
    add = parser.add_argument
    add("command", nargs="?", choices=list(COMMANDS), default="all")
    add("--root", type=Path, default=default_root(), help="where the data go")
    add("--only", choices=DATASETS, help="one data set instead of all")
    add("--source", choices=["packages", "original"], default="packages")
    add("--exam", action="store_true", help="also draw the grader's exam images")
    add("--seed", type=int, default=0, help="another seed draws other images")
    add("--exam-seed", type=int, default=0, help="keep it from students")
    add("--jobs", type=_positive, help="processes; default: one for each core")
    add("--quick", action="store_true", help="calibrate without the longest rung")
    return parser


def main(words: list[str] | None = None) -> int:
    """Run one command; 1 and one sentence when something is wrong."""
    for stream in (sys.stdout, sys.stderr):  # whose encoding may lack a letter
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    options = _parser().parse_args(words)
    try:
        return COMMANDS[options.command](options)
    except DataError as error:
        print(f"data_scripts: {error}", file=sys.stderr)
        return 1
    except OSError as error:
        where = f" ({error.filename})" if error.filename else ""
        print(
            f"data_scripts: {error.strerror or error}{where}; free some space or mend "
            "the folder, then run the same command again.",
            file=sys.stderr,
        )
        return 1
    except KeyboardInterrupt:
        print(
            "\ndata_scripts: stopped; the same command starts this step again.",
            file=sys.stderr,
        )
        return 130


if __name__ == "__main__":
    sys.exit(main())
