# %% right einsum
# einsum for both products
def dot_attention(queries, keys, values):
    weights = tf.nn.softmax(tf.einsum("bqf,bkf->bqk", queries, keys))
    return tf.einsum("bqk,bkv->bqv", weights, values), weights

# %% right keras
# Keras's own layer
def dot_attention(queries, keys, values):
    layer = keras.layers.Attention()
    return tuple(layer([queries, values, keys], return_attention_scores=True))

# %% right loop_over_questions
# one question at a time
def dot_attention(queries, keys, values):
    results, weights = [], []
    for query in tf.unstack(queries, axis=1):
        scores = tf.reduce_sum(query[:, None] * keys, axis=2)
        share = tf.nn.softmax(scores, axis=1)
        weights.append(share)
        results.append(tf.reduce_sum(share[:, :, None] * values, axis=1))
    return tf.stack(results, axis=1), tf.stack(weights, axis=1)

# %% wrong hard
# takes the best place only
# caught by: equal keys
def dot_attention(queries, keys, values):
    scores = tf.matmul(queries, keys, transpose_b=True)
    weights = tf.one_hot(tf.argmax(scores, axis=-1), keys.shape[1])
    return tf.matmul(weights, values), weights

# %% wrong mixes_the_batch
# one set of weights for the whole batch
# caught by: equal to Keras
def dot_attention(queries, keys, values):
    scores = tf.reduce_mean(tf.matmul(queries, keys, transpose_b=True), axis=0, keepdims=True)
    weights = tf.nn.softmax(tf.repeat(scores, tf.shape(queries)[0], axis=0))
    return tf.matmul(weights, values), weights

# %% wrong no_softmax
# uses the scores as weights
# caught by: equal keys
def dot_attention(queries, keys, values):
    weights = tf.matmul(queries, keys, transpose_b=True)
    return tf.matmul(weights, values), weights

# %% wrong normalizes
# cosines instead of dot products
# caught by: equal to Keras
def dot_attention(queries, keys, values):
    queries, keys = tf.nn.l2_normalize(queries, axis=-1), tf.nn.l2_normalize(keys, axis=-1)
    weights = tf.nn.softmax(tf.matmul(queries, keys, transpose_b=True))
    return tf.matmul(weights, values), weights

# %% wrong one_sum
# adds up all questions
# caught by: equal keys
def dot_attention(queries, keys, values):
    weights = tf.nn.softmax(tf.matmul(queries, keys, transpose_b=True))
    return tf.reduce_sum(tf.matmul(weights, values), axis=1), weights

# %% wrong returns_scores
# returns the scores instead of the weights
# caught by: equal keys
def dot_attention(queries, keys, values):
    scores = tf.matmul(queries, keys, transpose_b=True)
    return tf.matmul(tf.nn.softmax(scores), values), scores

# %% wrong scaled
# divides by the root of the features
# caught by: equal to Keras
def dot_attention(queries, keys, values):
    scores = tf.matmul(queries, keys, transpose_b=True) / math.sqrt(keys.shape[-1])
    weights = tf.nn.softmax(scores)
    return tf.matmul(weights, values), weights

# %% wrong sigmoid
# a sigmoid for each place
# caught by: equal keys
def dot_attention(queries, keys, values):
    weights = tf.sigmoid(tf.matmul(queries, keys, transpose_b=True))
    return tf.matmul(weights, values), weights

# %% wrong softmax_over_questions
# softmax over the questions
# caught by: equal to Keras
def dot_attention(queries, keys, values):
    weights = tf.nn.softmax(tf.matmul(queries, keys, transpose_b=True), axis=1)
    return tf.matmul(weights, values), weights

# %% [markdown] equivalent
# weights = tf.nn.softmax(scores, axis=-1)  ->  weights = tf.nn.softmax(scores)
#     the last axis is the default of tf.nn.softmax

# %% wrong weights_not_learned
# no gradient through the weights
# caught by: equal to Keras
def dot_attention(queries, keys, values):
    weights = tf.nn.softmax(tf.matmul(queries, keys, transpose_b=True), axis=-1)
    return tf.matmul(tf.stop_gradient(weights), values), weights

# %% wrong softmax_overflows
# exp of the scores as they are
# caught by: equal to Keras
def dot_attention(queries, keys, values):
    weights = tf.exp(tf.matmul(queries, keys, transpose_b=True))
    weights /= tf.reduce_sum(weights, axis=-1, keepdims=True)
    return tf.matmul(weights, values), weights

# %% wrong numpy
# NumPy, through which no gradient flows
# caught by: equal to Keras
def dot_attention(queries, keys, values):
    queries, keys, values = (np.asarray(a) for a in (queries, keys, values))
    scores = queries @ np.swapaxes(keys, 1, 2)
    powers = np.exp(scores - scores.max(axis=2, keepdims=True))
    weights = powers / powers.sum(axis=2, keepdims=True)
    return weights @ values, weights

# %% right broadcast_and_logsumexp
# products and sums by broadcasting, softmax with logsumexp
import tensorflow as tf


def dot_attention(queries, keys, values):
    fit = tf.reduce_sum(queries[:, :, None, :] * keys[:, None, :, :], axis=-1)
    weights = tf.exp(fit - tf.reduce_logsumexp(fit, axis=2, keepdims=True))
    means = tf.reduce_sum(weights[..., None] * values[:, None], axis=2)
    return means, weights
