# right: the floor of 1 - rate plus a uniform number is the mask
def dropout(activations, rate, training):
    if not training:
        return activations
    keep_share = 1.0 - rate
    mask = tf.floor(keep_share + tf.random.uniform(tf.shape(activations), dtype=activations.dtype))
    return activations * (mask / keep_share)


traced_dropout = tf.function(lambda activations: dropout(activations, 0.5, True))
