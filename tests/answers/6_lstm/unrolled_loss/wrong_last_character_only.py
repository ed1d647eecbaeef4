# wrong: the loss of the last step only
# caught by: loss and state agree with a trusted one
def unrolled_loss(parameters, state, window):
    kernel, recurrent_kernel, bias, out_kernel, out_bias = parameters
    h, c = state
    for t in range(window.shape[1] - 1):
        h, c = cell(tf.one_hot(window[:, t], 27), h, c, kernel, recurrent_kernel, bias)
    logits = tf.matmul(h, out_kernel) + out_bias
    losses = tf.nn.sparse_softmax_cross_entropy_with_logits(labels=window[:, -1], logits=logits)
    return tf.reduce_mean(losses), (h, c)
