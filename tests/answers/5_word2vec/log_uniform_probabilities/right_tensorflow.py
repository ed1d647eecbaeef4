# right: TensorFlow, float32
def log_uniform_probabilities(vocab_size):
    k = tf.range(vocab_size, dtype=tf.float32)
    return tf.math.log1p(1 / (k + 1)) / tf.math.log(tf.cast(vocab_size + 1, tf.float32))
