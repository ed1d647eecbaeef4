"""The isolated engine from end to end, on small notebooks."""

from __future__ import annotations

import random
import threading
import time
from pathlib import Path
from typing import Any

import psutil
import pytest

from grader import source
from grader.engines.engine import Execution, Executor, Limits
from grader.engines.in_kernel import KernelExecutor
from grader.engines.isolated import IsolatedExecutor
from grader.source import notebooks
from grader.submissions.failures import Failure, Kind, Note, Sign
from grader.submissions.verdicts import CaseVerdict

HEAD = """
# %%
import http.server, os, random, tempfile, threading, urllib.request
import numpy as np
from coursekit import case
GIVEN = 3
"""


def grade(executor: Executor, text: str, **changes: Any) -> Execution:
    notebook = notebooks.instructor_notebook(source.parse(HEAD + text, "small"))
    limits = Limits(**{"cell_s": 5.0, "case_s": 5.0, "submission_s": 60.0, **changes})
    seed = changes.get("seed", random.SystemRandom().randrange(2**32))
    return executor.execute(notebook, seed=seed, limits=limits)


def cases(execution: Execution) -> dict[str, CaseVerdict]:
    return {c.name: c for cell in execution.cells for c in cell.cases}


def answer(execution: Execution, exercise: str) -> Any:
    """The executed answer cell of an exercise."""
    for cell in execution.notebook.cells:
        if cell.metadata.get("nbgrader", {}).get("grade_id") == exercise:
            return cell
    raise KeyError(exercise)


def test_hidden_and_visible_cases_are_scored(
    isolated_executor: IsolatedExecutor,
) -> None:
    run = grade(
        isolated_executor,
        """
# %% solution double
def double(x):
    ### BEGIN SOLUTION
    return 2 * x
    ### END SOLUTION
# %% test double
with case("right", points=1.5, message="m") as rng:
    x = rng.normal(size=3)
    np.testing.assert_allclose(double(x), 2 * x)
with case("wrong", points=2, message="Look again.") as rng:
    assert double(1) == 3, "expected 3"
# %% hidden double
with case("given", points=1, message="m") as rng:
    assert GIVEN == 3
""",
    )
    found = cases(run)
    assert run.problem is None
    assert {name: c.points for name, c in found.items()} == {
        "right": 1.5,
        "wrong": 0,
        "given": 1,
    }
    assert found["wrong"].message == "Look again."
    assert run.cpu_seconds > 0
    assert "expected 3" not in str([c.get("outputs") for c in run.notebook.cells])


def test_a_case_that_dies_or_hangs_costs_that_case_alone(
    isolated_executor: IsolatedExecutor,
) -> None:
    run = grade(
        isolated_executor,
        """
# %% solution setup_value
### BEGIN SOLUTION
kept = [1]
### END SOLUTION
# %% test setup_value
with case("kept", points=1, message="m") as rng:
    assert kept == [1]
# %% solution act
def act(n):
    ### BEGIN SOLUTION
    while n == 1:
        pass
    if n == 2:
        os._exit(0)
    return n + kept[0]
    ### END SOLUTION
# %% test act
with case("fine", points=1, message="m") as rng:
    assert act(0) == 1
with case("hangs", points=1, message="m") as rng:
    assert act(1) == 2
with case("dies", points=1, message="m") as rng:
    assert act(2) == 3
with case("fine again", points=1, message="m") as rng:
    assert act(5) == 6
""",
        case_s=1.0,
    )
    found = cases(run)
    passed = {name for name, case in found.items() if case.passed}
    assert passed == {"kept", "fine", "fine again"}
    assert found["hangs"].failure == Failure(Kind.LATE)
    assert found["dies"].failure == Failure(Kind.DIED)


def test_a_cell_that_hangs_is_stopped_and_the_rest_goes_on(
    isolated_executor: IsolatedExecutor,
) -> None:
    run = grade(
        isolated_executor,
        """
# %% solution first
### BEGIN SOLUTION
value = 4
while True: pass
### END SOLUTION
# %% test first
with case("value", points=1, message="m") as rng:
    assert value == 4
# %% solution second
### BEGIN SOLUTION
other = 5
### END SOLUTION
# %% test second
with case("other", points=1, message="m") as rng:
    assert other == 5
""",
        cell_s=1.0,
    )
    assert all(case.passed for case in cases(run).values())
    assert "stopped after 1 seconds" in str(answer(run, "first").outputs)


def test_an_unanswered_exercise_fails_with_its_name(
    isolated_executor: IsolatedExecutor,
) -> None:
    run = grade(
        isolated_executor,
        """
# %% solution absent
### BEGIN SOLUTION
pass
### END SOLUTION
# %% test absent
with case("a", points=1, message="m") as rng:
    assert absent(1) == 1
with case("b", points=1, message="m") as rng:
    assert True
""",
    )
    found = cases(run)
    assert "'absent' is not defined" in found["a"].message
    assert found["b"].passed


@pytest.mark.parametrize(
    ("line", "cause"),
    [
        ("import torch", Failure(Kind.MISSING_MODULE, "torch")),
        ("1 / 0", Failure(Kind.RAISED, "ZeroDivisionError", "division by zero")),
        ("while True: pass", Failure(Kind.LATE)),
        ("os._exit(1)", Failure(Kind.DIED)),
        ("\tif True:\n        pass", None),
    ],
)
def test_what_stopped_a_cell_is_told_before_what_is_missing_of_it(
    isolated_executor: IsolatedExecutor, line: str, cause: Failure | None
) -> None:
    text = """
# %% solution softmax
### BEGIN SOLUTION
LINE
def softmax(x): return x
### END SOLUTION
# %% test softmax
with case("visible", points=1, message="Divide by the sum.") as rng:
    assert softmax(1) == 1
# %% hidden softmax
with case("hidden", points=1, message="Divide by the sum.") as rng:
    assert softmax(1) == 1
with case("of another", points=1, message="Divide by the sum.") as rng:
    assert other(1) == 1
"""
    notebook = notebooks.instructor_notebook(source.parse(HEAD + text, "small"))
    for cell in notebook.cells:
        cell.source = cell.source.replace("LINE", line)
    limits = Limits(cell_s=1.0 if cause == Failure(Kind.LATE) else 20.0, case_s=5.0)
    found = cases(isolated_executor.execute(notebook, seed=1, limits=limits))
    for name in ("visible", "hidden"):
        failure = found[name].failure
        assert failure is not None
        assert failure.kind is Kind.CELL_STOPPED
        assert failure.name == "softmax"
        assert "Divide" not in found[name].message
    told = found["visible"].failure
    assert told is not None
    assert told.cause is not None
    assert told.cause == (cause or told.cause)
    assert "torch" not in found["hidden"].message
    assert "zero" not in found["hidden"].message
    assert found["of another"].failure == Failure(Kind.MISSING_NAME, "other")


def test_code_of_a_test_cell_that_fails_before_its_cases_fails_them(
    isolated_executor: IsolatedExecutor,
) -> None:
    run = grade(
        isolated_executor,
        """
# %% solution x
### BEGIN SOLUTION
x = 1
### END SOLUTION
# %% test x
with case("first", points=1, message="m") as rng:
    assert x == 1
1 / 0
with case("second", points=1, message="m") as rng:
    assert x == 1
""",
    )
    assert [case.passed for case in cases(run).values()] == [True, False]


def test_a_function_of_the_student_reaches_a_server_and_a_folder_of_the_test(
    isolated_executor: IsolatedExecutor,
) -> None:
    run = grade(
        isolated_executor,
        """
# %% solution fetch
def fetch(url, folder):
    ### BEGIN SOLUTION
    path = os.path.join(folder, "file")
    with urllib.request.urlopen(url) as reply, open(path, "wb") as file:
        file.write(reply.read())
    return path
    ### END SOLUTION
# %% hidden fetch
class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"data")
    def log_message(self, *args): pass
with case("fetched", points=1, message="m") as rng:
    server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    path = fetch(f"http://127.0.0.1:{server.server_port}/", tempfile.mkdtemp())
    server.shutdown()
    assert open(path, "rb").read() == b"data"
""",
    )
    assert cases(run)["fetched"].passed, cases(run)


def test_inputs_differ_between_seeds_and_repeat_for_the_same(
    isolated_executor: IsolatedExecutor,
) -> None:
    text = """
# %% solution keep
seen = []
def keep(x):
    ### BEGIN SOLUTION
    seen.append(float(x))
    ### END SOLUTION
# %% test keep
with case("a", points=1, message="m") as rng:
    keep(rng.normal())
with case("b", points=1, message="m") as rng:
    keep(rng.normal())
# %% solution show_seen
### BEGIN SOLUTION
print(seen)
### END SOLUTION
# %% test show_seen
with case("c", points=1, message="m") as rng:
    pass
"""
    notebook = notebooks.instructor_notebook(source.parse(HEAD + text, "small"))
    shown = []
    for seed in (1, 1, 2):
        run = isolated_executor.execute(notebook, seed=seed, limits=Limits())
        shown.append(answer(run, "show_seen").outputs[0].text)
    assert shown[0] == shown[1] != shown[2]
    first, second = shown[0].strip("[]\n").split(",")
    assert first.strip() != second.strip()


def test_an_answer_that_changes_its_input_to_fit_fails(
    isolated_executor: IsolatedExecutor,
) -> None:
    run = grade(
        isolated_executor,
        """
# %% solution f
### BEGIN SOLUTION
def double(x):
    x[...] = 0
    return np.zeros(3)
def step(x):
    x += 1
### END SOLUTION
# %% test f
with case("double", points=1, message="m") as rng:
    x = rng.normal(size=3)
    np.testing.assert_allclose(double(x), 2 * x)
with case("in place", points=1, message="m") as rng:
    x = np.zeros(3)
    step(x)
    assert (x == 1).all()
""",
    )
    found = cases(run)
    assert not found["double"].passed
    assert found["in place"].passed


def test_ending_the_process_does_not_hide_that_an_input_was_changed(
    isolated_executor: IsolatedExecutor,
) -> None:
    run = grade(
        isolated_executor,
        """
# %% solution f
### BEGIN SOLUTION
import time
from pathlib import Path
def double(x):
    x[...] = 0
    threading.Timer(0.2, os._exit, [0]).start()
    return np.zeros(3)
### END SOLUTION
# %% test f
with case("double", points=1, message="m") as rng:
    x = rng.normal(size=3)
    np.testing.assert_allclose(double(x), 2 * x)
    import time
    time.sleep(0.5)
with case("in a new kernel", points=1, message="m") as rng:
    assert GIVEN == 3
""",
    )
    assert not cases(run)["double"].passed


def test_an_answer_that_works_in_place_and_one_that_copies_are_both_right(
    isolated_executor: IsolatedExecutor,
) -> None:
    text = """
# %% solution f
### BEGIN SOLUTION
def double(x):
    BODY
    return x
### END SOLUTION
# %% test f
with case("double", points=1, message="m") as rng:
    x = rng.normal(size=3)
    expected = 2 * x
    np.testing.assert_allclose(double(x), expected)
"""
    for body in ("x *= 2", "x = 2 * x"):
        run = grade(isolated_executor, text.replace("BODY", body))
        assert cases(run)["double"].passed, body


def test_a_total_limit_ends_the_run_with_what_was_reached(
    isolated_executor: IsolatedExecutor,
) -> None:
    run = grade(
        isolated_executor,
        """
# %% solution f
### BEGIN SOLUTION
def f(): return 1
### END SOLUTION
# %% test f
with case("reached", points=1, message="m") as rng:
    assert f() == 1
# %% solution g
### BEGIN SOLUTION
import time; time.sleep(100)
### END SOLUTION
# %% test g
with case("not reached", points=1, message="m") as rng:
    pass
""",
        submission_s=2.0,
        cell_s=50.0,
    )
    assert run.problem is None
    assert run.notes == (Note(Sign.STOPPED, amount=2),)
    failure = cases(run)["not reached"].failure
    assert failure == Failure(Kind.SUBMISSION_LATE, amount=2)
    assert "stopped after 2 seconds" in str(failure)
    assert [case.passed for case in cases(run).values()] == [True, False]


def test_a_killed_examiner_costs_nothing(
    isolated_executor: IsolatedExecutor,
) -> None:
    text = """
# %% solution f
### BEGIN SOLUTION
import time; time.sleep(1)
def f(): return 1
### END SOLUTION
# %% test f
with case("f", points=1, message="m") as rng:
    assert f() == 1
"""
    isolated_executor.zygote.open().close()
    (inner,) = psutil.Process(isolated_executor.zygote.pid).children()
    killed: list[psutil.Process] = []

    def kill_first_child() -> None:
        deadline = time.monotonic() + 10
        while not killed and time.monotonic() < deadline:
            for child in sorted(inner.children(), key=lambda p: p.pid)[:1]:
                child.kill()
                killed.append(child)
            time.sleep(0.05)

    killer = threading.Thread(target=kill_first_child)
    killer.start()
    run = grade(isolated_executor, text)
    killer.join()
    assert killed
    assert run.problem is None
    assert cases(run)["f"].passed


def test_two_submissions_at_once_do_not_mix(
    isolated_executor: IsolatedExecutor,
) -> None:
    text = """
# %% solution f
### BEGIN SOLUTION
import time
from pathlib import Path
mark = os.path.join(tempfile.gettempdir(), "mark")
open(mark, "w").write("NUMBER")
time.sleep(0.3)
def f(): return int(open(mark).read())
### END SOLUTION
# %% test f
with case("f", points=1, message="m") as rng:
    assert f() == NUMBER
"""
    runs: dict[int, Execution] = {}

    def one(number: int) -> None:
        runs[number] = grade(isolated_executor, text.replace("NUMBER", str(number)))

    workers = [threading.Thread(target=one, args=(n,)) for n in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert all(cases(run)["f"].passed for run in runs.values())
    assert len(runs) == 4


@pytest.mark.slow
def test_sandbox_and_examiner_cost_little(
    isolated_executor: IsolatedExecutor,
) -> None:
    text = """
# %% solution f
### BEGIN SOLUTION
def f(): return 1
### END SOLUTION
# %% test f
with case("f", points=1, message="m") as rng:
    assert f() == 1
"""
    grade(isolated_executor, text)
    spent = []
    for _ in range(5):
        start = time.monotonic()
        run = grade(isolated_executor, text)
        spent.append((time.monotonic() - start, run.cpu_seconds))
    print(f"wall, CPU seconds a submission: {spent}")
    assert min(wall for wall, _ in spent) < 0.5


TELLING = """
# %% solution f
### BEGIN SOLUTION
{answer}
def f(x): return 2 * x
### END SOLUTION
# %% test f
with case("f", points=1, message="m") as rng:
    assert f(4) == 8
with case("g", points=1, message="m") as rng:
    assert f(5) == 10
"""


@pytest.mark.parametrize(
    ("answer", "note"),
    [
        (
            "np.testing.assert_allclose = print",
            "replaced numpy.testing.assert_allclose",
        ),
        (
            "import builtins; builtins.all = lambda values: True",
            "replaced builtins.all",
        ),
        (
            "os.write(3, b'GRD1' + bytes(4) + b'x' * 40)",
            "sent the tests messages that no answer sends",
        ),
        ("os._exit(1)", "ended the Python process once"),
        ("hoard = [bytearray(2**20) for _ in range(900)]", ""),
    ],
)
def test_what_code_did_beside_answering_is_noted(
    isolated_executor: IsolatedExecutor, answer: str, note: str
) -> None:
    run = grade(isolated_executor, TELLING.replace("{answer}", answer))
    assert run.problem is None
    if note:
        assert any(note in str(said) for said in run.notes), run.notes
    else:
        assert run.notes == ()


def test_too_much_memory_is_noted(isolated_executor: IsolatedExecutor) -> None:
    hoard = (
        "for _ in range(3):\n"
        "    if os.fork() == 0:\n"
        "        hoard = bytearray(b'x' * 300 * 2**20)\n"
        "        import time; time.sleep(3); os._exit(0)\n"
        "import time; time.sleep(3)"
    )
    text = TELLING.replace("{answer}", hoard)
    run = grade(isolated_executor, text, memory_bytes=400 * 2**20)
    assert run.notes == (Note(Sign.MEMORY),)
    stopped = Failure(Kind.CELL_STOPPED, "f", cause=Failure(Kind.MEMORY))
    assert [case.failure for case in cases(run).values()] == [stopped, stopped]
    assert "This cell used more memory" in str(answer(run, "f").outputs)


def test_honest_answers_have_no_notes(isolated_executor: IsolatedExecutor) -> None:
    answer = "%matplotlib inline\nimport matplotlib.pyplot as plt\nplt.plot([1])"
    run = grade(isolated_executor, TELLING.replace("{answer}", answer))
    assert (run.notes, run.problem) == ((), None)
    assert all(case.passed for case in cases(run).values())


def test_a_class_of_numbers_is_passed_as_itself(
    isolated_executor: IsolatedExecutor,
) -> None:
    run = grade(
        isolated_executor,
        """
# %% solution fill
def fill(value, dtype):
    ### BEGIN SOLUTION
    return np.full((), value, dtype)
    ### END SOLUTION
# %% test fill
with case("classes", points=1, message="m") as rng:
    for kind in (np.float64, np.float32, np.int16, np.bool_, float, int, bool):
        assert fill(1, kind).dtype == np.dtype(kind)
        assert np.asarray(fill(1, kind)).item() == 1
""",
    )
    assert cases(run)["classes"].passed, cases(run)


GIVEN_HELPERS = """
# %%
SCALE = 3.0
offset = [float(k) for k in range(1)]
def tripled(x):
    return SCALE * np.asarray(x)
def shifted(x):
    return tripled(x) + offset[0]
# %% solution first
def first(x):
    ### BEGIN SOLUTION
    return 3 * x
    ### END SOLUTION
{cheat}
# %% hidden first
with case("closed", points=1, message="m") as rng:
    x = rng.normal(size=3)
    np.testing.assert_allclose(first(x), tripled(x))
with case("open", points=1, message="m") as rng:
    x = rng.normal(size=3)
    np.testing.assert_allclose(first(x), shifted(x))
"""
REDEFINED = """    return 0 * x
def tripled(x):
    return 0 * x
def shifted(x):
    return 0 * x
"""


@pytest.mark.parametrize(
    ("cheat", "points", "notes"),
    [
        ("", 2, ()),
        (REDEFINED.replace("    return 0 * x\n", "", 1), 2, ("tripled",)),
        (f"def first(x):\n{REDEFINED}", 0, ("shifted", "tripled")),
        (f"def first(x):\n{REDEFINED}globals()['shifted'] = first", 0, ("shifted",)),
    ],
)
def test_given_functions_are_the_instructors_in_tests(
    isolated_executor: IsolatedExecutor, cheat: str, points: int, notes: tuple[str, ...]
) -> None:
    """Also the one that needs a value of the student's process."""
    run = grade(isolated_executor, GIVEN_HELPERS.replace("{cheat}", cheat))
    assert sum(cell.score for cell in run.cells) == points, run.cells
    assert bool(run.notes) == bool(notes)
    assert all(name in run.notes[0].name for name in notes), run.notes


def test_a_log_holds_what_tests_print_and_nothing_of_students(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = tmp_path / "grader.log"
    monkeypatch.setenv("GRADER_LOG", str(log))
    with IsolatedExecutor() as executor:
        grade(
            executor,
            """
# %% solution half
def half(x):
    ### BEGIN SOLUTION
    print("a student's words")
    return 3 * x
    ### END SOLUTION
# %% hidden half
with case("right", points=1, message="m") as rng:
    print("the test's words")
    assert half(2) == 1, "the assertion's words"
""",
        )
    told = log.read_text()
    assert "the test's words" in told
    assert "AssertionError: the assertion's words" in told
    assert "a student's words" not in told


STRICT = """
# %% solution ones
def ones():
    ### BEGIN SOLUTION
    return [(), 1.0, np.ones(3), np.ones((1, 3)), np.array(1.0)]
    ### END SOLUTION
# %% test ones
with case("nothing", points=1, message="Return three."):
    np.testing.assert_allclose(ones()[0], np.ones(3))
with case("one number", points=1, message="Return three."):
    np.testing.assert_array_equal(ones()[1], np.ones(3))
with case("three", points=1, message="Return three."):
    np.testing.assert_allclose(ones()[2], [1, 1, 1])
with case("a row", points=1, message="Return three."):
    np.testing.assert_allclose(ones()[3], [1, 1, 1])
with case("a scalar", points=1, message="Return one."):
    np.testing.assert_allclose(ones()[2], 1)
with case("a scalar array", points=1, message="Return one."):
    np.testing.assert_allclose(ones()[4], 1)
"""


@pytest.mark.parametrize("engine", ["isolated", "in_kernel"])
def test_comparisons_look_at_the_shape_first(
    engine: str, isolated_executor: IsolatedExecutor
) -> None:
    executor = isolated_executor if engine == "isolated" else KernelExecutor()
    run = grade(executor, STRICT, cell_s=60.0)
    passed = [name for name, case in cases(run).items() if case.passed]
    assert passed == ["three", "a scalar array"]


def test_numbers_of_every_kind_are_numbers_in_a_test(
    isolated_executor: IsolatedExecutor,
) -> None:
    run = grade(
        isolated_executor,
        """
# %% solution third
from fractions import Fraction
from decimal import Decimal
import tensorflow as tf

class Own:
    def __float__(self):
        return 1 / 3

def third(kind):
    ### BEGIN SOLUTION
    return [1 / 3, Fraction(1, 3), Decimal(1) / 3, np.float64(1 / 3), np.array(1 / 3),
            tf.constant(1 / 3, tf.float64), tf.Variable(1 / 3, dtype=tf.float64), Own(),
            np.longdouble(1) / 3, tf.keras.Variable(1 / 3, dtype="float64")][kind]
    ### END SOLUTION
# %% test third
import math
for kind in range(10):
    with case("a third", points=1, message="Divide one by three."):
        assert math.isclose(third(kind), 1 / 3)
        assert math.isclose(float(third(kind)), 1 / 3)
        assert abs(third(kind) - 1 / 3) < 1e-9
        np.testing.assert_allclose(third(kind), 1 / 3)
        np.testing.assert_allclose([third(kind), 1], [1 / 3, 1])
""",
        cell_s=60.0,
        case_s=60.0,
    )
    assert cases(run)["a third"].passed


BROKEN = """
# %%
table = np.load({path!r})
# %% solution total
def total():
    ### BEGIN SOLUTION
    return table.sum()
    ### END SOLUTION
# %% test total
with case("right", points=1, message="m"):
    assert total() == 3
"""


def test_a_given_cell_that_fails_by_itself_is_the_machines_fault(
    isolated_executor: IsolatedExecutor,
) -> None:
    """Cut-off data cost every student the exercise, without a word."""
    run = grade(isolated_executor, BROKEN.format(path="/usr/share/no_such.npy"))
    assert run.problem is not None
    assert run.problem.is_the_machines
    assert run.problem.kind is Kind.GIVEN_FAILED
    assert "table = np.load" in str(run.problem)
    assert "FileNotFoundError" in str(run.problem)


@pytest.mark.parametrize(
    "answer",
    [
        "np.load = None\ndef total():\n    return 3",  # an answer changes a library
        "table_file = 1\nraise ValueError('mine')",
    ],
)
def test_a_given_cell_that_fails_by_an_answer_costs_that_student_alone(
    isolated_executor: IsolatedExecutor, answer: str
) -> None:
    text = f"""
# %% solution total
### BEGIN SOLUTION
{answer}
### END SOLUTION
# %%
from pathlib import Path
Path("x.npy").write_bytes(b"")
np.save("x.npy", [1, 2])
table = np.load("x.npy")
# %% test total
with case("right", points=1, message="m"):
    assert total() == 3
"""
    run = grade(isolated_executor, text)
    assert run.problem is None
