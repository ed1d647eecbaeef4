# right: a product of two step functions
def band_mask(reach, length):
    place = tf.cast(tf.range(length), tf.float32)
    distance = tf.abs(place[:, None] - place)
    reach = tf.cast(reach, tf.float32)[:, :, None]
    near = tf.nn.relu(tf.sign(reach - distance + 0.5))
    return near * tf.nn.relu(tf.sign(distance - 0.5))
