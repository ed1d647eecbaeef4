# wrong: looks to the left only
# caught by: a band without its middle
def band_mask(reach, length):
    place = tf.range(length)
    distance = place[:, None] - place[None, :]
    return tf.cast((distance > 0) & (distance <= reach[:, :, None]), tf.float32)
