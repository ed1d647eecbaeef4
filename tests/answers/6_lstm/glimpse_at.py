# %% right loop
# adds up column by column
def glimpse_at(columns, position):
    scores = [-0.5 * (t - position) ** 2 for t in range(columns.shape[1])]
    weights = tf.nn.softmax(tf.concat(scores, axis=1), axis=1)
    return tf.add_n([weights[:, t : t + 1] * columns[:, t] for t in range(columns.shape[1])])

# %% right matmul
# a matrix product with the weights as a row
def glimpse_at(columns, position):
    distance = tf.constant(np.arange(columns.shape[1]), columns.dtype) - position
    weights = tf.nn.softmax(-distance * distance / 2)
    return tf.matmul(weights[:, None, :], columns)[:, 0]

# %% right transposed
# features first, then matvec
def glimpse_at(columns, position):
    t = tf.linspace(0.0, columns.shape[1] - 1.0, columns.shape[1])
    weights = tf.nn.softmax(-((t[tf.newaxis] - position) ** 2) / 2, axis=-1)
    return tf.linalg.matvec(columns, weights, transpose_a=True)

# %% right written_out
# exponentials, divided by their sum
def glimpse_at(columns, position):
    places = tf.range(tf.shape(columns)[1])
    powers = tf.exp(-tf.square(tf.cast(places, tf.float32)[None] - position) / 2)
    weights = powers / tf.reduce_sum(powers, axis=1, keepdims=True)
    return tf.reduce_sum(weights[..., None] * columns, axis=1)

# %% wrong absolute
# the distance instead of its square
# caught by: any columns
def glimpse_at(columns, position):
    places = tf.range(columns.shape[1], dtype=columns.dtype)
    weights = tf.nn.softmax(-0.5 * tf.abs(places - position), axis=1)
    return tf.einsum("bt,btf->bf", weights, columns)

# %% wrong from_one
# counts columns from one
# caught by: in the middle
def glimpse_at(columns, position):
    places = tf.range(1, columns.shape[1] + 1, dtype=columns.dtype)
    weights = tf.nn.softmax(-0.5 * tf.square(places - position), axis=1)
    return tf.einsum("bt,btf->bf", weights, columns)

# %% wrong nearest
# takes the nearest column
# caught by: any columns
def glimpse_at(columns, position):
    nearest = tf.cast(tf.round(position), tf.int32)
    nearest = tf.clip_by_value(nearest, 0, columns.shape[1] - 1)
    return tf.gather(columns, nearest[:, 0], axis=1, batch_dims=1)

# %% wrong no_half
# forgets the one half
# caught by: any columns
def glimpse_at(columns, position):
    places = tf.range(columns.shape[1], dtype=columns.dtype)
    weights = tf.nn.softmax(-tf.square(places - position), axis=1)
    return tf.einsum("bt,btf->bf", weights, columns)

# %% wrong not_normalized
# weights that do not add up to one
# caught by: in the middle
def glimpse_at(columns, position):
    places = tf.range(columns.shape[1], dtype=columns.dtype)
    weights = tf.exp(-0.5 * tf.square(places - position))
    return tf.einsum("bt,btf->bf", weights, columns)

# %% wrong numpy
# leaves TensorFlow, so no gradient flows
# caught by: the eye can learn
def glimpse_at(columns, position):
    columns, position = np.asarray(columns), np.asarray(position)
    powers = np.exp(-0.5 * (np.arange(columns.shape[1]) - position) ** 2)
    weights = powers / powers.sum(axis=1, keepdims=True)
    return tf.constant(np.einsum("bt,btf->bf", weights, columns).astype(np.float32))

# %% wrong one_eye
# one position for the whole batch
# caught by: any columns
def glimpse_at(columns, position):
    places = tf.range(columns.shape[1], dtype=columns.dtype)
    weights = tf.nn.softmax(-0.5 * tf.square(places - position[0, 0]))
    return tf.einsum("t,btf->bf", weights, columns)

# %% wrong rounded
# rounds the position first
# caught by: any columns
def glimpse_at(columns, position):
    places = tf.range(columns.shape[1], dtype=columns.dtype)
    weights = tf.nn.softmax(-0.5 * tf.square(places - tf.round(position)), axis=1)
    return tf.einsum("bt,btf->bf", weights, columns)

# %% wrong sign
# the farthest columns weigh most
# caught by: any columns
def glimpse_at(columns, position):
    places = tf.range(columns.shape[1], dtype=columns.dtype)
    weights = tf.nn.softmax(0.5 * tf.square(places - position), axis=1)
    return tf.einsum("bt,btf->bf", weights, columns)

# %% [markdown] equivalent
# weights = tf.nn.softmax(-0.5 * tf.square(places - position), axis=1)  ->  weights = tf.nn.softmax(-0.5 * tf.square(places - position))
#     of two axes the last, which is the default, is axis 1
