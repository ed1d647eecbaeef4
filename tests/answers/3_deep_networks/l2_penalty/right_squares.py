# right: squares and sums
def l2_penalty(layers, l2_factor):
    total = 0.0
    for W, _ in layers:
        total = total + tf.reduce_sum(tf.square(W)) / 2
    return l2_factor * total


def l2_gradients(layers, l2_factor):
    return [(tf.multiply(W, l2_factor), 0.0 * b) for W, b in layers]
