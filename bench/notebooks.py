"""All six reference notebooks, two at a time."""

from __future__ import annotations

import time

from bench.rows import Row
from grader import source
from grader.authoring.run_notebooks import run_notebooks

LIMIT_S = 360


def measure() -> list[Row]:
    """Wall seconds for all, and what each took while another ran beside it."""
    # The longest first, so that none is left over at the end.
    order = sorted(source.stems(), reverse=True)
    start = time.perf_counter()
    runs = {run.stem: run for run in run_notebooks(order, jobs=2)}
    total = time.perf_counter() - start
    if failed := [f"{stem}: {run.error}" for stem, run in runs.items() if run.error]:
        raise RuntimeError("; ".join(failed))
    cpu = sum(run.cpu_seconds for run in runs.values())
    rows = [
        Row(
            "all six notebooks, two at a time",
            "s",
            [total],
            higher_is_better=False,
            limit=LIMIT_S,
            note=f"CPU time of the six: {cpu:.0f} s",
        )
    ]
    each = [
        Row(stem, "s", [runs[stem].seconds], higher_is_better=False)
        for stem in source.stems()
    ]
    return [*rows, *each]
