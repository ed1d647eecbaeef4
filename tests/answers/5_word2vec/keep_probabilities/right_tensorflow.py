# right: TensorFlow operations
def keep_probabilities(counts, threshold):
    counts = tf.cast(counts, tf.float64)
    share = counts / tf.reduce_sum(counts)
    return tf.minimum(tf.constant(1, tf.float64), (tf.sqrt(share / threshold) + 1) * threshold / share)
