# right: the @ operator on tensors, np.tanh's TensorFlow twin
def rnn_step(x, hidden_state, W, U, b):
    x, hidden_state = tf.convert_to_tensor(x), tf.convert_to_tensor(hidden_state)
    return tf.math.tanh(x @ W + hidden_state @ U + b)
