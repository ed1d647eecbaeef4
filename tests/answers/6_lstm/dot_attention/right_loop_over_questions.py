# right: one question at a time
def dot_attention(queries, keys, values):
    results, weights = [], []
    for query in tf.unstack(queries, axis=1):
        scores = tf.reduce_sum(query[:, None] * keys, axis=2)
        share = tf.nn.softmax(scores, axis=1)
        weights.append(share)
        results.append(tf.reduce_sum(share[:, :, None] * values, axis=1))
    return tf.stack(results, axis=1), tf.stack(weights, axis=1)
