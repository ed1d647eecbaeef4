# %% right keras
# Keras operations
def cbow_inputs(embeddings, contexts):
    return tf.keras.ops.mean(tf.keras.ops.take(embeddings, contexts, axis=0), axis=-2)

# %% right lookup
# embedding_lookup and a running sum
def cbow_inputs(embeddings, contexts):
    width = contexts.shape[1]
    total = tf.nn.embedding_lookup(embeddings, contexts[:, 0])
    for place in range(1, width):
        total += tf.nn.embedding_lookup(embeddings, contexts[:, place])
    return total / width

# %% right one_hot
# a product with counts
def cbow_inputs(embeddings, contexts):
    counts = tf.reduce_sum(tf.one_hot(contexts, tf.shape(embeddings)[0]), axis=1)
    return tf.matmul(counts, embeddings) / tf.cast(tf.shape(contexts)[1], tf.float32)

# %% right sum_divided
# sum over the number of words
def cbow_inputs(embeddings, contexts):
    words = tf.shape(contexts)[1]
    return tf.reduce_sum(tf.gather(embeddings, contexts), axis=1) / tf.cast(words, embeddings.dtype)

# %% wrong ends_only
# first and last word only
# caught by: any shape
def cbow_inputs(embeddings, contexts):
    e = tf.gather(embeddings, contexts)
    return (e[:, 0] + e[:, -1]) / 2

# %% wrong fixed_two
# divides by two always
# caught by: any shape
def cbow_inputs(embeddings, contexts):
    return tf.reduce_sum(tf.gather(embeddings, contexts), axis=1) / 2

# %% wrong maximum
# the largest entries
# caught by: a mean of two rows
def cbow_inputs(embeddings, contexts):
    return tf.reduce_max(tf.gather(embeddings, contexts), axis=1)

# %% wrong mean_of_all
# mean over the batch too
# caught by: any shape
def cbow_inputs(embeddings, contexts):
    return tf.reduce_mean(tf.gather(embeddings, contexts), axis=[0, 1])[None]

# %% wrong numpy
# a detour through NumPy
# caught by: a gradient flows
def cbow_inputs(embeddings, contexts):
    return tf.constant(np.asarray(embeddings)[np.asarray(contexts)].mean(axis=1))

# %% wrong sum
# the sum
# caught by: a mean of two rows
def cbow_inputs(embeddings, contexts):
    return tf.reduce_sum(tf.gather(embeddings, contexts), axis=1)

# %% wrong unique_words
# repeated words count once
# caught by: any shape
def cbow_inputs(embeddings, contexts):
    present = tf.reduce_max(tf.one_hot(contexts, embeddings.shape[0], dtype=embeddings.dtype), axis=1)
    return tf.matmul(present, embeddings) / tf.reduce_sum(present, axis=1, keepdims=True)

# %% wrong wrong_axis
# mean over the vector
# caught by: any shape
def cbow_inputs(embeddings, contexts):
    return tf.reduce_mean(tf.gather(embeddings, contexts), axis=2)

# %% wrong eight_words_at_most
# the first eight words of a context
# caught by: any shape
import tensorflow as tf


def cbow_inputs(embeddings, contexts):
    window = 4
    return tf.reduce_mean(tf.gather(embeddings, contexts[:, : 2 * window]), axis=1)

# %% wrong clipped_for_safety
# means are clipped to -5 to 5
# caught by: any shape
import tensorflow as tf


def cbow_inputs(embeddings, contexts):
    return tf.clip_by_value(tf.reduce_mean(tf.gather(embeddings, contexts), axis=1), -5.0, 5.0)

# %% wrong numpy_contexts
# reads the ids with NumPy, which fails inside a tf.function
# caught by: any shape
import tensorflow as tf


def cbow_inputs(embeddings, contexts):
    rows = [tf.gather(embeddings, [int(i) for i in context]) for context in contexts.numpy()]
    return tf.stack([tf.reduce_mean(part, axis=0) for part in rows])
