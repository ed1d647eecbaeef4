"""`python -m data_scripts`: prepare everything that the notebooks read.

python -m data_scripts                       glyphs and text, from packages
python -m data_scripts --only glyphs         one of them
python -m data_scripts --exam                and the grader's exam images
python -m data_scripts --source original     notMNIST and text8, from their hosts
python -m data_scripts calibrate             how hard the glyphs are
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable
from pathlib import Path

from data_scripts.errors import DataError

REPOSITORY = Path(__file__).parents[1]
DATASETS = ("glyphs", "text")


def default_root() -> Path:
    """`datasets/` beside this package, or $COURSE_DATA."""
    return Path(os.environ.get("COURSE_DATA") or REPOSITORY / "datasets")


def _prepare(options: argparse.Namespace) -> None:
    from data_scripts import prepare, text

    root: Path = options.root
    if options.source == "original":
        from data_scripts import original

        return original.prepare(root, options.only)
    steps: dict[str, Callable[[], object]] = {
        "glyphs": lambda: prepare.prepare_glyphs(root, options.seed, options.jobs),
        "text": lambda: text.prepare_text(root / "text", root / "downloads"),
    }
    for name, step in steps.items():
        if options.only in (None, name):
            step()
            print(f"{name}: ready in {root / name}")
    if options.exam:
        prepare.prepare_exam(root, options.exam_seed, options.jobs)
        print(f"exam: ready in {root / 'exam'}")
    return None


def _calibrate(options: argparse.Namespace) -> int:
    from data_scripts import calibrate

    folder = options.root / "glyphs"
    if not (folder / "small_card.json").is_file():
        raise DataError(
            f"There are no glyphs in {folder}; run `python -m data_scripts` first."
        )
    return 0 if calibrate.calibrate(folder, options.quick) else 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="data_scripts", description="Prepare the data of the six assignments."
    )
    add = parser.add_argument
    add("command", nargs="?", choices=["prepare", "calibrate"], default="prepare")
    add("--root", type=Path, default=default_root(), help="where the data go")
    add("--only", choices=DATASETS, help="one data set instead of all")
    add("--source", choices=["packages", "original"], default="packages")
    add("--exam", action="store_true", help="also draw the grader's exam images")
    add("--seed", type=int, default=0, help="another seed draws other images")
    add("--exam-seed", type=int, default=0, help="keep it from students")
    add("--jobs", type=int, help="processes; default: one for each core")
    add("--quick", action="store_true", help="calibrate without the longest rung")
    return parser


def main(words: list[str] | None = None) -> int:
    """Run one command; 1 and one sentence when something is wrong."""
    options = _parser().parse_args(words)
    try:
        if options.command == "calibrate":
            return _calibrate(options)
        _prepare(options)
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
    return 0


if __name__ == "__main__":
    sys.exit(main())
