# wrong: one position for the whole batch
# caught by: any columns
def glimpse_at(columns, position):
    places = tf.range(columns.shape[1], dtype=columns.dtype)
    weights = tf.nn.softmax(-0.5 * tf.square(places - position[0, 0]))
    return tf.einsum("t,btf->bf", weights, columns)
