# wrong: one mask for all examples
# caught by: each number on its own
def dropout(activations, rate, training):
    if not training:
        return activations
    keep = tf.random.uniform(tf.shape(activations)[-1:]) >= rate
    keep = tf.broadcast_to(keep, tf.shape(activations))
    return tf.where(keep, activations / (1 - rate), 0.0)


traced_dropout = tf.function(lambda activations: dropout(activations, 0.5, True))
