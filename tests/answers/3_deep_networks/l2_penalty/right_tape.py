# right: the gradient by the tape
def l2_penalty(layers, l2_factor):
    return sum(0.5 * l2_factor * tf.reduce_sum(W * W) for W, b in layers)


def l2_gradients(layers, l2_factor):
    gradients = []
    for W, b in layers:
        with tf.GradientTape() as tape:
            tape.watch(W)
            penalty = l2_penalty([(W, b)], l2_factor)
        gradients.append((tape.gradient(penalty, W), tf.zeros(b.shape)))
    return gradients
