# right: clips the probabilities at a tiny number
def entropy(probabilities):
    p = tf.cast(probabilities, tf.float32)
    return -tf.reduce_sum(p * tf.math.log(tf.maximum(p, 1e-30)), axis=-1)
