"""The plain engine: what each kind of cell gives, and that nothing stops a run."""

import dataclasses

import pytest
from coursekit.kernel import KernelError

from grader.engines.engine import Limits
from grader.engines.in_kernel import KernelExecutor
from grader.submissions.failures import Failure, Kind
from tests.grader.small_class import MAX_SCORE, RIGHT, with_answers

LIMITS = Limits(cell_s=20, case_s=5)
QUICK = dataclasses.replace(LIMITS, cell_s=1, case_s=1)


def run(answers, limits=LIMITS, seed=1):
    return KernelExecutor().execute(with_answers(answers), seed=seed, limits=limits)


def scores(execution):
    return {cell.grade_id: cell.score for cell in execution.cells}


def messages(execution):
    return {
        case.name: case.message
        for cell in execution.cells
        for case in cell.cases
        if not case.passed
    }


FULL = {
    "test_double": 1.5,
    "hidden_double": 2,
    "test_root": 1,
    "hidden_root": 3,
    "test_predict_sum": 1,
}


def outputs(execution, cell_id):
    (cell,) = (cell for cell in execution.notebook.cells if cell.id == cell_id)
    return cell.outputs


def test_right_answers_get_every_point_and_cost_is_measured():
    execution = run(RIGHT)
    assert scores(execution) == FULL
    assert sum(FULL.values()) == MAX_SCORE
    assert execution.problem is None
    assert 0 < execution.cpu_seconds < 60
    assert 0 < execution.seconds < 60
    lines, value = outputs(execution, "test_double")
    assert lines.text == "✓ doubles\n✓ zero\n"
    assert value.data == {"text/plain": "1.5"}


def test_a_wrong_answer_loses_its_cases_alone():
    answers = {**RIGHT, "double": "def double(x):\n    return abs(2 * x)"}
    execution = run(answers, seed=2)
    assert scores(execution) == {**FULL, "hidden_double": 0} | {
        "test_double": scores(execution)["test_double"]
    }
    assert messages(execution)["negative"] == "Mind the sign."
    print_seen = outputs(execution, "hidden_double")[0].text
    assert print_seen == "✗ negative: Mind the sign.\n"


def test_a_blank_notebook_gets_nothing_and_says_why():
    execution = run({})
    assert set(scores(execution).values()) == {0}
    told = messages(execution)
    unfinished = Failure(Kind.UNFINISHED)
    assert told["doubles"] == f"Multiply by two. {unfinished}"
    # A line above the cases fails: all of them fail with the cell.
    assert told["of squares"] == f"Squares have whole roots. {unfinished}"
    assert "'predicted_sum' is not defined" in told["filled in"]
    assert outputs(execution, "predict_sum")[0].evalue == str(unfinished)


def test_errors_of_student_code_are_told_with_a_quote_in_visible_tests_only():
    answers = {**RIGHT, "double": "def double(x):\n    raise KeyError('my secret')"}
    told = messages(run(answers))
    assert told["doubles"] == (
        """Multiply by two. Your code raised KeyError, which says "'my secret'"."""
    )
    assert told["negative"] == "Mind the sign. Your code raised KeyError."


def test_show_cells_and_text_answers_do_not_run():
    seen = "\nassert 'shown_by_a_plot' not in dir()"
    execution = run({**RIGHT, "root": RIGHT["root"] + seen})
    assert outputs(execution, "root") == []


def test_a_kernel_that_dies_in_an_answer_costs_that_exercise_alone():
    answers = {**RIGHT, "double": "import os\nos._exit(3)"}
    execution = run(answers)
    assert scores(execution) == {**FULL, "test_double": 0, "hidden_double": 0}
    assert outputs(execution, "double")[0].evalue == (
        "This cell ended the Python process."
    )


def test_a_kernel_that_dies_in_a_test_costs_that_exercise_alone():
    deadly = "import os\ndef root(x):\n    os._exit(0)"
    execution = run({**RIGHT, "root": deadly})
    assert scores(execution) == {**FULL, "test_root": 0, "hidden_root": 0}
    assert messages(execution)["of four"].endswith(
        "Your code ended the Python process."
    )


def test_cases_before_a_death_stand():
    deadly = "import os\ndef double(x):\n    return 2 * x if x else os._exit(0)"
    execution = run({**RIGHT, "double": deadly})
    assert scores(execution) == {**FULL, "test_double": 1}


def test_a_hang_costs_its_cases_alone():
    hang = "def root(x):\n    while True:\n        pass"
    execution = run({**RIGHT, "root": hang}, QUICK)
    assert scores(execution) == {**FULL, "test_root": 0, "hidden_root": 0}
    assert messages(execution)["of four"].endswith("did not finish in time.")


def test_a_cell_that_never_ends_is_stopped_and_the_rest_goes_on():
    execution = run({**RIGHT, "predict_sum": "while True:\n    pass"}, QUICK)
    assert scores(execution) == {**FULL, "test_predict_sum": 0}
    assert outputs(execution, "predict_sum")[-1].evalue == (
        "This cell was stopped after 1 seconds."
    )


def test_a_hang_that_swallows_interrupts_costs_the_kernel_only(monkeypatch):
    monkeypatch.setattr("coursekit.kernel.GRACE_SECONDS", 0.3)
    stubborn = (
        "while True:\n    try:\n        while True:\n            pass\n"
        "    except BaseException:\n        pass"
    )
    execution = run({**RIGHT, "double": stubborn}, QUICK)
    assert scores(execution) == {**FULL, "test_double": 0, "hidden_double": 0}


def test_dying_too_often_or_running_out_of_time_ends_with_a_reason():
    deadly = "import os\ndef double(x):\n    os._exit(0)"
    few = dataclasses.replace(LIMITS, restarts=0)
    execution = run({**RIGHT, "double": deadly}, few)
    assert set(scores(execution).values()) == {0}
    assert "too often" in messages(execution)["of four"]
    none = dataclasses.replace(LIMITS, submission_s=0)
    assert "stopped after 0 seconds" in messages(run(RIGHT, none))["of four"]


def test_output_is_bounded():
    flood = RIGHT["double"] + "\nprint('x' * 5_000_000)\nprint('more')"
    execution = run({**RIGHT, "double": flood})
    text = "".join(output.text for output in outputs(execution, "double"))
    assert "cut off" in text
    assert len(text) < 150_000
    assert scores(execution) == FULL


def test_inputs_depend_on_the_seed_alone():
    answers = {**RIGHT, "double": "def double(x):\n    raise ValueError(repr(x))"}
    first, second, other = (messages(run(answers, seed=s)) for s in (5, 5, 6))
    assert first["doubles"] == second["doubles"] != other["doubles"]


def test_a_machine_without_kernels_is_a_problem_and_not_a_zero(monkeypatch):
    def refuse(*_):
        raise KernelError("No kernel could be started: no such file.")

    monkeypatch.setattr("coursekit.kernel.JupyterKernel", refuse)
    execution = run(RIGHT)
    assert execution.problem.is_the_machines
    assert str(execution.problem) == "No kernel could be started: no such file."


@pytest.mark.parametrize("threads", [None, 1])
def test_the_environment_of_a_kernel(threads, monkeypatch):
    from grader.engines.environment import graded_environment, tensorflow_threads

    monkeypatch.setenv("COURSE_DATA", "/somewhere/else")
    environment = {**graded_environment(), **tensorflow_threads(threads)}
    assert environment["COURSE_BUDGET"] == "grade"
    assert environment["COURSE_DATA"] == "/somewhere/else"
    assert environment.get("TF_NUM_INTRAOP_THREADS") == (threads and str(threads))
