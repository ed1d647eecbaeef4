# wrong: takes the rate for the share that is kept
# caught by: dropped or scaled
def dropout(activations, rate, training):
    if not training:
        return activations
    keep = tf.random.uniform(tf.shape(activations)) >= 1 - rate
    return tf.where(keep, activations / rate, 0.0)


traced_dropout = tf.function(lambda activations: dropout(activations, 0.5, True))
