# wrong: forget gate is one minus input gate
# caught by: equal to Keras
def lstm_step(x, hidden_state, cell_state, kernel, recurrent_kernel, bias):
    gates = tf.matmul(x, kernel) + tf.matmul(hidden_state, recurrent_kernel) + bias
    i, f, g, o = tf.split(gates, 4, axis=1)
    cell_state = (1 - tf.sigmoid(i)) * cell_state + tf.sigmoid(i) * tf.tanh(g)
    hidden_state = tf.sigmoid(o) * tf.tanh(cell_state)
    return hidden_state, cell_state
