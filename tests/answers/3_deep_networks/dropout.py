# %% right bernoulli
# where() on a comparison the other way round, shape from the tensor
def dropout(activations, rate, training):
    if training:
        dropped = tf.less(tf.random.uniform(tf.shape(activations)), rate)
        activations = tf.where(dropped, tf.zeros_like(activations), activations) / (1 - rate)
    return activations

# %% right library
# the library's own
def dropout(activations, rate, training):
    return tf.nn.dropout(activations, rate) if training else activations

# %% right mask_product
# multiplies by a mask of numbers
def dropout(activations, rate, training):
    if training:
        mask = tf.cast(tf.random.uniform(tf.shape(activations)) > rate, tf.float32)
        activations = activations * mask / (1.0 - rate)
    return tf.identity(activations)

# %% right rounded
# the floor of 1 - rate plus a uniform number is the mask
def dropout(activations, rate, training):
    if not training:
        return activations
    keep_share = 1.0 - rate
    mask = tf.floor(keep_share + tf.random.uniform(tf.shape(activations), dtype=activations.dtype))
    return activations * (mask / keep_share)

# %% wrong always_half
# drops half, whatever the rate
# caught by: the mean is preserved
def dropout(activations, rate, training):
    if not training:
        return activations
    keep = tf.random.uniform(tf.shape(activations)) >= 0.5
    return tf.where(keep, activations / (1 - rate), 0.0)

# %% wrong always_on
# drops in evaluation as well
# caught by: off in evaluation
def dropout(activations, rate, training):
    keep = tf.random.uniform(tf.shape(activations)) >= rate
    return tf.where(keep, activations / (1 - rate), 0.0)

# %% wrong divides_by_the_kept_share
# scales by what happened to be kept
# caught by: dropped or scaled
def dropout(activations, rate, training):
    if not training:
        return activations
    keep = tf.cast(tf.random.uniform(tf.shape(activations)) >= rate, tf.float32)
    return activations * keep / tf.reduce_mean(keep)

# %% wrong exact_number
# drops exactly its share, in places drawn at random
# caught by: by chance, not by count
def dropout(activations, rate, training):
    if not training:
        return activations
    draws = tf.reshape(tf.random.uniform(tf.shape(activations)), [-1])
    count = tf.cast(tf.round(rate * tf.cast(tf.size(draws), tf.float32)), tf.int32)
    order = tf.argsort(tf.argsort(draws))
    keep = tf.reshape(order >= count, tf.shape(activations))
    return tf.where(keep, activations / (1 - rate), 0.0)

# %% wrong fixed_seed
# the same mask in every call
# caught by: anew in every call
def dropout(activations, rate, training):
    if not training:
        return activations
    keep = tf.random.stateless_uniform(tf.shape(activations), [1, 2]) >= rate
    return tf.where(keep, activations / (1 - rate), 0.0)

# %% wrong not_scaled
# does not scale what is kept
# caught by: the mean is preserved
def dropout(activations, rate, training):
    if not training:
        return activations
    keep = tf.random.uniform(tf.shape(activations)) >= rate
    return tf.where(keep, activations, 0.0)

# %% wrong numpy_mask
# draws with NumPy, once for ever inside a tf.function
# caught by: anew in every call
def dropout(activations, rate, training):
    if not training:
        return activations
    keep = np.random.default_rng().random(activations.shape) >= rate
    return tf.where(keep, activations / (1 - rate), 0.0)

# %% wrong rate_is_kept
# takes the rate for the share that is kept
# caught by: dropped or scaled
def dropout(activations, rate, training):
    if not training:
        return activations
    keep = tf.random.uniform(tf.shape(activations)) >= 1 - rate
    return tf.where(keep, activations / rate, 0.0)

# %% wrong scaled_in_evaluation
# scales in evaluation instead of training
# caught by: off in evaluation
def dropout(activations, rate, training):
    if not training:
        return activations * (1 - rate)
    keep = tf.random.uniform(tf.shape(activations)) >= rate
    return tf.where(keep, activations, 0.0)

# %% wrong tables_only
# draws for rows and columns only
# caught by: dropped or scaled
def dropout(activations, rate, training):
    if not training:
        return activations
    rows, columns = activations.shape
    keep = tf.random.uniform((rows, columns)) >= rate
    return tf.where(keep, activations / (1 - rate), 0.0)

# %% wrong whole_columns
# one mask for all examples
# caught by: each number on its own
def dropout(activations, rate, training):
    if not training:
        return activations
    keep = tf.random.uniform(tf.shape(activations)[-1:]) >= rate
    keep = tf.broadcast_to(keep, tf.shape(activations))
    return tf.where(keep, activations / (1 - rate), 0.0)

# %% wrong whole_rows
# drops whole examples
# caught by: each number on its own
def dropout(activations, rate, training):
    if not training:
        return activations
    shape = tf.concat([tf.shape(activations)[:1], tf.ones_like(tf.shape(activations)[1:])], axis=0)
    keep = tf.random.uniform(shape) >= rate
    return tf.where(keep, activations / (1 - rate), 0.0)

# %% [markdown] equivalent
# keep = tf.random.uniform(tf.shape(activations)) >= rate  ->  keep = tf.random.uniform(tf.shape(activations)) > rate
#     differs only for a number that equals the rate exactly

# %% [markdown] slips
# changes its arrays
#     its argument is a tensor, which nothing can change
