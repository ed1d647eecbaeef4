# wrong: scales in evaluation instead of training
# caught by: off in evaluation
def dropout(activations, rate, training):
    if not training:
        return activations * (1 - rate)
    keep = tf.random.uniform(tf.shape(activations)) >= rate
    return tf.where(keep, activations, 0.0)


traced_dropout = tf.function(lambda activations: dropout(activations, 0.5, True))
