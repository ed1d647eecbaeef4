"""The notebook whose answer is replaced by an attack."""

from __future__ import annotations

from collections.abc import Iterable

from tests.attacks.attack import MARKS

_TEXT = """
# %%
import os
import tempfile
import time
import numpy as np
from coursekit import case
FACTOR = 2.0
def reference(number):
    return 2 * number
class Scale:
    def by(self, number):
        return 2 * number
# %% solution double
### BEGIN SOLUTION
def double(values):
    if callable(values):
        return 2 * values(1.0)
    if type(values) is list:
        return [double(value) for value in values]
    return 2 * values
def write_file(folder):
    path = os.path.join(folder, "answer")
    with open(path, "w") as file:
        file.write("42")
    return path
### END SOLUTION
# %% test double
with case("allclose", points=1, message="Twice.") as rng:
    values = rng.normal(size=5)
    np.testing.assert_allclose(double(values), 2 * values)
# %% hidden double
SECRET_MARKER = "{secret}"
with case("equal", points=1, message="Twice.") as rng:
    number = int(rng.integers(10, 10**6))
    assert double(number) == 2 * number
with case("between", points=1, message="Twice.") as rng:
    number = float(rng.uniform(1, 2))
    assert double(number) >= 2 * number - 1e-9
    assert double(number) <= 2 * number + 1e-9
with case("given", points=1, message="Twice.") as rng:
    number = float(rng.uniform(1, 2))
    assert double(number) == reference(number)
with case("float", points=1, message="Twice.") as rng:
    number = float(rng.uniform(1, 2))
    answer = double(number)
    assert isinstance(answer, float) and answer == 2 * number
with case("array", points=1, message="Twice.") as rng:
    values = rng.normal(size=5)
    answer = np.asarray(double(values.copy()))
    assert answer.shape == values.shape
    assert np.abs(answer - 2 * values).max() < 1e-6
with case("rows", points=1, message="Twice.") as rng:
    values = [float(v) for v in rng.normal(size=5)]
    answers = [double(v) for v in values]
    assert all(a == 2 * v for a, v in zip(answers, values))
with case("callback", points=1, message="Twice.") as rng:
    number = float(rng.normal())
    assert double(lambda _: number) == 2 * number
with case("file", points=1, message="The file.") as rng:
    with open(write_file(tempfile.mkdtemp())) as file:
        assert file.read() == "42"
{asked}# %% solution peek
### BEGIN SOLUTION
try:
    print(str(LOOT)[:80_000])
except BaseException as error:
    print(type(error))
def total(values):
    return float(sum(values))
### END SOLUTION
# %% hidden peek
with case("total", points=1, message="The sum.") as rng:
    values = [float(v) for v in rng.normal(size=5)]
    np.testing.assert_allclose(total(values), np.sum(values))
"""

# Cases that a test may have beside, by name: an attack asks for them in its head.
ASKED = {
    "difference": """
    number = float(rng.uniform(1, 2))
    assert abs(double(number) - 2 * number) < 1e-9""",
    "reflected": """
    number = float(rng.uniform(1, 2))
    assert 2 * number - double(number) == 0""",
    "member": """
    number = float(rng.uniform(1, 2))
    assert 2 * number in double(np.array([number]))""",
    "list": """
    numbers = [float(number) for number in rng.normal(size=5)]
    answer = double(numbers)
    assert answer == [2 * number for number in numbers]""",
    "nested": """
    arrays = [rng.normal(size=3), rng.normal(size=3)]
    answer = double(arrays)
    np.testing.assert_allclose(answer[1], 2 * arrays[1])""",
    "bound": """
    values = rng.normal(size=5)
    assert not np.abs(np.asarray(double(values)) - 2 * values).max() > 1e-6""",
    "waits": """
    values = rng.normal(size=5)
    np.testing.assert_allclose(double(values), 2 * values)
    for _ in range(3):
        time.sleep(0.2)""",
    "given data": """
    number = float(rng.uniform(1, 2))
    assert double(number) == FACTOR * number""",
    "given class": """
    number = float(rng.uniform(1, 2))
    assert double(number) == Scale().by(number)""",
}
POINTS = 9  # of an honest answer, without what is asked for beside


def text(secret: str, asked: Iterable[str] = ()) -> str:
    """The assignment with these cases beside."""
    cases = "".join(
        f"with case({name!r}, points=1, message='Twice.') as rng:{ASKED[name]}\n"
        for name in asked
    )
    return _TEXT.replace("{secret}", secret).replace("{asked}", cases) + MARKS
