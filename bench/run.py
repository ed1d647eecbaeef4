"""`python -m bench.run SECTION FILE`: measure one section and write its rows."""

from __future__ import annotations

import importlib
import json
import sys
from pathlib import Path


def main() -> int:
    """Import the section, measure, write."""
    name, output = sys.argv[1:]
    rows = importlib.import_module(f"bench.{name}").measure()
    value = {"rows": [row.to_json() for row in rows], "versions": versions()}
    Path(output).write_text(json.dumps(value))
    return 0


def versions() -> dict[str, str]:
    """Versions of the packages that this section imported and a reader asks about."""
    # fmt: off
    names = (
        "numpy", "tensorflow", "keras", "torch", "sklearn", "gensim", "openTSNE",
        "nbgrader", "otter", "distributed", "imageio",
    )
    # fmt: on
    found = {name: sys.modules.get(name) for name in names}
    return {
        name: str(getattr(module, "__version__", "?"))
        for name, module in found.items()
        if module is not None
    }


if __name__ == "__main__":
    sys.exit(main())
