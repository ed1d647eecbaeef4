# right: a loss at each step
def unrolled_loss(parameters, state, window):
    kernel, recurrent_kernel, bias, out_kernel, out_bias = parameters
    hidden_state, cell_state = state
    inputs = tf.one_hot(window[:, :-1], 27, dtype=kernel.dtype)
    losses = []
    for t in range(window.shape[1] - 1):
        hidden_state, cell_state = cell(inputs[:, t], hidden_state, cell_state, kernel, recurrent_kernel, bias)
        logits = tf.matmul(hidden_state, out_kernel) + out_bias
        losses.append(tf.nn.sparse_softmax_cross_entropy_with_logits(labels=window[:, t + 1], logits=logits))
    return tf.reduce_mean(losses), (hidden_state, cell_state)
