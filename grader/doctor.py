"""Check this machine: what is missing, and what to do about it."""

from __future__ import annotations

import argparse
import contextlib
import os
import shutil
import stat
import sys
from collections.abc import Callable, Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from data_scripts import record
from grader.checkup import Finding, check_course
from grader.course import REPOSITORY, Course
from grader.course.course import add_course, chosen
from grader.course.places import data_root
from grader.engines import choice

MIN_DISK_GIB = 3
MIN_MEMORY_GIB = 4
PACKAGES = ("tensorflow", "keras", "numpy", "scikit-learn", "jupyterlab", "nbgrader")
GIB = 1024**3


def check_python() -> Finding:
    """TensorFlow has builds for Python 3.11 to 3.13."""
    found = ".".join(map(str, sys.version_info[:3]))
    is_well = (3, 11) <= sys.version_info[:2] <= (3, 13)
    return Finding("Python", is_well, found, "install Python 3.11, 3.12 or 3.13")


def check_packages() -> Finding:
    """Everything that a command of this repository imports."""
    missing = [name for name in PACKAGES if not _has(name)]
    fact = f"missing: {', '.join(missing)}" if missing else f"{len(PACKAGES)} found"
    return Finding("packages", not missing, fact, "python -m grader.install grader")


def _has(name: str) -> bool:
    for candidate in (name, f"{name}-cpu"):
        try:
            version(candidate)
        except PackageNotFoundError:
            continue
        return True
    return False


def check_disk(folder: Path = REPOSITORY) -> Finding:
    """Room for the environment, the data and a class."""
    free = shutil.disk_usage(folder).free / GIB
    cure = f"free {MIN_DISK_GIB} GiB where {folder.name} lies"
    return Finding("disk", free >= MIN_DISK_GIB, f"{free:.0f} GiB free", cure)


def check_memory() -> Finding:
    """Room for two graded kernels beside everything else."""
    import psutil

    free = psutil.virtual_memory().available / GIB
    cure = "close other programs, or grade with --jobs 1"
    fact, advice = f"{free:.1f} GiB free", (memory_bound(),)
    return Finding("memory", free >= MIN_MEMORY_GIB, fact, cure, advice)


def memory_bound(
    groups: Path = Path("/sys/fs/cgroup"), own: Path = Path("/proc/self/cgroup")
) -> str:
    """What bounds a whole run beside the grader's counting: a cgroup, or nothing."""
    bound = min(_cgroup_limits(groups, own), default=0)
    if bound:
        return f"the kernel bounds a whole run to {bound / GIB:.1f} GiB (cgroup)"
    if shutil.which("systemd-run") and os.environ.get("XDG_RUNTIME_DIR"):
        return (
            "for a bound by the kernel too: systemd-run --user --scope -p "
            "MemoryMax=24G grader grade ..."
        )
    return "no cgroup bounds a whole run; each submission's memory is counted"


def _cgroup_limits(groups: Path, own: Path) -> Iterator[int]:
    """memory.max of this process's cgroup and of those around it, where it is set."""
    try:
        lines = own.read_text().splitlines()
    except OSError:  # not Linux
        return
    inside = next((line[3:] for line in lines if line.startswith("0::")), "")
    place = groups / inside.strip("/")
    for folder in (place, *place.parents):
        if not folder.is_relative_to(groups):
            return
        with contextlib.suppress(OSError, ValueError):
            yield int((folder / "memory.max").read_text())  # or the word "max"


def check_data() -> Finding:
    """What `python -m data_scripts` prepares."""
    root = data_root()
    wanted = ("glyphs/small_card.json", "text/wiki.txt", "exam/glyphs_card.json")
    missing = [name for name in wanted if not (root / name).is_file()]
    damaged = [name for name in record.damaged(root) if name not in missing]
    facts = {"missing": missing, "damaged": damaged}
    told = "; ".join(f"{what}: {', '.join(f)}" for what, f in facts.items() if f)
    return Finding(
        "data",
        not told,
        told or "glyphs, text, exam images",
        "python -m data_scripts --exam",
    )


def check_notebooks() -> Finding:
    """The built notebooks are what their sources give."""
    from grader import source
    from grader.authoring import build

    stale = [stem for stem in source.stems() if not build.is_current(stem)]
    fact = f"out of date: {', '.join(stale)}" if stale else "match their sources"
    return Finding("notebooks", not stale, fact, "make build")


def check_workspace(course: Course | None = None) -> Finding:
    """The course directory can be written."""
    folder = (course or Course()).root
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / ".doctor"
        probe.touch()
        probe.unlink()
    except OSError as error:
        cure = f"make {folder} writable"
        return Finding("workspace", False, error.strerror or "not writable", cure)
    return Finding("workspace", True, "writable")


def check_password(course: Course | None = None) -> Finding:
    """A password in course.toml is for nobody else to read."""
    course = course or Course()
    path = course.settings_file
    mode = path.stat().st_mode if path.is_file() else 0
    is_open = os.name == "posix" and bool(mode & (stat.S_IRGRP | stat.S_IROTH))
    if not is_open or "@" not in course.settings.database:
        return Finding("course.toml", True, "no password that others could read")
    fact = "others may read the database's password in it"
    return Finding("course.toml", False, fact, f"chmod 600 {path}")


def check_wall() -> list[Finding]:
    """The wall that keeps student code apart here, and what it lacks of the first."""
    found = choice.machine()
    first = found.lacks[choice.NAMESPACES]
    findings = [
        Finding(
            "wall",
            found.wall != choice.REFUSED,
            f"{found.wall}: {choice.ABOUT[found.wall]}",
            "grade on Linux (WSL, a container), or pass --unsafe for work you trust",
            advice=_limits(found.wall),
        )
    ]
    if found.wall == choice.NAMESPACES:
        return findings
    lacks = (f"lacking for it: {first}", *choice.cures())
    findings.append(Finding("wall: namespaces", True, "not here", advice=lacks))
    return findings


# What grading with all cores opens and starts, with room to spare.
LEAST_FILES, LEAST_PROCESSES = 512, 512


def check_limits() -> Finding:
    """The shell's own limits (`ulimit -Hn`, `-u`), where there are any."""
    try:
        import resource
    except ImportError:  # Windows
        return Finding("limits", True, "none of a shell")
    low = []
    for name, kind, least in (
        ("open files (ulimit -n)", resource.RLIMIT_NOFILE, LEAST_FILES),
        ("processes (ulimit -u)", resource.RLIMIT_NPROC, LEAST_PROCESSES),
    ):
        most = resource.getrlimit(kind)[1]
        if most != resource.RLIM_INFINITY and most < least:
            low.append(f"{name} {most} of {least}")
    fact = f"too low: {', '.join(low)}" if low else "files and processes suffice"
    cure = "raise them in /etc/security/limits.conf, in the service or the container"
    return Finding("limits", not low, fact, cure)


SMALL = """\
# %% [markdown]
# # Doctor
# %%
import tensorflow as tf
from coursekit import case
# %% solution double
def double(x):
    ### BEGIN SOLUTION
    return 2 * x
    ### END SOLUTION
# %% hidden double
with case("right", points=1, message="Double it."):
    assert float(double(tf.constant(2.0))) == 4
"""


def check_grading() -> list[Finding]:
    """A small submission, graded for real."""
    from grader import source
    from grader.engines.engine import Limits
    from grader.engines.isolated import IsolatedExecutor
    from grader.source.notebooks import instructor_notebook

    if choice.machine().wall == choice.REFUSED:
        return []
    notebook = instructor_notebook(source.parse(SMALL, "doctor"))
    with IsolatedExecutor() as executor:
        run = executor.execute(notebook, seed=1, limits=Limits())
    cases = [case for cell in run.cells for case in cell.cases]
    failures = [f"its test found: {c.failure.kind}" for c in cases if c.failure]
    problem = str(run.problem) if run.problem else "; ".join(failures)
    fact = problem or f"a small submission was graded in {run.seconds:.1f} s"
    cure = "mend that; GRADER_LOG=FILE keeps what the examiner says"
    return [Finding("grading", not problem, fact, cure)]


def _limits(wall: str) -> tuple[str, ...]:
    """How much one submission may use, and what the second wall cannot hold."""
    from grader.engines.engine import Limits

    if wall == choice.REFUSED:
        return ()
    limits = Limits()
    memory, folder = limits.memory_bytes / GIB, limits.tmp_bytes / GIB
    bounds = f"{memory:.0f} GiB a process (rlimit) and over all of a kernel's (watched)"
    if wall == choice.NAMESPACES:
        return (f"{bounds}; {folder:.1f} GiB a folder (tmpfs)",)
    return (
        f"{bounds}; {2 * folder:.0f} GiB of files, processes (both watched)",
        "a path's existence and size can be asked for, its content cannot",
        "no /tmp by that name; tempfile and $TMPDIR name the folder",
    )


OF_A_COURSE = (check_workspace, check_password)
CHECKS: tuple[Callable[..., Finding], ...] = (
    check_python,
    check_packages,
    check_disk,
    check_memory,
    check_data,
    check_notebooks,
    check_workspace,
    check_password,
    check_limits,
)


def examine(course: Course | None = None) -> list[Finding]:
    """Run every check; what it needs may itself be missing, so each stands alone."""
    findings = []
    for check in CHECKS:
        try:
            findings.append(check(course) if check in OF_A_COURSE else check())
        except ImportError as error:
            cure = "python -m grader.install grader"
            name = check.__name__.removeprefix("check_")
            findings.append(Finding(name, False, str(error), cure))
    findings += [*check_wall(), *check_grading()]
    return [*findings, *(check_course(course) if course else [])]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what `grader doctor` takes."""
    parser.add_argument(
        "--apparmor",
        action="store_true",
        help="print an AppArmor profile that gives this Python the first wall",
    )
    add_course(parser)


def main(options: argparse.Namespace) -> int:
    """A line for each thing; 1 when something wants mending."""
    if options.apparmor:
        print(choice.apparmor_profile(), end="")
        return 0
    findings = examine(chosen(options) if options.course else None)
    for finding in findings:
        mark = "ok " if finding.is_well else "!! "
        print(f"{mark}{finding.name:28}{finding.fact}")
        for line in finding.advice:
            print(f"   {line}")
        if not finding.is_well:
            print(f"   to do: {finding.cure}")
    return 0 if all(finding.is_well for finding in findings) else 1
