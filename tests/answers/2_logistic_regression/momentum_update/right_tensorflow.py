# right: TensorFlow in float64
def momentum_update(w, velocity, gradient, learning_rate, momentum=0.9):
    w, v, g = (tf.cast(a, tf.float64) for a in (w, velocity, gradient))
    v = tf.multiply(v, momentum) - tf.multiply(g, learning_rate)
    return w + v, v
