# right: TensorFlow, float32
def estimated_total(scores, drawn, probabilities):
    scores, probabilities = tf.cast(scores, tf.float32), tf.cast(probabilities, tf.float32)
    weighted = tf.exp(tf.gather(scores, drawn)) / tf.gather(probabilities, drawn)
    return tf.reduce_mean(weighted)
