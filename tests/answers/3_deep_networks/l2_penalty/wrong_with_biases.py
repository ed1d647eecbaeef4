# wrong: counts the biases too
# caught by: three and four
def l2_penalty(layers, l2_factor):
    return l2_factor * tf.add_n([tf.nn.l2_loss(W) + tf.nn.l2_loss(b) for W, b in layers])


def l2_gradients(layers, l2_factor):
    return [(l2_factor * W, tf.zeros_like(b)) for W, b in layers]
