"""A hub with the documented configuration carries an assignment out and back.

Needs `jupyterhub` (PyPI) and `configurable-http-proxy` (npm); see docs/jupyterhub.md.
"""

import getpass
import importlib.util
import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

import pytest

from grader import source
from grader.course import Course
from grader.releasing import release
from grader.source import notebooks
from tests.grader.small_class import RIGHT, STEM, TEXT, answered

REPOSITORY = Path(__file__).parents[2]
DOCUMENTED = REPOSITORY / "docs" / "jupyterhub"
MISSING = [
    name
    for name, there in {
        "jupyterhub": importlib.util.find_spec("jupyterhub"),
        "configurable-http-proxy": shutil.which("configurable-http-proxy"),
    }.items()
    if not there
]
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(bool(MISSING), reason=f"not installed: {', '.join(MISSING)}"),
]

# What a test needs beyond the documented file: no accounts, free ports, a token.
EXTRA = """
c.JupyterHub.bind_url = "http://127.0.0.1:{public}"
c.JupyterHub.hub_port = {hub}
c.ConfigurableHTTPProxy.api_url = "http://127.0.0.1:{proxy}"
c.JupyterHub.db_url = "sqlite:///{root}/hub.sqlite"
c.JupyterHub.cookie_secret_file = "{root}/cookie_secret"
c.JupyterHub.services = [{{"name": "walk", "api_token": "{token}"}}]
c.JupyterHub.load_roles = [
    {{
        "name": "walk",
        "services": ["walk"],
        "scopes": ["admin:users", "admin:servers", "access:servers"],
    }}
]
c.Spawner.environment["COURSE_HOME"] = "{root}"
c.SimpleLocalProcessSpawner.home_dir_template = "{root}/homes/{{username}}"
c.Spawner.args = ["--allow-root"]
"""
TOKEN = "0123456789abcdef0123456789abcdef"


class Hub:
    """The address of a running hub, and requests to it."""

    def __init__(self, address):
        self.address = address

    def __call__(self, method, path, **form):
        data = urllib.parse.urlencode(form).encode() if form else None
        request = urllib.request.Request(
            self.address + path,
            method=method,
            data=data if method == "POST" else None,
            headers={"Authorization": f"token {TOKEN}"},
        )
        with urllib.request.urlopen(request, timeout=60) as response:
            text = response.read().decode()
        return json.loads(text) if text.strip().startswith(("{", "[")) else text


def free_ports(count):
    probes = [socket.socket() for _ in range(count)]
    for probe in probes:
        probe.bind(("127.0.0.1", 0))
    ports = [probe.getsockname()[1] for probe in probes]
    for probe in probes:
        probe.close()
    return ports


def wait_for(what, seconds=90):
    deadline = time.monotonic() + seconds
    while True:
        try:
            if found := what():
                return found
        except (urllib.error.URLError, OSError):
            pass
        assert time.monotonic() < deadline, "the hub did not get there in time"
        time.sleep(0.5)


@pytest.fixture
def hub(tmp_path):
    root = tmp_path / "srv"
    (root / "etc").mkdir(parents=True)
    (root / "exchange").mkdir(mode=0o777)
    (root / "exchange").chmod(0o777)
    shutil.copy(DOCUMENTED / "nbgrader_config.py", root / "etc")
    public, own, proxy = free_ports(3)
    text = (DOCUMENTED / "jupyterhub_config.py").read_text() + EXTRA.format(
        public=public, hub=own, proxy=proxy, root=root, token=TOKEN
    )
    (root / "etc" / "jupyterhub_config.py").write_text(text)
    environment = os.environ | {
        "COURSE_HOME": str(root),
        "COURSE_AUTHENTICATOR": "dummy",
        "COURSE_SPAWNER": "simple",
        "HOME": str(root),
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]),
    }
    log = (root / "hub.log").open("wb")
    config = root / "etc" / "jupyterhub_config.py"
    process = subprocess.Popen(
        [sys.executable, "-m", "jupyterhub", "-f", config],
        cwd=root,
        env=environment,
        stdout=log,
        stderr=log,
    )
    hub = Hub(f"http://127.0.0.1:{public}")
    try:
        wait_for(lambda: hub("GET", "/hub/api/"))
        yield hub, root, environment
    finally:
        process.terminate()
        process.wait(timeout=60)


def released_course(tmp_path, monkeypatch):
    folder = tmp_path / "assignments"
    folder.mkdir()
    (folder / f"{STEM}.py").write_text(TEXT)
    real = source.load
    monkeypatch.setattr(source, "load", lambda stem: real(stem, folder))
    monkeypatch.setattr("grader.authoring.build.NOTEBOOKS", tmp_path / "notebooks")
    course = Course(tmp_path / "workspace")
    release.release(STEM, course)
    return course


def nbgrader(course, root, environment, *words):
    """An instructor's command in the course directory."""
    result = subprocess.run(
        [sys.executable, "-m", "nbgrader", *words, f"--Exchange.root={root}/exchange"],
        cwd=course.root,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert result.returncode == 0, result.stderr


def test_released_fetched_submitted_collected(hub, tmp_path, monkeypatch):
    hub, root, environment = hub
    course = released_course(tmp_path, monkeypatch)
    nbgrader(course, root, environment, "release_assignment", STEM)

    hub("POST", "/hub/api/users/ada")
    hub("POST", "/hub/api/users/ada/server")
    wait_for(lambda: hub("GET", "/hub/api/users/ada")["servers"][""]["ready"])
    assert "<title>JupyterLab" in hub("GET", "/user/ada/lab")
    asked = {"course_id": "deep_learning", "assignment_id": STEM}
    (listed,) = hub("GET", "/user/ada/assignments?course_id=deep_learning")["value"]
    assert (listed["assignment_id"], listed["status"]) == (STEM, "released")
    hub("POST", "/user/ada/assignments/fetch", **asked)

    (fetched,) = (root / "homes" / "ada").rglob(f"{STEM}.ipynb")
    assert "BEGIN HIDDEN" not in fetched.read_text()
    fetched.write_text(notebooks.to_text(answered(RIGHT)))
    hub("POST", "/user/ada/assignments/submit", **asked)

    nbgrader(course, root, environment, "collect", STEM)
    # One account runs every server here, and nbgrader names students by account.
    collected = course.notebook("submitted", STEM, getpass.getuser())
    assert "def double(x):" in collected.read_text()
