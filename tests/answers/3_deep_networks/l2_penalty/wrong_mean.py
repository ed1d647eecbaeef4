# wrong: takes the mean of the squares
# caught by: three and four
def l2_penalty(layers, l2_factor):
    return l2_factor * tf.add_n([tf.reduce_mean(W**2) / 2 for W, _ in layers])


def l2_gradients(layers, l2_factor):
    return [(l2_factor * W, tf.zeros_like(b)) for W, b in layers]
