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
from itertools import accumulate
from pathlib import Path

import pytest

from grader import source
from grader.source import notebooks
from grader.submissions import repair
from grader.submissions.failures import Kind
from grader.submissions.reading import MAX_CELLS, MAX_SOURCE

STEM = "3_deep_networks"
LIMIT_S = 20.0  # of computing; an honest notebook takes some hundredths of one
MIB = 2**20
REPAIR = f"""
import sys, time
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
print(time.process_time())
"""


def released() -> list[str]:
    """Sources of the code cells that students get."""
    notebook = notebooks.student_notebook(source.load(STEM))
    return [cell.source for cell in notebook.cells if cell.cell_type == "code"]


def many_like_a_stub(rng: random.Random) -> list[str]:
    """As many as may be: of a text that is too long nothing is read."""
    stubs = [text for text in released() if notebooks.STUB in text]
    cells = [f"{rng.choice(stubs)}\n# {rng.random()}" for _ in range(MAX_CELLS - 100)]
    room = MAX_SOURCE * 9 // 10
    ends = accumulate(map(len, cells))
    return [c for c, end in zip(cells, ends, strict=True) if end < room]


def given_cells_joined(rng: random.Random) -> list[str]:
    return ["\n".join(released() * 20) + f"\n# {rng.random()}" for _ in range(3)]


def blank_lines(rng: random.Random) -> list[str]:
    return [f"{text}{chr(10) * 10_000}# {rng.random()}" for text in released()]


def one_long_line(rng: random.Random) -> list[str]:
    return [f"{text}\nx = '{'a(' * 500_000}{rng.random()}'" for text in released()[:1]]


def never_closed(rng: random.Random) -> list[str]:
    (stub,) = (text for text in released() if "def relu(" in text)
    return [f"{stub}\nx = [\n", *(f"{rng.random()},\n" for _ in range(4900))]


FILES = (never_closed, many_like_a_stub, given_cells_joined, blank_lines, one_long_line)


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
    said = subprocess.run(
        [sys.executable, "-c", REPAIR, str(path)],
        capture_output=True,
        timeout=20 * LIMIT_S,
        cwd=Path(source.__file__).parents[2],
        check=True,
    ).stdout
    assert said.startswith(b"read")  # the mark: repair had begun
    assert float(said.split()[-1]) < LIMIT_S


def test_a_file_that_takes_too_long_is_put_aside(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(repair, "LIMIT_S", 0.1)
    data = as_notebook(many_like_a_stub(random.Random(1)))
    with pytest.raises(repair.UnreadableError) as caught:
        repair.repair(data, source.load(STEM))
    assert caught.value.failure.kind is Kind.SLOW_FILE
    monkeypatch.undo()
    repair.repair(as_notebook(released()), source.load(STEM))  # and no alarm is left


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
