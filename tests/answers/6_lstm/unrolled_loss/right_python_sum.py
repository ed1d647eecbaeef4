# right: adds up the loss of each step, and divides at the end
def unrolled_loss(parameters, state, window):
    kernel, recurrent_kernel, bias, out_kernel, out_bias = parameters
    h, c = state
    steps = window.shape[1] - 1
    total = 0.0
    for t in range(steps):
        h, c = cell(tf.one_hot(window[:, t], 27), h, c, kernel, recurrent_kernel, bias)
        logs = tf.nn.log_softmax(h @ out_kernel + out_bias)
        total -= tf.reduce_mean(tf.reduce_sum(logs * tf.one_hot(window[:, t + 1], 27), axis=1))
    return total / steps, (h, c)
