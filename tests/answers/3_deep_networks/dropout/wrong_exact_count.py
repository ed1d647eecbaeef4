# wrong: scales by what happened to be kept, in rows
# caught by: each number on its own
def dropout(activations, rate, training):
    if not training:
        keep = tf.transpose(keep)
    return activations
    keep = tf.broadcast_to(tf.random.uniform(tf.shape(activations)[:1]) >= rate, tf.reverse(tf.shape(activations), [0]))
    keep = tf.transpose(keep)
    return tf.where(keep, activations / (1 - rate), 0.0)


traced_dropout = tf.function(lambda activations: dropout(activations, 0.5, True))
