# wrong: uses the scores as weights
# caught by: equal keys
def dot_attention(queries, keys, values):
    weights = tf.matmul(queries, keys, transpose_b=True)
    return tf.matmul(weights, values), weights
