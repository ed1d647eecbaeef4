# right: one long vector of all weights
def l2_penalty(layers, l2_factor):
    everything = tf.concat([tf.reshape(W, [-1]) for W, _ in layers], axis=0)
    return l2_factor * tf.nn.l2_loss(everything)


def l2_gradients(layers, l2_factor):
    return [[l2_factor * W, np.zeros(len(b), np.float32)] for W, b in layers]
