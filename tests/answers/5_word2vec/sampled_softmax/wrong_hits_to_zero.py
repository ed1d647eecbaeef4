# wrong: gives accidental hits a score of zero
# caught by: accidental hits
def sampled_softmax(inputs, weights, biases, labels, drawn, label_expected, drawn_expected):
    right = tf.reduce_sum(inputs * tf.gather(weights, labels), axis=1) + tf.gather(biases, labels)
    right -= tf.math.log(label_expected)
    others = tf.matmul(inputs, tf.gather(weights, drawn), transpose_b=True) + tf.gather(biases, drawn)
    others -= tf.math.log(drawn_expected)
    hit = tf.equal(tf.cast(labels, tf.int64)[:, None], tf.cast(drawn, tf.int64)[None, :])
    others = tf.where(hit, tf.cast(0, others.dtype), others)
    scores = tf.concat([right[:, None], others], axis=1)
    return tf.reduce_logsumexp(scores, axis=1) - scores[:, 0]
