# wrong: counts only the first layer
# caught by: all layers
def l2_penalty(layers, l2_factor):
    return l2_factor * tf.add_n([tf.nn.l2_loss(W) for W, _ in layers[:1]])


def l2_gradients(layers, l2_factor):
    return [(l2_factor * W, tf.zeros_like(b)) for W, b in layers]
