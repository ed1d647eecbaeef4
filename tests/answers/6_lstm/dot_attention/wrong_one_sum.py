# wrong: adds up all questions
# caught by: equal keys
def dot_attention(queries, keys, values):
    weights = tf.nn.softmax(tf.matmul(queries, keys, transpose_b=True))
    return tf.reduce_sum(tf.matmul(weights, values), axis=1), weights
