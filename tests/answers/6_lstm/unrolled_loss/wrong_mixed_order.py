# wrong: labels flattened batch first
# caught by: loss and state agree with a trusted one
def unrolled_loss(parameters, state, window):
    kernel, recurrent_kernel, bias, out_kernel, out_bias = parameters
    hidden_state, cell_state = state
    inputs = tf.one_hot(window[:, :-1], 27)
    outs = []
    for t in range(window.shape[1] - 1):
        hidden_state, cell_state = cell(inputs[:, t], hidden_state, cell_state, kernel, recurrent_kernel, bias)
        outs.append(hidden_state)
    logits = tf.matmul(tf.concat(outs, 0), out_kernel) + out_bias
    labels = tf.reshape(window[:, 1:], [-1])
    return tf.reduce_mean(tf.nn.sparse_softmax_cross_entropy_with_logits(labels=labels, logits=logits)), (hidden_state, cell_state)
