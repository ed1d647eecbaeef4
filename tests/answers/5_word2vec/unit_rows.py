# %% right loop
# row by row
def unit_rows(vectors):
    return np.array([row / length if (length := math.sqrt((row**2).sum())) else row for row in vectors])

# %% right mask
# scales the rows that have a length, float32
def unit_rows(vectors):
    scaled = np.array(vectors, np.float32)
    lengths = np.sqrt(np.einsum("we,we->w", scaled, scaled))
    scaled[lengths > 0] /= lengths[lengths > 0, None]
    return scaled

# %% right maximum
# divides by at least a tiny number
def unit_rows(vectors):
    vectors = np.asarray(vectors, float)
    return vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-30)

# %% right tensorflow
# TensorFlow division that gives 0 for 0 / 0
def unit_rows(vectors):
    vectors = tf.convert_to_tensor(vectors)
    lengths = tf.sqrt(tf.reduce_sum(tf.square(vectors), axis=1, keepdims=True))
    return tf.math.divide_no_nan(vectors, lengths)

# %% wrong added_small
# a small number added that is not so small
# caught by: every row on its own
def unit_rows(vectors):
    return vectors / (np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-3)

# %% wrong columns
# scales the columns
# caught by: three and four make five
def unit_rows(vectors):
    n = np.linalg.norm(vectors, axis=0)
    return vectors / np.where(n == 0, 1, n)

# %% wrong drops_zeros
# leaves rows of zeros out
# caught by: a row of zeros
def unit_rows(vectors):
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return vectors[lengths[:, 0] > 0] / lengths[lengths[:, 0] > 0]

# %% wrong largest_entry
# divides by the largest entry of the row
# caught by: three and four make five
def unit_rows(vectors):
    largest = np.abs(vectors).max(axis=1, keepdims=True)
    return vectors / np.where(largest == 0, 1, largest)

# %% wrong nan
# divides zero by zero
# caught by: a row of zeros
def unit_rows(vectors):
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)

# %% wrong sum_of_squares
# forgets the root
# caught by: three and four make five
def unit_rows(vectors):
    n = (vectors**2).sum(axis=1, keepdims=True)
    return vectors / np.where(n == 0, 1, n)

# %% wrong sum_of_values
# rows sum to one
# caught by: three and four make five
def unit_rows(vectors):
    n = np.abs(vectors).sum(axis=1, keepdims=True)
    return vectors / np.where(n == 0, 1, n)

# %% wrong whole_matrix
# one length for all
# caught by: every row on its own
def unit_rows(vectors):
    return vectors / np.linalg.norm(vectors)

# %% [markdown] equivalent
# return vectors / np.where(lengths == 0, 1, lengths)  ->  return vectors / np.where(lengths == 0, 2, lengths)
#     only rows of zeros are divided by it

# %% wrong short_rows_stay_short
# a floor of 1e-3 for lengths
# caught by: every row on its own
import numpy as np


def unit_rows(vectors):
    return vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-3)

# %% wrong zero_by_sum
# takes rows with sum 0 for rows of zeros
# caught by: every row on its own
import numpy as np


def unit_rows(vectors):
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    empty = vectors.sum(axis=1, keepdims=True) == 0
    return vectors / np.where(empty, 1, lengths)
