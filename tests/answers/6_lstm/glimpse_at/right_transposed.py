# right: features first, then matvec
def glimpse_at(columns, position):
    t = tf.linspace(0.0, columns.shape[1] - 1.0, columns.shape[1])
    weights = tf.nn.softmax(-((t[tf.newaxis] - position) ** 2) / 2, axis=-1)
    return tf.linalg.matvec(columns, weights, transpose_a=True)
