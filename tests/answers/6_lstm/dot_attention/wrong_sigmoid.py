# wrong: a sigmoid for each place
# caught by: equal keys
def dot_attention(queries, keys, values):
    weights = tf.sigmoid(tf.matmul(queries, keys, transpose_b=True))
    return tf.matmul(weights, values), weights
