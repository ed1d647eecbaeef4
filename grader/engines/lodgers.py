"""Who lives in the processes of a zygote: what is loaded for them, what they see.

The zygote itself (`grader.isolation`) knows none of this; whoever starts one hands it
these settings.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from grader.course.places import ASSIGNMENTS, NOTEBOOKS, data_root
from grader.engines import choice
from grader.engines.environment import HOME, graded_environment
from grader.isolation.session import Role, ZygoteSettings
from grader.source.adopted import ADOPTED

ROLES = {
    "kernel": Role("grader.examining.agent:main"),
    "examiner": Role("grader.examining.examiner:main", trusted=True),
    "ipykernel": Role("grader.engines.ipykernel:main"),
}
MODULES = (
    *("grader.examining.agent", "grader.examining.examiner"),
    *("grader.examining.runner", "grader.exam", "grader.engines.ipykernel"),
)
PREPARE = "grader.examining.runner:make_shell"
LIGHT = (
    "numpy", "matplotlib.pyplot", "matplotlib.backends.backend_agg", "imageio.v3",
    "PIL.Image", "tqdm.auto", "ipykernel.kernelapp", "http.server", "tarfile",
    "urllib.request",
)  # fmt: skip
HEAVY = (  # seconds, so not for a course that has no use for them
    "tensorflow", "keras", "sklearn.linear_model", "sklearn.metrics",
    "sklearn.manifold",
)  # fmt: skip
EXAM = "exam"
NOT_FOR_STUDENTS = (EXAM, "downloads")


def settings(wall: str, course: str = "", python: str = "") -> ZygoteSettings:
    """The zygote of a course's grading, behind a wall of this name.

    Our own assignments find all that they use; an adopted course asks for its modules.
    """
    root = data_root()
    cache = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache"))
    return ZygoteSettings(
        wall=wall,
        python=python,
        roles=ROLES,
        libraries=LIGHT if course == ADOPTED else (*LIGHT, *HEAVY),
        known=tuple({name.partition(".")[0] for name in (*LIGHT, *HEAVY)}),
        modules=MODULES,
        prepare=PREPARE,
        readable=tuple(_readable(root)),
        hidden=(str(ASSIGNMENTS.parent),),
        listed=(str(NOTEBOOKS),),
        reserved=(str(root / EXAM),),
        environment={**graded_environment(), **_OWN, **_BEHIND.get(wall, {})},
        # Matplotlib looks through the fonts once a machine, not once a zygote.
        while_loading={"MPLCONFIGDIR": str(cache / "deep-learning-course")},
    )


# Nothing of the instructor's own environment is there.
_OWN = {
    "LANG": "C.UTF-8",
    "PATH": "/usr/local/bin:/usr/bin:/bin",
    "HOME": HOME,
    "TMPDIR": "/tmp",  # noqa: S108 -- the sandbox's own
    "IPYTHONDIR": f"{HOME}/.ipython",
    "MPLCONFIGDIR": f"{HOME}/.matplotlib",
    "KERAS_HOME": f"{HOME}/.keras",
    "PYTHONDONTWRITEBYTECODE": "1",
}


# Joblib's processes are started anew, and then the second wall's semaphores are none:
# with this it goes on in one process, and does not warn of it.
_BEHIND = {choice.LANDLOCK: {"JOBLIB_MULTIPROCESSING": "0"}}


def _readable(root: Path) -> Iterator[str]:
    """Data entry by entry, so that an exam made later does not appear among them."""
    for entry in sorted(root.glob("*")):
        if entry.name not in NOT_FOR_STUDENTS:
            yield str(entry)
    if (NOTEBOOKS / "coursekit").is_dir():  # else it is installed
        yield str(NOTEBOOKS / "coursekit")
