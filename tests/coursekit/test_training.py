"""The training loop: every example once an epoch, one trace, honest reports."""

import sys
import warnings

import numpy as np
import pytest
import tensorflow as tf
from coursekit import training
from coursekit.training import History, budget, progress, train


@pytest.fixture(autouse=True)
def full_budget(monkeypatch):
    monkeypatch.delenv("COURSE_BUDGET", raising=False)
    monkeypatch.setenv("CI", "true")


def recorder(size):
    """A step that counts how often each example is seen, and how often it is traced."""
    seen, traces = tf.Variable(tf.zeros(size, tf.int32)), []

    def step(index):
        traces.append(1)
        seen.scatter_nd_add(index[:, None], tf.ones_like(index))
        return tf.reduce_mean(tf.cast(index, tf.float32))

    return step, seen, traces


def test_every_example_comes_once_an_epoch():
    step, seen, _ = recorder(60)
    train(step, (np.arange(60, dtype=np.int32),), steps=18, batch_size=10)
    np.testing.assert_array_equal(seen.numpy(), 3)


def test_chunks_of_other_sizes_do_not_trace_again():
    step, _, traces = recorder(60)
    train(step, (np.arange(60, dtype=np.int32),), steps=50, batch_size=7, every=15)
    short = len(traces)
    step, _, traces = recorder(60)
    train(step, (np.arange(60, dtype=np.int32),), steps=500, batch_size=7, every=15)
    assert len(traces) == short
    assert short <= 4  # the loop body may be traced twice for each of two shapes


def test_arrays_stay_together():
    first = np.arange(40, dtype=np.int32)
    second = (first * 3).astype(np.int32)
    history = train(
        lambda a, b: tf.reduce_max(tf.abs(3 * a - b)),
        (first, second),
        steps=9,
        batch_size=8,
    )
    assert max(history.losses) == 0


def test_reports_come_every_so_many_steps_with_the_mean_loss():
    counter = tf.Variable(0.0)

    def step(x):
        counter.assign_add(1.0)
        return counter + 0 * tf.reduce_sum(x)

    history = train(
        step,
        (np.zeros(8, np.float32),),
        steps=10,
        batch_size=2,
        every=4,
        report=lambda done: {"done": done},
    )
    assert history.steps == [4, 8, 10]
    np.testing.assert_allclose(history.losses, [2.5, 6.5, 9.5])
    assert history.metrics == {"done": [4.0, 8.0, 10.0]}


def test_the_seed_decides_the_order():
    data = (np.arange(50, dtype=np.float32) ** 2,)
    runs = [
        train(tf.reduce_mean, data, steps=3, batch_size=5, seed=s).losses
        for s in (1, 1, 2)
    ]
    assert runs[0] == runs[1] != runs[2]


def slopes_of(data, order, dropout):
    """A step that learns, its weights, and how it is run without `train`."""
    w = tf.Variable(np.random.default_rng(7).normal(size=(20, 3)).astype(np.float32))

    def step(x, y):
        x = tf.nn.dropout(x, 0.5) if dropout else x
        with tf.GradientTape() as tape:
            losses = tf.nn.sparse_softmax_cross_entropy_with_logits(y, x @ w)
            loss = tf.reduce_mean(losses)
        w.assign_sub(0.1 * tape.gradient(loss, w))
        return loss

    @tf.function
    def one_by_one(indices):
        loss = tf.constant(0.0)
        for i in tf.range(tf.shape(indices)[0]):
            loss += step(*[tf.gather(array, indices[i]) for array in data])
        return loss / tf.cast(tf.shape(indices)[0], tf.float32)

    return step, w, lambda: float(one_by_one(tf.constant(order, tf.int32)))


@pytest.mark.parametrize("dropout", [False, True], ids=["plain", "dropout"])
@pytest.mark.parametrize("drawn_bytes", [1, 9_000, 100_000, 4_000_000])
@pytest.mark.parametrize(
    ("examples", "batch_size", "steps"),
    [(1000, 128, 37), (1000, 7, 523), (500, 500, 20), (33, 1, 70)],
)
def test_drawing_many_batches_together_changes_no_bit(
    examples, batch_size, steps, drawn_bytes, dropout, monkeypatch
):
    monkeypatch.setattr(training, "DRAWN_BYTES", drawn_bytes)
    rng = np.random.default_rng(1)
    data = (
        rng.normal(size=(examples, 20)).astype(np.float32),
        rng.integers(0, 3, examples).astype(np.int32),
    )
    rows = training._batches(examples, batch_size, 4)
    order = np.stack([next(rows) for _ in range(steps)])
    tf.random.set_seed(5)
    step, together, _ = slopes_of(data, order, dropout)
    sizes = {"steps": steps, "batch_size": batch_size, "every": steps}
    losses = train(step, data, seed=4, **sizes).losses
    tf.random.set_seed(5)
    _, apart, one_by_one = slopes_of(data, order, dropout)
    assert losses == [one_by_one()]
    assert together.numpy().tobytes() == apart.numpy().tobytes()


def test_the_order_of_examples_for_a_seed_stays_what_it_was():
    """Golden: the losses are sums of small whole numbers, which no processor rounds."""

    def step(index):
        return tf.cast(tf.reduce_sum(index[:5]), tf.float32)

    data = (np.arange(60, dtype=np.int32),)
    history = train(step, data, steps=25, batch_size=7, every=8, seed=11)
    assert history.losses == [146.5, 145.625, 156.25, 229.0]


def test_only_a_few_megabytes_are_drawn_together():
    def drawn(*shapes):
        tensors = [tf.zeros(shape) for shape in shapes]
        return training._batches_at_once(tensors, 128)

    assert drawn((500, 784), (500, 10)) == 9
    assert drawn((500,)) == 7812
    assert drawn((129, 100, 784)) == 1


def test_it_learns_a_line():
    x = np.random.default_rng(3).normal(size=(200, 1)).astype(np.float32)
    w = tf.Variable([[0.0]])

    def step(x, y):
        with tf.GradientTape() as tape:
            loss = tf.reduce_mean((x @ w - y) ** 2)
        w.assign_sub(0.1 * tape.gradient(loss, w))
        return loss

    history = train(step, (x, 4 * x), steps=100, batch_size=20)
    assert abs(float(w[0, 0]) - 4) < 1e-2
    assert history.losses[-1] < 0.01 * history.losses[0]


def test_grading_makes_fewer_steps(monkeypatch):
    monkeypatch.setenv("COURSE_BUDGET", "grade")
    data = (np.zeros(4, np.float32),)
    assert train(tf.reduce_sum, data, steps=20, batch_size=2).steps[-1] == 5
    assert (
        train(tf.reduce_sum, data, steps=20, batch_size=2, grade_steps=3).steps[-1] == 3
    )
    assert budget(7, 2) == 2


def test_a_student_has_the_full_budget():
    assert budget(7, 2) == 7


@pytest.mark.parametrize("bad", [np.nan, np.inf])
def test_a_loss_that_is_not_finite_teaches(bad):
    with pytest.raises(FloatingPointError, match="learning rate"):
        train(
            lambda x: tf.reduce_sum(x) + bad,
            (np.zeros(4, np.float32),),
            steps=4,
            batch_size=2,
        )


def test_arrays_of_other_lengths_are_refused():
    with pytest.raises(ValueError, match="same number"):
        train(lambda a, b: 0.0, (np.zeros(4), np.zeros(5)), steps=1, batch_size=2)


@pytest.mark.parametrize("size", [0, 5])
def test_a_batch_that_does_not_fit_is_refused(size):
    with pytest.raises(ValueError, match="from 1 to 4"):
        train(lambda a: 0.0, (np.zeros(4),), steps=1, batch_size=size)


def test_progress_counts_and_iterates():
    assert list(progress([1, 2, 3])) == [1, 2, 3]
    with progress(5, "work") as line:
        line.update(5)
    assert History().steps == []


X, Y = np.ones((50, 4), np.float32), np.zeros(50, np.int32)


@pytest.mark.parametrize(
    ("step", "words"),
    [
        (
            lambda x, y: tf.reduce_mean(x @ tf.zeros((3, 2))),
            r"float32 \(10, 4\), int32 \(10,\): .* but are 4 and 3\. Print the shapes",
        ),
        (
            lambda x, y: tf.reduce_mean(
                tf.nn.softmax_cross_entropy_with_logits(labels=y, logits=x)
            ),
            r"labels as ints have shape \(batch,\)",
        ),
        (
            lambda x, y: tf.reduce_mean(
                tf.nn.sparse_softmax_cross_entropy_with_logits(labels=y + 9, logits=x)
            ),
            "label value of 9 which is outside the valid range",
        ),
        (lambda x, y: x, r"loss of shape \(10, 4\).*tf.reduce_mean"),
        (lambda x, y: None, "returned nothing: end it with `return loss`"),
    ],
    ids=["matrix", "one-hot wanted", "label too large", "no scalar", "no return"],
)
def test_a_step_that_fails_is_told_with_the_shapes_it_was_given(step, words):
    with pytest.raises(ValueError, match=words) as caught:
        train(step, (X, Y), steps=5, batch_size=10)
    assert "\n" not in str(caught.value)


def test_memory_that_runs_out_is_told_with_a_cure():
    def step(x, y):
        raise tf.errors.ResourceExhaustedError(None, None, "OOM when allocating")

    with pytest.raises(MemoryError, match="batch of 10: take a smaller batch_size"):
        train(step, (X, Y), steps=5, batch_size=10)


def test_an_unanswered_part_stays_unanswered():
    def step(x, y):
        raise NotImplementedError("Replace this line with your answer.")

    with pytest.raises(NotImplementedError):
        train(step, (X, Y), steps=5, batch_size=10)


def test_progress_is_plain_text_on_stdout_without_a_warning(monkeypatch, capsys):
    """Without ipywidgets `tqdm.auto` warns on red and draws its bar there too."""
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.delenv("COURSE_BUDGET", raising=False)
    monkeypatch.setitem(sys.modules, "ipywidgets", None)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert list(progress([1, 2, 3], "work")) == [1, 2, 3]
    told = capsys.readouterr()
    assert "work: 100%" in told.out
    assert told.err == ""
