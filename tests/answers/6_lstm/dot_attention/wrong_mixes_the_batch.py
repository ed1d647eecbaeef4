# wrong: one set of weights for the whole batch
# caught by: equal to Keras
def dot_attention(queries, keys, values):
    scores = tf.reduce_mean(tf.matmul(queries, keys, transpose_b=True), axis=0, keepdims=True)
    weights = tf.nn.softmax(tf.repeat(scores, tf.shape(queries)[0], axis=0))
    return tf.matmul(weights, values), weights
