"""What a student may import: the one list that notebooks, messages and rules go by."""

from __future__ import annotations

# By the name of the module that is imported, how people call it.
LIBRARIES = {
    "numpy": "NumPy",
    "scipy": "SciPy",
    "sklearn": "scikit-learn",
    "matplotlib": "Matplotlib",
    "PIL": "Pillow",
    "imageio": "imageio",
    "tqdm": "tqdm",
    "keras": "Keras",
    "tensorflow": "TensorFlow",
}
KIT = "coursekit"
# Colab has it, grading does not: each notebook says so.
NOT_THERE = "pandas"

_NAMES = list(LIBRARIES.values())
MAY_IMPORT = (
    f"You may import Python's standard library, {', '.join(_NAMES[:-1])} and "
    f"{_NAMES[-1]}; nothing else is there when your notebook is graded, no {NOT_THERE} "
    "either."
)
