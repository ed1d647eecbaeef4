"""The environment of a graded kernel, the same for every engine."""

from __future__ import annotations

import os

from grader.course.places import BASE, NOTEBOOKS, data_root

HOME = "/home/student"  # of a kernel behind walls


def graded_environment() -> dict[str, str]:
    """What student code and its libraries read of it, but the thread pools."""
    return {
        "COURSE_BUDGET": "grade",
        "COURSE_DATA": str(data_root()),
        "MPLBACKEND": "agg",
        "PYTHONPATH": os.pathsep.join([str(NOTEBOOKS), str(BASE)]),
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "TF_ENABLE_ONEDNN_OPTS": "1",
        # One thread for linear algebra: a zygote must have no other when it forks.
        **{f"{name}_NUM_THREADS": "1" for name in ("OMP", "OPENBLAS", "MKL")},
    }


def tensorflow_threads(threads: int | None) -> dict[str, str]:
    """What bounds TensorFlow's pools; None leaves them as they are."""
    if threads is None:
        return {}
    return {f"TF_NUM_{pool}_THREADS": str(threads) for pool in ("INTRAOP", "INTEROP")}
