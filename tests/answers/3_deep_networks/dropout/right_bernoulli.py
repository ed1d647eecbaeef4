# right: where() on a comparison the other way round, shape from the tensor
def dropout(activations, rate, training):
    if training:
        dropped = tf.less(tf.random.uniform(tf.shape(activations)), rate)
        activations = tf.where(dropped, tf.zeros_like(activations), activations) / (1 - rate)
    return activations


traced_dropout = tf.function(lambda activations: dropout(activations, 0.5, True))
