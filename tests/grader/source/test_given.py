"""What of a given cell the tests have themselves, and what is put back."""

from grader.source.given import Given

TEXT = """
import numpy as np
SCALE = 2
table = np.arange(3)
def closed(x):
    return SCALE * helper(x)
def helper(x):
    return np.asarray(x)
def reads_data(x):
    return helper(x) + table
class Thing:
    pass
def makes(x):
    return Thing()
"""


def given() -> Given:
    found = Given()
    found.add_given(TEXT)
    return found


def test_a_function_of_imports_constants_and_functions_is_closed() -> None:
    statements = given().closed("assert closed(1) == 2")
    names: dict[str, object] = {}
    exec("import numpy as np\n" + "\n".join(statements) + "\nx = closed(3)", names)
    assert names["x"] == 6


def test_data_classes_and_passing_a_function_on_need_the_kernel() -> None:
    for test in ("reads_data(1)", "makes(1)", "Thing()", "f(closed)", "later(1)"):
        assert given().closed(test) == [], test


def test_functions_are_put_back_with_what_they_need_and_classes_if_replaced() -> None:
    found = given()
    assert [t.split("(")[0] for t in found.to_restore("reads_data(1)")] == [
        "def reads_data",
        "def helper",
    ]
    assert not any("class" in text for text in found.to_restore("makes(1)"))
    found.add_answer("class Thing:\n    fake = True")
    assert any("class Thing" in text for text in found.to_restore("makes(1)"))


def test_a_constant_that_a_given_cell_sets_again_is_no_longer_known() -> None:
    found = given()
    found.add_given("SCALE = np.random.rand()")
    assert found.closed("closed(1)") == []


def test_a_name_that_the_test_sets_itself_is_its_own() -> None:
    assert given().closed("def closed(x):\n    return 1\nclosed(2)") == []
    assert given().to_restore("helper = 1") == []


def test_what_is_no_python_defines_nothing() -> None:
    found = given()
    found.add_given("def broken(:")
    found.add_answer("def closed(:")
    assert found.replaced == set()
