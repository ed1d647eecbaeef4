# wrong: uses the reach of the context word
# caught by: the reach belongs to the center
def band_mask(reach, length):
    place = tf.range(length)
    distance = tf.abs(place[:, None] - place[None, :])
    return tf.cast((distance > 0) & (distance <= reach[:, None, :]), tf.float32)
