"""`python -m bench [SECTION ...]`: measure beside the peers and write what was found.

    python -m bench                       all sections, about 20 minutes on two cores
    python -m bench training tsne         some of them; the others keep their figures
    python -m bench scale --sizes 100 300 not among all: classes of up to 10,000
    python -m bench check OLD NEW         compare two results by their ratios

Each section runs in a process of its own, in an environment that holds what the course
needs plus the peers of `bench/peers.txt`; students never get those. Results go to
`bench/results.json`, and from there to `bench/README.md` and its plots.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from bench import check, environment, results, tables

SECTIONS = (
    "training",
    "word2vec",
    "tsne",
    "lstm",
    "data",
    "accuracy",
    "grading",
    "startup",
    "notebooks",
    "growth",
    "gpu",
)
ON_REQUEST = ("scale",)  # takes 20 minutes


def main(arguments: list[str] | None = None) -> int:
    """Measure or compare; 0 when done, 1 when a ratio got worse, 2 for wrong usage."""
    arguments = sys.argv[1:] if arguments is None else arguments
    if arguments[:1] == ["check"]:
        return check.main(arguments[1:])
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("sections", nargs="*", metavar="SECTION", help="default: all")
    parser.add_argument(
        "--sizes", nargs="+", type=int, default=[], help="of the classes of `scale`"
    )
    options = parser.parse_args(arguments)
    chosen = options.sections or list(SECTIONS)
    unknown = sorted(set(chosen) - {*SECTIONS, *ON_REQUEST})
    if unknown:
        known = ", ".join((*SECTIONS, *ON_REQUEST))
        print(
            f"There is no section {', '.join(unknown)}; there are {known}.",
            file=sys.stderr,
        )
        return 2
    alone = environment.WITHOUT_PEERS.issuperset(chosen)
    python = Path(sys.executable) if alone else environment.prepare()
    failed = [
        name for name in chosen if not measure_section(python, name, options.sizes)
    ]
    tables.write(results.read())
    print(f"\nTables and plots: {results.FOLDER / 'README.md'}")
    if failed:
        print(f"These sections failed: {', '.join(failed)}.", file=sys.stderr)
    return 1 if failed else 0


def measure_section(python: Path, name: str, sizes: Sequence[int] = ()) -> bool:
    """Run one section in its own process and keep its rows; False when it failed."""
    print(f"\n{name} ...", flush=True)
    section = environment.run_section(python, name, sizes)
    if section is None:
        return False
    results.keep(name, section)
    print(tables.plain(name, section), flush=True)
    return True


if __name__ == "__main__":
    sys.exit(main())
