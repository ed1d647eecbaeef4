# right: TensorFlow's x times log y, which is 0 at 0
def entropy(probabilities):
    p = tf.constant(probabilities, tf.float64)
    return tf.negative(tf.reduce_sum(tf.math.xlogy(p, p), axis=1)).numpy()
