"""Mutants: small slips in an answer, each a program, the same ones every time."""

import ast

import pytest

from grader import source
from grader.proving import mutants

ANSWER = '''\
def scale(values, factor=2.0, *, keep=True):
    """Doc: 3 + 4."""
    ### BEGIN SOLUTION
    total = np.sum(values, axis=1, keepdims=keep)
    for i in range(len(values)):
        if i > 0 and not keep:
            total += factor
    return total - 1
    ### END SOLUTION
'''


def names(answer, most=10**6):
    return [mutant.name for mutant in mutants.mutants_of(answer, most)]


def changed(line, *, operator=None):
    """The new lines that mutating a one-line function body gives."""
    found = mutants.mutants_of(f"def f(x, y, n):\n    {line}\n", 10**6)
    return {
        m.source.splitlines()[1].strip()
        for m in found
        if operator in (None, m.operator)
    }


def test_every_mutant_is_a_program_that_differs():
    found = mutants.mutants_of(ANSWER, 10**6)
    texts = [ast.dump(ast.parse(mutant.source)) for mutant in found]
    assert len(found) > 15
    assert len(set(texts)) == len(texts)
    assert ast.dump(ast.parse(ANSWER)) not in texts


def test_names_are_unique_and_tell_both_lines():
    found = names(ANSWER)
    assert len(set(found)) == len(found)
    assert "return total - 1  ->  return total + 1" in found


def test_mutants_are_the_same_ones_every_time():
    assert mutants.mutants_of(ANSWER) == mutants.mutants_of(ANSWER)


def test_only_the_part_between_the_markers_changes():
    for mutant in mutants.mutants_of(ANSWER, 10**6):
        head = "\n".join(mutant.source.splitlines()[:2])
        assert "factor=2.0, *, keep=True" in head
        assert "Doc: 3 + 4." in head


def test_a_limit_keeps_every_kind_of_slip():
    all_of_them = mutants.mutants_of(ANSWER, 10**6)
    operators = {mutant.operator for mutant in all_of_them}
    some = mutants.mutants_of(ANSWER, len(operators))
    assert {mutant.operator for mutant in some} == operators
    assert len(some) == len(operators) < len(all_of_them)


@pytest.mark.parametrize(
    ("line", "operator", "expected"),
    [
        ("return x < y", "comparison", {"return x <= y"}),
        ("return x not in y", "comparison", {"return x in y"}),
        ("return x + y", "arithmetic", {"return x - y"}),
        ("return x @ y + n", "dropped operand", {"return x @ y"}),
        ("return x and y", "logic", {"return x or y"}),
        ("return -x", "sign", {"return x"}),
        ("return x if y else n", "condition", {"return x if not y else n"}),
        ("return [a for a in x if a]", "condition", {"return [a for a in x]"}),
        ("return x[0]", "constant", {"return x[1]", "return x[-1]"}),
        ("return x * 0.5", "constant", {"return x * 1.5", "return x * 0.25"}),
        ("return x.sum(axis=n)", "dropped keyword", {"return x.sum()"}),
        ("return x.sum(axis=n)", "word", {"return x.mean(axis=n)"}),
        ("return f(x, y)", "swapped arguments", {"return f(y, x)"}),
        ("return f(x)", "dropped call", {"return x"}),
        ("return x.copy()", "dropped call", {"return x"}),
        ("return range(n)", "off by one", {"return range(n - 1)", "return range(n + 1)"}),
        ("return range(1, n)", "off by one", {"return range(1, n - 1)", "return range(1, n + 1)"}),
        ("return x[y:n]", "slice", {"return x[:n]", "return x[y:]"}),
        ("x.append(y)", "dropped statement", {"pass"}),
        ("x += y", "dropped statement", {"pass"}),
        ("return pad(x, 'SAME')", "constant", {"return pad(x, 'VALID')"}),
    ],
)  # fmt: skip
def test_operator(line, operator, expected):
    assert changed(line, operator=operator) == expected


@pytest.mark.parametrize(
    "line", ["return max(x, y)", "return np.asarray(x)", "return x"]
)
def test_what_changes_nothing_is_left_alone(line):
    kinds = ("swapped arguments", "dropped call")
    assert not any(changed(line, operator=kind) for kind in kinds)


def test_a_first_assignment_is_not_dropped_but_a_later_one_is():
    answer = "def f(x):\n    y = x\n    y = y + x\n    return y\n"
    dropped = [
        m for m in mutants.mutants_of(answer, 99) if m.operator == "dropped statement"
    ]
    assert [m.name for m in dropped] == ["y = y + x  ->  pass"]


@pytest.mark.parametrize("stem", source.stems())
def test_references_of_the_course_have_mutants(stem):
    assignment = source.load(stem)
    for name in assignment.exercises[::4]:
        if not name.startswith("predict_"):
            found = mutants.mutants_of(assignment.cell(name).source)
            assert 1 <= len(found) <= mutants.MOST_MUTANTS


def test_nothing_changes_where_no_test_could_see_it():
    answer = (
        "def f(x):\n"
        "    x = np.asarray(x, float)\n"
        "    if x.ndim > 1:\n"
        "        raise ValueError(f'{x.ndim + 1} axes', 3)\n"
        "    return x.reshape(-1, 2)\n"
    )
    found = {mutant.name for mutant in mutants.mutants_of(answer, 99)}
    assert not any("without: x = np" in name or "-> pass" in name for name in found)
    assert not any("raise" in name for name in found)
    assert not any("reshape(-2" in name or "reshape(-0" in name for name in found)
    assert any("reshape(-1, 3)" in name for name in found)


def test_every_part_between_markers_is_mutated():
    part = "    ### BEGIN SOLUTION\n    a = {}\n    ### END SOLUTION\n"
    answer = f"if True:\n{part.format(10)}b = 20\nif True:\n{part.format(30)}"
    found = " ".join(names(answer))
    assert "a = 11" in found
    assert "a = 31" in found
    assert "b = 2" not in found
