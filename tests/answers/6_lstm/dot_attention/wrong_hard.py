# wrong: takes the best place only
# caught by: equal keys
def dot_attention(queries, keys, values):
    scores = tf.matmul(queries, keys, transpose_b=True)
    weights = tf.one_hot(tf.argmax(scores, axis=-1), keys.shape[1])
    return tf.matmul(weights, values), weights
