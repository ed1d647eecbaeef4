"""Pages as PDF, through a headless Chromium that is already on the machine."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from grader.course import CourseError, atomic_path

NAMES = (
    "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome",
    "microsoft-edge", "msedge",
)  # fmt: skip
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
WAIT_S = 60


def find_browser() -> str:
    """The program that prints; $CHROMIUM names another.

    Raises:
        CourseError: there is none, with what to do.
    """
    named = os.environ.get("CHROMIUM", "")
    for name in (named, *NAMES, *PLACES):
        found = shutil.which(name) if name else None
        if found:
            return found
    raise CourseError(
        "PDF pages need Chromium or Chrome, and none was found; install one, name it "
        "in the variable CHROMIUM, or print the HTML pages from a browser."
    )


def print_page(page: Path, browser: str) -> Path:
    """Print one HTML page beside itself; the PDF's path.

    The page reaches no network while it is printed; its own policy forbids scripts.

    Raises:
        CourseError: the browser failed or took too long.
    """
    target = page.with_suffix(".pdf")
    with atomic_path(target) as temporary, tempfile.TemporaryDirectory() as profile:
        # fmt: off
        command = [
            browser, "--headless", "--disable-gpu", "--no-pdf-header-footer",
            "--no-first-run", "--host-resolver-rules=MAP * ~NOTFOUND",
            f"--user-data-dir={profile}",
            f"--print-to-pdf={temporary}", page.resolve().as_uri(),
        ]
        # fmt: on
        if _is_root():
            command.insert(1, "--no-sandbox")  # Chromium has none for root
        try:
            done = subprocess.run(
                command, capture_output=True, timeout=WAIT_S, check=False
            )
        except subprocess.TimeoutExpired as error:
            raise CourseError(
                f"{page.name} was not printed within {WAIT_S} s; try again, or print "
                "it from a browser."
            ) from error
        if done.returncode or not temporary.is_file():
            said = done.stderr.decode("utf-8", "replace").strip().splitlines()
            raise CourseError(
                f"{Path(browser).name} could not print {page}: "
                f"{said[-1] if said else 'it gave no reason'}."
            )
    return target


def print_pages(paths: list[Path], tell: Callable[[str], None]) -> list[Path]:
    """Print every page, telling of each."""
    browser = find_browser()
    printed = []
    for number, path in enumerate(paths, start=1):
        printed.append(print_page(path, browser))
        tell(f"[{number}/{len(paths)}] {printed[-1]}")
    return printed


def _is_root() -> bool:
    return sys.platform != "win32" and os.geteuid() == 0
