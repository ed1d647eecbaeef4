# wrong: one place too short
# caught by: a band without its middle
def band_mask(reach, length):
    place = tf.range(length)
    distance = tf.abs(place[:, None] - place[None, :])
    return tf.cast((distance > 0) & (distance < reach[:, :, None]), tf.float32)
