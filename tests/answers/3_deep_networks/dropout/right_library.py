# right: the library's own
def dropout(activations, rate, training):
    return tf.nn.dropout(activations, rate) if training else activations



traced_dropout = tf.function(lambda activations: dropout(activations, 0.5, True))
