# wrong: the same mask in every call
# caught by: anew in every call
def dropout(activations, rate, training):
    if not training:
        return activations
    keep = tf.random.stateless_uniform(tf.shape(activations), [1, 2]) >= rate
    return tf.where(keep, activations / (1 - rate), 0.0)


traced_dropout = tf.function(lambda activations: dropout(activations, 0.5, True))
