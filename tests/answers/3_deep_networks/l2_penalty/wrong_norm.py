# wrong: the norm, not its square
# caught by: three and four
def l2_penalty(layers, l2_factor):
    return l2_factor * tf.add_n([tf.norm(W) for W, _ in layers])


def l2_gradients(layers, l2_factor):
    return [(l2_factor * W, tf.zeros_like(b)) for W, b in layers]
