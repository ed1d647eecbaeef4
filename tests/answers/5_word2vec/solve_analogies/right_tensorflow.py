# right: TensorFlow and a one-hot mask
def solve_analogies(vectors, questions):
    unit = tf.math.l2_normalize(tf.constant(vectors), axis=1)
    a, b, c = tf.unstack(tf.constant(questions), axis=1)
    q = tf.gather(unit, b) - tf.gather(unit, a) + tf.gather(unit, c)
    asked = tf.reduce_sum(tf.one_hot(questions, unit.shape[0], dtype=unit.dtype), axis=1)
    return tf.argmax(tf.matmul(q, unit, transpose_b=True) - 99 * asked, axis=1).numpy()
