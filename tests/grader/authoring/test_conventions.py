"""Conventions: each rule finds its own mistake in an otherwise clean assignment."""

import argparse

import pytest

from grader import source
from grader.authoring import conventions

CLEAN = '''\
# %% [markdown]
# # 9. A clean assignment
#
# Three sentences that promise something.

# %% [markdown]
# ## Setup
#
# One cell of imports. You may import Python's standard library, NumPy, SciPy,
# scikit-learn, Matplotlib, Pillow, imageio, tqdm, Keras and TensorFlow; nothing else is
# there when your notebook is graded, no pandas either.

# %%
import numpy as np

from coursekit import case, setup

setup()

# %% [markdown]
# Guess a number.

# %% solution predict_sum
### BEGIN SOLUTION
predicted_sum = 3
### END SOLUTION

# %% test predict_sum
with case("filled in", points=1, message="Write a number."):
    assert predicted_sum > 0

# %%
print("you said", predicted_sum)

# %% [markdown]
# ### Exercise: `twice` (3 points)
#
# Write two times x.

# %% solution twice
def twice(x):
    """Two times x."""
    ### BEGIN SOLUTION
    return 2 * x
    ### END SOLUTION

# %%
twice(4)

# %% show
shown = twice(21)

# %% test twice
with case("doubles", points=1, message="Multiply by two.") as rng:
    assert twice(2) == 4

# %% hidden twice
secret = -6
with case("negative", points=2, message="Mind the sign of x."):
    assert twice(-3) == secret

# %% [markdown] answer why points=3
# ### Question: why? (3 points)
#
# === BEGIN MARK SCHEME ===
# Because.
# === END MARK SCHEME ===

# %% [markdown]
# ## Recap
# ## Questions to recall
# ## Where next
'''

GUESS_GRADED = """# %% hidden predict_sum
with case('right', points=1, message='Add them up.'):
    assert predicted_sum == 3"""


def broken(text):
    """What `check` says of this text, without file and line."""
    found = conventions.check(source.parse(text, "9_clean"))
    return [line.split(": ", 1)[1] for line in found]


def with_cell(cell, before="# %% [markdown]\n# ## Recap"):
    """The clean text with one more cell, put before another."""
    assert before in CLEAN
    return CLEAN.replace(before, f"# %% [markdown]\n# Look:\n\n{cell}\n\n{before}")


def test_the_clean_assignment_breaks_nothing():
    assert broken(CLEAN) == []


def test_a_message_names_file_and_line():
    text = with_cell("# %%\n!ls")
    (found,) = conventions.check(source.parse(text, "9_clean"))
    line = text.splitlines().index("!ls") + 1
    assert found.startswith(f"9_clean.py:{line}: ")


@pytest.mark.parametrize(
    ("old", "new", "cure"),
    [
        ("# # 9. A clean assignment", "# A clean assignment", "holds the title"),
        ("# ## Setup", "# # Setup", "one title"),
        ("# ## Recap", "# ## Summary", "add a heading '## Recap'"),
        ("# One cell of imports.", "# word" + " word" * 90, "at most 90"),
        ("# One cell", "# **a** **b** **c** **d** **e** One cell", "bold at most"),
        ("setup()\n", "", "call coursekit's setup"),
        ("    ### BEGIN SOLUTION\n    return 2 * x\n    ### END SOLUTION", "    return 2 * x", "put '### BEGIN"),
        ("# %% hidden twice", "# %% hidden other", "add a cell '# %% hidden twice'"),
        ("# %% hidden twice", "# %% hidden other", "no '# %% solution other'"),
        ("# %% test twice", "# %% test other", "add a cell '# %% test twice'"),
        (
            "def twice(x)",
            "def twice2(x)",
            "no cell above sets 'twice'; did you mean 'twice2'?",
        ),
        ("(3 points)\n#\n# Write", "(4 points)\n#\n# Write", "it says 4"),
        ("(3 points)\n#\n# Write", "\n#\n# Write", "it says nothing"),
        ("filled in\", points=1", "filled in\", points=2", "one case of 1 point"),
        ('    """Two times x."""\n', "", "a docstring outside the solution"),
        ("Multiply by two.", "Wrong", "whole sentence"),
        ("import numpy as np", "import torch", "do not have 'torch'"),
        ("import numpy as np", "from grader.exam import load_exam", "'grader'"),
        ("import numpy as np", "from numpy import *", "instead of *"),
        ("scikit-learn, ", "", "may be imported, scikit-learn too"),
        ("no pandas either", "nothing", "pandas too: 'You may import"),
        ("assert twice(-3) == secret", "assert all(twice([3]))", "length or shape first"),
        ("secret = -6", "import inspect; secret = -6", "another process"),
        ("secret = -6", "secret = globals() and -6", "'globals' does not reach"),
        ("# %% [markdown]\n# Guess a number.\n", "", "put a sentence before it"),
    ],
)  # fmt: skip
def test_each_rule_finds_its_mistake_and_names_the_cure(old, new, cure):
    assert old in CLEAN
    assert any(cure in message for message in broken(CLEAN.replace(old, new)))


@pytest.mark.parametrize(
    ("cell", "cure"),
    [
        ("# %%\n%matplotlib inline", "no magics"),
        ("# %%\npath = '/home/me/data'", "no absolute path"),
        ("# %%\nx = 1;", "trailing semicolon"),
        ("# %%\nx = 1  # TODO: more", "TODO"),
        ("# %%\nimport pickle\nx = pickle.load(open('f'))", "unpickled"),
        ("# %%\nplt.rcParams['a'] = 1", "course.mplstyle"),
        ("# %%\n" + "x = 1\n" * 26, "26 lines of code"),
        ("# %% show\nrng2 = np.random.default_rng()", "give the generator a seed"),
        ("# %% show\nx = np.random.rand(3)", "default_rng(SEED) instead of"),
        ("# %%\nlr = 0.1", "call 'lr' learning_rate"),
        ("# %%\ny = shown + 1", "'shown' comes from the show cell"),
        ("# %%\ny = rng", "'rng' comes from the test cell"),
        ("# %%\ndef later():\n    return shown", "'shown' comes from the show cell"),
        ("# %%\ny = [shown for _ in 'ab']", "'shown' comes from the show cell"),
        ("# %% show\nprint(secret)", "which students do not have"),
        (GUESS_GRADED, "a prediction has no hidden tests"),
    ],
)  # fmt: skip
def test_each_rule_finds_a_cell_that_breaks_it(cell, cure):
    assert any(cure in message for message in broken(with_cell(cell)))


@pytest.mark.parametrize(
    "cell",
    [
        "# %%\nshown = 2\n\n\n# %% [markdown]\n# And:\n\n# %%\ny = shown",
        "# %% show\nprint(shown)",
        "# %%\ntry:\n    import gensim\nexcept ImportError:\n    gensim = None",
        "# %% show\nx = np.random.default_rng(3).normal()",
        "# %%\ndef later(shown):\n    return shown",
        "# %% show\n# %% show",
    ],
)
def test_what_is_allowed_is_not_complained_of(cell):
    assert broken(with_cell(cell)) == []


def test_tests_before_their_answer_are_out_of_order():
    text = CLEAN.replace("# %% solution twice", "# %% X").replace(
        "# %% hidden twice", "# %% solution twice"
    )
    text = text.replace("# %% X", "# %% hidden twice").replace(
        "def twice(x):",
        "with case('a', points=2, message='Mind the sign.'):\n    pass\n\ndef twice(x):",
    )
    assert any("order the cells of 'twice'" in message for message in broken(text))


def test_a_class_and_hidden_tests_may_be_longer_than_other_cells():
    assert broken(with_cell("# %%\nclass Net:\n" + "    a = 1\n" * 39)) == []
    long = "secret = -6\n" + "secret = -6\n" * 50
    assert broken(CLEAN.replace("secret = -6\n", long)) == []


def test_too_many_cells_are_too_many():
    text = CLEAN + "\n# %% show\nx = 1\n" * conventions.MAX_CELLS
    assert any("merge or drop" in message for message in broken(text))


def run(*words):
    parser = argparse.ArgumentParser()
    conventions.add_arguments(parser)
    return conventions.main(parser.parse_args(words))


def test_the_verb_lists_the_rules_or_checks(monkeypatch, capsys):
    assert run() == 0
    assert len(capsys.readouterr().out.splitlines()) == len(conventions.RULES)
    texts = {"9_clean": CLEAN, "8_bad": CLEAN.replace("setup()\n", "")}
    monkeypatch.setattr(conventions, "load", lambda s: source.parse(texts[s], s))
    assert run("9_clean") == 0
    assert "All conventions hold" in capsys.readouterr().out
    assert run("9_clean", "8_bad") == 1
    assert capsys.readouterr().out.startswith("8_bad.py:")


@pytest.mark.parametrize("stem", source.stems())
def test_every_assignment_keeps_the_conventions(stem):
    assert conventions.check(source.load(stem)) == []


def test_an_answer_may_not_define_what_a_given_cell_above_defines():
    text = CLEAN.replace("setup()\n", "setup()\n\n\ndef twice(x):\n    return x\n", 1)
    said = conventions.check(source.parse(text, "9_clean"))
    assert any("'twice' is defined by a given cell above" in line for line in said), (
        said
    )
