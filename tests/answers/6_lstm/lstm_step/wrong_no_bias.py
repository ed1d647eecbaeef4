# wrong: forgets the bias
# caught by: equal to Keras
def lstm_step(x, hidden_state, cell_state, kernel, recurrent_kernel, bias):
    gates = tf.matmul(x, kernel) + tf.matmul(hidden_state, recurrent_kernel)
    i, f, g, o = tf.split(gates, 4, axis=1)
    cell_state = tf.sigmoid(f) * cell_state + tf.sigmoid(i) * tf.tanh(g)
    return tf.sigmoid(o) * tf.tanh(cell_state), cell_state
