"""Seeds and the first cell of every notebook."""

from __future__ import annotations

import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

STYLE = Path(__file__).with_name("course.mplstyle")


def setup(seed: int = 133) -> None:
    """Seed everything, choose the plot style, and say which versions are running.

    Data that are not prepared yet are prepared first, once.

    Raises:
        DataMissingError: they cannot be; the message says what to do.
    """
    import matplotlib.pyplot as plt

    from coursekit.descriptions import tell_notebook
    from coursekit.preparing import prepare_data

    prepare_data()
    set_seed(seed)
    plt.style.use(STYLE)
    tell_notebook()
    _hide_chatter()
    python = ".".join(str(part) for part in sys.version_info[:3])
    parts = [f"Python {python}"]
    parts += [f"{name} {_version(name)}" for name in ("numpy", "tensorflow", "keras")]
    print(" · ".join([*parts, f"seed {seed}"]))  # noqa: T201


def _hide_chatter() -> None:
    """Clear what TensorFlow logs when it is imported, which no setting can silence.

    Only inside a notebook, and only what the cell has put out so far: the line that
    comes next takes its place.
    """
    if "tensorflow" not in sys.modules or "ipykernel" not in sys.modules:
        return
    from IPython import get_ipython
    from IPython.display import clear_output

    if get_ipython() is not None:
        sys.stderr.flush()
        clear_output(wait=True)


def _version(name: str) -> str:
    for candidate in (name, f"{name}-cpu"):
        try:
            return version(candidate)
        except PackageNotFoundError:
            continue
    return "missing"


def set_seed(seed: int) -> None:
    """Seed Python's, NumPy's and TensorFlow's generators.

    TensorFlow is seeded only when it is imported: a notebook that does not use it
    does not wait for it.
    """
    import random

    import numpy as np

    random.seed(seed)
    np.random.seed(seed)  # noqa: NPY002 - students may use either interface
    if "tensorflow" in sys.modules:
        sys.modules["tensorflow"].random.set_seed(seed)
