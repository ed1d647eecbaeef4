# %% right diff
# differences of logarithms
def log_uniform_probabilities(vocab_size):
    edges = np.log(np.arange(1, vocab_size + 2))
    return np.diff(edges) / edges[-1]

# %% right log2
# logarithms of base 2 on both sides, a list
def log_uniform_probabilities(vocab_size):
    whole = math.log2(vocab_size + 1)
    return [(math.log2(k + 2) - math.log2(k + 1)) / whole for k in range(vocab_size)]

# %% right loop
# one id after the other
def log_uniform_probabilities(vocab_size):
    return np.array([(math.log(k + 2) - math.log(k + 1)) / math.log(vocab_size + 1) for k in range(vocab_size)])

# %% right tensorflow
# TensorFlow, float32
def log_uniform_probabilities(vocab_size):
    k = tf.range(vocab_size, dtype=tf.float32)
    return tf.math.log1p(1 / (k + 1)) / tf.math.log(tf.cast(vocab_size + 1, tf.float32))

# %% wrong base_ten
# log10 below the line only
# caught by: sum to one
def log_uniform_probabilities(vocab_size):
    k = np.arange(vocab_size)
    return np.log((k + 2) / (k + 1)) / np.log10(vocab_size + 1)

# %% wrong cumulative
# the probability of this id or a smaller one
# caught by: three ids
def log_uniform_probabilities(vocab_size):
    k = np.arange(vocab_size)
    return np.log(k + 2) / np.log(vocab_size + 1)

# %% wrong from_one
# counts k from 1
# caught by: three ids
def log_uniform_probabilities(vocab_size):
    k = np.arange(1, vocab_size + 1)
    return np.log((k + 2) / (k + 1)) / np.log(vocab_size + 1)

# %% wrong log_v
# divides by ln V
# caught by: sum to one
def log_uniform_probabilities(vocab_size):
    k = np.arange(vocab_size)
    return np.log((k + 2) / (k + 1)) / np.log(max(vocab_size, 2))

# %% wrong not_normalized
# does not divide at all
# caught by: sum to one
def log_uniform_probabilities(vocab_size):
    k = np.arange(vocab_size)
    return np.log((k + 2) / (k + 1))

# %% wrong one_too_many
# one probability too many
# caught by: three ids
def log_uniform_probabilities(vocab_size):
    k = np.arange(vocab_size + 1)
    return np.log((k + 2) / (k + 1)) / np.log(vocab_size + 1)

# %% wrong uniform
# every id alike
# caught by: three ids
def log_uniform_probabilities(vocab_size):
    return np.full(vocab_size, 1 / vocab_size)

# %% wrong zipf
# proportional to 1 / rank
# caught by: three ids
def log_uniform_probabilities(vocab_size):
    p = 1 / np.arange(1, vocab_size + 1)
    return p / p.sum()

# %% wrong float32_difference
# differences of logarithms in float32
# caught by: what TensorFlow expects to draw
import numpy as np


def log_uniform_probabilities(vocab_size):
    logs = np.log(np.arange(1, vocab_size + 2, dtype=np.float32))
    return np.diff(logs) / logs[-1]

# %% wrong floor_for_rare_ids
# no probability below 1e-5
# caught by: what TensorFlow expects to draw
import numpy as np


def log_uniform_probabilities(vocab_size):
    k = np.arange(vocab_size)
    found = (np.log(k + 2) - np.log(k + 1)) / np.log(vocab_size + 1)
    return np.maximum(found, 1e-5)
