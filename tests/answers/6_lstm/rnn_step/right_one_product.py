# right: one product of stacked matrices
def rnn_step(x, hidden_state, W, U, b):
    return tf.tanh(tf.matmul(tf.concat([x, hidden_state], 1), tf.concat([W, U], 0)) + b)
