"""A tiny notebook with two exercises and a written answer, for the tests of checking."""

import json

from coursekit.exercises import STUB, TEXT_STUB

DOUBLE_TESTS = """\
with case("doubles", points=1, message="Multiply by two.") as rng:
    number = rng.normal()
    assert double(number) == 2 * number
with case("zero", points=0.5, message="Zero stays zero."):
    assert double(0) == 0, "zero grew"
"""
HALF_TESTS = """\
with case("of four", points=1, message="Divide by two."):
    assert half(4) == 2
"""
DOUBLE = "def double(x):\n    return 2 * x"
HALF = "def half(x):\n    return x / 2"


def cell(kind, source, name="", tags=(), **nbgrader):
    metadata = {"tags": list(tags)} if tags else {}
    if nbgrader:
        metadata["nbgrader"] = {"grade_id": name, **nbgrader}
    raw = {"cell_type": kind, "id": name, "metadata": metadata, "source": source}
    return raw | ({"outputs": [], "execution_count": None} if kind == "code" else {})


def small_notebook(double=DOUBLE, half=HALF, text="Because.", given="import math"):
    """The notebook as a dictionary, with these answers."""
    return {
        "nbformat": 4,
        "nbformat_minor": 5,
        "metadata": {},
        "cells": [
            cell(
                "code", f"from coursekit import case\n{given}", "given_1", locked=True
            ),
            cell("markdown", "### Exercise: `double` (1.5 points)\n\nTwice.", "md_1"),
            cell("code", double, "double", solution=True),
            cell("code", "raise SystemError('shown only')", "show_1", tags=["show"]),
            cell("code", DOUBLE_TESTS, "test_double", grade=True),
            cell(
                "code", "# Hidden tests: they run later.", "hidden_double", grade=True
            ),
            cell("markdown", "### Exercise: `half` (1 point)", "md_2"),
            cell("code", half, "half", solution=True),
            cell("code", HALF_TESTS, "test_half", grade=True),
            cell("markdown", "### In your own words: why two? (3 points)", "md_3"),
            cell("markdown", text, "answer_why", grade=True, solution=True),
        ],
    }


def blank():
    stub = f"def double(x):\n    {STUB}"
    return small_notebook(stub, STUB, TEXT_STUB + ", two sentences.*")


def without_names(notebook):
    """What is left when an editor drops ids and metadata."""
    for raw in notebook["cells"]:
        raw["metadata"] = {}
        del raw["id"]
    return notebook


def write(path, notebook):
    path.write_text(json.dumps(notebook), encoding="utf-8")
    return path
