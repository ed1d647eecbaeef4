# right: tf.where and a diagonal of zeros
def band_mask(reach, length):
    place = tf.range(length)
    distance = tf.abs(place[:, None] - place[None, :])
    return tf.where(distance[None] <= reach[:, :, None], 1.0, 0.0) * (1.0 - tf.eye(length))
