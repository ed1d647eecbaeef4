"""A real browser, a real JupyterLab: what the tests in this folder share.

Screenshots go to $COURSE_SCREENSHOTS, or else to `workspace/screenshots/`.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

REPOSITORY = Path(__file__).parents[2]
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
START_S = 90
WAIT_MS = 120_000
SETTINGS = {
    "notebook-extension/tracker": {"windowingMode": "none", "scrollPastEnd": False},
    "apputils-extension/notification": {
        "fetchNews": "false",
        "checkForUpdates": False,
        "doNotDisturbMode": True,
    },
    "docmanager-extension/plugin": {"autosave": False},
}
SERIOUS = {"serious", "critical"}


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Debian's Chromium, driven by Playwright."""
    if CHROMIUM is None:
        pytest.skip("there is no chromium on the path")
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
        )
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    """A fresh tab with its own cookies."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(WAIT_MS)
    yield context.new_page()
    context.close()


@pytest.fixture(scope="session")
def screenshot() -> Callable[..., Path]:
    """Takes a page (or a part of it) and a name; keeps the picture."""
    chosen = os.environ.get("COURSE_SCREENSHOTS")
    folder = Path(chosen) if chosen else REPOSITORY / "workspace" / "screenshots"

    def take(what: Any, name: str, **options: Any) -> Path:
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{name}.png"
        what.screenshot(path=str(path), **options)
        return path

    return take


@pytest.fixture
def jupyterlab(tmp_path_factory: Any) -> Iterator[Callable[..., str]]:
    """Starts JupyterLab on a folder; gives the address to open, with its token."""
    home = tmp_path_factory.mktemp("home")
    servers: list[subprocess.Popen[bytes]] = []

    def start(folder: Path, **environment: str) -> str:
        address = f"http://127.0.0.1:{_free_port()}"
        servers.append(_serve(folder, address, home, environment))
        _wait(f"{address}/api?token=t", home / "jupyterlab.log")
        return address

    yield start
    for server in servers:
        server.terminate()
        server.wait(timeout=30)


def _serve(
    folder: Path, address: str, home: Path, environment: dict[str, str]
) -> subprocess.Popen[bytes]:
    settings = home / "settings"
    for name, content in SETTINGS.items():
        path = settings / "@jupyterlab" / f"{name}.jupyterlab-settings"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(content))
    # fmt: off
    command = [
        sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root",
        f"--ServerApp.port={address.rpartition(':')[2]}", "--ServerApp.port_retries=0",
        "--IdentityProvider.token=t", f"--ServerApp.root_dir={folder}",
    ]
    # fmt: on
    own = {
        "HOME": str(home),
        "JUPYTERLAB_SETTINGS_DIR": str(settings),
        "JUPYTER_RUNTIME_DIR": str(home / "runtime"),
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "COURSE_DATA": str(REPOSITORY / "datasets"),
    }
    log = (home / "jupyterlab.log").open("wb")
    return subprocess.Popen(
        command, cwd=folder, env=os.environ | own | environment, stdout=log, stderr=log
    )


def _free_port() -> int:
    import socket

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(address: str, log: Path) -> None:
    deadline = time.monotonic() + START_S
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except OSError:
            time.sleep(0.3)
    raise TimeoutError(f"JupyterLab did not start:\n{log.read_text()[-2000:]}")


def serious_findings(page: Any) -> list[str]:
    """What axe-core finds serious or critical on a page, one line each."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    violations = axe.Axe().run(page).response["violations"]
    return [
        f"{found['id']} ({len(found['nodes'])} times): {found['help']}: "
        f"{found['nodes'][0]['html'][:160]}"
        for found in violations
        if found["impact"] in SERIOUS
    ]
