# right: TensorFlow operations in float32
def cross_entropy(probabilities, targets, smallest=1e-7):
    guesses = tf.clip_by_value(tf.cast(probabilities, tf.float32), smallest, 1.0)
    losses = -tf.reduce_sum(tf.cast(targets, tf.float32) * tf.math.log(guesses), axis=-1)
    return tf.reduce_mean(losses)
