# wrong: adds the state outside the tanh
# caught by: a memory of one half
def rnn_step(x, hidden_state, W, U, b):
    return hidden_state + tf.tanh(tf.matmul(x, W) + tf.matmul(hidden_state, U) + b)
