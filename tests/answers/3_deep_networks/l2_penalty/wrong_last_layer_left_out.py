# wrong: leaves out the last layer
# caught by: three and four
def l2_penalty(layers, l2_factor):
    return l2_factor * sum(tf.nn.l2_loss(W) for W, _ in layers[:-1])


def l2_gradients(layers, l2_factor):
    return [(l2_factor * W, tf.zeros_like(b)) for W, b in layers]
