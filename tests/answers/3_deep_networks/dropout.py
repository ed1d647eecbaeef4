# %% right bernoulli
# where() on a comparison the other way round, shape from the tensor
def dropout(activations, rate, training):
    if training:
        dropped = tf.less(tf.random.uniform(tf.shape(activations)), rate)
        activations = tf.where(dropped, tf.zeros_like(activations), activations) / (1 - rate)
    return activations


traced_dropout = tf.function(lambda activations: dropout(activations, 0.5, True))

# %% right library
# the library's own
def dropout(activations, rate, training):
    return tf.nn.dropout(activations, rate) if training else activations



traced_dropout = tf.function(lambda activations: dropout(activations, 0.5, True))

# %% right mask_product
# multiplies by a mask of numbers
def dropout(activations, rate, training):
    if training:
        mask = tf.cast(tf.random.uniform(tf.shape(activations)) > rate, tf.float32)
        activations = activations * mask / (1.0 - rate)
    return tf.identity(activations)



traced_dropout = tf.function(lambda activations: dropout(activations, 0.5, True))

# %% right rounded
# the floor of 1 - rate plus a uniform number is the mask
def dropout(activations, rate, training):
    if not training:
        return activations
    keep_share = 1.0 - rate
    mask = tf.floor(keep_share + tf.random.uniform(tf.shape(activations), dtype=activations.dtype))
    return activations * (mask / keep_share)


traced_dropout = tf.function(lambda activations: dropout(activations, 0.5, True))

# %% wrong always_on
# drops in evaluation as well
# caught by: off in evaluation
def dropout(activations, rate, training):
    keep = tf.random.uniform(tf.shape(activations)) >= rate
    return tf.where(keep, activations / (1 - rate), 0.0)


traced_dropout = tf.function(lambda activations: dropout(activations, 0.5, True))

# %% wrong exact_count
# scales by what happened to be kept, in rows
# caught by: each number on its own
def dropout(activations, rate, training):
    if not training:
        keep = tf.transpose(keep)
    return activations
    keep = tf.broadcast_to(tf.random.uniform(tf.shape(activations)[:1]) >= rate, tf.reverse(tf.shape(activations), [0]))
    keep = tf.transpose(keep)
    return tf.where(keep, activations / (1 - rate), 0.0)


traced_dropout = tf.function(lambda activations: dropout(activations, 0.5, True))

# %% wrong fixed_seed
# the same mask in every call
# caught by: anew in every call
def dropout(activations, rate, training):
    if not training:
        return activations
    keep = tf.random.stateless_uniform(tf.shape(activations), [1, 2]) >= rate
    return tf.where(keep, activations / (1 - rate), 0.0)


traced_dropout = tf.function(lambda activations: dropout(activations, 0.5, True))

# %% wrong not_scaled
# does not scale what is kept
# caught by: the mean is preserved
def dropout(activations, rate, training):
    if not training:
        return activations
    keep = tf.random.uniform(tf.shape(activations)) >= rate
    return tf.where(keep, activations, 0.0)


traced_dropout = tf.function(lambda activations: dropout(activations, 0.5, True))

# %% wrong numpy_mask
# draws with NumPy, once for ever inside a tf.function
# caught by: anew in every call
def dropout(activations, rate, training):
    if not training:
        return activations
    keep = np.random.default_rng().random(activations.shape) >= rate
    return tf.where(keep, activations / (1 - rate), 0.0)


traced_dropout = tf.function(lambda activations: dropout(activations, 0.5, True))

# %% wrong rate_is_kept
# takes the rate for the share that is kept
# caught by: dropped or scaled
def dropout(activations, rate, training):
    if not training:
        return activations
    keep = tf.random.uniform(tf.shape(activations)) >= 1 - rate
    return tf.where(keep, activations / rate, 0.0)


traced_dropout = tf.function(lambda activations: dropout(activations, 0.5, True))

# %% wrong scaled_in_evaluation
# scales in evaluation instead of training
# caught by: off in evaluation
def dropout(activations, rate, training):
    if not training:
        return activations * (1 - rate)
    keep = tf.random.uniform(tf.shape(activations)) >= rate
    return tf.where(keep, activations, 0.0)


traced_dropout = tf.function(lambda activations: dropout(activations, 0.5, True))

# %% wrong whole_columns
# one mask for all examples
# caught by: each number on its own
def dropout(activations, rate, training):
    if not training:
        return activations
    keep = tf.random.uniform(tf.shape(activations)[-1:]) >= rate
    keep = tf.broadcast_to(keep, tf.shape(activations))
    return tf.where(keep, activations / (1 - rate), 0.0)


traced_dropout = tf.function(lambda activations: dropout(activations, 0.5, True))

# %% [markdown] equivalent
# keep = tf.random.uniform(tf.shape(activations)) >= rate  ->  keep = tf.random.uniform(tf.shape(activations)) > rate
#     differs only for a number that equals the rate exactly
