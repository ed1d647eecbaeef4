# right: TensorFlow, reciprocal root
def adagrad_update(w, accumulator, gradient, learning_rate, epsilon=1e-7):
    w, a, g = (tf.cast(v, tf.float64) for v in (w, accumulator, gradient))
    a += tf.square(g)
    return w - learning_rate * g * tf.math.rsqrt(a + epsilon), a
