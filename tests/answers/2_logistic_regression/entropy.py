# %% right clipped
# clips the probabilities at a tiny number
def entropy(probabilities):
    p = tf.cast(probabilities, tf.float32)
    return -tf.reduce_sum(p * tf.math.log(tf.maximum(p, 1e-30)), axis=-1)

# %% right loop
# loops and leaves zeros out
def entropy(probabilities):
    return [-sum(p * math.log(p) for p in row if p > 0) for row in probabilities]

# %% right scipy
# the product term of SciPy
def entropy(probabilities):
    from scipy.special import entr
    return entr(probabilities).sum(axis=1)

# %% right xlogy
# TensorFlow's x times log y, which is 0 at 0
def entropy(probabilities):
    p = tf.constant(probabilities, tf.float64)
    return tf.negative(tf.reduce_sum(tf.math.xlogy(p, p), axis=1)).numpy()

# %% right masked
# logarithms only where they exist
def entropy(probabilities):
    p = np.array(probabilities, float)
    terms = np.zeros_like(p)
    np.log(p, out=terms, where=p > 0)
    return np.einsum("nk,nk->n", p, -terms)

# %% wrong added_epsilon
# adds 0.001 inside the logarithm
# caught by: zeros inside a row
def entropy(probabilities):
    probabilities = np.asarray(probabilities)
    return -np.sum(probabilities * np.log(probabilities + 1e-3), axis=1)

# %% wrong bits
# in bits instead of nats
# caught by: the two bounds
def entropy(probabilities):
    probabilities = np.asarray(probabilities)
    logs = np.log2(np.where(probabilities > 0, probabilities, 1))
    return -np.sum(probabilities * logs, axis=1)

# %% wrong coarse_clip
# clips at 0.01, which changes small probabilities
# caught by: one value per row
def entropy(probabilities):
    probabilities = np.asarray(probabilities)
    logs = np.log(np.maximum(probabilities, 0.1))
    return -np.sum(probabilities * logs, axis=1)

# %% wrong mean_of_rows
# one mean for the whole batch
# caught by: one value per row
def entropy(probabilities):
    probabilities = np.asarray(probabilities)
    logs = np.log(np.where(probabilities > 0, probabilities, 1))
    return -np.mean(np.sum(probabilities * logs, axis=1))

# %% wrong nan
# multiplies 0 by the logarithm of 0
# caught by: the two bounds
def entropy(probabilities):
    probabilities = np.asarray(probabilities)
    logs = np.log(probabilities)
    return -np.sum(probabilities * logs, axis=1)

# %% wrong negative
# forgets the minus sign
# caught by: the two bounds
def entropy(probabilities):
    probabilities = np.asarray(probabilities)
    logs = np.log(np.where(probabilities > 0, probabilities, 1))
    return np.sum(probabilities * logs, axis=1)

# %% wrong no_probability
# sums the logarithms alone
# caught by: the two bounds
def entropy(probabilities):
    probabilities = np.asarray(probabilities)
    return -np.sum(np.log(np.where(probabilities > 0, probabilities, 1)), axis=1)

# %% wrong over_columns
# sums over the batch
# caught by: one value per row
def entropy(probabilities):
    probabilities = np.asarray(probabilities)
    logs = np.log(np.where(probabilities > 0, probabilities, 1))
    return -np.sum(probabilities * logs, axis=0)

# %% wrong keeps_axis
# returns a column
# caught by: the two bounds
def entropy(probabilities):
    logs = np.log(np.where(probabilities > 0, probabilities, 1))
    return -np.sum(probabilities * logs, axis=1, keepdims=True)

# %% wrong drops_zeros
# leaves zeros out and with them the rows
# caught by: the two bounds
def entropy(probabilities):
    p = probabilities[probabilities > 0]
    return -np.sum(p * np.log(p))

# %% wrong normalized
# divides by the largest entropy there is
# caught by: the two bounds
def entropy(probabilities):
    logs = np.log(np.where(probabilities > 0, probabilities, 1))
    return -np.sum(probabilities * logs, axis=1) / np.log(probabilities.shape[1])

# %% wrong decimal_logarithm
# takes the logarithm to base 10
# caught by: the two bounds
def entropy(probabilities):
    logs = np.log10(np.where(probabilities > 0, probabilities, 1))
    return -np.sum(probabilities * logs, axis=1)

# %% wrong rounded
# rounds to two digits
# caught by: one value per row
def entropy(probabilities):
    logs = np.log(np.where(probabilities > 0, probabilities, 1))
    return np.round(-np.sum(probabilities * logs, axis=1), 2)

# %% wrong of_the_mean
# the entropy of the mean row, for every row
# caught by: the two bounds
def entropy(probabilities):
    p = probabilities.mean(axis=0)
    value = -np.sum(p * np.log(np.where(p > 0, p, 1)))
    return np.full(len(probabilities), value)

# %% [markdown] equivalent
# logs = np.log(np.where(probabilities > 0, probabilities, 1))  ->  logs = np.log(np.where(probabilities > 0, probabilities, 2))
#     its logarithm is multiplied by a probability of 0
