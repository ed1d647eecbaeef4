# wrong: forgets the hidden state
# caught by: a memory of one half
def rnn_step(x, hidden_state, W, U, b):
    return tf.tanh(tf.matmul(x, W) + b)
