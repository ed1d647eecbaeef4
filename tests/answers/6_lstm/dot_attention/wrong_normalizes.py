# wrong: cosines instead of dot products
# caught by: equal to Keras
def dot_attention(queries, keys, values):
    queries, keys = tf.nn.l2_normalize(queries, axis=-1), tf.nn.l2_normalize(keys, axis=-1)
    weights = tf.nn.softmax(tf.matmul(queries, keys, transpose_b=True))
    return tf.matmul(weights, values), weights
