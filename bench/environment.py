"""The environment that the peers live in, apart from the student's.

It sees every package of `.venv` and holds the peers on top, so ours and theirs run in
one process, with the same NumPy and the same threads. Sections that call commands only
run in `.venv` itself, as an instructor would.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import sysconfig
import tempfile
import time
import venv
from collections.abc import Sequence
from pathlib import Path

from bench.results import Section

REPOSITORY = Path(__file__).parents[1]
FOLDER = REPOSITORY / ".venv-bench"
WITHOUT_PEERS = frozenset({"startup", "notebooks", "scale"})
COMMANDS_ONLY = WITHOUT_PEERS | {"grading"}
PEERS = Path(__file__).with_name("peers.txt")
LIMIT_S = {"scale": 7200}  # of one section
OTHERS_LIMIT_S = 1200


def prepare(folder: Path = FOLDER) -> Path:
    """Install the peers where they are not there yet; the interpreter to use."""
    python = folder / "bin" / "python"
    stamp = folder / ".installed"
    digest = hashlib.sha256(sys.version.encode() + PEERS.read_bytes()).hexdigest()
    if stamp.is_file() and stamp.read_text() == digest:
        return python
    print(f"Installing the peers into {folder.name} ...", flush=True)
    venv.create(folder, with_pip=True, clear=True)
    version = f"python{sys.version_info[0]}.{sys.version_info[1]}"
    packages = folder / "lib" / version / "site-packages"
    ours = sysconfig.get_path("purelib")
    (packages / "course.pth").write_text(f"{ours}\n{REPOSITORY}\n")
    command = [str(python), "-m", "pip", "install", "--quiet", "-r", str(PEERS)]
    subprocess.run(command, check=True)
    stamp.write_text(digest)
    return python


def run_section(python: Path, name: str, sizes: Sequence[int] = ()) -> Section | None:
    """Measure one section in a process of its own; None when it failed."""
    if name in COMMANDS_ONLY:
        python = Path(sys.executable)
    limit = LIMIT_S.get(name, OTHERS_LIMIT_S)
    search = [str(python.parent), sysconfig.get_path("scripts"), os.environ["PATH"]]
    settings = {
        **os.environ,
        "PATH": os.pathsep.join(search),  # nbgrader calls its tools by name
        "CI": "true",
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "MPLBACKEND": "agg",
        "BENCH_SIZES": " ".join(map(str, sizes)),
        "PYTHONPATH": os.pathsep.join([str(REPOSITORY), str(REPOSITORY / "notebooks")]),
    }
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder) / "section.json"
        start = time.perf_counter()
        command = [str(python), "-m", "bench.run", name, str(output)]
        try:
            code = subprocess.run(
                command, cwd=REPOSITORY, env=settings, check=False, timeout=limit
            ).returncode
        except subprocess.TimeoutExpired:
            print(f"{name} was stopped after {limit} s.", file=sys.stderr)
            return None
        if code or not output.is_file():
            return None
        value = json.loads(output.read_text())
        return Section.from_json({**value, "seconds": time.perf_counter() - start})
