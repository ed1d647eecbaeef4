"""Alike submissions: renamings do not hide, common answers do not accuse."""

import random
import tracemalloc

import nbformat
import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.reporting import similarity
from grader.reporting.similarity import (
    COMMON_MOST,
    SHORTLIST,
    WINDOW,
    Fingerprint,
    K,
    Work,
    make_work,
    shortlist,
    tokens,
)

ORIGINAL = '''
def accuracy(predictions, labels):
    """Share of rows whose best class is right."""
    # compare the winners
    hits = 0
    for row, truth in zip(predictions, labels):
        best, where = row[0], 0
        for index in range(1, len(row)):
            if row[index] > best:
                best, where = row[index], index
        if where == truth.argmax():
            hits += 1
    return 100.0 * hits / max(len(labels), 1)
'''
DISGUISED = '''
def accuracy(p, l):
    """I wrote this all alone."""

    n = 0
    for r, t in zip(p, l):    # every row
        b, w = r[0], 0
        for i in range(1, len(r)):
            if r[i] > b:
                b, w = r[i], i
        if w == t.argmax():
            n += 1
    return 100. * n / max(len(l), 1)
'''
NATURAL = """
def accuracy(predictions, labels):
    return 100 * np.mean(np.argmax(predictions, 1) == np.argmax(labels, 1))
"""


def own_way(number):
    """Some answer that is nobody else's: a random expression tree as a function."""
    rng = random.Random(number)
    ops = ["+", "-", "*", "/", "%", "**", "//", "<", ">", "=="]
    calls = ["sum", "max", "min", "abs", "len", "sorted"]
    lines = ["def accuracy(a, b):"]
    for _ in range(8):
        term = "a"
        for _ in range(6):
            term = f"{rng.choice(calls)}({term}) {rng.choice(ops)} b.{rng.choice('xyzuvw')}"
        lines.append(f"    a = {term}")
    return "\n".join([*lines, "    return a"])


def texts(source):
    return [token.text for token in tokens(source)]


def test_names_comments_numbers_and_layout_do_not_count():
    plain = [t for t in texts(ORIGINAL) if t != "S"]
    assert plain == [t for t in texts(DISGUISED) if t != "S"]
    assert texts("a.sum()") == ["N", ".", "sum", "(", ")"]
    assert texts("print(x, 'y')") == ["print", "(", "N", ",", "S", ")"]


def test_a_disguised_copy_is_found_in_a_class_and_nobody_else():
    works = [make_work(f"s{n}", [own_way(n)]) for n in range(40)]
    works += [make_work("ada", [ORIGINAL]), make_work("bob", [DISGUISED])]
    (pair,) = shortlist(works)
    assert {pair.first.student, pair.second.student} == {"ada", "bob"}
    assert pair.percent == 100
    marked = pair.marked(
        next(w for w in (pair.first, pair.second) if w.student == "bob")
    )
    assert ("        if w == t.argmax():", True) in marked
    assert [text for text, _ in marked] == [*DISGUISED.splitlines(), ""]


def test_what_much_of_the_class_writes_accuses_nobody():
    works = [make_work(f"s{n}", [ORIGINAL]) for n in range(12)]
    works += [make_work(f"t{n}", [own_way(n)]) for n in range(12)]
    assert shortlist(works) == []


def test_what_was_released_counts_nothing():
    works = [make_work(f"s{n}", [own_way(n)]) for n in range(20)]
    works += [make_work(name, [ORIGINAL]) for name in ("ada", "bob")]
    assert shortlist(works, released=[ORIGINAL]) == []
    assert len(shortlist(works)) == 1


def test_short_natural_answers_are_no_evidence():
    works = [make_work(f"s{n}", [own_way(n)]) for n in range(20)]
    works += [make_work(name, [NATURAL]) for name in ("ada", "bob")]
    assert shortlist(works) == []


def test_a_part_that_was_copied_is_enough():
    works = [make_work(f"s{n}", [own_way(n)]) for n in range(40)]
    works += [
        make_work("ada", [ORIGINAL, own_way(98)[:120]]),
        make_work("bob", [DISGUISED]),
    ]
    (pair,) = shortlist(works)
    assert pair.percent >= 90


def test_no_python_and_no_notebook_are_no_error(tmp_path):
    assert make_work("x", ["def f(:\n  'open"]).prints == ()
    assert make_work("x", ["\x00", ""]).prints == ()
    path = tmp_path / "n.ipynb"
    assert similarity.answers_of(path) == []
    for content in ("{", "[]", '{"cells": 3}', '{"cells": [{}]}', '{"cells": [3]}'):
        path.write_text(content)
        assert similarity.answers_of(path) == []


def test_only_code_answers_are_read(tmp_path):
    from tests.grader.small_class import RIGHT, with_answers

    path = tmp_path / "n.ipynb"
    path.write_text(nbformat.writes(with_answers(RIGHT)))
    code = [RIGHT[name] for name in ("double", "root", "predict_sum")]
    assert similarity.answers_of(path) == code


words = st.lists(
    st.sampled_from(["a = b", "c(d)", "e.f", "g[1]", "h + i", "j < 2"]), max_size=30
)


@given(words, words, st.integers(0, 10**6))
def test_a_shared_stretch_always_leaves_a_shared_fingerprint(before, after, seed):
    rng = random.Random(seed)
    stretch = "\n".join(
        f"x = {' + '.join(rng.choices(['y', '2', 'z.t'], k=5))}" for _ in range(9)
    )
    assert len(tokens(stretch)) >= K + WINDOW - 1
    one = make_work("a", ["\n".join([*before, stretch])])
    other = make_work("b", ["\n".join([stretch, *after])])
    assert {m.value for m in one.prints} & {m.value for m in other.prints}


def test_the_order_of_the_class_changes_nothing():
    works = [make_work(f"s{n}", [own_way(n)]) for n in range(20)]
    works += [make_work("ada", [ORIGINAL]), make_work("bob", [DISGUISED])]
    names = [{p.first.student, p.second.student} for p in shortlist(works)]
    mixed = random.Random(1).sample(works, len(works))
    assert [{p.first.student, p.second.student} for p in shortlist(mixed)] == names


def test_memory_grows_with_the_class_and_not_with_its_pairs():
    """Stretches that 40 share each, at random: nearly everybody shares one with all."""
    rng = random.Random(0)
    students, stretches = 800, 2_000
    prints = [[] for _ in range(students)]
    for value in range(stretches):
        for student in rng.sample(range(students), COMMON_MOST):
            prints[student].append(Fingerprint(value, 0, 0))
    works = [Work(f"s{n}", ("",), tuple(found)) for n, found in enumerate(prints)]
    tracemalloc.start()
    try:
        shortlist(works)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < 30e6


def test_an_earlier_class_adds_pairs_and_hides_none_of_this_one():
    works = [make_work(f"s{n}", [own_way(n)]) for n in range(30)]
    works += [make_work("ada", [ORIGINAL]), make_work("bob", [DISGUISED])]
    earlier = [make_work(f"e{n}", [own_way(n)], is_earlier=True) for n in range(30)]
    earlier += [make_work(f"f{n}", [own_way(99)], is_earlier=True) for n in range(2)]
    found = [
        {pair.first.name, pair.second.name} for pair in shortlist(works, (), earlier)
    ]
    assert {"ada", "bob"} in found
    assert len(found) == SHORTLIST + 1
    assert {"s0", "e0 (earlier class)"} in found
    assert not any("f0 (earlier class)" in names for names in found)  # all of then


def test_what_much_of_the_earlier_class_writes_accuses_nobody():
    works = [make_work("ada", [DISGUISED])]
    works += [make_work(f"s{n}", [own_way(n)]) for n in range(40)]
    earlier = [make_work(f"e{n}", [ORIGINAL], is_earlier=True) for n in range(12)]
    earlier += [
        make_work(f"f{n}", [own_way(50 + n)], is_earlier=True) for n in range(12)
    ]
    assert shortlist(works, (), earlier) == []
    assert len(shortlist(works, (), earlier[:1] + earlier[12:])) == 1


@pytest.mark.slow
def test_work_and_memory_grow_with_two_classes_and_not_with_their_pairs():
    """A stretch of the earlier class meets at most as many as are rare in this one."""
    rng = random.Random(0)
    size, stretches = 800, 2_000
    prints = [[] for _ in range(2 * size)]
    for value in range(stretches):
        for start in (0, size):
            for number in rng.sample(range(size), COMMON_MOST):
                prints[start + number].append(Fingerprint(value, 0, 0))
    works = [
        Work(f"s{n}", ("",), tuple(found), is_earlier=n >= size)
        for n, found in enumerate(prints)
    ]
    tracemalloc.start()
    try:
        shortlist(works[:size], (), works[size:])
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < 60e6
