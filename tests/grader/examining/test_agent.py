"""A student's objects as the trusted side sees them, over a real sandboxed kernel."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest

from grader.engines.isolated import IsolatedExecutor
from grader.examining import remote
from grader.examining.cases import KernelLost, StudentError
from grader.examining.connection import Connection
from grader.examining.wire import messages

STUDENT = """
import os
import numpy as np
import tensorflow as tf

def double(x): return x * 2
def same(x): return x
def fail(x): raise KeyError(f"no {x}")
def clear(x): x[...] = 0
def clear_and_return(x): x[...] = 0; return x
def clear_all(arrays):
    for array in arrays: array[...] = 0
def grow(items): items.append(len(items))
def update(params): params["w"] -= 1.0
def apply(function, x): return function(x) + 1
def count(n):
    for i in range(n): yield i
def draw(rng): return rng.normal(size=3)
def square(x): return tf.reduce_sum(x ** 2), {"mean": tf.reduce_mean(x)}
def assign(v): v.assign_add(tf.ones_like(v))
def leave(): os._exit(0)
def loud(): print("x" * 1000); return 1
class Counter:
    def __init__(self): self.n = 0; self.items = {}
    def step(self): self.n += 1; return self.n
    def __len__(self): return 7
    def __getitem__(self, key): return self.items[key]
    def __setitem__(self, key, value): self.items[key] = value
    def __contains__(self, key): return True
    def __add__(self, other): return 40 + other
    __radd__ = __sub__ = __rsub__ = __lt__ = __abs__ = __eq__ = __add__
def half():
    from fractions import Fraction
    return Fraction(1, 2)
def halves():
    from decimal import Decimal
    return [Decimal("0.5"), half() ** 2]
class Fickle:
    def __init__(self): self.n = 0
    def next(self): self.n += 1; return self.n
    def __getitem__(self, key): return self.next()
    def __len__(self): return self.next()
    def __array__(self, dtype=None, copy=None): return np.array(self.next())
    value = property(next)
def put_all(v, items, names):
    v.assign(tf.zeros_like(v)); items[0][...] = 0; names.add("b"); return items
"""


@pytest.fixture(scope="module")
def student(isolated_executor: IsolatedExecutor) -> Iterator[Connection]:
    session = isolated_executor.zygote.open()
    process, sock = session.fork("kernel")
    kernel = Connection(sock)
    reply, _ = kernel.ask("cell", source=STUDENT)
    assert reply["succeeded"], reply
    yield kernel
    process.end()
    session.close()


@pytest.mark.parametrize("value", [3, 1.5, "ab", [1, 2], (1, 2), np.float32(2)])
def test_values_come_back_by_value(student: Connection, value: Any) -> None:
    answer = student.name("double")(value)
    assert answer == value * 2
    assert type(answer) is type(value * 2)


def test_arrays_and_tensors_keep_their_dtype(student: Connection) -> None:
    import tensorflow as tf

    rng = np.random.default_rng()
    value = rng.normal(size=(2, 3)).astype(np.float32)
    answer = student.name("double")(value)
    assert answer.dtype == np.float32
    np.testing.assert_array_equal(answer, value * 2)
    tensor = student.name("double")(tf.constant(value))
    assert isinstance(tensor, tf.Tensor)
    np.testing.assert_array_equal(tensor.numpy(), value * 2)


def test_an_argument_that_is_returned_keeps_its_identity(student: Connection) -> None:
    value = np.arange(3.0)
    assert student.name("same")(value) is value


def test_exceptions_map_to_builtin_types_with_bounded_text(student: Connection) -> None:
    with pytest.raises(KeyError) as caught:
        student.name("fail")("x" * 5000)
    assert isinstance(caught.value, StudentError)
    assert len(str(caught.value)) <= remote.MAX_TEXT


def test_changes_in_place_come_back(student: Connection) -> None:
    value, items = np.ones(4), [0]
    params = {"w": np.ones(2)}
    student.name("clear")(value)
    student.name("grow")(items)
    student.name("update")(params)
    assert not value.any()
    assert items == [0, 1]
    assert not params["w"].any()


def test_changes_of_arrays_inside_containers_come_back(student: Connection) -> None:
    pair, params = (np.ones(2), np.ones(3)), {"w": [np.ones(2)]}
    student.name("clear_all")([*pair])
    student.name("clear_all")(pair)
    student.name("clear_all")(params["w"])
    assert not any(array.any() for array in (*pair, *params["w"]))


def test_a_change_beside_a_result_is_noted_and_can_be_kept_out(
    student: Connection,
) -> None:
    value = np.ones(4)
    student.write_back.is_kept, student.write_back.happened = False, False
    try:
        returned = student.name("clear_and_return")(value)
    finally:
        student.write_back.is_kept = True
    assert value.all()
    assert not returned.any()
    assert student.write_back.happened


def test_callbacks_run_on_this_side(student: Connection) -> None:
    seen: list[float] = []

    def function(x: float) -> float:
        seen.append(x)
        return x * 10

    assert student.name("apply")(function, 2.0) == 21.0
    assert seen == [2.0]


def test_generators_are_iterated_remotely(student: Connection) -> None:
    assert list(student.name("count")(4)) == [0, 1, 2, 3]


def test_a_generator_of_numbers_travels_with_its_state(student: Connection) -> None:
    got = student.name("draw")(np.random.default_rng(5))
    np.testing.assert_array_equal(got, np.random.default_rng(5).normal(size=3))


def test_instances_work_by_handle(student: Connection) -> None:
    counter = student.name("Counter")()
    assert [counter.step(), counter.step(), counter.n] == [1, 2, 2]
    counter.n = 10
    counter["k"] = 3
    assert counter.step() == 11
    assert counter["k"] == 3
    assert len(counter) == 7


OPERATIONS = {
    "plus": lambda c: c + 2,
    "minus": lambda c: 2.0 - c,
    "minus a number of NumPy": lambda c: np.float64(2) - c,
    "an array minus it": lambda c: np.ones(3) - c,
    "at most": lambda c: c <= np.float64(3),
    "absolute": abs,
    "greatest": lambda c: max([c, 3]),
    "equal": lambda c: np.float64(3) == c,
    "unequal": lambda c: c != 3,
    "member": lambda c: 3 in [c],
}


@pytest.mark.parametrize("compute", OPERATIONS.values(), ids=list(OPERATIONS))
def test_a_students_object_takes_no_part_in_what_a_test_computes(
    compute: Callable[[Any], Any], student: Connection
) -> None:
    with pytest.raises(remote.ObjectStop):
        compute(student.name("Counter")())


def test_numbers_of_other_kinds_have_a_value(student: Connection) -> None:
    assert student.name("half")() == 0.5
    assert student.name("halves")() == [0.5, 0.25]


def test_what_was_asked_once_is_not_another_thing_later(student: Connection) -> None:
    fickle = student.name("Fickle")()
    reads = {
        "array": lambda: float(np.asarray(fickle)),
        "float": lambda: float(fickle),
        "item": lambda: fickle["k"],
        "length": lambda: len(fickle),
        "attribute": lambda: fickle.value,
    }
    for name, read in reads.items():
        assert read() == read(), name
    before = {name: read() for name, read in reads.items()}
    student.name("double")(1)  # code ran, so that what there is may have changed
    assert all(read() != before[name] for name, read in reads.items())


def test_changes_beside_a_result_can_be_kept_out_whatever_was_passed(
    student: Connection,
) -> None:
    import tensorflow as tf

    def call() -> Any:
        passed = (tf.Variable([1.0]), [np.ones(2), (np.ones(3), "x")], {"a"})
        returned = student.name("put_all")(*passed)
        assert not returned[0].any()
        assert returned[1][1] == "x"
        variable, (first, _), names = passed
        return float(variable[0]), float(first.sum()), len(names)

    assert call() == (0, 0, 2)
    student.write_back.is_kept = False
    try:
        assert call() == (1, 2, 1)
        student.write_back.in_place = True
        assert call() == (0, 0, 2)
    finally:
        student.write_back.is_kept, student.write_back.in_place = True, False


def test_handles_have_no_truth_and_equal_only_themselves(student: Connection) -> None:
    counter = student.name("Counter")()
    with pytest.raises(TypeError):
        bool(counter)
    assert counter == counter


def test_gradients_flow_through_a_students_function(student: Connection) -> None:
    import tensorflow as tf

    x = tf.Variable([1.0, 3.0])
    with tf.GradientTape() as tape:
        value, more = student.name("square")(x)
        total = 3 * value + 2 * more["mean"]
    np.testing.assert_allclose(tape.gradient(total, x), [7.0, 19.0])


def test_variables_are_updated_by_a_students_function(student: Connection) -> None:
    import tensorflow as tf

    variable = tf.Variable([1.0, 2.0])
    student.name("assign")(variable)
    np.testing.assert_array_equal(variable.numpy(), [2.0, 3.0])


def test_a_missing_name_is_a_name_error(student: Connection) -> None:
    with pytest.raises(NameError):
        student.name("absent")


def test_printed_text_of_a_call_goes_nowhere(student: Connection) -> None:
    student.name("loud")()
    reply, _ = student.ask("cell", source="1 + 1")
    assert "xx" not in str(reply["outputs"])


def test_a_call_costs_well_under_a_millisecond(student: Connection) -> None:
    double = student.name("double")
    start = time.process_time()
    for _ in range(500):
        double(2)
    assert (time.process_time() - start) / 500 < 1e-3


def test_many_handles_are_released(student: Connection) -> None:
    before = student.name("double")
    made = student.name("Counter")
    for _ in range(300):
        made()
    student.ask("seed", seed=1)
    student.ask(
        "cell",
        source="import gc; ALIVE = sum(type(o) is Counter for o in gc.get_objects())",
    )
    assert student.name("ALIVE") < 50
    assert before(1) == 2


def test_a_dead_kernel_is_lost_and_no_test_can_catch_it(
    isolated_executor: IsolatedExecutor, student: Connection
) -> None:
    session = isolated_executor.zygote.open()
    process, sock = session.fork("kernel")
    kernel = Connection(sock)
    try:
        kernel.ask("cell", source=STUDENT)
        with pytest.raises(KernelLost) as caught:
            kernel.name("leave")()
        assert not isinstance(caught.value, Exception)
        assert kernel.lost
    finally:
        process.end()
        session.close()


def test_what_cannot_be_passed_is_said_in_a_sentence(student: Connection) -> None:
    with pytest.raises(messages.Unsendable, match="cannot pass"):
        student.name("double")(object())
