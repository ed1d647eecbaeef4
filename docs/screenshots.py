"""Take the pictures that the documentation shows: `python -m docs.screenshots`.

They are what the browser tests see: a student in JupyterLab, an instructor in
formgrader, the feedback page and the class report. Needs Chromium and what
`tests/requirements.txt` installs.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[1]
PICTURES = REPOSITORY / "docs" / "pictures"
# The pictures that pages show; tests take a few more.
SHOWN = ("jupyterlab", "validate", "formgrader", "feedback_cleo", "report")


def main() -> int:
    """Run the browser tests and keep their pictures; their exit code."""
    command = [sys.executable, "-m", "pytest", "-q", "-m", "browser", "tests/browser"]
    with tempfile.TemporaryDirectory(prefix="screenshots-") as folder:
        environment = os.environ | {"COURSE_SCREENSHOTS": folder}
        code = subprocess.run(
            command, cwd=REPOSITORY, env=environment, check=False
        ).returncode
        if code:
            return code
        for name in SHOWN:
            taken = Path(folder, f"{name}.png")
            if not taken.is_file():
                print(f"{name}.png was not taken; is chromium installed?")
                return 1
            shutil.copyfile(taken, PICTURES / taken.name)
            print(f"docs/pictures/{taken.name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
