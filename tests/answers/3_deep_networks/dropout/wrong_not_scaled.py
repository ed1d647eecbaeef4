# wrong: does not scale what is kept
# caught by: the mean is preserved
def dropout(activations, rate, training):
    if not training:
        return activations
    keep = tf.random.uniform(tf.shape(activations)) >= rate
    return tf.where(keep, activations, 0.0)


traced_dropout = tf.function(lambda activations: dropout(activations, 0.5, True))
