# wrong: drops in evaluation as well
# caught by: off in evaluation
def dropout(activations, rate, training):
    keep = tf.random.uniform(tf.shape(activations)) >= rate
    return tf.where(keep, activations / (1 - rate), 0.0)


traced_dropout = tf.function(lambda activations: dropout(activations, 0.5, True))
