# right: stacks on the time axis, batch first, one-hot labels
def unrolled_loss(parameters, state, window):
    kernel, recurrent_kernel, bias, out_kernel, out_bias = parameters
    h, c = state
    one_hot = tf.one_hot(window, 27)
    outputs = []
    for x in tf.unstack(one_hot[:, :-1], axis=1):
        h, c = cell(x, h, c, kernel, recurrent_kernel, bias)
        outputs.append(h)
    logits = tf.einsum("btu,us->bts", tf.stack(outputs, axis=1), out_kernel) + out_bias
    return tf.reduce_mean(tf.nn.softmax_cross_entropy_with_logits(one_hot[:, 1:], logits)), (h, c)
