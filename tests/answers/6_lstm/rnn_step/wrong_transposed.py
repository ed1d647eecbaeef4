# wrong: U transposed
# caught by: a random step
def rnn_step(x, hidden_state, W, U, b):
    return tf.tanh(tf.matmul(x, W) + tf.matmul(hidden_state, U, transpose_b=True) + b)
