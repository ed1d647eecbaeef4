"""Each convention is seen to fail where it should, and every assignment keeps all."""

import pytest

from grader import conventions, source

GOOD = """\
# %% [markdown]
# # A title
# ## Setup

# %%
from coursekit import case, setup
setup(1)

# %% solution twice
def twice(x):
    ### BEGIN SOLUTION
    return 2 * x
    ### END SOLUTION

# %% show
shown = twice(3)

# %% test twice
with case("a", points=1, message="m"):
    tested = twice(2)

# %% hidden twice
with case("b", points=1, message="m"):
    assert twice(3) == 6

# %% [markdown]
# ## Recap
# ## Questions
# ## Where next

# %% [markdown] answer why points=1
# Why?
# === BEGIN MARK SCHEME ===
# So.
# === END MARK SCHEME ===
"""


def complaints(text):
    return conventions.check(source.parse(text, "9_x"))


def test_a_good_assignment_has_no_complaint():
    assert complaints(GOOD) == []


BREAKS = [
    ("# # A title", "# ## A title", "holds the title"),
    ("# ## Recap", "# # Recap", "one title"),
    ("# ## Recap", "# Recap.", "'## Recap'"),
    ("setup(1)", "x = 1", "setup(SEED)"),
    ("### BEGIN SOLUTION\n", "pass\n", "BEGIN SOLUTION"),
    ("# %% test twice", "# %% test thrice", "# %% test twice"),
    ("# %% hidden twice", "# %% hidden thrice", "# %% hidden twice"),
    ("=== BEGIN MARK SCHEME ===", "", "MARK SCHEME"),
    ("setup(1)", "setup(1)\n!pip install x", "no shell lines"),
    ("setup(1)", "setup(1)\nfrom numpy import *", "instead of *"),
    ("setup(1)", "setup(1)\nx = '/home/me/data'", "absolute path"),
    ("setup(1)", "setup(1)\nx = 1;", "semicolon"),
    ("setup(1)", "setup(1)\n# TODO later", "issue"),
    ("setup(1)", "setup(1)\nplt.rcParams['x'] = 1", "course.mplstyle"),
    ("setup(1)", "setup(1)\nnp.load('x', allow_pickle=True)", "unpickled"),
    ("setup(1)", "setup(1)\n" + "x = 1\n" * 25, "lines of code"),
    ("# ## Setup", "# ## Setup\n# " + "word " * 91, "words"),
    ("# ## Setup", "# ## Setup\n# " + "**b** " * 5, "bold"),
    (
        "# %% [markdown]\n# ## Recap",
        "# %%\nprint(shown)\n# %% [markdown]\n# ## Recap",
        "'shown'",
    ),
    (
        "# %% [markdown]\n# ## Recap",
        "# %%\nprint(tested)\n# %% [markdown]\n# ## Recap",
        "'tested'",
    ),
    (
        "# %% [markdown]\n# ## Recap",
        "# %%\nx = 1\n" * 220 + "# %% [markdown]\n# ## Recap",
        "cells are more",
    ),
]


@pytest.mark.parametrize(("old", "new", "words"), BREAKS, ids=[b[2] for b in BREAKS])
def test_a_broken_convention_names_place_and_cure(old, new, words):
    assert old in GOOD
    found = complaints(GOOD.replace(old, new, 1))
    assert any(words in complaint for complaint in found), found
    assert all(complaint.startswith("9_x.py:") for complaint in found)


def test_a_name_that_given_code_set_first_may_be_shown_again():
    text = GOOD.replace("setup(1)", "setup(1)\nshown = 0").replace(
        "# %% [markdown]\n# ## Recap", "# %%\nprint(shown)\n# %% [markdown]\n# ## Recap"
    )
    assert complaints(text) == []


def test_every_rule_says_what_it_asks_for():
    assert len(list(conventions.describe())) == len(conventions.RULES)
    assert all(rule.__doc__ for rule in conventions.RULES)


@pytest.mark.parametrize("stem", source.stems())
def test_every_assignment_keeps_the_conventions(stem):
    assert conventions.check(source.load(stem)) == []
