# right: multiplies by a mask of numbers
def dropout(activations, rate, training):
    if training:
        mask = tf.cast(tf.random.uniform(tf.shape(activations)) > rate, tf.float32)
        activations = activations * mask / (1.0 - rate)
    return tf.identity(activations)



traced_dropout = tf.function(lambda activations: dropout(activations, 0.5, True))
