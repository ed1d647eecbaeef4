"""Right answers in other clothes: what they return is converted, and losses are told."""

import numpy as np
import pytest

from grader import source
from grader.proving import prove
from grader.proving.dressed import CLOTHES, dressed_answers
from grader.proving.workers import Workers

ANSWER = """\
import numpy as np

def halves(x):
    return np.asarray(x) / 2, [float(np.sum(x)), "text"]

class Layer:
    def forward(self, x):
        return 0.5 * x

NAME = 3
"""


def returned(clothes):
    names = {}
    exec(dressed_answers(ANSWER)[clothes], names)
    array, (number, text) = names["halves"]([[1, 2, 3], [4, 5, 6]])
    assert text == "text"
    np.testing.assert_array_equal(array, [[0.5, 1, 1.5], [2, 2.5, 3]])
    assert float(number) == 21
    assert float(names["Layer"]().forward(3)) == 1.5
    assert type(names["Layer"]().forward(3)) is type(number)
    return array, number


def test_arrays_and_numbers_are_put_into_clothes():
    assert returned("float32")[0].dtype == np.float32
    assert returned("Fortran order")[0].flags.f_contiguous
    assert not returned("read-only")[0].flags.writeable
    assert returned("0-d arrays")[1].shape == ()
    assert type(returned("NumPy scalars")[1]) is np.float64


def test_tensors_are_clothes_too():
    tf = pytest.importorskip("tensorflow")
    assert tf.is_tensor(returned("tensors")[0])
    assert tf.is_tensor(returned("0-d tensors")[1])


def test_an_answer_without_functions_has_none():
    assert dressed_answers("guess = 3") == {}


TEXT = """\
# %%
import numpy as np

# %% solution half
def half(x):
    ### BEGIN SOLUTION
    return np.asarray(x) / 2
    ### END SOLUTION

# %% test half
with case("halves", points=1, message="Divide by two."):
    np.testing.assert_allclose(half([1.0, 2.0]), [0.5, 1.0])
with case("of a kind", points=1, message="Keep the kind of numbers."):
    assert half([1.0, 2.0]).dtype == np.float64
"""


def test_losses_are_told_unless_the_bank_gives_a_reason(isolated_executor, tmp_path):
    assignment = source.parse(TEXT, "9_sample")

    def proven():
        chosen = [(assignment, "half")]
        workers = Workers(isolated_executor, 1)
        return prove.prove(workers, chosen, most_mutants=0, folder=tmp_path)[0]

    row = proven()
    assert set(row.dressed) == set(CLOTHES)
    assert row.dressed["float32"] == ["of a kind"]
    assert not row.dressed["read-only"]
    assert any("comes as float32" in problem for problem in row.problems)
    (tmp_path / "9_sample").mkdir()
    bank = tmp_path / "9_sample/half.py"
    bank.write_text("# %% [markdown] dressed\n# float32\n#     the text says so\n")
    assert "float32" not in proven().dressed
    bank.write_text("# %% [markdown] dressed\n# any\n#     it returns a network\n")
    assert proven().dressed == {}
