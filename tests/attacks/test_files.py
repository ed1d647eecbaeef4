"""Files that are small and take long: reading and repair of one has an end in time.

Whoever grades does this for a class, with as many workers as cores; two such files held
them all. The parts are run in a process of their own, which is ended when it takes
longer than a whole submission of honest size may.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from grader import source
from grader.source import notebooks
from tests.attacks import not_yet

STEM = "3_deep_networks"
LIMIT_S = 10.0  # an honest notebook takes some hundredths of one
MIB = 2**20
REPAIR = f"""
import sys
from pathlib import Path
from grader import source
from grader.submissions import repair
assignment = source.load({STEM!r})
data = Path(sys.argv[1]).read_bytes()
print("read", flush=True)
try:
    repair.repair(data, assignment)
except repair.UnreadableError as error:
    print(error)
"""


def released() -> list[str]:
    """Sources of the code cells that students get."""
    notebook = notebooks.student_notebook(source.load(STEM))
    return [cell.source for cell in notebook.cells if cell.cell_type == "code"]


def many_like_a_stub(rng: random.Random) -> list[str]:
    stubs = [text for text in released() if notebooks.STUB in text]
    return [f"{rng.choice(stubs)}\n# {rng.random()}" for _ in range(4900)]


def given_cells_joined(rng: random.Random) -> list[str]:
    return ["\n".join(released() * 20) + f"\n# {rng.random()}" for _ in range(3)]


def blank_lines(rng: random.Random) -> list[str]:
    return [f"{text}{chr(10) * 10_000}# {rng.random()}" for text in released()]


def one_long_line(rng: random.Random) -> list[str]:
    return [f"{text}\nx = '{'a(' * 500_000}{rng.random()}'" for text in released()[:1]]


FILES = (many_like_a_stub, given_cells_joined, blank_lines, one_long_line)


def as_notebook(sources: list[str]) -> bytes:
    """A notebook whose cells have no ids."""
    cells = [{"cell_type": "code", "source": text} for text in sources]
    return json.dumps({"cells": cells}).encode()


@pytest.mark.slow
@pytest.mark.parametrize("make", FILES, ids=lambda make: make.__name__)
def test_a_small_file_is_repaired_or_refused_in_time(make, tmp_path: Path):
    seed = random.Random().randrange(10**6)
    print("seed", seed)
    path = tmp_path / "submission.ipynb"
    path.write_bytes(as_notebook(make(random.Random(seed))))
    assert path.stat().st_size < 4 * MIB, path.stat().st_size
    start = time.monotonic()
    said, breaches = b"", []
    try:
        said = subprocess.run(
            [sys.executable, "-c", REPAIR, str(path)],
            capture_output=True,
            timeout=LIMIT_S + 8,  # and the imports
            cwd=Path(source.__file__).parents[2],
            check=True,
        ).stdout
    except subprocess.TimeoutExpired as ended:
        said = ended.stdout or b""
        breaches.append(f"repair takes longer than {LIMIT_S:g} s")
    print(f"{time.monotonic() - start:.1f} s")
    assert said.startswith(b"read")  # the mark: repair had begun
    not_yet.judge(make.__name__, "", breaches)


@pytest.mark.parametrize("depth", [3_000, 100_000])
def test_deep_nesting_is_refused_in_a_sentence(depth: int, tmp_path: Path):
    from grader.course import CourseError
    from grader.course.settings import read_settings
    from grader.submissions.reading import UnreadableError, read_cells

    path = tmp_path / "course.toml"
    path.write_text(f"x = {'[' * depth}{']' * depth}\n")
    with pytest.raises(CourseError):
        read_settings(path)
    with pytest.raises(UnreadableError):
        read_cells(b'{"cells": ' + b"[" * depth + b"]" * depth + b"}")
