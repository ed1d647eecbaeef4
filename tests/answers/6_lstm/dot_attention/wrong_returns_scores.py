# wrong: returns the scores instead of the weights
# caught by: equal keys
def dot_attention(queries, keys, values):
    scores = tf.matmul(queries, keys, transpose_b=True)
    return tf.matmul(tf.nn.softmax(scores), values), scores
