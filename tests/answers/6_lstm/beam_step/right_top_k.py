# right: tf.math.top_k
def beam_step(totals, log_probabilities, width):
    c = np.asarray(totals)[:, None] + np.asarray(log_probabilities)
    values, index = tf.math.top_k(c.ravel(), width)
    return values.numpy(), index.numpy() // c.shape[1], index.numpy() % c.shape[1]
