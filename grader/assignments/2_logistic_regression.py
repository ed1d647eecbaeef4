# %% [markdown]
# # 2. Logistic regression
#
# One matrix, one vector, and ten letters: the smallest network there is, built by hand. You will write every piece of it, check each piece against a library, and train it with the three ideas that still train the largest models: a loss, its gradient, and small random batches. At the end you will know what each line of a training loop is for, because you wrote it.

# %% [markdown]
# **What you will build**
#
# | step | you write |
# |---|---|
# | scores to probabilities | `softmax` |
# | how wrong? | `one_hot`, `cross_entropy`, `entropy` |
# | which way is down? | a gradient by hand, by nudging, by `tf.GradientTape` |
# | going down | full batch, random batches, momentum, decay, AdaGrad |
# | can I believe it? | validation, test, and a leaderboard that fools everyone |
#
# **Time**: about three hours; every cell runs in seconds on a laptop.
#
# **You need**: assignment 1, matrix products, and the chain rule.
#
# **You may import** all that comes with Python, and NumPy, SciPy, scikit-learn, TensorFlow with Keras, Matplotlib, imageio, Pillow and tqdm. Nothing else is there when your answers are graded: no pandas, for example, though Colab has it.

# %% [markdown]
# ## Setup
#
# Imports, one style for all plots, and one seed. `case` marks a graded check: run a test cell and it tells you what holds and what does not yet. You may import Python's standard library, NumPy, SciPy, scikit-learn, Matplotlib, Pillow, imageio, tqdm, Keras and TensorFlow; nothing else is there when your notebook is graded, no pandas either.

# %%
import math
import time

import matplotlib.pyplot as plt
import numpy as np
import tensorflow as tf
from sklearn.linear_model import LogisticRegression

from coursekit import (
    LETTERS,
    case,
    load_glyphs,
    normalize,
    plot_curves,
    setup,
    show_images,
    train,
)

setup()

# %% [markdown]
# The letters of assignment 1, flattened: each 28×28 image becomes a row of 784 numbers in [-1, 1). Rows are examples from here on.
#
# Remember two facts. About 6.5 % of the training and validation labels are wrong, and the test labels are nearly all right. So **test accuracy above validation accuracy is normal here**; it is not a mistake of yours.

# %%
NUM_CLASSES, NUM_PIXELS = 10, 28 * 28

glyphs = load_glyphs(num_train=50_000)
x_train = normalize(glyphs.x_train).reshape(-1, NUM_PIXELS)  # (50000, features)
x_valid = normalize(glyphs.x_valid).reshape(-1, NUM_PIXELS)
x_test = normalize(glyphs.x_test).reshape(-1, NUM_PIXELS)
y_train, y_valid, y_test = glyphs.y_train, glyphs.y_valid, glyphs.y_test  # 0..9

# %% show
letters = [LETTERS[label] for label in y_train[:20]]
_ = show_images(glyphs.x_train[:20], letters, columns=10)

# %% [markdown]
# ## Part 1. Scores become probabilities
#
# A classifier gives each class a score (a **logit**), any real number. Softmax turns scores into probabilities:
#
# $$p_i = \frac{e^{s_i}}{\sum_j e^{s_j}}$$
#
# Do it once by hand. For the scores 3, 1 and 0.2 the exponentials are about 20.09, 2.72 and 1.22, which sum to 24.03.

# %% show
exponentials = [math.exp(score) for score in (3.0, 1.0, 0.2)]
total = sum(exponentials)
[round(value / total, 3) for value in exponentials]

# %% [markdown]
# ### Exercise: `softmax` (6 points)
#
# Write it for arrays of any shape, floats or whole numbers, along any axis. Textbooks often keep one example per **column** (`axis=0`); code keeps one per **row** (`axis=1`, or `axis=-1`). Yours serves both.
#
# It must also survive scores of ±10,000, where $e^{s}$ overflows.
#
# <details><summary>Hint</summary>Adding the same number to every score changes nothing, because the factor cancels. Which number would make every exponent at most 0?</details>

# %% solution softmax
def softmax(scores, axis=-1):
    """Turn scores into probabilities that sum to 1 along `axis`.

    Args:
        scores: array of real numbers, any shape, also very large ones.
        axis: the axis that runs over the classes.

    Returns:
        Array of the same shape, values in [0, 1].

    Example:
        softmax(np.array([0.0, 0.0])) -> [0.5, 0.5]
    """
    ### BEGIN SOLUTION
    exponentials = np.exp(scores - np.max(scores, axis=axis, keepdims=True))
    return exponentials / np.sum(exponentials, axis=axis, keepdims=True)
    ### END SOLUTION

# %% [markdown]
# Try it: the numbers from above, three times, one example per row. Each row should read 0.836, 0.113, 0.051, and agree with TensorFlow.

# %% show
three_rows = np.tile([3.0, 1.0, 0.2], (3, 1))  # (batch, classes)
np.testing.assert_allclose(softmax(three_rows), tf.nn.softmax(three_rows))
np.round(softmax(three_rows), 3)

# %% test softmax
with case("rows sum to one", points=1, message="With axis=1 divide by the sum of each row; keepdims=True keeps the shapes compatible.") as rng:
    probabilities = np.asarray(softmax(rng.normal(size=(5, 3)), axis=1))
    assert probabilities.shape == (5, 3), f"expected shape (5, 3), got {probabilities.shape}"
    np.testing.assert_allclose(probabilities.sum(axis=1), np.ones(5), rtol=1e-5)
with case("the lecture's example", points=1, message="Each probability is exp(score) over the sum of all exp(scores).") as rng:
    np.testing.assert_allclose(
        softmax(np.array([3.0, 1.0, 0.2])), [0.8360, 0.1131, 0.0508], atol=1e-4
    )

# %% hidden softmax
def trusted_softmax(scores, axis):
    scores = np.asarray(scores, np.float64)
    powers = np.exp(scores - scores.max(axis=axis, keepdims=True))
    return powers / powers.sum(axis=axis, keepdims=True)


with case("columns as examples", points=1, message="With axis=0 every column must sum to one: pass `axis` on to whatever runs over the classes.") as rng:
    scores = rng.normal(scale=3, size=(4, 6))
    np.testing.assert_allclose(softmax(scores, axis=0), trusted_softmax(scores, 0), rtol=1e-4, atol=1e-7)
with case("any number of axes", points=1, message="Do not assume two axes: work along `axis`, the last one by default, for arrays of any shape and for whole numbers, negative axes included.") as rng:
    scores = rng.normal(scale=3, size=(2, 5, 3))
    for axis in (0, 1, 2, -1, -2):
        np.testing.assert_allclose(softmax(scores, axis=axis), trusted_softmax(scores, axis), rtol=1e-4, atol=1e-7)
    whole = rng.integers(-4, 5, size=(3, 4))
    np.testing.assert_allclose(softmax(whole), trusted_softmax(whole, -1), rtol=1e-4, atol=1e-7)
with case("huge scores", points=2, message="Scores of ±10,000 overflow exp: subtract the maximum along `axis` first, for each example its own.") as rng:
    # Far apart or exact in 32 bits, so that every precision gives the same.
    scores = rng.permuted(np.tile([-9_000.0, -4_000, 0, 5_000, 10_000], (6, 1)), axis=1)
    scores[0] = [-10_000, -10_001, -10_002, -10_003, -10_004]
    scores[1] = [10_000, 10_001, 10_002, 10_003, 10_004]
    np.testing.assert_allclose(softmax(scores, axis=1), trusted_softmax(scores, 1), rtol=1e-4, atol=1e-7)

# %% [markdown]
# From here on the notebook uses TensorFlow's softmax under the same name, so that a slip above costs you nothing below.

# %%
def softmax(scores, axis=-1):
    return tf.nn.softmax(scores, axis=axis).numpy()

# %% [markdown]
# ### What one score can do
#
# Two classes hold the scores 1.0 and 0.2, and the third score moves from -2 to 6. Watch the probabilities share a total of one.

# %% show
moving = np.arange(-2.0, 6.0, 0.1)
scores = np.stack([moving, np.full_like(moving, 1.0), np.full_like(moving, 0.2)])
figure, axes = plt.subplots()
axes.plot(moving, softmax(scores, axis=0).T, label=["moving", "score 1.0", "score 0.2"])
axes.set(title="What does one rising score do to the others?")
axes.set(xlabel="moving score", ylabel="probability")
_ = axes.legend()

# %% [markdown]
# The rising class takes its share from all others, in proportion to what they had. It comes close to 1 but never reaches it.

# %% [markdown]
# ### Predict: times ten (1 point)
#
# `softmax([3, 1, 0.2])` gives its first class 0.836. Multiply all three scores by **10**: what probability does the first class have now? And when they are divided by 10? Write down your guess for **times ten**, then look. You are graded for guessing, not for being right.

# %% solution predict_times_ten
# predicted_first = a number from 0 to 1
### BEGIN SOLUTION
predicted_first = 1.0
### END SOLUTION

# %% test predict_times_ten
with case("a prediction is there", points=1, message="Set predicted_first to a number from 0 to 1.") as rng:
    assert 0 <= float(predicted_first) <= 1

# %% show
small_scores = np.array([3.0, 1.0, 0.2])
print("your guess    ", predicted_first)
for factor in (10, 1, 0.1):
    print(f"scores × {factor:<4} ", tf.nn.softmax(small_scores * factor).numpy().round(3))

# %% [markdown]
# Larger scores make the classifier **sure**, smaller ones make it **undecided**, though the order of the classes never changes. Keep this in mind: a good network starts undecided (small scores), and becomes sure as it learns.

# %% [markdown]
# ## Part 2. How wrong is a guess?
#
# The target for the letter C (class 2) is a probability too: 1 for C and 0 for the rest. Written as a row, it has a single 1: a **one-hot** vector.
#
# ### Exercise: `one_hot` (4 points)
#
# Turn a vector of labels into a matrix of one-hot rows.
#
# <details><summary>Hint</summary>Compare the labels, as a column, with the row 0, 1, 2, … and let broadcasting make the matrix.</details>

# %% solution one_hot
def one_hot(labels, num_classes):
    """Turn labels into one-hot rows.

    Args:
        labels: int array (batch,) of any whole type, values 0 .. num_classes - 1.
        num_classes: how many columns the result has.

    Returns:
        float32 array (batch, num_classes).

    Example:
        one_hot(np.array([2, 0]), 3) -> [[0, 0, 1], [1, 0, 0]]
    """
    ### BEGIN SOLUTION
    return (np.arange(num_classes) == np.asarray(labels)[:, None]).astype(np.float32)
    ### END SOLUTION

# %% [markdown]
# The labels 2, 0, 1 should give a 1 in column 2, then 0, then 1.

# %% show
one_hot(np.array([2, 0, 1]), 3)

# %% test one_hot
with case("a small example", points=1, message="Row i has its single 1 in column labels[i], and there are num_classes columns, whichever labels occur.") as rng:
    np.testing.assert_array_equal(one_hot(np.array([2, 0]), 3), [[0, 0, 1], [1, 0, 0]])
    expected = [[0, 1, 0, 0, 0], [0, 1, 0, 0, 0], [1, 0, 0, 0, 0]]
    np.testing.assert_array_equal(one_hot(np.array([1, 1, 0]), 5), expected)
with case("floating point", points=1, message="Return float32, a row for each label: these rows enter products with probabilities.") as rng:
    result = np.asarray(one_hot(np.array([1, 1, 0]), 2))
    assert result.dtype == np.float32, f"expected float32, got {result.dtype}"
    assert len(result) == 3, f"expected 3 rows, got {len(result)}"

# %% hidden one_hot
with case("any number of classes", points=1, message="The result has a row for each label and num_classes columns, in any batch: more examples than classes, fewer, or all of one class.") as rng:
    for num_classes in (2, 7, 26):
        labels = rng.integers(0, num_classes, size=30)
        np.testing.assert_array_equal(one_hot(labels, num_classes), np.eye(num_classes)[labels])
    for labels in (np.array([0, 1]), np.array([3, 3, 3]), rng.permutation(6)):
        np.testing.assert_array_equal(one_hot(labels, 6), np.eye(6)[labels])
with case("batch of one and int32", points=1, message="A batch of one example still has two axes, and labels may be of any whole type, such as uint8, int32 and int64, in a batch of any size.") as rng:
    for kind, size in ((np.int32, 1), (np.int64, 1), (np.uint8, 1), (np.uint8, 300)):
        label = rng.integers(0, 10, size=size).astype(kind)
        np.testing.assert_array_equal(one_hot(label, 10), np.eye(10)[label])

# %% [markdown]
# ### Exercise: `cross_entropy` (6 points)
#
# The distance between a guess $p$ and a target $t$: $D(p, t) = -\sum_i t_i \ln p_i$. With a one-hot target it is $-\ln$ of the probability given to the right class: 0 when sure and right, large when sure and wrong. Return the **mean over the batch**.
#
# A probability of exactly 0 would give $\ln 0$. Treat anything below `smallest` as `smallest`, so the worst loss is about 16 and never infinite.

# %% solution cross_entropy
def cross_entropy(probabilities, targets, smallest=1e-7):
    """Mean cross-entropy of a batch, in nats per example.

    Args:
        probabilities: array or nested list (batch, classes), rows sum to 1.
        targets: the same, one-hot or any distribution.
        smallest: probabilities below this count as this; all others stay.

    Returns:
        One number.

    Example:
        cross_entropy([[0.5, 0.5]], [[1, 0]]) -> 0.693
    """
    ### BEGIN SOLUTION
    logs = np.log(np.maximum(probabilities, smallest))
    return -np.mean(np.sum(np.asarray(targets) * logs, axis=1))
    ### END SOLUTION

# %% [markdown]
# Three guesses at the same letter, whose right class is the first: sure and right (0.01), undecided (1.10), sure and wrong (4.61).

# %% show
for guess in ([0.99, 0.005, 0.005], [1 / 3, 1 / 3, 1 / 3], [0.01, 0.98, 0.01]):
    print(np.round(guess, 3), round(float(cross_entropy([guess], [[1, 0, 0]])), 2))

# %% test cross_entropy
with case("half sure costs ln 2", points=1, message="For a one-hot target the loss is minus the natural logarithm of the right class's probability. Lists are as welcome as arrays.") as rng:
    loss = cross_entropy(np.array([[0.5, 0.5]]), np.array([[1.0, 0.0]]))
    np.testing.assert_allclose(loss, math.log(2), rtol=1e-5)
    loss = cross_entropy([[0.25, 0.25, 0.5]], [[0, 1, 0]])
    np.testing.assert_allclose(loss, math.log(4), rtol=1e-5)
with case("mean over the batch", points=1, message="Sum over the classes, then take the mean over the examples, so that the loss does not grow with the batch.") as rng:
    rows, targets = np.array([[0.7, 0.2, 0.1], [0.1, 0.3, 0.6]]), np.eye(3)[[1, 2]]
    first, second = cross_entropy(rows[:1], targets[:1]), cross_entropy(rows[1:], targets[1:])
    assert np.abs(first - second) > 0.01, "two different losses came out equal"
    np.testing.assert_allclose(cross_entropy(rows, targets), (first + second) / 2, rtol=1e-5)

# %% hidden cross_entropy
with case("agrees with a trusted implementation", points=2, message="For any targets, one-hot or not, the loss is -sum(targets * ln(probabilities)) over the classes, and then the mean over the batch.") as rng:
    for batch, classes in ((1, 4), (17, 10), (6, 3)):
        uniform = 0.2 / classes  # keeps probabilities away from what counts as 0
        probabilities = 0.8 * rng.dirichlet(np.ones(classes), size=batch) + uniform
        for targets in (rng.dirichlet(np.ones(classes), size=batch), np.eye(classes)[rng.integers(classes, size=batch)]):
            expected = -(targets * np.log(probabilities)).sum(axis=1).mean()
            np.testing.assert_allclose(cross_entropy(probabilities, targets), expected, rtol=1e-4)
with case("never the logarithm of zero", points=2, message="A probability below `smallest`, zero or not, counts as `smallest`, and every other one as it is: max(p, smallest), with the value that was given.") as rng:
    hopeless, target = np.array([[0.0, 1.0]]), np.array([[1.0, 0.0]])
    np.testing.assert_allclose(cross_entropy(hopeless, target), -math.log(1e-7), rtol=1e-3)
    np.testing.assert_allclose(cross_entropy(np.eye(5), np.eye(5)), 0, atol=1e-5)
    # Below the limit, above it, and sure: with a limit so high that each is told apart.
    for p, counted in ((0.0, 0.05), (0.01, 0.05), (0.06, 0.06), (0.5, 0.5), (0.97, 0.97), (1.0, 1.0)):
        loss = cross_entropy(np.array([[p, 1 - p]]), target, 0.05)
        np.testing.assert_allclose(loss, -math.log(counted), rtol=1e-3, atol=1e-5)

# %% [markdown]
# Keras has this loss too, and the notebook goes on with it, for the same reason as before.

# %%
def cross_entropy(probabilities, targets):
    guesses, truth = np.asarray(probabilities, float), np.asarray(targets, float)
    return float(np.mean(tf.keras.ops.categorical_crossentropy(truth, guesses)))

# %% [markdown]
# ### Predict: is it symmetric? (1 point)
#
# Swap guess and target: is $D(p, t) = D(t, p)$? Set `predicted_symmetric` to `True` or `False`.

# %% solution predict_symmetric
# predicted_symmetric = True or False
### BEGIN SOLUTION
predicted_symmetric = False
### END SOLUTION

# %% test predict_symmetric
with case("a prediction is there", points=1, message="Set predicted_symmetric to True or False.") as rng:
    assert predicted_symmetric in (True, False)

# %% show
guess, target = np.array([0.7, 0.2, 0.1]), np.array([0.5, 0.25, 0.25])
print("your guess: symmetric?", predicted_symmetric)
print("D(guess, target) =", -np.sum(target * np.log(guess)).round(3))
print("D(target, guess) =", -np.sum(guess * np.log(target)).round(3))

# %% [markdown]
# Not symmetric: the logarithm belongs to the guess. With a one-hot target the swapped form would take $\ln 0$. So the order of the arguments matters, and libraries disagree about it. Always check.

# %% [markdown]
# ### Exercise: `entropy` (4 points)
#
# A target that is not one-hot cannot be guessed with loss 0. The best possible guess is the target itself, and then the loss is the target's **entropy**, $H(p) = -\sum_i p_i \ln p_i$, with $0 \ln 0 = 0$. Return one value per row.
#
# Entropy measures indecision: 0 for a one-hot row, $\ln K$ for $K$ equal classes, and nothing lies outside those bounds.

# %% solution entropy
def entropy(probabilities):
    """Entropy of each row, in nats.

    Args:
        probabilities: float array (batch, classes), rows sum to 1, zeros allowed.

    Returns:
        float array (batch,), values from 0 to ln(classes).

    Example:
        entropy(np.array([[0.5, 0.5], [1.0, 0.0]])) -> [0.693, 0.0]
    """
    ### BEGIN SOLUTION
    probabilities = np.asarray(probabilities)
    logs = np.log(np.where(probabilities > 0, probabilities, 1))
    return -np.sum(probabilities * logs, axis=1)
    ### END SOLUTION

# %% [markdown]
# A sure row, an undecided row, and one in between: 0 (NumPy may print -0), ln 4 = 1.386, and 0.94.

# %% show
np.round(entropy(np.array([[1.0, 0, 0, 0], [0.25, 0.25, 0.25, 0.25], [0.7, 0.1, 0.1, 0.1]])), 3)

# %% test entropy
with case("the two bounds", points=1, message="A one-hot row has entropy 0 and a uniform row ln K; 0 times ln 0 counts as 0.") as rng:
    rows = np.array([[1.0, 0.0, 0.0, 0.0], [0.25, 0.25, 0.25, 0.25]])
    np.testing.assert_allclose(entropy(rows), [0, math.log(4)], atol=1e-5)

# %% hidden entropy
def in_proportion(values):
    """Divided by the first one: sign and base of a logarithm are judged elsewhere."""
    values = np.asarray(values, np.float64)
    return values / values[0]


with case("one value per row", points=1, message="Return one entropy per row: sum over the classes only, in a batch of any size.") as rng:
    rows = rng.dirichlet(np.ones(6), size=9) + 1e-6
    rows[3] = [1 - 5e-4] + 5 * [1e-4]  # small is not zero
    expected = -(rows * np.log(rows)).sum(axis=1)
    np.testing.assert_allclose(in_proportion(entropy(rows)), in_proportion(expected), rtol=1e-4, atol=2e-5)
    assert np.shape(entropy(rows[:1])) == (1,), "a batch of one has one entropy"
with case("zeros inside a row", points=1, message="Rows with some zero probabilities must give the entropy of the remaining classes, not nan.") as rng:
    rows = [[0.5, 0.25, 0.25, 0, 0, 0, 0, 0], [0.9, 0.1, 0, 0, 0, 0, 0, 0], [0.2, 0.2, 0.2, 0.2, 0.2, 0, 0, 0]]
    expected = [1.5 * math.log(2), -0.9 * math.log(0.9) - 0.1 * math.log(0.1), math.log(5)]
    found = entropy(rng.permuted(rows, axis=1))
    np.testing.assert_allclose(in_proportion(found), in_proportion(expected), rtol=1e-4)
with case("within the bounds", points=1, message="Every entropy lies between 0 and ln K: check the sign and the base of the logarithm.") as rng:
    for classes in (2, 5, 40):
        values = np.asarray(entropy(rng.dirichlet(np.full(classes, 0.3), size=50)))
        assert values.shape == (50,)
        assert values.min() >= -1e-5 and values.max() <= math.log(classes) + 1e-5
        np.testing.assert_allclose(entropy(np.full((1, classes), 1 / classes)), [math.log(classes)], rtol=1e-4)

# %% [markdown]
# ## Part 3. The model
#
# Logistic regression scores class $k$ by a weighted sum of all pixels plus a bias. First with loops, on two examples with three pixels and two classes.

# %%
tiny_x = np.array([[1.0, 2.0, 3.0], [0.0, 1.0, 0.0]])  # (batch, features)
tiny_W = np.array([[1.0, 0.0], [0.0, 1.0], [1.0, -1.0]])  # (features, classes)
tiny_b = np.array([10.0, 20.0])  # (classes,)

looped = np.zeros((2, 2))
for example in range(2):
    for k in range(2):
        weighted = [tiny_x[example, j] * tiny_W[j, k] for j in range(3)]
        looped[example, k] = sum(weighted) + tiny_b[k]
looped

# %% [markdown]
# ### Exercise: `compute_logits` (4 points)
#
# The same without a loop, for a whole batch at once: $\text{logits} = xW + b$. It should take one line, and it is where nearly all of the computing time goes.

# %% solution compute_logits
def compute_logits(x, W, b):
    """Score every class for every example.

    Args:
        x: float array (batch, features).
        W: float array (features, classes).
        b: float array (classes,).

    Returns:
        float array (batch, classes).
    """
    ### BEGIN SOLUTION
    return x @ W + b
    ### END SOLUTION

# %% [markdown]
# Loop and matrix product must agree: [[14, 19], [10, 21]].

# %% show
np.testing.assert_allclose(compute_logits(tiny_x, tiny_W, tiny_b), looped)
compute_logits(tiny_x, tiny_W, tiny_b)

# %% test compute_logits
with case("the tiny example", points=1, message="Logits are x @ W + b: one row per example, one column per class.") as rng:
    x = np.array([[1.0, 2.0, 3.0], [0.0, 1.0, 0.0]])
    W = np.array([[1.0, 0.0], [0.0, 1.0], [1.0, -1.0]])
    np.testing.assert_allclose(compute_logits(x, W, np.array([10.0, 20.0])), [[14, 19], [10, 21]])

# %% hidden compute_logits
with case("any shape", points=2, message="It must work for any number of examples, features and classes, a batch of one included.") as rng:
    for batch, features, classes in ((1, 5, 3), (8, 784, 10), (3, 3, 3), (4, 1, 2)):
        x, W = rng.normal(size=(batch, features)), rng.normal(size=(features, classes))
        b = rng.normal(size=classes)
        expected = np.einsum("nf,fc->nc", x, W) + b[None, :]
        np.testing.assert_allclose(compute_logits(x, W, b), expected, rtol=1e-4, atol=1e-5)
with case("one bias per class", points=1, message="b has one entry per class and is added to every row; the logits are raw scores, no softmax yet.") as rng:
    b = rng.normal(scale=5, size=6)
    logits = compute_logits(np.zeros((6, 4)), rng.normal(size=(4, 6)), b)
    np.testing.assert_allclose(logits, np.tile(b, (6, 1)), rtol=1e-5)

# %% [markdown]
# ### Predict: how many parameters? (1 point)
#
# Our images have 784 pixels and there are 10 letters. How many numbers does the model have to learn, weights and biases together?

# %% solution predict_parameters
# predicted_parameters = a whole number
### BEGIN SOLUTION
predicted_parameters = 784 * 10 + 10
### END SOLUTION

# %% test predict_parameters
with case("a prediction is there", points=1, message="Set predicted_parameters to a whole number above 0.") as rng:
    assert int(predicted_parameters) == predicted_parameters > 0

# %% show
keras_model = tf.keras.Sequential([tf.keras.Input((784,)), tf.keras.layers.Dense(10)])
print("your guess", predicted_parameters, "- Keras counts", keras_model.count_params())

# %% [markdown]
# ### Predict: the very first loss (1 point)
#
# All biases start at 0 and the weights are tiny random numbers (standard deviation 0.001). Before any training, what is the mean cross-entropy over many images, in nats? It can be worked out without a computer.

# %% solution predict_initial_loss
# predicted_loss = a number, in nats
### BEGIN SOLUTION
predicted_loss = math.log(10)
### END SOLUTION

# %% test predict_initial_loss
with case("a prediction is there", points=1, message="Set predicted_loss to a number above 0, in nats.") as rng:
    assert float(predicted_loss) > 0

# %% show
print("your guess:", predicted_loss)
rng = np.random.default_rng(0)
for stddev in (0.001, 0.01, 0.1, 1.0):
    logits = x_train[:1000] @ rng.normal(scale=stddev, size=(NUM_PIXELS, NUM_CLASSES))
    losses = tf.nn.sparse_softmax_cross_entropy_with_logits(y_train[:1000], logits)
    sure = tf.nn.softmax(logits).numpy().max(axis=1).mean()
    print(f"sd {stddev:<5}: loss {losses.numpy().mean():6.2f}, surest class {sure:.2f}")

# %% [markdown]
# Tiny weights give scores near 0, ten equal probabilities, and a loss of $-\ln \frac{1}{10} = \ln 10 \approx 2.303$. A first loss far from $\ln K$ is the cheapest bug report there is.
#
# With sd 1 the scores are tens of units apart: the model is **sure and wrong**, and its first steps are spent on unlearning. Start small: start undecided.

# %% [markdown]
# ## Part 4. Which way is down?
#
# The loss depends on 7,850 numbers. Its gradient says how it changes when each is nudged. Softmax and cross-entropy fit together so well that almost everything cancels:
#
# $$\frac{\partial L}{\partial \text{logits}} = \frac{p - t}{n} \qquad \frac{\partial L}{\partial W} = x^\top\,\frac{p - t}{n} \qquad \frac{\partial L}{\partial b} = \sum_{\text{rows}} \frac{p - t}{n}$$
#
# Guess minus target, divided by the $n$ examples of the batch.

# %% [markdown]
# On paper first. One example, one pixel of value 2, two classes, all weights 0: both probabilities are 0.5. If the first class is right, $p - t = (-0.5, +0.5)$, so $\partial L/\partial W = 2 \cdot (-0.5, 0.5) = (-1, 1)$. Descending raises the first weight and lowers the second, as it should.

# %% [markdown]
# ### Exercise: `loss_gradients` (6 points)
#
# Write the three formulas for a batch. Use your own `softmax` or the library's `tf.nn.softmax(logits).numpy()`.
#
# <details><summary>Hint</summary>Check shapes: each gradient has the shape of what it belongs to. x.T is (features, batch) and p - t is (batch, classes).</details>

# %% solution loss_gradients
def loss_gradients(x, targets, W, b):
    """Gradient of the mean cross-entropy of softmax(xW + b), by hand.

    Args:
        x: float array (batch, features).
        targets: float array (batch, classes), rows sum to 1.
        W: float array (features, classes).
        b: float array (classes,).

    Returns:
        dW: array (features, classes).
        db: array (classes,).
    """
    ### BEGIN SOLUTION
    error = (softmax(x @ W + b, axis=1) - targets) / len(x)  # (batch, classes)
    return x.T @ error, error.sum(axis=0)
    ### END SOLUTION

# %% [markdown]
# The paper example should give dW = [[-1, 1]] and db = [-0.5, 0.5].

# %% show
loss_gradients(np.array([[2.0]]), np.array([[1.0, 0.0]]), np.zeros((1, 2)), np.zeros(2))

# %% test loss_gradients
with case("the paper example", points=1, message="The gradient for the logits is p - t; dW multiplies it by x transposed, db sums it over the batch.") as rng:
    dW, db = loss_gradients(np.array([[2.0]]), np.array([[1.0, 0.0]]), np.zeros((1, 2)), np.zeros(2))
    np.testing.assert_allclose(dW, [[-1, 1]], atol=1e-6)
    np.testing.assert_allclose(db, [-0.5, 0.5], atol=1e-6)
with case("the mean of the batch", points=1, message="The loss is a mean over the batch, so the gradient is divided by the number of examples, for W and for b.") as rng:
    x, targets = rng.normal(size=(1, 3)), np.array([[0.0, 1.0]])
    dW, db = loss_gradients(x, targets, np.zeros((3, 2)), np.zeros(2))
    assert np.shape(dW) == (3, 2), f"expected the shape of W, (3, 2), got {np.shape(dW)}"
    assert np.abs(db).min() > 0.1, f"no probability was right, but db is {db}"
    dW4, db4 = loss_gradients(np.tile(x, (4, 1)), np.tile(targets, (4, 1)), np.zeros((3, 2)), np.zeros(2))
    np.testing.assert_allclose(dW4, dW, rtol=1e-5, atol=1e-7)
    np.testing.assert_allclose(db4, db, rtol=1e-5, atol=1e-7)

# %% hidden loss_gradients
def trusted_gradients(x, targets, W, b):
    logits = x @ W + b
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    error = (powers / powers.sum(axis=1, keepdims=True) - targets) / len(x)
    return x.T @ error, error.sum(axis=0)


def same_size(found, expected, **within):
    """Equal without their signs, which other cases judge."""
    for actual, trusted in zip(found, expected, strict=True):
        np.testing.assert_allclose(np.abs(actual), np.abs(trusted), **within)


with case("equal to automatic differentiation", points=2, message="Both gradients must equal those of the mean cross-entropy; check the sign (p - t), the bias inside the logits and the division by the batch size.") as rng:
    for batch, features, classes in ((7, 4, 3), (1, 6, 10), (12, 3, 2)):
        x, W = rng.normal(size=(batch, features)), rng.normal(size=(features, classes))
        b, targets = rng.normal(size=classes), np.eye(classes)[rng.integers(0, classes, batch)]
        variables = [tf.Variable(W), tf.Variable(b)]
        with tf.GradientTape() as tape:
            logits = tf.constant(x) @ variables[0] + variables[1]
            loss = tf.reduce_mean(tf.nn.softmax_cross_entropy_with_logits(targets, logits))
        expected = tape.gradient(loss, variables)
        for actual, trusted in zip(loss_gradients(x, targets, W, b), expected, strict=True):
            np.testing.assert_allclose(actual, trusted, rtol=1e-3, atol=1e-6)
with case("zero at a perfect guess", points=1, message="Use the targets as they are, one-hot or not: when the probabilities equal them the gradient is zero, and otherwise it is not.") as rng:
    x, W, b = rng.normal(size=(1, 4)), rng.normal(size=(4, 5)), rng.normal(size=5)
    perfect = np.exp(x @ W + b) / np.exp(x @ W + b).sum()
    same_size(loss_gradients(x, perfect, W, b), (np.zeros((4, 5)), np.zeros(5)), atol=1e-6)
    soft = 0.5 * perfect + 0.5 * np.array([[0.7, 0, 0, 0, 0.3]])
    same_size(loss_gradients(x, soft, W, b), trusted_gradients(x, soft, W, b), rtol=1e-3, atol=1e-6)
with case("sure and wrong", points=1, message="Scores in the thousands must give the gradient of a guess that is sure: probabilities of 0 and 1, and nothing that is not finite.") as rng:
    for wrong in range(4):
        x, b = rng.uniform(500, 1_000, size=(1, 3)), rng.normal(size=4)
        W = np.delete([-20, -7, 6, 19, 32], wrong)[rng.permutation(4)] + 0.1 * rng.normal(size=(3, 4))
        targets = np.eye(4)[[np.argsort((x @ W)[0])[wrong]]]  # the last one is right
        same_size(loss_gradients(x, targets, W, b), trusted_gradients(x, targets, W, b), rtol=1e-3, atol=1e-3)

# %% [markdown]
# TensorFlow computes the loss and $p - t$ in one operation, which never overflows. The notebook goes on with it.

# %%
def loss_gradients(x, targets, W, b):
    scores = np.asarray(x @ W + b)
    scores = scores.astype(np.result_type(scores, np.float32))
    truth = np.asarray(targets, scores.dtype)
    fused = tf.raw_ops.SoftmaxCrossEntropyWithLogits(features=scores, labels=truth)
    error = fused.backprop.numpy() / len(x)  # (batch, classes)
    return np.transpose(x) @ error, error.sum(axis=0)

# %% [markdown]
# ### Exercise: `numerical_gradient` (6 points)
#
# Trust no formula before you have nudged it. For each parameter in turn, raise it by `step`, lower it by `step`, and see how the loss differs:
#
# $$\frac{\partial L}{\partial w} \approx \frac{L(w + h) - L(w - h)}{2h}$$
#
# The difference is **central**: its error shrinks like $h^2$, that of a one-sided difference only like $h$. It is slow (two losses a parameter), and it works for any function at all. Leave `parameters` as you found it.

# %% solution numerical_gradient
def numerical_gradient(loss, parameters, step=1e-5):
    """Gradient of `loss` at `parameters` by central differences.

    Args:
        loss: function of one array like `parameters`, returns a number.
        parameters: float64 array of any shape; the same at the end as before.
        step: how far each parameter is nudged, both ways.

    Returns:
        float64 array of the shape of `parameters`.

    Example:
        numerical_gradient(lambda w: (w**2).sum(), np.array([3.0, -1.0])) -> [6, -2]
    """
    ### BEGIN SOLUTION
    gradient = np.zeros_like(parameters)
    for index in np.ndindex(parameters.shape):
        nudge = np.zeros_like(parameters)
        nudge[index] = step
        change = loss(parameters + nudge) - loss(parameters - nudge)
        gradient[index] = change / (2 * step)
    return gradient
    ### END SOLUTION

# %% [markdown]
# Now check your hand-made gradient with it, on random numbers. The largest difference should be below 1e-8.

# %% show
rng = np.random.default_rng(1)
check_x, check_W = rng.normal(size=(8, 5)), rng.normal(size=(5, 3))
check_t, check_b = np.eye(3)[rng.integers(0, 3, 8)], rng.normal(size=3)


def loss_of_weights(W):
    return cross_entropy(softmax(check_x @ W + check_b), check_t)


nudged = numerical_gradient(loss_of_weights, check_W)
by_hand, _ = loss_gradients(check_x, check_t, check_W, check_b)
print(f"largest difference: {np.abs(np.subtract(nudged, by_hand)).max():.1e}")

# %% test numerical_gradient
with case("a parabola", points=1, message="Divide the difference of the two losses by 2 * step.") as rng:
    gradient = numerical_gradient(lambda w: float((w**2).sum()), np.array([3.0, -1.0]))
    np.testing.assert_allclose(gradient, [6, -2], rtol=1e-5)
    gradient = numerical_gradient(lambda w: float((w**2).sum()), np.array([0.5, -2.0, 4.0]))
    np.testing.assert_allclose(gradient, [1, -4, 8], rtol=1e-5)
with case("a matrix of parameters", points=1, message="Return an array of the same shape as the parameters, whatever that shape is, and leave the parameters exactly as they were: keep the value and put it back, for adding and subtracting rounds.") as rng:
    parameters = rng.normal(size=(2, 3))
    before = parameters.copy()
    gradient = numerical_gradient(lambda w: float(w.sum()), parameters)
    np.testing.assert_allclose(gradient, np.ones((2, 3)), rtol=1e-5)
    np.testing.assert_array_equal(parameters, before)

# %% hidden numerical_gradient
with case("central, not one-sided", points=2, message="Nudge both ways by `step` and divide by 2 * step: what comes out is (L(w + h) - L(w - h)) / 2h for the h that was given, or 1e-5 without one.") as rng:
    w, curvature = rng.normal(size=5), rng.uniform(1, 3, size=5)
    gradient = numerical_gradient(lambda w: float((curvature * w**2).sum()), w, 0.1)
    np.testing.assert_allclose(gradient, 2 * curvature * w, rtol=1e-5, atol=1e-6)
    for step in (0.1, 0.5):  # of w**3 the difference is 3 w**2 + step**2
        gradient = numerical_gradient(lambda w: float((w**3).sum()), w, step=step)
        np.testing.assert_allclose(gradient, 3 * w**2 + step**2, rtol=1e-5, atol=1e-6)
    gradient = numerical_gradient(lambda w: 1e10 * float((w**3).sum()), np.zeros(2))
    np.testing.assert_allclose(gradient, [1, 1], rtol=1e-4)
with case("one parameter at a time", points=2, message="Nudge one parameter while all others keep their original values; a nudge left behind spoils the next ones, and the caller's array. `loss` is asked with arrays of the parameters' shape.") as rng:
    for shape in ((3, 2), (2, 2, 2), (1,)):
        size, asked = math.prod(shape), set()
        A, slopes = np.triu(rng.uniform(1, 2, size=(size, size)), 1), rng.normal(size=size)

        def loss(w):
            """Straight along each parameter, so that any difference of two will do."""
            asked.add(np.shape(w))
            return float(w.reshape(-1) @ (A @ w.reshape(-1) + slopes))

        w = rng.normal(size=shape)
        w_kept = w.copy()
        expected = ((A + A.T) @ w_kept.reshape(-1) + slopes).reshape(shape)
        gradient = numerical_gradient(loss, w, 0.1)
        np.testing.assert_allclose(gradient, expected, rtol=1e-5, atol=1e-5)
        np.testing.assert_array_equal(w, w_kept)
        assert asked == {shape}, f"loss was asked with arrays of shape {asked}"

# %% [markdown]
# ### Exercise: `tape_gradients` (6 points)
#
# TensorFlow can do the calculus. Inside `with tf.GradientTape() as tape:` it records every operation; afterwards `tape.gradient(loss, [W, b])` plays them backwards. Variables are watched by themselves, plain tensors only after `tape.watch`; without it you would get `None`.
#
# Use `tf.nn.softmax_cross_entropy_with_logits(labels=…, logits=…)`: it takes **logits** and is stable. Return the mean loss and both gradients.

# %% solution tape_gradients
def tape_gradients(x, targets, W, b):
    """Mean cross-entropy of a batch and its gradients, by GradientTape.

    Args:
        x: float32 tensor (batch, features).
        targets: float32 tensor (batch, classes).
        W: float32 tensor or variable (features, classes).
        b: float32 tensor or variable (classes,).

    Returns:
        loss: a scalar; dW: like W; db: like b.
    """
    ### BEGIN SOLUTION
    with tf.GradientTape() as tape:
        tape.watch([W, b])
        logits = x @ W + b
        losses = tf.nn.softmax_cross_entropy_with_logits(labels=targets, logits=logits)
        loss = tf.reduce_mean(losses)
    dW, db = tape.gradient(loss, [W, b])
    return loss, dW, db
    ### END SOLUTION

# %% [markdown]
# Three roads to one gradient: by hand, by nudging, by tape. The third agrees to the six digits of float32.

# %% show
as_tensors = [tf.constant(v, tf.float32) for v in (check_x, check_t, check_W, check_b)]
loss, dW, db = tape_gradients(*as_tensors)
np.testing.assert_allclose(dW, by_hand, rtol=1e-4, atol=1e-6)
print(f"loss {float(loss):.4f}; largest difference {np.abs(dW - by_hand).max():.1e}")

# %% test tape_gradients
with case("three results", points=1, message="Return loss, dW, db; if a gradient is None, the tape was not watching that tensor.") as rng:
    x = tf.constant([[2.0]])
    loss, dW, db = tape_gradients(x, tf.constant([[1.0, 0.0]]), tf.zeros((1, 2)), tf.zeros(2))
    np.testing.assert_allclose(loss, math.log(2), rtol=1e-5)
    np.testing.assert_allclose(dW, [[-1, 1]], rtol=1e-5)
    np.testing.assert_allclose(db, [-0.5, 0.5], rtol=1e-5)

# %% hidden tape_gradients
def trusted_tape(x, targets, W, b):
    logits = x @ W + b
    shifted = logits - logits.max(axis=1, keepdims=True)
    logs = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    error = (np.exp(logs) - targets) / len(x)
    return -(targets * logs).sum(axis=1).mean(), x.T @ error, error.sum(axis=0)


def as_float32(*arrays):
    return [tf.constant(array, tf.float32) for array in arrays]


with case("loss and gradients", points=2, message="The loss is the mean over the batch of the cross-entropy of softmax(xW + b), one number; the gradients belong to that mean, for tensors and for variables.") as rng:
    for batch, features, classes in ((9, 5, 4), (1, 3, 2), (16, 20, 10)):
        x, W, b = rng.normal(size=(batch, features)), rng.normal(size=(features, classes)), rng.normal(size=classes)
        targets = np.eye(classes)[rng.integers(0, classes, batch)]
        tensors = as_float32(x, targets, W, b)
        if batch == 9:
            tensors[2:] = [tf.Variable(tensor) for tensor in tensors[2:]]
        for actual, expected in zip(tape_gradients(*tensors), trusted_tape(x, targets, W, b), strict=True):
            np.testing.assert_allclose(actual, expected, rtol=2e-3, atol=1e-4)
with case("sure and wrong", points=2, message="One example with scores in the thousands, far from its target, must give its loss, in the thousands too, and finite gradients: hand logits to TensorFlow's cross-entropy.") as rng:
    for wrong in range(2):
        x, b = rng.uniform(50, 100, size=(1, 4)), np.zeros(3)
        W = rng.permutation([-10.0, 0, 10]) + 0.1 * rng.normal(size=(4, 3))
        targets = np.eye(3)[[np.argsort((x @ W)[0])[wrong]]]
        for actual, expected in zip(tape_gradients(*as_float32(x, targets, W, b)), trusted_tape(x, targets, W, b), strict=True):
            np.testing.assert_allclose(actual, expected, rtol=2e-3, atol=1e-2)
with case("soft targets", points=1, message="Targets need not be one-hot: use the cross-entropy that takes whole rows of targets, not labels.") as rng:
    x, W, b = rng.normal(size=(1, 4)), rng.normal(size=(4, 3)), rng.normal(size=3)
    for targets in ([[0.2, 0.5, 0.3]], [[0.6, 0, 0.4]]):
        for actual, expected in zip(tape_gradients(*as_float32(x, targets, W, b)), trusted_tape(x, targets, W, b), strict=True):
            np.testing.assert_allclose(actual, expected, rtol=2e-3, atol=1e-4)

# %% [markdown]
# The loops below need this gradient thousands of times; the same fused operation, on tensors, is the version that they use.

# %%
def tape_gradients(x, targets, W, b):
    loss, error = tf.raw_ops.SoftmaxCrossEntropyWithLogits(
        features=tf.matmul(x, W) + b, labels=targets
    )
    error /= tf.cast(tf.shape(x)[0], error.dtype)  # (batch, classes)
    return tf.reduce_mean(loss), tf.matmul(x, error, transpose_a=True), tf.reduce_sum(error, 0)

# %% [markdown]
# ## Part 5. Going down
#
# You know which way is up. **Gradient descent** takes a small step the other way, and repeats:
#
# $$W \leftarrow W - \alpha\,\frac{\partial L}{\partial W} \qquad b \leftarrow b - \alpha\,\frac{\partial L}{\partial b}$$
#
# $\alpha$ is the learning rate.

# %% [markdown]
# ### Exercise: `gradient_descent` (6 points)
#
# Write the plain loop in NumPy, with **all** examples in every step (full batch). Record the loss **before** each update, so `losses[0]` belongs to the starting weights. Do not change the arrays you were given: the caller may want to start again from them.
#
# Use your own functions from above, or library ones.

# %% solution gradient_descent
def gradient_descent(x, targets, W, b, learning_rate, num_steps):
    """Full-batch gradient descent on the mean cross-entropy.

    Args:
        x: float array (batch, features); targets: float array (batch, classes).
        W: array (features, classes), b: array (classes,): where to start; not changed.
        learning_rate: step size.
        num_steps: number of updates.

    Returns:
        W, b: the final parameters.
        losses: num_steps numbers, the loss before each update.
    """
    ### BEGIN SOLUTION
    losses = []
    for _ in range(num_steps):
        losses.append(float(cross_entropy(softmax(x @ W + b), targets)))
        dW, db = loss_gradients(x, targets, W, b)
        W = W - learning_rate * dW
        b = b - learning_rate * db
    return W, b, losses
    ### END SOLUTION

# %% [markdown]
# Run it on 10,000 letters. The loss should start at ln 10 ≈ 2.30 and fall at every step.

# %% show
NUM_SMALL = 10_000
x_small = x_train[:NUM_SMALL]
t_small = np.eye(NUM_CLASSES, dtype=np.float32)[y_train[:NUM_SMALL]]  # (batch, classes)
W_zero = np.zeros((NUM_PIXELS, NUM_CLASSES), np.float32)
b_zero = np.zeros(NUM_CLASSES, np.float32)

start = time.perf_counter()
W_numpy, b_numpy, losses_numpy = gradient_descent(x_small, t_small, W_zero, b_zero, 0.02, 100)
print(f"{100 / (time.perf_counter() - start):.0f} steps a second; loss {losses_numpy[-1]:.3f}")

# %% test gradient_descent
with case("one step by hand", points=1, message="One step subtracts learning_rate times the gradient of the mean cross-entropy from the W and b that were given.") as rng:
    for start, rate in ((0.0, 0.1), (3.0, 0.4)):
        W, b = np.full((1, 2), start), np.full(2, start)
        W, b, losses = gradient_descent(np.array([[2.0]]), np.array([[1.0, 0.0]]), W, b, rate, 1)
        np.testing.assert_allclose(W, [[start + rate, start - rate]], atol=1e-6)
        np.testing.assert_allclose(b, [start + rate / 2, start - rate / 2], atol=1e-6)
        np.testing.assert_allclose(losses, [math.log(2)], rtol=1e-5)
with case("the loss falls", points=1, message="With a small learning rate every step must lower the loss: go against the gradient.") as rng:
    x, targets = rng.normal(size=(20, 4)), np.eye(3)[rng.integers(0, 3, 20)]
    losses = list(gradient_descent(x, targets, np.zeros((4, 3)), np.zeros(3), 0.1, 15)[2])
    assert len(losses) > 1, f"expected 15 losses, got {len(losses)}"
    assert np.all(np.diff(losses) < 0), "the loss rose"

# %% hidden gradient_descent
def trusted_descent(x, targets, W, b, learning_rate, num_steps):
    losses = []
    for _ in range(num_steps):
        logits = x @ W + b
        powers = np.exp(logits - logits.max(axis=1, keepdims=True))
        probabilities = powers / powers.sum(axis=1, keepdims=True)
        losses.append(-(targets * np.log(probabilities)).sum(axis=1).mean())
        error = (probabilities - targets) / len(x)
        W, b = W - learning_rate * x.T @ error, b - learning_rate * error.sum(axis=0)
    return W, b, losses


def small_problem(rng, n=12):
    """(x, targets, W, b) with probabilities so far from 0 that it makes no difference
    whether a loss counts the smallest ones as they are."""
    x, labels = rng.uniform(-1, 1, size=(n, 5)), rng.integers(0, 4, n)
    return x, np.eye(4)[labels], rng.uniform(-1, 1, size=(5, 4)), rng.uniform(-1, 1, size=4)


with case("many steps", points=2, message="Update W and b together from the same gradients, num_steps times, and record the loss before each update.") as rng:
    for rate, num_steps, n in ((0.5, 25, 12), (0.05, 3, 300)):
        x, targets, W, b = small_problem(rng, n)
        expected = trusted_descent(x, targets, W, b, rate, num_steps)
        for actual, trusted in zip(gradient_descent(x, targets, W, b, rate, num_steps), expected, strict=True):
            np.testing.assert_allclose(actual, trusted, rtol=2e-3, atol=1e-5)
with case("starting again gives the same", points=2, message="Two runs from the same start must agree: make new arrays instead of changing those that were given, and keep no state between calls.") as rng:
    given = small_problem(rng)
    kept = [array.copy() for array in given]
    first = gradient_descent(*given, 0.5, 4)
    second = gradient_descent(*given, 0.5, 4)
    assert len(first) == 3 and len(first[2]) > 0, "expected W, b and the losses"
    assert np.shape(first[0]) == (5, 4), f"W has the shape {np.shape(first[0])}"
    assert np.abs(np.asarray(first[0]) - kept[2]).max() > 1e-3, "W has not moved"
    for one, other in zip(first, second, strict=True):
        np.testing.assert_allclose(one, other, rtol=1e-6)
    for array, before in zip(given, kept, strict=True):
        np.testing.assert_array_equal(array, before)

# %% [markdown]
# ### The same in TensorFlow
#
# `train` from coursekit owns the loop: it shuffles, cuts batches, calls your step, and records the loss. All it wants is a function that takes a batch, updates the variables, and returns the loss. Here the batch is the whole set.

# %%
def make_step(W, b, learning_rate):
    """A training step for `train`: one batch in, its loss out, W and b updated."""

    def step(x, targets):
        loss, dW, db = tape_gradients(x, targets, W, b)
        W.assign_sub(learning_rate * dW)
        b.assign_sub(learning_rate * db)
        return loss

    return step


def new_parameters():
    """Fresh variables, all zero: for a single layer that is a fine start."""
    return tf.Variable(tf.zeros((784, 10))), tf.Variable(tf.zeros(10))

# %% show
W, b = new_parameters()
step = make_step(W, b, 0.02)
full_batch = train(step, (x_small, t_small), steps=100, batch_size=NUM_SMALL)
np.testing.assert_allclose(W, W_numpy, rtol=1e-2, atol=1e-4)
_ = plot_curves(
    {"full batch, 10,000 letters": full_batch}, title="How fast does the loss fall?"
)

# %% [markdown]
# Same start, same data, same steps: the weights agree with those of your NumPy loop. The loss falls fast at first, then ever more slowly. What decides how slowly? The shape of the valley.

# %% [markdown]
# ### Predict: a badly scaled input (1 point)
#
# Near its lowest point every smooth loss is a bowl. Take a linear model with two inputs of zero mean: the first has standard deviation 1, the second **10**. The curvature of the bowl along a weight is the mean square of its input, and a step size above 2 / curvature makes that weight explode.
#
# By what factor is the largest safe learning rate smaller than with both inputs at standard deviation 1?

# %% solution predict_safe_rate
# predicted_factor = a number
### BEGIN SOLUTION
predicted_factor = 100
### END SOLUTION

# %% test predict_safe_rate
with case("a prediction is there", points=1, message="Set predicted_factor to a number above 0.") as rng:
    assert float(predicted_factor) > 0

# %% show
rng = np.random.default_rng(3)
inputs = rng.normal(size=(500, 2))
inputs = (inputs - inputs.mean(axis=0)) / inputs.std(axis=0)
for scale in (1, 10):
    curvatures = np.mean((inputs * [1, scale]) ** 2, axis=0)
    print(f"sd 1 and {scale:2}: curvatures {curvatures.round(1)}, safe below {2 / curvatures.max():.3f}")
print("your guess:", predicted_factor)

# %% [markdown]
# A hundred times smaller, while the flat direction stays as flat as ever and now needs a hundred times as many steps. Look at the two paths, each with a rate close to the largest safe one.

# %% show
def descend_bowl(curvatures, learning_rate, num_steps):
    """Path of gradient descent in the bowl sum(curvature * w**2) / 2."""
    path = [np.array([-0.9, 0.6])]
    for _ in range(num_steps):
        path.append(path[-1] - learning_rate * curvatures * path[-1])
    return np.array(path)


figure, panels = plt.subplots(1, 2, figsize=(7, 3.5), sharey=True)
grid_x, grid_y = np.meshgrid(np.linspace(-1.1, 1.1, 101), np.linspace(-1, 1, 101))
for axes, steep, title in zip(panels, (100, 1), ("sd 1 and 10", "sd 1 and 1")):
    bowl = grid_x**2 + steep * grid_y**2
    axes.contour(grid_x, grid_y, bowl, levels=12, colors="0.8", linewidths=0.8)
    path = descend_bowl(np.array([1, steep]), 1.9 / steep if steep > 1 else 0.6, 20)
    axes.plot(path[:, 0], path[:, 1], marker="o", markersize=3)
    axes.set(title=f"Inputs with {title}", xlabel="first weight")
_ = panels[0].set(ylabel="second weight")

# %% [markdown]
# **Badly conditioned** (left): twenty steps of zigzag across the valley, hardly any along it. **Well conditioned** (right): straight to the bottom. That is why the pixels were shifted and scaled to mean near 0 and equal variance before anything else.

# %% [markdown]
# ## Part 6. Stochastic gradient descent
#
# Every full-batch step looks at 10,000 letters to move once. But a rough idea of the direction is enough if it is cheap: take a small random **minibatch** as a sample, step, and take another. This is **SGD**.
#
# ### Predict: the speed-up (1 point)
#
# If computing time is proportional to the number of rows, how many minibatch steps of 128 letters fit in the time of one step on 10,000?

# %% solution predict_speedup
# predicted_speedup = a number
### BEGIN SOLUTION
predicted_speedup = 10_000 / 128
### END SOLUTION

# %% test predict_speedup
with case("a prediction is there", points=1, message="Set predicted_speedup to a number above 0.") as rng:
    assert float(predicted_speedup) > 0

# %% show
def seconds_a_step(num_rows, repeats):
    """The fastest of several steps: what else the machine does only adds to it."""
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        loss_gradients(x_small[:num_rows], t_small[:num_rows], W_zero, b_zero)
        times.append(time.perf_counter() - start)
    return min(times)


ratio = seconds_a_step(NUM_SMALL, 20) / seconds_a_step(128, 500)
print(f"your guess {predicted_speedup:.0f}, by counting rows {NUM_SMALL / 128:.0f}, measured {ratio:.0f}")

# %% [markdown]
# Counting gives 78. The clock may say half of that or a few times as much: small batches pay more overhead, large ones fall out of the cache, and a busy machine adds its own. Either way one exact step costs many rough ones, and rough steps win by far.

# %% [markdown]
# ### Exercise: `shuffled_batches` (6 points)
#
# A batch must be a fair sample. Deal the examples like cards: shuffle all indices, cut them into batches, and **shuffle again for every epoch**, so that each example is seen exactly once an epoch. The last batch of an epoch may be smaller; nobody is dropped.
#
# Return or yield the arrays of indices, all epochs in a row.
#
# <details><summary>Hint</summary>rng = np.random.default_rng(seed) once, then rng.permutation(num_examples) inside the loop over epochs.</details>

# %% solution shuffled_batches
def shuffled_batches(num_examples, batch_size, num_epochs, seed):
    """Deal all examples into random batches, anew in each epoch.

    Args:
        num_examples: indices run from 0 to num_examples - 1.
        batch_size: length of each batch but perhaps the last of an epoch.
        num_epochs: how often every example occurs.
        seed: the same seed gives the same batches.

    Returns:
        Iterable of batches: row numbers (batch,).

    Example:
        list(shuffled_batches(5, 2, 1, seed=0)) -> e.g. [[2, 3], [4, 0], [1]]
    """
    ### BEGIN SOLUTION
    rng = np.random.default_rng(seed)
    for _ in range(num_epochs):
        order = rng.permutation(num_examples)
        for start in range(0, num_examples, batch_size):
            yield order[start : start + batch_size]
    ### END SOLUTION

# %% [markdown]
# Two epochs of five examples in batches of two: each epoch deals 0 to 4 once, in another order.

# %% show
[list(map(int, batch)) for batch in shuffled_batches(5, 2, 2, seed=0)]

# %% test shuffled_batches
with case("everyone once an epoch", points=1, message="In one epoch each index occurs exactly once, the rest in a smaller last batch.") as rng:
    batches = [np.asarray(batch) for batch in shuffled_batches(10, 4, 1, 7)]
    assert [len(batch) for batch in batches] == [4, 4, 2], f"got sizes {[len(b) for b in batches]}"
    np.testing.assert_array_equal(np.sort(np.concatenate(batches)), np.arange(10))
with case("same seed, same batches", points=1, message="Use a generator made from `seed`, so that a run can be repeated.") as rng:
    first = np.concatenate([np.asarray(batch) for batch in shuffled_batches(30, 7, 2, 5)])
    again = np.concatenate([np.asarray(batch) for batch in shuffled_batches(30, 7, 2, 5)])
    np.testing.assert_array_equal(first, again)

# %% hidden shuffled_batches
def dealt(*arguments):
    return [np.asarray(batch) for batch in shuffled_batches(*arguments)]


with case("every epoch is complete", points=1, message="Each epoch must hold every index exactly once, as whole numbers: no replacement, no overlap, nobody dropped at the end.") as rng:
    for num_examples, batch_size in ((23, 5), (16, 4), (3, 10), (50, 1)):
        batches = dealt(num_examples, batch_size, 3, int(rng.integers(1000)))
        sizes = [batch_size] * (num_examples // batch_size) + [num_examples % batch_size] * (num_examples % batch_size > 0)
        assert [len(batch) for batch in batches] == sizes * 3
        assert {batch.dtype.kind for batch in batches} <= {"i", "u"}, "indices are whole numbers"
        epochs = np.sort(np.concatenate(batches).reshape(3, num_examples), axis=1)
        np.testing.assert_array_equal(epochs, [np.arange(num_examples)] * 3)
with case("really shuffled", points=1, message="Within an epoch any example may come at any place, and a different seed must give a different order.") as rng:
    seed = int(rng.integers(1000))
    order = np.concatenate(dealt(400, 16, 1, seed))
    other = np.concatenate(dealt(400, 16, 1, seed + 1))
    assert np.mean(order == other) < 0.1
    # Neighbors in the order differ by 1 in about 2 of 400 places when it is random, and
    # place and index have nothing to do with each other (0 with a deviation of 0.05).
    assert np.mean(np.abs(np.diff(order)) == 1) < 0.1
    assert abs(np.corrcoef(order, np.arange(400))[0, 1]) < 0.35
with case("anew in each epoch", points=2, message="Shuffle again at the start of every epoch, so that other examples share a batch than in the epochs before.") as rng:
    epochs = np.concatenate(dealt(400, 32, 3, int(rng.integers(1000)))).reshape(3, 400)
    for first, second in ((0, 1), (1, 2), (0, 2)):
        assert np.mean(epochs[first] == epochs[second]) < 0.1
        batch_of = np.argsort(epochs[second]) // 32
        # Neighbors meet in a batch again in 31 of 399 cases, with a deviation of 1.3 %.
        neighbors = epochs[first][:-1], epochs[first][1:]
        assert np.mean(batch_of[neighbors[0]] == batch_of[neighbors[1]]) < 0.25

# %% [markdown]
# ### When the sample is not fair
#
# Data often arrives sorted: all A, then all B, and so on. Below the same SGD loop gets the same 10,000 letters twice: once dealt by you, once in the order of their class.

# %% show
def run_sgd(batches, learning_rate=0.05):
    """Plain SGD in NumPy; returns the parameters and the loss of every batch."""
    W, b, losses = W_zero, b_zero, []
    for batch in batches:
        x, targets = x_small[batch], t_small[batch]
        losses.append(float(cross_entropy(softmax(x @ W + b), targets)))
        dW, db = loss_gradients(x, targets, W, b)
        W, b = W - learning_rate * dW, b - learning_rate * db
    return W, b, losses


def accuracy(W, b, x, y):
    """Share of examples whose largest logit is the right class."""
    return float(np.mean(np.argmax(x @ W + b, axis=1) == y))

# %% show
by_class = np.argsort(y_train[:NUM_SMALL], kind="stable")
sorted_batches = np.array_split(by_class, 79) * 3
runs = {
    "shuffled": run_sgd(shuffled_batches(NUM_SMALL, 128, 3, seed=0)),
    "sorted by class": run_sgd(sorted_batches),
}
figure, axes = plt.subplots()
for name, (W, b, losses) in runs.items():
    axes.plot(losses, label=f"{name}: validation {accuracy(W, b, x_valid, y_valid):.1%}")
axes.set(title="Does the order of the examples matter?", xlabel="step", ylabel="loss (nats)")
_ = axes.legend()

# %% [markdown]
# Fed on sorted data, the model learns "everything is an A", then "everything is a B": low loss inside each class, a spike at each border, and poor validation accuracy at the end. Minibatches work because they are **random samples**. Shuffle first, ask questions later.

# %% [markdown]
# ### Exercise: `train_logistic` (6 points)
#
# Everything together: given images and labels, return trained `W` and `b`. How is your business: a loop over `shuffled_batches` with `loss_gradients`, or `train` with `make_step`. A test on letters that you have never seen asks for a sensible accuracy, not a record: 88 % with clean labels, and 87 % after 10,000 letters that come sorted by class.
#
# Aim for about 2,000 steps of 128; a learning rate near 0.02 is a good start. Keep it under 10 seconds.

# %% solution train_logistic
def train_logistic(x, labels):
    """Train logistic regression with SGD.

    Args:
        x: float32 array (examples, 784), values in [-1, 1).
        labels: int array (examples,), values 0 .. 9.

    Returns:
        W: array (784, 10); b: array (10,).
    """
    ### BEGIN SOLUTION
    W, b = new_parameters()
    targets = np.eye(10, dtype=np.float32)[labels]
    train(make_step(W, b, 0.02), (x, targets), steps=3_000, grade_steps=2_000)
    return W.numpy(), b.numpy()
    ### END SOLUTION

# %% [markdown]
# Train on all 50,000 and measure. Validation should reach about 84 %; the test set, with its clean labels, several points more.

# %% show
W_sgd, b_sgd = train_logistic(x_train, y_train)
print(f"validation {accuracy(W_sgd, b_sgd, x_valid, y_valid):.1%}")

# %% test train_logistic
with case("learns four points", points=1, message="Return W of shape (784, 10) and b of shape (10,) that classify the training examples.") as rng:
    x = np.zeros((400, 784), np.float32)
    labels = rng.integers(0, 4, size=400)
    x[np.arange(400), labels] = 1
    W, b = train_logistic(x, labels)
    assert np.asarray(W).shape == (784, 10) and np.asarray(b).shape == (10,)
    accuracy_here = np.mean(np.argmax(x @ np.asarray(W) + np.asarray(b), axis=1) == labels)
    assert accuracy_here == 1, f"expected 100 % on four clear classes, got {accuracy_here:.0%}"

# %% hidden train_logistic
from coursekit import load_glyphs as trusted_glyphs
from coursekit import normalize as trusted_normalize
from grader.exam import load_exam

with case("new letters", points=3, message="After training on 20,000 letters the accuracy on letters in other typefaces, with clean labels, must be at least 88 %: train for enough steps, on the images with their own labels, with a rate that lets the loss fall steadily.") as rng:
    data = trusted_glyphs(num_train=20_000)
    rows = trusted_normalize(data.x_train).reshape(-1, 784)
    W, b = train_logistic(rows, np.asarray(data.y_train))
    images, labels = load_exam("glyphs")
    chosen = rng.permutation(len(labels))[:5000]
    logits = trusted_normalize(images[chosen]).reshape(-1, 784) @ np.asarray(W) + np.asarray(b)
    reached = np.mean(np.argmax(logits, axis=1) == labels[chosen])
    # Five seeds of the reference, grading budget: mean 0.913, sd 0.003, lowest 0.908.
    assert reached >= 0.88, f"reached {reached:.1%}"
with case("sorted input", points=2, message="After training on 10,000 letters that come sorted by class the accuracy must be at least 87 %: shuffle them in every epoch.") as rng:
    data = trusted_glyphs(num_train=20_000)
    order = np.argsort(data.y_train[:10_000], kind="stable")
    rows = trusted_normalize(data.x_train[:10_000]).reshape(-1, 784)
    W, b = train_logistic(rows[order], np.asarray(data.y_train[:10_000])[order])
    images, labels = load_exam("glyphs")
    chosen = rng.permutation(len(labels))[:3000]
    logits = trusted_normalize(images[chosen]).reshape(-1, 784) @ np.asarray(W) + np.asarray(b)
    reached = np.mean(np.argmax(logits, axis=1) == labels[chosen])
    # Five seeds of the reference on 10,000 letters: mean 0.909, sd 0.002; the subset of
    # 3,000 exam letters adds 0.005. One pass in sorted order reaches 0.16.
    assert reached >= 0.87, f"reached {reached:.1%}"

# %% [markdown]
# ## Part 7. Better steps
#
# Three classic improvements change only the update, never the gradient. Each is a few symbols; each is in every library, which is how you will check yours.
#
# ### Exercise: `momentum_update` (5 points)
#
# Rough gradients zigzag. Keep a running **velocity** that remembers where we were heading, and move by it (Keras's convention):
#
# $$v \leftarrow \mu v - \alpha g \qquad w \leftarrow w + v$$

# %% solution momentum_update
def momentum_update(w, velocity, gradient, learning_rate, momentum=0.9):
    """One step of gradient descent with momentum.

    Args:
        w, velocity, gradient: float arrays of one shape.
        learning_rate: alpha; momentum: mu, in [0, 1).

    Returns:
        The new w and the new velocity; the arguments are not changed.
    """
    ### BEGIN SOLUTION
    velocity = momentum * velocity - learning_rate * gradient
    return w + velocity, velocity
    ### END SOLUTION

# %% [markdown]
# With a constant gradient of 1 and rate 0.1 the steps downhill grow toward ten times the rate: -0.1, -0.19, -0.271, … → -1.

# %% show
w, velocity = np.array(0.0), np.array(0.0)
for _ in range(3):
    w, velocity = momentum_update(w, velocity, np.array(1.0), 0.1)
    print(f"velocity {float(velocity):.3f}   w {float(w):.3f}")

# %% test momentum_update
with case("two steps by hand", points=1, message="First the velocity: momentum * velocity - learning_rate * gradient; then w moves by the new velocity.") as rng:
    w, v = momentum_update(np.array([1.0]), np.array([0.0]), np.array([2.0]), 0.1)
    np.testing.assert_allclose([w[0], v[0]], [0.8, -0.2], rtol=1e-5)
    w, v = momentum_update(w, v, np.array([2.0]), 0.1)
    np.testing.assert_allclose([w[0], v[0]], [0.42, -0.38], rtol=1e-5)

# %% hidden momentum_update
with case("equal to Keras's SGD", points=2, message="Over many random gradients the weights must follow Keras's SGD with the learning rate and momentum that were given, in arrays of any shape; the new velocity is returned and goes into the next step, and nothing else is kept.") as rng:
    for shape, rate, momentum in (((3, 4), 0.05, 0.9), ((7,), 0.2, 0.5), ((3, 4), 0.1, 0.8)):
        w = rng.normal(size=shape).astype(np.float32)
        velocity, variable = np.zeros_like(w), tf.Variable(w)
        optimizer = tf.keras.optimizers.SGD(rate, momentum=momentum)
        for _ in range(10):
            gradient = rng.normal(size=shape).astype(np.float32)
            w, velocity = momentum_update(w, velocity, gradient, rate, momentum)
            optimizer.apply([tf.constant(gradient)], [variable])
            np.testing.assert_allclose(w, variable, rtol=1e-4, atol=1e-5)
with case("no momentum is plain descent", points=1, message="With momentum 0 the step must be plain gradient descent, whatever the velocity was, and the new velocity is that step.") as rng:
    w, gradient = rng.normal(size=5), rng.normal(size=5)
    expected = w - 0.3 * gradient, -0.3 * gradient
    result, velocity = momentum_update(w, rng.normal(size=5), gradient, 0.3, 0.0)
    np.testing.assert_allclose(result, expected[0], rtol=1e-5, atol=1e-6)
    np.testing.assert_allclose(velocity, expected[1], rtol=1e-5, atol=1e-6)
with case("the arguments stay as they are", points=1, message="Make new arrays: w, velocity and gradient must be the same after the call as before, so neither `w +=` nor `velocity *=` on what was given.") as rng:
    given = [rng.normal(size=(2, 3)) for _ in range(3)]
    kept = [array.copy() for array in given]
    new_w, _ = momentum_update(*given, 0.1)
    assert np.shape(new_w) == (2, 3), f"expected w of shape (2, 3), got {np.shape(new_w)}"
    for array, before in zip(given, kept, strict=True):
        np.testing.assert_array_equal(array, before)

# %% [markdown]
# ### Exercise: `decayed_learning_rate` (4 points)
#
# Large steps at first, small ones to settle: **exponential decay** multiplies the rate by `decay_rate` once every `decay_steps` steps, smoothly in between:
#
# $$\alpha_s = \alpha_0 \cdot r^{\,s / d}$$
#
# With `staircase=True` the exponent is rounded down, so the rate drops in stairs.

# %% solution decayed_learning_rate
def decayed_learning_rate(step, initial_rate, decay_steps, decay_rate, staircase=False):
    """Learning rate at `step` under exponential decay.

    Args:
        step: number of updates done so far, 0 at the start.
        initial_rate, decay_steps, decay_rate: alpha_0, d and r of the formula.
        staircase: round the exponent down to a whole number.

    Returns:
        One number.

    Example:
        decayed_learning_rate(1000, 0.5, 1000, 0.9) -> 0.45
    """
    ### BEGIN SOLUTION
    exponent = step / decay_steps
    if staircase:
        exponent = math.floor(exponent)
    return initial_rate * decay_rate**exponent
    ### END SOLUTION

# %% [markdown]
# From 0.5, times 0.9 every 1,000 steps: after 1,500 steps 0.427 smoothly, 0.45 in stairs.

# %% show
print(f"{decayed_learning_rate(1500, 0.5, 1000, 0.9):.3f} smoothly")
print(f"{decayed_learning_rate(1500, 0.5, 1000, 0.9, staircase=True):.3f} in stairs")

# %% test decayed_learning_rate
with case("one period", points=1, message="After decay_steps steps the rate is initial_rate * decay_rate; at step 0 it is initial_rate.") as rng:
    np.testing.assert_allclose(decayed_learning_rate(0, 0.5, 1000, 0.9), 0.5, rtol=1e-5)
    np.testing.assert_allclose(decayed_learning_rate(1000, 0.5, 1000, 0.9), 0.45, rtol=1e-5)
    np.testing.assert_allclose(decayed_learning_rate(3000, 0.5, 1000, 0.9), 0.5 * 0.9**3, rtol=1e-5)

# %% hidden decayed_learning_rate
with case("equal to Keras, smooth", points=1, message="Between two periods, and inside the first one, the rate is initial_rate * decay_rate ** (step / decay_steps), with a fraction in the exponent.") as rng:
    for rate, period, factor in ((0.3, 700, 0.8), (2.0, 40, 0.5)):
        schedule = tf.keras.optimizers.schedules.ExponentialDecay(rate, period, factor)
        for step in [1, period - 1, *rng.integers(period, 6 * period, size=5).tolist()]:
            np.testing.assert_allclose(decayed_learning_rate(step, rate, period, factor), schedule(step), rtol=1e-4)
with case("equal to Keras, stairs", points=2, message="With staircase=True round step / decay_steps down to a whole number before taking the power: a stair begins at each multiple of decay_steps.") as rng:
    for rate, period, factor in ((0.3, 700, 0.8), (2.0, 40, 0.5)):
        schedule = tf.keras.optimizers.schedules.ExponentialDecay(rate, period, factor, staircase=True)
        for step in [0, period - 1, period, 3 * period, *rng.integers(0, 6 * period, size=5).tolist()]:
            np.testing.assert_allclose(decayed_learning_rate(step, rate, period, factor, staircase=True), schedule(step), rtol=1e-4)

# %% [markdown]
# ### Exercise: `adagrad_update` (5 points)
#
# **AdaGrad** gives each weight its own rate: it sums the squares of all gradients that a weight has seen, and divides by the root of that sum. Weights with large gradients slow down early, and rare ones keep moving. It decays by itself.
#
# $$a \leftarrow a + g^2 \qquad w \leftarrow w - \frac{\alpha\, g}{\sqrt{a + \varepsilon}}$$

# %% solution adagrad_update
def adagrad_update(w, accumulator, gradient, learning_rate, epsilon=1e-7):
    """One step of AdaGrad.

    Args:
        w, accumulator, gradient: float arrays of one shape; accumulator >= 0.
        learning_rate: alpha; epsilon: keeps the root away from 0.

    Returns:
        The new w and the new accumulator; the arguments are not changed.
    """
    ### BEGIN SOLUTION
    accumulator = accumulator + gradient**2
    return w - learning_rate * gradient / np.sqrt(accumulator + epsilon), accumulator
    ### END SOLUTION

# %% [markdown]
# One weight gets gradients of 100, the other of 0.01. From an empty accumulator both take the same first step: only the sign matters. Then the steps shrink like 1/√1, 1/√2, 1/√3.

# %% show
w, accumulator = np.zeros(2), np.zeros(2)
for _ in range(3):
    w, accumulator = adagrad_update(w, accumulator, np.array([100.0, 0.01]), 0.1)
    print(np.round(w, 3))

# %% test adagrad_update
with case("two steps by hand", points=1, message="Add the squared gradient first, then divide the step by the root of the new accumulator.") as rng:
    w, a = adagrad_update(np.array([1.0]), np.array([0.0]), np.array([3.0]), 0.1)
    np.testing.assert_allclose([w[0], a[0]], [0.9, 9.0], rtol=1e-4)
    w, a = adagrad_update(w, a, np.array([4.0]), 0.1)
    np.testing.assert_allclose([w[0], a[0]], [0.82, 25.0], rtol=1e-4)

# %% hidden adagrad_update
with case("equal to Keras's Adagrad", points=2, message="Over many random gradients the weights must follow Keras's Adagrad, in arrays of any shape: return and reuse the accumulated squares, one for each weight.") as rng:
    for shape, start in (((4, 2), 0.1), ((7,), 1.0)):
        w = rng.normal(size=shape).astype(np.float32)
        accumulator, variable = np.full_like(w, start), tf.Variable(w)
        optimizer = tf.keras.optimizers.Adagrad(0.2, initial_accumulator_value=start)
        for _ in range(10):
            gradient = rng.normal(size=shape).astype(np.float32)
            w, accumulator = adagrad_update(w, accumulator, gradient, 0.2)
            optimizer.apply([tf.constant(gradient)], [variable])
            np.testing.assert_allclose(w, variable, rtol=1e-4, atol=1e-5)
with case("epsilon under the root", points=1, message="Divide by sqrt(accumulator + epsilon), with the epsilon that was given, or 1e-7 without one: it keeps a weight that never had a gradient where it is, and shortens the steps of one whose gradients are tiny.") as rng:
    w, zeros = rng.normal(size=3), np.zeros(3)
    np.testing.assert_allclose(adagrad_update(w.copy(), zeros, zeros, 0.5)[0], w, rtol=1e-6)
    gradient = np.array([3e-4, 0.5, 4.0])
    for given in ((), (0.25,), (4.0,)):
        root = np.sqrt(gradient**2 + (given or (1e-7,))[0])
        # From zero, so that nothing is lost in the digits of w.
        result, accumulator = adagrad_update(np.zeros(3), np.zeros(3), gradient.copy(), 0.5, *given)
        np.testing.assert_allclose(result, -0.5 * gradient / root, rtol=1e-4)
        np.testing.assert_allclose(accumulator, gradient**2, rtol=1e-4)
with case("the arguments stay as they are", points=1, message="Make new arrays: w, accumulator and gradient must be the same after the call as before, so neither `w -=` nor `accumulator +=` on what was given.") as rng:
    given = [rng.uniform(0.1, 1, size=(2, 3)) for _ in range(3)]
    kept = [array.copy() for array in given]
    new_w, _ = adagrad_update(*given, 0.1)
    assert np.shape(new_w) == (2, 3), f"expected w of shape (2, 3), got {np.shape(new_w)}"
    for array, before in zip(given, kept, strict=True):
        np.testing.assert_array_equal(array, before)

# %% [markdown]
# ### The rate that wins the first minute
#
# Three learning rates, same start, same batches. The highest is ahead at first. Is it ahead at the end? Two cells: train, then look.

# %%
def validation_report(W, b):
    """A report for `train`: validation accuracy, in TensorFlow for speed."""
    x, y = tf.constant(x_valid), tf.constant(y_valid, tf.int64)

    def report(_step):
        right = tf.argmax(x @ W + b, axis=1) == y
        return {"validation accuracy": float(tf.reduce_mean(tf.cast(right, tf.float32)))}

    return report

# %% show
t_train = np.eye(NUM_CLASSES, dtype=np.float32)[y_train]
rate_runs = {}
for learning_rate in (0.002, 0.01, 0.05):
    W, b = new_parameters()
    rate_runs[f"rate {learning_rate}"] = train(
        make_step(W, b, learning_rate), (x_train, t_train),
        steps=3_000, every=150, report=validation_report(W, b),
    )

# %% show
_ = plot_curves(
    rate_runs, metric="validation accuracy", title="Which learning rate wins in the end?"
)

# %% [markdown]
# The high rate leaps ahead, then jitters, and ends no better or a little below the middle one: its steps are too long to settle in the valley. The low rate is smooth and slow. **Never trust a fast start.** When training misbehaves, lower the learning rate first.

# %% [markdown]
# Now your three updates race in NumPy on the same batches: plain steps, momentum, AdaGrad, and a high rate that decays.

# %% show
def race(update, num_steps=1_500):
    """Train W with `update(step, W, state, dW) -> W, state`; losses of all batches."""
    W, state, losses = W_zero, np.zeros_like(W_zero), []
    batches = shuffled_batches(NUM_SMALL, 128, 20, seed=0)
    for step, batch in zip(range(num_steps), batches):
        x, targets = x_small[batch], t_small[batch]
        losses.append(float(cross_entropy(softmax(x @ W), targets)))
        dW, _ = loss_gradients(x, targets, W, b_zero)
        W, state = (np.asarray(array) for array in update(step, W, state, dW))
    return losses

# %% show
updates = {
    "plain": lambda _, w, s, g: (w - 0.01 * g, s),
    "momentum": lambda _, w, s, g: momentum_update(w, s, g, 0.002),
    "AdaGrad": lambda _, w, s, g: adagrad_update(w, s, g, 0.02),
    "decay": lambda n, w, s, g: (w - decayed_learning_rate(n, 0.1, 200, 0.6) * g, s),
}
figure, axes = plt.subplots()
for name, update in updates.items():
    smooth = np.convolve(race(update), np.ones(50) / 50, mode="valid")
    axes.plot(np.arange(len(smooth)) + 50, smooth, label=name)
axes.set(title="Which update learns fastest?", xlabel="step", ylabel="loss (nats)")
axes.set(ylim=(0.6, 1.2))
_ = axes.legend()

# %% [markdown]
# The curves are means over 50 batches. Momentum with a fifth of the rate keeps up with plain steps, as its steps add up to ten times the rate. AdaGrad gets there without tuning. Decay takes the fast start **and** settles. There is no winner for all problems; there is only your validation set.

# %% [markdown]
# ## Part 8. Can you believe the number?
#
# Every choice you make by looking at a data set leaks a little of that set into your model. So choose on the validation set, and look at the test set **once**, at the end.
#
# ### Exercise: `choose_and_report` (5 points)
#
# Given several trained classifiers, choose the one with the best **validation** accuracy (the first of equals) and return its name and its **test** accuracy. Only the chosen one may see the test images, and only once.

# %% solution choose_and_report
def choose_and_report(models, x_valid, y_valid, x_test, y_test):
    """Choose by validation, then measure the choice on the test set, once.

    Args:
        models: dict name -> function from images (batch, features) to labels (batch,).
        x_valid, y_valid: images and labels to choose by.
        x_test, y_test: images and labels for the one final measurement.

    Returns:
        name: of the chosen model; accuracy: its share of right test labels, 0 to 1.
    """
    ### BEGIN SOLUTION
    scores = {name: np.mean(model(x_valid) == y_valid) for name, model in models.items()}
    best = max(scores, key=scores.get)
    return best, float(np.mean(models[best](x_test) == y_test))
    ### END SOLUTION

# %% [markdown]
# Two of your own classifiers: 100 steps of full batch against the SGD run of part 6.

# %% show
def classifier(W, b):
    return lambda x: np.argmax(x @ W + b, axis=1)


candidates = {
    "full batch": classifier(W_numpy, b_numpy),
    "stochastic": classifier(W_sgd, b_sgd),
}
chosen, test_accuracy = choose_and_report(candidates, x_valid, y_valid, x_test, y_test)
print(f"chosen: {chosen}; test accuracy {test_accuracy:.1%}")

# %% test choose_and_report
with case("the better one is chosen", points=1, message="Compare accuracies on the validation set, and return the name and then the test accuracy.") as rng:
    models = {"zeros": lambda x: np.zeros(len(x), int), "ones": lambda x: np.ones(len(x), int)}
    name, reached = choose_and_report(models, np.zeros((4, 2)), np.array([1, 1, 1, 0]), np.zeros((2, 2)), np.array([1, 0]))
    assert name == "ones", f"expected 'ones', which is right for 3 of 4, got {name!r}"
    np.testing.assert_allclose(reached, 0.5)

# %% hidden choose_and_report
def make_models(rng, num_models, valid_images, valid_labels, test_labels, seen):
    """Random answers; model i is right more often on validation as i grows, less on test."""

    def make(index):
        def model(x):
            is_test = len(x) == len(test_labels)
            seen.append((f"m{index}", is_test))
            y = test_labels if is_test else valid_labels
            share = 0.9 - 0.15 * index if is_test else 0.3 + 0.15 * index
            wrong = np.arange(len(y)) >= round(share * len(y))
            return np.where(wrong, (y + 1) % 10, y)

        return model

    order = rng.permutation(num_models)
    return {f"m{index}": make(int(index)) for index in order}


with case("chosen by validation, not by test", points=1, message="Take the best on the validation images, even if another would look better on the test set, and return the share of test labels that it gets right.") as rng:
    valid_labels, test_labels = rng.integers(0, 10, 60), rng.integers(0, 10, 100)
    models = make_models(rng, 4, None, valid_labels, test_labels, [])
    name, reached = choose_and_report(models, np.zeros((60, 3)), valid_labels, np.zeros((100, 3)), test_labels)
    assert name == "m3"
    np.testing.assert_allclose(reached, 0.45, atol=1e-6)
    images, others = rng.normal(size=(60, 3)), rng.normal(size=(100, 3))
    by_pixel = {f"pixel {pixel}": lambda x, pixel=pixel: (x[:, pixel] > 0).astype(int) for pixel in range(3)}
    labels, other_labels = (images[:, 1] > 0).astype(int), (others[:, 1] > 0.2).astype(int)
    name, reached = choose_and_report(by_pixel, images, labels, others, other_labels)
    assert name == "pixel 1"
    np.testing.assert_allclose(reached, np.mean((others[:, 1] > 0) == other_labels), atol=1e-6)
with case("the first of equals", points=1, message="Of models with the same validation accuracy the first one in the dictionary is chosen, also when all of them are always wrong.") as rng:
    answers = rng.permutation(10)
    # The third and the fourth are equals, or all five, with names in and against the alphabet.
    for right, names in ((2, "abcde"), (None, "abcde"), (2, "edcba"), (None, "edcba")):
        models = {name: lambda x, answer=answer: np.full(len(x), answer) for name, answer in zip(names, answers[:5], strict=True)}
        valid_labels = np.repeat(answers[[2, 3, 0]], [3, 3, 2]) if right else np.full(8, answers[9])
        test_labels = np.repeat(answers[:5], [4, 3, 2, 1, 0])
        name, reached = choose_and_report(models, np.zeros((8, 3)), valid_labels, np.zeros((10, 3)), test_labels)
        assert name == names[right or 0]
        np.testing.assert_allclose(reached, 0.2 if right else 0.4, atol=1e-6)
with case("the test set is touched once", points=2, message="Only the chosen model may be run on the test images, and only once; everything else happens on the validation set.") as rng:
    valid_labels, test_labels, seen = rng.integers(0, 10, 60), rng.integers(0, 10, 100), []
    models = make_models(rng, 4, None, valid_labels, test_labels, seen)
    name, _ = choose_and_report(models, np.zeros((60, 3)), valid_labels, np.zeros((100, 3)), test_labels)
    tested = [model for model, is_test in seen if is_test]
    assert tested == [str(name)], f"on test ran {tested}"

# %% [markdown]
# ### Exercise: `simulate_leaderboard` (6 points)
#
# A competition shows a **public** score for every entry and ranks the winners by a **private** set in the end. Suppose all entries are equally good: each answers each question right with probability `skill`, independently. Someone still tops the public board.
#
# Simulate one competition: return the public accuracy of the entry that leads the public board, and that **same entry's** private accuracy.

# %% solution simulate_leaderboard
def simulate_leaderboard(num_entries, public_size, private_size, skill, seed):
    """One competition among equally good entries.

    Args:
        num_entries: how many entries take part.
        public_size, private_size: questions in the public and the private set.
        skill: probability that an entry answers a question right.
        seed: makes the generator; the same seed gives the same result.

    Returns:
        public, private: both accuracies of the entry that leads on the public set.
    """
    ### BEGIN SOLUTION
    rng = np.random.default_rng(seed)
    public = rng.binomial(public_size, skill, size=num_entries) / public_size
    private = rng.binomial(private_size, skill, size=num_entries) / private_size
    leader = np.argmax(public)
    return float(public[leader]), float(private[leader])
    ### END SOLUTION

# %% [markdown]
# A thousand entries of skill 80 %, 500 public questions: the leader shows about 85 % in public, and about 80 % where it counts.

# %% show
simulate_leaderboard(1000, 500, 5000, 0.8, seed=4)

# %% test simulate_leaderboard
with case("perfect and hopeless", points=1, message="With skill 1 every answer is right, with skill 0 none; return the public leader's public and then its private accuracy, as shares from 0 to 1.") as rng:
    np.testing.assert_allclose(simulate_leaderboard(5, 20, 30, 1.0, 0), [1, 1])
    np.testing.assert_allclose(simulate_leaderboard(5, 20, 30, 0.0, 0), [0, 0])
    # The best of 200 guessers is right on 60 % or less once in 10**12 competitions.
    assert simulate_leaderboard(200, 20, 30, 0.5, 0)[0] > 0.6, "the leader is not leading"
with case("same seed, same result", points=1, message="Draw from a generator made from `seed`, so that a simulation can be repeated.") as rng:
    first = tuple(simulate_leaderboard(10, 50, 70, 0.6, 3))
    assert first == tuple(simulate_leaderboard(10, 50, 70, 0.6, 3))
    others = {tuple(map(float, simulate_leaderboard(10, 50, 70, 0.6, seed))) for seed in range(8)}
    assert len(first) == 2 and len(others) > 1, "eight seeds gave the same two numbers"

# %% hidden simulate_leaderboard
REPEATS = 150


def many(rng, *arguments):
    """(REPEATS, 2) results over fresh seeds, and how many competitions they really are."""
    seeds = rng.integers(0, 2**31, size=REPEATS).tolist()
    results = np.array([simulate_leaderboard(*arguments, seed) for seed in seeds], float)
    # Whether the seed plays a part is asked by a case of its own.
    return results, 1 if np.ptp(results, axis=0).max() == 0 else REPEATS


with case("the leader looks too good in public", points=2, message="On average the public accuracy must be that of the best of all entries on the public set, so above the skill, the more so with many entries and few questions.") as rng:
    for entries, size in ((60, 100), (8, 40)):
        results, count = many(rng, entries, size, 200, 0.7)
        draws = rng.binomial(size, 0.7, size=(4000, entries)).max(axis=1) / size
        # The mean of `count` leaders scatters by sd/sqrt(count); allow 6 of those.
        allowed = 6 * draws.std() / math.sqrt(count)
        np.testing.assert_allclose(results[:, 0].mean(), draws.mean(), atol=allowed)
with case("the private score is honest", points=1, message="The leader's private accuracy is a share of private_size answers that are drawn afresh: on average it must be the skill, whatever the entry's public score and the others' private ones.") as rng:
    results, count = many(rng, 50, 60, 80, 0.75)
    allowed = 6 * math.sqrt(0.75 * 0.25 / 80 / count)
    np.testing.assert_allclose(results[:, 1].mean(), 0.75, atol=allowed)
    np.testing.assert_allclose(results[:, 1] * 80, np.round(results[:, 1] * 80), atol=1e-3)
with case("chance plays its part", points=1, message="Answers are drawn from a generator made from the seed: another seed must give another result, and private scores scatter around the skill, like the share of private_size coins that show heads.") as rng:
    results, _ = many(rng, 20, 50, 50, 0.6)
    expected = math.sqrt(0.6 * 0.4 / 50)
    assert 0.6 * expected < results[:, 1].std() < 1.5 * expected
    assert len(np.unique(results[:, 0])) > 2

# %% [markdown]
# Now watch a leaderboard grow. Every entry has skill 80 %; the only thing that grows is the number of entries.

# %% show
entry_counts = [1, 3, 10, 30, 100, 300, 1000, 3000]
boards = [
    np.mean([simulate_leaderboard(n, 500, 5000, 0.8, seed) for seed in range(60)], axis=0)
    for n in entry_counts
]
figure, axes = plt.subplots()
axes.plot(entry_counts, boards, label=["public", "private"])
axes.axhline(0.8, color="0.7", linewidth=0.8)
axes.set(xscale="log", xlabel="entries", ylabel="accuracy of the leader")
axes.set(title="How good is the top of the leaderboard?")
_ = axes.legend()

# %% [markdown]
# Nobody cheated and nobody learned anything, yet the public leader improves with every entry. You do the same to your validation set each time you try one more idea. The cure: large validation sets, few looks, and a test set that nobody has looked at.

# %% [markdown] answer what_leaks points=4
# ### In your own words: what leaks? (4 points)
#
# You train 200 variants, choose the best on 10,000 validation images, and report its validation accuracy. In three to five sentences: which information has leaked, and by which road, though no model was ever **trained** on a validation image? Is the reported number too high or too low? What would you report instead, and what would go wrong if you then went back and improved the model with the new number in view?
#
# === BEGIN MARK SCHEME ===
# 1 point: the choice itself depends on the validation labels, so information about the set flows through the person or program that chooses (not through the gradient).
# 1 point: the number is too high (optimistic): the best of 200 noisy measurements, as on the public leaderboard.
# 1 point: report the accuracy of the chosen model on a test set that played no part in training or choosing, measured once.
# 1 point: improving again with the test number in view turns the test set into another validation set; a new, unseen set would be needed.
# Accept any wording. Take off nothing for numbers; a good answer may say that 200 looks at 10,000 images leak little (about a standard error or three, near 1 point).
# === END MARK SCHEME ===

# %% [markdown]
# ## Part 9. Side by side with scikit-learn
#
# One last check of the whole chain: does a professional solver find a better answer than your loop? Only a fair race counts: same data, same penalty. Both add an **L2 penalty** on large weights, but they write it differently:
#
# $$\text{ours: } \frac{1}{n}\sum_i L_i + \frac{\lambda}{2}\sum W^2 \qquad \text{scikit-learn: } C \sum_i L_i + \frac{1}{2}\sum W^2$$

# %% [markdown]
# ### Exercise: `matching_strength` (4 points)
#
# Scaling a loss by a positive number does not move its lowest point. Which `C` makes scikit-learn's problem the same as ours?
#
# <details><summary>Hint</summary>Multiply our loss by whatever makes its second term equal to scikit-learn's.</details>

# %% solution matching_strength
def matching_strength(l2_factor, num_examples):
    """The C of scikit-learn that matches our penalty.

    Args:
        l2_factor: lambda > 0, in mean loss + lambda / 2 * sum of squared weights.
        num_examples: n, the number of training examples.

    Returns:
        C, one number above 0.
    """
    ### BEGIN SOLUTION
    return 1 / (l2_factor * num_examples)
    ### END SOLUTION

# %% [markdown]
# For λ = 0.1 and 5,000 examples, C should be 0.002: scikit-learn's default of 1 would be a penalty 500 times weaker.

# %% show
matching_strength(0.1, 5000)

# %% test matching_strength
with case("two small examples", points=1, message="Divide our loss by lambda and compare the two first terms.") as rng:
    np.testing.assert_allclose(matching_strength(0.1, 100), 0.1, rtol=1e-5)
    np.testing.assert_allclose(matching_strength(0.02, 25), 2, rtol=1e-5)

# %% hidden matching_strength
with case("any penalty and size", points=1, message="C falls with both the penalty and the number of examples; it is a sum over examples there and a mean here.") as rng:
    for _ in range(5):
        l2_factor, num_examples = float(rng.uniform(1e-4, 2)), int(rng.integers(5, 5000))
        np.testing.assert_allclose(matching_strength(l2_factor, num_examples), 1 / (l2_factor * num_examples), rtol=1e-5)
with case("the two minima coincide", points=2, message="With this C scikit-learn must find the lowest point of our loss: mind the factor 1/2 on both sides.") as rng:
    from sklearn.linear_model import LogisticRegression as TrustedRegression

    x, labels = rng.normal(size=(80, 4)), rng.integers(0, 3, size=80)
    model = TrustedRegression(C=float(matching_strength(0.05, 80)), tol=1e-8, max_iter=5000).fit(x, labels)
    logits = x @ model.coef_.T + model.intercept_
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    error = (powers / powers.sum(axis=1, keepdims=True) - np.eye(3)[labels]) / 80
    # At the minimum of our loss its gradient, penalty included, is zero.
    np.testing.assert_allclose(x.T @ error + 0.05 * model.coef_.T, np.zeros((4, 3)), atol=1e-4)

# %% [markdown]
# The race: 5,000 letters, λ = 0.1, full-batch descent with momentum against scikit-learn. The penalty adds λW to the gradient of W (and nothing to that of b).

# %% show
NUM_RACE, L2_FACTOR = 5_000, 0.1
W, b = new_parameters()
optimizer = tf.keras.optimizers.SGD(0.02, momentum=0.9)
optimizer.build([W, b])


def penalized_step(x, targets):
    loss, dW, db = tape_gradients(x, targets, W, b)
    optimizer.apply([dW + L2_FACTOR * W, db], [W, b])
    return loss


_ = train(penalized_step, (x_train[:NUM_RACE], t_train[:NUM_RACE]), steps=500, batch_size=NUM_RACE)

# %% show
solver = LogisticRegression(C=matching_strength(L2_FACTOR, NUM_RACE), max_iter=300)
solver.fit(x_train[:NUM_RACE], y_train[:NUM_RACE])
ours = accuracy(W.numpy(), b.numpy(), x_valid, y_valid)
theirs = solver.score(x_valid, y_valid)
noise = math.sqrt(ours * (1 - ours) / len(y_valid))
print(f"ours {ours:.2%}, scikit-learn {theirs:.2%}, one standard error {noise:.2%}")

# %% [markdown]
# The two agree within the noise of measuring on 10,000 letters (one standard error is about 0.4 points). There is no magic in the library; you have written it.

# %% [markdown]
# ## Recap
#
# - **Softmax** turns scores into probabilities; scaling the scores makes it surer. Subtract the maximum.
# - **Cross-entropy** is the price of a guess; at the start it must be ln K.
# - Its gradient is guess minus target. Nudge it before you trust it.
# - **SGD** takes many rough steps instead of few exact ones. Batches must be random.
# - **Scale the inputs, start small, lower the rate** when in doubt.
# - Choose on validation, report test once.

# %% [markdown]
# ## Questions to check yourself
#
# 1. Why does softmax not change when 5 is added to every score?
# 2. Your first loss for 100 classes is 12. What should it be, and what do you suspect?
# 3. Which two shapes are multiplied to get the gradient of W?
# 4. Training loss jumps up at regular intervals. Which question do you ask about the data?
# 5. Test accuracy is five points above validation. Is that a leak? Why not, here?

# %% [markdown]
# ## Where next
#
# A matrix and a bias can only draw straight borders between letters. In **assignment 3** you put a layer between pixels and scores, find out why the way of starting decides whether it learns at all, and win ten points of accuracy that no learning rate can give you here.
