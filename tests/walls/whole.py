"""All that has to hold where there are no namespaces, at length.

    python -m tests.walls.whole [attacks] [demo]

On each kind of machine of the launcher, as an ordinary user and, as root, as the root
of a container: attacks, faults and the tests of the wall; and the demo on a clone of
this repository, whose table is the README's. One line each; 1 when something failed.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from grader.course.places import REPOSITORY
from grader.demo import sample_class
from grader.isolation import linux
from tests.walls import launcher

AS_USER, AS_ROOT = ["--user", str(launcher.NOBODY)], ["--contained"]
TESTS = (
    "tests/attacks",
    "tests/grader/isolation",
    "tests/grader/grading/test_faults.py",
)


def machines() -> Iterator[tuple[str, list[str]]]:
    """(kind, who) of each that is tried; who is not root tries as itself."""
    if not linux.is_root():
        yield from ((kind, []) for kind in (launcher.FORBIDDEN, launcher.HOLLOW))
        return
    yield launcher.FORBIDDEN, AS_USER
    yield launcher.HOLLOW, AS_USER
    yield launcher.FORBIDDEN, AS_ROOT


def on(kind: str, who: list[str], *words: str) -> list[str]:
    """The command line of a program of this Python on such a machine."""
    own = [sys.executable, "-m", "tests.walls.launcher"]
    return [*own, *who, kind, sys.executable, *words]


def try_attacks(kind: str, who: list[str]) -> str:
    """What is wrong with the tests there, "" when nothing is."""
    words = ("-m", "pytest", "-q", "-p", "no:cacheprovider", "-m", "not slow", *TESTS)
    done = subprocess.run(
        on(kind, who, *words),
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=False,
    )
    print(done.stdout.splitlines()[-1] if done.stdout else done.stderr)
    return "" if done.returncode == 0 else done.stdout + done.stderr


def try_demo(kind: str, who: list[str]) -> str:
    """What is wrong with the demo there, "" when nothing is."""
    with tempfile.TemporaryDirectory(prefix="demo-") as folder:
        clone = Path(folder, "clone")
        subprocess.run(["git", "clone", "-q", str(REPOSITORY), str(clone)], check=True)
        (clone / ".venv").symlink_to(Path(sys.prefix))
        shutil.copytree((REPOSITORY / "datasets").resolve(), clone / "datasets")
        if who == AS_USER:
            owner = f"{launcher.NOBODY}:{launcher.NOBODY}"
            subprocess.run(["chown", "-R", owner, folder], check=True)
        start = time.monotonic()
        done = subprocess.run(
            on(kind, who, "-m", "grader", "demo"),
            cwd=clone,
            capture_output=True,
            text=True,
            check=False,
        )
        print(f"{time.monotonic() - start:.0f} s")
        if done.returncode:
            return done.stdout + done.stderr
        readme = (clone / "README.md").read_text(encoding="utf-8")
        wanted, found = class_lines(readme), class_lines(done.stdout)
        return "" if found == wanted else f"README:\n{wanted}\nhere:\n{found}"


def class_lines(text: str) -> dict[str, list[str]]:
    """{member: points by assignment} of a table of the sample class."""
    found = {}
    for member in sample_class.CLASS:
        row = re.search(rf"^ *{member.name} +{member.about} +(.*)$", text, re.MULTILINE)
        found[member.name] = row[1].split() if row else []
    return found


def main() -> int:
    """Try everything that was named, or all."""
    tries = {"attacks": try_attacks, "demo": try_demo}
    problems = []
    for kind, who in machines():
        for name in sys.argv[1:] or tries:
            print(f"{name}, {kind} {' '.join(who)}: ", end="", flush=True)
            if problem := tries[name](kind, who):
                problems.append(f"{name}, {kind} {who}:\n{problem}")
    print("\n".join(problems))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
