"""Renew the three requirement files from the ranges in pyproject.toml.

`make lock` compiles them with uv, universal (Linux, macOS, Windows; Python 3.11 to
3.13) and with hashes. Each file constrains the next, so a student, an instructor and
a developer always have the same versions of what they share.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

REPOSITORY = Path(__file__).parents[1]
FILES: dict[str, list[str]] = {
    "requirements.txt": [],
    "grader/requirements.txt": ["--extra", "grader", "--extra", "cluster"],
    "tests/requirements.txt": ["--extra", "dev"],
}


def main() -> int:
    """Compile each file anew; the exit code of the first compilation that fails."""
    before: Path | None = None
    for name, extras in FILES.items():
        target = REPOSITORY / name
        target.unlink(missing_ok=True)
        # fmt: off
        command = [
            "uv", "pip", "compile", "pyproject.toml", *extras, "--quiet",
            "--universal", "--python-version", "3.11", "--generate-hashes",
            # pip 23 refuses `coverage[toml]` beside `coverage==...` with hashes as soon
            # as a newer one is out.
            "--no-strip-extras", "--no-emit-index-url",
            "--custom-compile-command", "make lock", "--output-file", name,
        ]
        # fmt: on
        if before:
            command += ["--constraint", str(before.relative_to(REPOSITORY))]
        try:
            code = subprocess.run(command, cwd=REPOSITORY, check=False).returncode
        except FileNotFoundError:
            print("make lock needs uv on the path: pip install uv", file=sys.stderr)
            return 2
        if code:
            return code
        before = target
    return 0


if __name__ == "__main__":
    sys.exit(main())
