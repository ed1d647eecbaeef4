"""`python -m bench check OLD NEW`: have the ratios got worse?

Only ratios are compared: what one run measured side by side. Rates themselves change
with the machine and are not.
"""

from __future__ import annotations

import sys
from pathlib import Path

from bench import results
from bench.rows import Row

WORSE = 0.85  # a ratio this much smaller than before is more than noise


def main(arguments: list[str]) -> int:
    """Print what got worse; 1 when anything did, 2 for wrong usage."""
    paths = [Path(argument) for argument in arguments]
    if len(paths) != 2 or not all(path.is_file() for path in paths):
        print(
            "Name two files of results: python -m bench check OLD NEW", file=sys.stderr
        )
        return 2
    complaints = compare(*(_rows(path) for path in paths))
    for complaint in complaints:
        print(complaint)
    if not complaints:
        print("No ratio got worse.")
    return 1 if complaints else 0


def compare(old: dict[str, Row], new: dict[str, Row]) -> list[str]:
    """A sentence for each ratio that fell, and for each row that is gone."""
    complaints = [f"{name}: not measured any more" for name in sorted(old.keys() - new)]
    for name in sorted(old.keys() & new.keys()):
        shared = old[name].peers.keys() & new[name].peers.keys()
        for peer in sorted(shared):
            before, after = old[name].ratio(peer), new[name].ratio(peer)
            if after < WORSE * before:
                complaints.append(
                    f"{name}: {after:.2f} times {peer}, and it was {before:.2f}"
                )
    return complaints


def _rows(path: Path) -> dict[str, Row]:
    return {
        f"{name}: {row.name}": row
        for name, section in results.read(path).items()
        for row in section.rows
    }
