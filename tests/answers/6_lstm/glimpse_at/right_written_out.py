# right: exponentials, divided by their sum
def glimpse_at(columns, position):
    places = tf.range(tf.shape(columns)[1])
    powers = tf.exp(-tf.square(tf.cast(places, tf.float32)[None] - position) / 2)
    weights = powers / tf.reduce_sum(powers, axis=1, keepdims=True)
    return tf.reduce_sum(weights[..., None] * columns, axis=1)
