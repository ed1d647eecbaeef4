"""`import coursekit` is cheap, and stays cheap until something heavy is used."""

import subprocess
import sys
from pathlib import Path

CODE = """
import sys
import coursekit
heavy = {"tensorflow", "matplotlib", "numpy", "sklearn"} & set(sys.modules)
assert not heavy, heavy
coursekit.case, coursekit.load_glyphs, coursekit.train, coursekit.budget
coursekit.set_seed(1)
heavy = {"tensorflow", "matplotlib", "sklearn"} & set(sys.modules)
assert not heavy, heavy
import tensorflow as tf
draws = []
for _ in range(2):
    coursekit.set_seed(3)
    draws.append(float(tf.random.normal([])))
assert draws[0] == draws[1]
"""


def test_nothing_heavy_is_imported_before_it_is_needed():
    folder = Path(__file__).parents[2] / "notebooks"
    result = subprocess.run(
        [sys.executable, "-c", CODE],
        env={"PYTHONPATH": str(folder), "TF_CPP_MIN_LOG_LEVEL": "3"},
        capture_output=True,
        text=True,
        timeout=200,
    )
    assert result.returncode == 0, result.stderr
