# %% right clip
# shares and np.clip
def keep_probabilities(counts, threshold):
    share = np.asarray(counts) / np.sum(counts)
    return np.clip((np.sqrt(share / threshold) + 1) * threshold / share, 0, 1)

# %% right loop
# word by word
def keep_probabilities(counts, threshold):
    total = float(np.sum(counts))
    return np.array([min(1.0, math.sqrt(threshold * total / c) + threshold * total / c) for c in counts])

# %% right tensorflow
# TensorFlow operations
def keep_probabilities(counts, threshold):
    counts = tf.cast(counts, tf.float64)
    share = counts / tf.reduce_sum(counts)
    return tf.minimum(tf.constant(1, tf.float64), (tf.sqrt(share / threshold) + 1) * threshold / share)

# %% right where
# np.where on the shares, float32
def keep_probabilities(counts, threshold):
    share = (np.asarray(counts) / np.sum(counts)).astype(np.float32)
    chance = np.sqrt(threshold / share) + threshold / share
    return np.where(chance > 1, np.float32(1), chance)

# %% wrong by_the_largest
# divides by the largest count
# caught by: a frequent word
def keep_probabilities(counts, threshold):
    f = np.asarray(counts) / np.max(counts)
    return np.minimum(1, np.sqrt(threshold / f) + threshold / f)

# %% wrong drop_instead
# gives the chance of being dropped
# caught by: a frequent word
def keep_probabilities(counts, threshold):
    f = np.asarray(counts) / np.sum(counts)
    return 1 - np.minimum(1, np.sqrt(threshold / f) + threshold / f)

# %% wrong inverted
# f / t instead of t / f
# caught by: a frequent word
def keep_probabilities(counts, threshold):
    share = np.asarray(counts) / np.sum(counts)
    return np.minimum(1, np.sqrt(share / threshold) + share / threshold)

# %% wrong no_minimum
# probabilities above one
# caught by: never more than one
def keep_probabilities(counts, threshold):
    f = np.asarray(counts) / np.sum(counts)
    return np.sqrt(threshold / f) + threshold / f

# %% wrong normalized
# scales the result to sum to one
# caught by: a frequent word
def keep_probabilities(counts, threshold):
    ratio = threshold * np.sum(counts) / np.asarray(counts)
    keep = np.minimum(1, np.sqrt(ratio) + ratio)
    return keep / keep.sum()

# %% wrong only_root
# the formula of the paper, without t / f
# caught by: a frequent word
def keep_probabilities(counts, threshold):
    f = np.asarray(counts) / np.sum(counts)
    return np.minimum(1, np.sqrt(threshold / f))

# %% wrong rare_below_threshold
# all or nothing at the threshold
# caught by: a frequent word
def keep_probabilities(counts, threshold):
    share = np.asarray(counts) / np.sum(counts)
    return np.where(share <= threshold, 1.0, threshold / share)

# %% wrong raw_counts
# uses counts where shares belong
# caught by: a frequent word
def keep_probabilities(counts, threshold):
    f = np.asarray(counts)
    return np.minimum(1, np.sqrt(threshold / f) + threshold / f)

# %% wrong one_word_squeezed
# a single word comes back without its axis
# caught by: agrees with the formula
import numpy as np


def keep_probabilities(counts, threshold):
    ratio = threshold * np.sum(counts) / np.asarray(counts).reshape(1, -1)
    return np.minimum(1, np.sqrt(ratio) + ratio).squeeze()
