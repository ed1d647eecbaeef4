# right: rows of the kernel instead of one-hot products
def unrolled_loss(parameters, state, window):
    kernel, recurrent_kernel, bias, out_kernel, out_bias = parameters
    hidden_state, cell_state = state
    losses = []
    for t in range(window.shape[1] - 1):
        g = tf.gather(kernel, window[:, t]) + tf.matmul(hidden_state, recurrent_kernel) + bias
        i, f, z, o = tf.split(g, 4, axis=1)
        cell_state = tf.sigmoid(f) * cell_state + tf.sigmoid(i) * tf.tanh(z)
        hidden_state = tf.sigmoid(o) * tf.tanh(cell_state)
        logs = tf.nn.log_softmax(tf.matmul(hidden_state, out_kernel) + out_bias)
        losses.append(-tf.reduce_sum(logs * tf.one_hot(window[:, t + 1], 27), axis=1))
    return tf.reduce_mean(losses), (hidden_state, cell_state)
