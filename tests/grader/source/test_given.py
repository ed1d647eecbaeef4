"""What of a given cell the tests have themselves, and what is put back."""

import pytest

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


STAYS = ["Thing().by(1)", "t = Thing()\nt.by(1)\nt.n += 1", "f(Thing().n)"]
LEAVES = [
    "f(Thing())",
    "t = Thing()\nf(t)",
    "a = b = Thing()",
    "isinstance(f(), Thing)",
]


@pytest.mark.parametrize("test", STAYS)
def test_a_class_whose_instances_stay_in_the_test_is_closed(test: str) -> None:
    (text,) = given().closed(test)
    assert text.startswith("class Thing")


@pytest.mark.parametrize("test", LEAVES)
def test_a_class_whose_instances_may_leave_the_test_is_not(test: str) -> None:
    assert given().closed(test) == []


def test_a_constant_in_capitals_is_the_notebooks_own_and_its_change_is_told() -> None:
    found = given()
    assert found.closed("f(SCALE, table)") == ["SCALE = 2"]
    found.add_answer("SCALE = 3\ntable = None")
    assert found.closed("f(SCALE, table)") == ["SCALE = 2"]
    assert found.replaced == {"SCALE"}


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


REPLACED = [
    "class Thing:\n    fake = True",
    "len?\nclass Thing:\n    fake = True",
    "?len\nThing = 3",
    "%%time\nThing = 3",
    "%%capture Thing\nx = 1",
    "!ls\nThing = 3",
    "Thing = !ls",
    "x = !ls\nimport numpy as Thing",
    "%time Thing = 3",
    "In [1]: Thing = 3",
    "if True:\n    !ls\n    Thing = 3",
    "def change():\n    global Thing\n    Thing = 3",
    "exec('Thing = 3')",
    "exec('exec(\"Thing = 3\")')",
    "get_ipython().run_cell('Thing = 3')",
    "globals()['Thing'] = 3",
    "Thing.method = None",
    "setattr(Thing, 'method', None)",
    "del Thing",
    "Thing = 3\nnonlocal x",
    "for Thing in range(3):\n    pass",
    "(Thing := 3)",
    "%%unknown\nThing = 3",
]
UNSEEN = {
    "exec(text)": "exec",
    "run = exec\nrun('x = 1')": "exec",
    "eval(text)": "eval",
    "%run fake.py": "%run",
    "run fake.py": "%run",
    "%load_ext fake": "%load_ext",
    "%store -r": "%store",
    "from fake import *": "import *",
    "globals().update(names)": "globals",
    "globals()[name] = 3": "globals",
    "get_ipython().user_ns['Thing'] = 3": "get_ipython",
    "get_ipython().run_cell(text)": "get_ipython",
    "import __main__\n__main__.Thing = 3": "__main__",
    "import sys\nsys.modules['__main__'].Thing = 3": "modules",
    "type(thing).method = None": "type",
    "thing.__class__.method = None": "type",
    "f.__globals__['Thing'] = 3": "__globals__",
    "f.__code__ = g.__code__": "__code__",
    "setattr(find(), 'method', None)": "setattr",
    "!echo {exec(text)}": "exec",
}
HARMLESS = [
    "%matplotlib inline\n!pip install torch\nx = 1",
    "%tensorflow_version 2.x",
    "%%time\ndef mine(x):\n    return Thing()",
    "from IPython.display import display\ndisplay(1)",
    "exec('x = 1')",
    "class Mine(Thing):\n    def __init__(self):\n        self.x = 1",
    "setattr(self, 'x', 1)",
    "model.compile('adam')",
    "def f():\n    Thing = 3\n    return Thing",
]


@pytest.mark.parametrize("answer", REPLACED)
def test_a_class_that_an_answer_replaces_is_named_and_put_back(answer: str) -> None:
    found = given()
    found.add_answer(answer)
    assert found.replaced == {"Thing"}
    assert any("class Thing" in text for text in found.to_restore("makes(1)"))


@pytest.mark.parametrize(("answer", "word"), UNSEEN.items())
def test_what_may_replace_it_unseen_is_told_and_it_is_put_back(
    answer: str, word: str
) -> None:
    found = given()
    found.add_answer(answer)
    assert word in found.unseen
    found.add_answer("x = 1")  # and it stays so for all that comes after
    assert any("class Thing" in text for text in found.to_restore("makes(1)"))


@pytest.mark.parametrize("answer", HARMLESS)
def test_what_replaces_nothing_leaves_a_class_its_instances(answer: str) -> None:
    found = given()
    found.add_answer(answer)
    assert (found.replaced, found.unseen) == (set(), set())
    assert not any("class" in text for text in found.to_restore("makes(1)"))


def test_an_answer_that_nobody_can_read_may_have_replaced_everything() -> None:
    found = given()
    found.add_answer("1 <> 2; Thing = 3")  # Python, after a certain __future__ import
    assert any("class Thing" in text for text in found.to_restore("makes(1)"))
