"""The reference in other clothes keeps its points, with a slip it loses some."""

import numpy as np
import pytest

from grader import source
from grader.proving import prove
from grader.proving.workers import Workers
from grader.proving.wrapped import CLOTHES, dressed_answers, slipped_answers

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


SLIPPED = '''\
import numpy as np

def powers(x, exponent=2, *, scale=1.0):
    """Powers of whole numbers.

    Args:
        x: array or list of numbers; it may be empty, and stays unchanged.
        exponent: int.

    Returns:
        int32 array of the shape of x.
    """
    return (np.asarray(x) ** exponent * scale).astype(np.int32)
'''
SLIPS = {
    "keeps its first result",
    *("ignores x", "ignores exponent", "ignores scale"),
    *("takes the default for exponent", "takes the default for scale"),
    *("gives floats for whole numbers", "takes no lists", "takes nothing empty"),
    "changes its arrays",
}


def slipped(name):
    names = {}
    exec(slipped_answers(SLIPPED)[name], names)
    return names["powers"]


def test_slips_are_those_that_the_signature_and_the_promises_allow():
    assert set(slipped_answers(SLIPPED)) == SLIPS
    bare = "def f(x):\n    return x"
    assert set(slipped_answers(bare)) == {"keeps its first result", "ignores x"}
    assert "cuts the gradient" in slipped_answers(bare, "A GradientTape goes through.")
    assert slipped_answers("guess = 3") == {}


def test_each_slip_does_what_it_says():
    x = np.array([1, 2, 3])
    for name in ("keeps its first result", "ignores x"):
        function = slipped(name)
        for given in (x, x + 1):
            np.testing.assert_array_equal(function(given), [1, 4, 9])
    function = slipped("ignores exponent")
    np.testing.assert_array_equal(function(x, 3), [1, 8, 27])
    np.testing.assert_array_equal(function(x, exponent=2, scale=2), [2, 16, 54])
    np.testing.assert_array_equal(slipped("takes the default for exponent")(x, 3), x**2)
    assert slipped("gives floats for whole numbers")(x).dtype == np.float64
    for name, refused in {"takes no lists": [1], "takes nothing empty": x[:0]}.items():
        with pytest.raises(TypeError):
            slipped(name)(refused)
        np.testing.assert_array_equal(slipped(name)(x), x**2)
    changed, listed = x.copy(), [1, 2]
    np.testing.assert_array_equal(slipped("changes its arrays")(changed), x**2)
    slipped("changes its arrays")(listed)
    assert changed.tolist() == [0, 0, 0]
    assert listed == [1, 2, 1]


def test_a_slip_that_no_case_sees_is_told_unless_the_bank_gives_a_reason(
    isolated_executor, tmp_path
):
    text = TEXT.replace("def half(x)", "def half(x, unused=0)")
    assignment = source.parse(text, "9_sample")

    def proven():
        chosen = [(assignment, "half")]
        workers = Workers(isolated_executor, 1)
        return prove.prove(workers, chosen, most_mutants=0, folder=tmp_path)[0]

    row = proven()
    unseen = {slip for slip, cases in row.slips.items() if not cases}
    assert unseen >= {"ignores unused", "takes the default for unused"}
    assert any(
        "no case sees a reference that ignores unused" in p for p in row.problems
    )
    (tmp_path / "9_sample").mkdir()
    bank = tmp_path / "9_sample/half.py"
    bank.write_text("# %% [markdown] slips\n# ignores unused\n#     it is unused\n")
    assert "ignores unused" not in proven().slips
