# %% right keras
# Keras operations, float32
def solve_analogies(vectors, questions):
    unit = tf.math.l2_normalize(tf.cast(vectors, tf.float32), axis=1)
    a, b, c = tf.unstack(tf.cast(questions, tf.int32), axis=1)
    goal = tf.math.l2_normalize(tf.gather(unit, b) - tf.gather(unit, a) + tf.gather(unit, c), axis=1)
    banned = sum(tf.one_hot(word, len(vectors)) for word in (a, b, c))
    return tf.argmax(tf.matmul(goal, unit, transpose_b=True) - 10 * banned, axis=1, output_type=tf.int32)

# %% right loop
# one question after the other
def solve_analogies(vectors, questions):
    unit = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    out = []
    for a, b, c in questions:
        s = unit @ (unit[b] - unit[a] + unit[c])
        s[[a, b, c]] = -np.inf
        out.append(int(s.argmax()))
    return np.array(out)

# %% right neighbors
# sorts all words, takes the first that is not in the question
def solve_analogies(vectors, questions):
    unit = np.asarray(vectors, np.float64)
    unit = unit / np.sqrt(np.einsum("we,we->w", unit, unit))[:, None]
    answers = np.zeros(len(questions), np.int32)
    for row, (a, b, c) in enumerate(questions):
        order = np.argsort(unit @ (unit[a] - unit[b] - unit[c]))
        answers[row] = next(word for word in order if word not in (a, b, c))
    return answers

# %% right tensorflow
# TensorFlow and a one-hot mask
def solve_analogies(vectors, questions):
    unit = tf.math.l2_normalize(tf.constant(vectors), axis=1)
    a, b, c = tf.unstack(tf.constant(questions), axis=1)
    q = tf.gather(unit, b) - tf.gather(unit, a) + tf.gather(unit, c)
    asked = tf.reduce_sum(tf.one_hot(questions, unit.shape[0], dtype=unit.dtype), axis=1)
    return tf.argmax(tf.matmul(q, unit, transpose_b=True) - 99 * asked, axis=1).numpy()

# %% wrong adds_all
# a + b + c
# caught by: a parallelogram
def solve_analogies(vectors, questions):
    unit = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    a, b, c = np.asarray(questions).T
    scores = (unit[b] + unit[a] + unit[c]) @ unit.T
    np.put_along_axis(scores, np.asarray(questions), -np.inf, axis=1)
    return scores.argmax(axis=1)

# %% wrong euclidean
# nearest by distance between raw vectors
# caught by: length does not matter
def solve_analogies(vectors, questions):
    a, b, c = np.asarray(questions).T
    goal = vectors[b] - vectors[a] + vectors[c]
    distance = np.linalg.norm(goal[:, None] - vectors[None], axis=2)
    np.put_along_axis(distance, np.asarray(questions), np.inf, axis=1)
    return distance.argmin(axis=1)

# %% wrong leaves_out_c_only
# leaves out c only
# caught by: only the question's own words are left out
def solve_analogies(vectors, questions):
    unit = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    a, b, c = np.asarray(questions).T
    scores = (unit[b] - unit[a] + unit[c]) @ unit.T
    scores[np.arange(len(c)), c] = -np.inf
    return scores.argmax(axis=1)

# %% wrong masks_columns
# no word of any question may be an answer
# caught by: only the question's own words are left out
def solve_analogies(vectors, questions):
    unit = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    a, b, c = np.asarray(questions).T
    scores = (unit[b] - unit[a] + unit[c]) @ unit.T
    scores[:, np.asarray(questions).ravel()] = -np.inf
    return scores.argmax(axis=1)

# %% wrong not_scaled
# raw vectors
# caught by: length does not matter
def solve_analogies(vectors, questions):
    unit = vectors
    a, b, c = np.asarray(questions).T
    scores = (unit[b] - unit[a] + unit[c]) @ unit.T
    np.put_along_axis(scores, np.asarray(questions), -np.inf, axis=1)
    return scores.argmax(axis=1)

# %% wrong query_words_allowed
# may answer with a word of the question
# caught by: only the question's own words are left out
def solve_analogies(vectors, questions):
    unit = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    a, b, c = np.asarray(questions).T
    scores = (unit[b] - unit[a] + unit[c]) @ unit.T

    return scores.argmax(axis=1)

# %% wrong scaled_late
# adds raw vectors, compares with unit ones
# caught by: length does not matter
def solve_analogies(vectors, questions):
    unit = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    a, b, c = np.asarray(questions).T
    scores = (vectors[b] - vectors[a] + vectors[c]) @ unit.T
    np.put_along_axis(scores, np.asarray(questions), -np.inf, axis=1)
    return scores.argmax(axis=1)

# %% wrong wrong_direction
# a - b + c
# caught by: a parallelogram
def solve_analogies(vectors, questions):
    unit = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    a, b, c = np.asarray(questions).T
    scores = (unit[a] - unit[b] + unit[c]) @ unit.T
    np.put_along_axis(scores, np.asarray(questions), -np.inf, axis=1)
    return scores.argmax(axis=1)

# %% wrong floats
# the ids come as floats
# caught by: never a word of the question
def solve_analogies(vectors, questions):
    unit = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    found = np.zeros(len(questions))
    for row, (a, b, c) in enumerate(questions):
        scores = unit @ (unit[b] - unit[a] + unit[c])
        scores[[a, b, c]] = -np.inf
        found[row] = scores.argmax()
    return found

# %% wrong a_is_allowed
# a may be the answer
# caught by: only the question's own words are left out
import numpy as np


def solve_analogies(vectors, questions):
    unit = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    a, b, c = questions.T
    scores = (unit[b] - unit[a] + unit[c]) @ unit.T
    scores[np.arange(len(questions))[:, None], questions[:, 1:]] = -np.inf
    return scores.argmax(axis=1)

# %% wrong zero_for_own_words
# the question's words get a score of 0
# caught by: only the question's own words are left out
import numpy as np


def solve_analogies(vectors, questions):
    unit = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    a, b, c = questions.T
    scores = (unit[b] - unit[a] + unit[c]) @ unit.T
    scores[np.arange(len(questions))[:, None], questions] = 0
    return scores.argmax(axis=1)
