# wrong: rounds the position first
# caught by: any columns
def glimpse_at(columns, position):
    places = tf.range(columns.shape[1], dtype=columns.dtype)
    weights = tf.nn.softmax(-0.5 * tf.square(places - tf.round(position)), axis=1)
    return tf.einsum("bt,btf->bf", weights, columns)
