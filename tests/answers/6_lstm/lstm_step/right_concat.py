# right: one product of stacked matrices
def lstm_step(x, hidden_state, cell_state, kernel, recurrent_kernel, bias):
    g = tf.matmul(tf.concat([x, hidden_state], 1), tf.concat([kernel, recurrent_kernel], 0)) + bias
    n = g.shape[1] // 4
    i, f, o = tf.sigmoid(g[:, :n]), tf.sigmoid(g[:, n : 2 * n]), tf.sigmoid(g[:, 3 * n :])
    c = f * cell_state + i * tf.tanh(g[:, 2 * n : 3 * n])
    return o * tf.tanh(c), c
