# wrong: counts columns from one
# caught by: in the middle
def glimpse_at(columns, position):
    places = tf.range(1, columns.shape[1] + 1, dtype=columns.dtype)
    weights = tf.nn.softmax(-0.5 * tf.square(places - position), axis=1)
    return tf.einsum("bt,btf->bf", weights, columns)
