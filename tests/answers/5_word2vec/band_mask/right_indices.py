# right: distances from np.indices, then TensorFlow
def band_mask(reach, length):
    i, j = np.indices((length, length))
    distance = tf.constant(np.abs(i - j), reach.dtype)
    inside = tf.logical_and(distance[None] >= 1, distance[None] <= tf.expand_dims(reach, 2))
    return tf.cast(inside, tf.float32)
