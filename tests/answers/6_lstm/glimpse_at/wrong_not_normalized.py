# wrong: weights that do not add up to one
# caught by: in the middle
def glimpse_at(columns, position):
    places = tf.range(columns.shape[1], dtype=columns.dtype)
    weights = tf.exp(-0.5 * tf.square(places - position))
    return tf.einsum("bt,btf->bf", weights, columns)
