# wrong: every center looks as far as the farthest of its row
# caught by: the reach belongs to the center
def band_mask(reach, length):
    place = tf.range(length)
    distance = tf.abs(place[:, None] - place[None, :])
    widest = tf.reduce_max(reach, axis=1)[:, None, None]
    return tf.cast((distance > 0) & (distance <= widest), tf.float32)
