"""Make `.venv` and install pinned requirements into it, with the standard library only.

    python3 -m grader.install            what a student needs
    python3 -m grader.install grader     and what an instructor needs on top
    python3 -m grader.install tests      and what a developer needs on top

A second call does nothing unless the requirements changed.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import venv
from pathlib import Path

REPOSITORY = Path(__file__).parents[1]
ENVIRONMENT = REPOSITORY / ".venv"
REQUIREMENTS = {
    "students": REPOSITORY / "requirements.txt",
    "grader": REPOSITORY / "grader" / "requirements.txt",
    "tests": REPOSITORY / "tests" / "requirements.txt",
}
OLDEST, NEWEST = (3, 11), (3, 13)


class InstallError(RuntimeError):
    """The environment cannot be made; the message says why and what to do."""


def environment_python(environment: Path = ENVIRONMENT) -> Path:
    """The interpreter inside a virtual environment, on any system."""
    if os.name == "nt":
        return environment / "Scripts" / "python.exe"
    return environment / "bin" / "python"


def check_python(version: tuple[int, int]) -> None:
    """Raise InstallError when TensorFlow has no build for this Python."""
    if not OLDEST <= version <= NEWEST:
        raise InstallError(
            f"This course needs Python 3.11, 3.12 or 3.13, and this is "
            f"{version[0]}.{version[1]}. Name another one: make demo PYTHON=python3.12"
        )


def install(audience: str, environment: Path = ENVIRONMENT) -> bool:
    """Install for 'students', 'grader' or 'tests'; False when all was there already."""
    check_python(sys.version_info[:2])
    if audience not in REQUIREMENTS:
        raise InstallError(
            f"'{audience}' is not one of {', '.join(REQUIREMENTS)}; name one of these."
        )
    stamp = environment / f".installed-{audience}"
    digest = _digest(audience)
    if stamp.is_file() and stamp.read_text() == digest:
        return False
    if audience == "grader":
        _announce_wall()
    _make(environment)
    name = REQUIREMENTS[audience].relative_to(REPOSITORY)
    print(f"Installing {name}; a minute or two ...", flush=True)
    _run_pip(environment, "--require-hashes", "-r", str(REQUIREMENTS[audience]))
    if audience != "students":
        # The `grader` command and its kernel provisioner, from this folder as it is.
        _run_pip(
            environment, "--no-deps", "--no-build-isolation", "-e", str(REPOSITORY)
        )
    stamp.write_text(digest)
    return True


def _announce_wall() -> None:
    """Say what will stand around student code before the download, not after it."""
    from grader.engines import choice  # this far the standard library is enough

    print(choice.announcement(), flush=True)


def _digest(audience: str) -> str:
    """Changes with the pins, the interpreter and what our own package declares."""
    parts = [sys.version.encode(), REQUIREMENTS[audience].read_bytes()]
    if audience != "students":
        parts.append((REPOSITORY / "pyproject.toml").read_bytes())
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def _make(environment: Path) -> None:
    if environment_python(environment).exists():
        return
    print(f"Making {environment.name} with Python {sys.version.split()[0]} ...")
    try:
        venv.create(environment, with_pip=True)
    except (OSError, subprocess.CalledProcessError) as error:
        raise InstallError(
            f"{environment.name} cannot be made ({error}). On Debian and Ubuntu: "
            "apt install python3-venv."
        ) from error


def _run_pip(environment: Path, *arguments: str) -> None:
    # fmt: off
    command = [
        str(environment_python(environment)), "-m", "pip", "install", "--quiet",
        "--disable-pip-version-check", *arguments,
    ]
    # fmt: on
    if subprocess.run(command, check=False).returncode:
        raise InstallError(
            "pip could not install the packages; its own message is above. "
            "Check network and disk (3 GB), then run the same command again."
        )


def main(arguments: list[str]) -> int:
    """Install; 0 when all is there, 1 with one sentence when not."""
    try:
        install(arguments[0] if arguments else "students")
    except InstallError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Stopped; run the same command again to go on.", file=sys.stderr)
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
