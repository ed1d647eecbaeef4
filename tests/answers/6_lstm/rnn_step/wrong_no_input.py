# wrong: ignores the input
# caught by: a random step
def rnn_step(x, hidden_state, W, U, b):
    return tf.tanh(tf.matmul(hidden_state, U) + b)
