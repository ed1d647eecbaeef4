"""An answer that redefines what the notebook gives gains nothing, and it is told."""

from __future__ import annotations

import pytest

from grader import source
from grader.engines.engine import Limits
from grader.engines.isolated import IsolatedExecutor
from grader.source import notebooks

TEXT = '''
# %%
from coursekit import case
class Scale:
    """Judges an answer, as a given class may."""
    def weigh(self, value):
        return value == 42
def judge(value):
    return bool(table) and Scale().weigh(value)
table = [1]
# %% solution answer
### BEGIN SOLUTION
answer = 42
### END SOLUTION
# %% test answer
with case("class", points=1, message="Wrong.") as rng:
    assert Scale().weigh(answer)
with case("function", points=1, message="Wrong.") as rng:
    assert judge(answer)
'''
FAKE = "class Fake:\n    def weigh(self, value):\n        return True\n"
WRITE = "file = open('fake.py', 'w')\nfile.write('"
WAYS = [
    ("Scale = Fake", "redefined Scale"),
    ("len?\nScale = Fake", "redefined Scale"),
    ("?len\njudge = lambda value: True", "redefined judge"),
    ("!ls\nScale = Fake", "redefined Scale"),
    ("x = !ls\nScale = Fake", "redefined Scale"),
    ("%time Scale = Fake", "redefined Scale"),
    ("exec('Scale = Fake')", "redefined Scale"),
    ("code = 'Sca' + 'le = Fake'\nexec(code)", "uses exec"),
    ("get_ipython().run_cell('Scale = Fake')", "redefined Scale"),
    ("get_ipython().run_cell('Sca' + 'le = Fake')", "uses get_ipython"),
    ("globals()['Scale'] = Fake", "redefined Scale"),
    ("globals()['Sca' + 'le'] = Fake", "uses globals"),
    ("setattr(Scale, 'weigh', Fake.weigh)", "redefined Scale"),
    ("Scale.weigh = Fake.weigh", "redefined Scale"),
    ("import __main__\n__main__.Scale = Fake", "uses __main__"),
    (f"{WRITE}Scale = Fake')\nfile.close()\n%run -i fake.py", "uses %run"),
    (f"{WRITE}class Scale(Fake): pass')\nfile.close()\n%run -i fake.py", "uses %run"),
    (
        f"{WRITE}class Scale(type(1)): weigh = int.__eq__')\nfile.close()\nfrom fake import *",
        "import *",
    ),
]


def grade(executor: IsolatedExecutor, answer: str) -> tuple[float, str]:
    """Points and notes of an answer."""
    notebook = notebooks.instructor_notebook(source.parse(TEXT, "small"))
    next(cell for cell in notebook.cells if cell.id == "answer").source = answer
    execution = executor.execute(notebook, seed=1, limits=Limits())
    assert execution.problem is None
    return sum(cell.score for cell in execution.cells), " ".join(
        map(str, execution.notes)
    )


@pytest.mark.parametrize(("way", "told"), WAYS)
def test_no_way_of_writing_it_gains_a_point(
    isolated_executor: IsolatedExecutor, way: str, told: str
) -> None:
    points, notes = grade(isolated_executor, f"{FAKE}answer = 0\n{way}")
    assert points == 0
    assert told in notes


@pytest.mark.parametrize("top", ["%%time\n", "%%capture\n", "%%unknown\n"])
def test_nor_does_the_magic_above_it(
    isolated_executor: IsolatedExecutor, top: str
) -> None:
    points, notes = grade(isolated_executor, f"{top}{FAKE}answer = 0\nScale = Fake")
    assert points == 0
    assert "redefined Scale, which the notebook gives." in notes


@pytest.mark.parametrize(
    "cell", ["answer = 42", "%matplotlib qt\n!pip install x\nanswer = 42"]
)
def test_a_right_answer_has_all_points_and_no_note(
    isolated_executor: IsolatedExecutor, cell: str
) -> None:
    assert grade(isolated_executor, cell) == (2, "")
