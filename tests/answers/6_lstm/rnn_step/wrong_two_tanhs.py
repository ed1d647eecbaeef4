# wrong: a tanh for each part
# caught by: a random step
def rnn_step(x, hidden_state, W, U, b):
    return tf.tanh(tf.matmul(x, W)) + tf.tanh(tf.matmul(hidden_state, U)) + b
