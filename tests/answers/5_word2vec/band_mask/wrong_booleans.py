# wrong: returns booleans
# caught by: floats of the right shape
def band_mask(reach, length):
    place = tf.range(length)
    distance = tf.abs(place[:, None] - place[None, :])
    return (distance > 0) & (distance <= reach[:, :, None])
