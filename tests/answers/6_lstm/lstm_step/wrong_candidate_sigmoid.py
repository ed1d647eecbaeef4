# wrong: sigmoid for the candidate
# caught by: half-open gates
def lstm_step(x, hidden_state, cell_state, kernel, recurrent_kernel, bias):
    gates = tf.matmul(x, kernel) + tf.matmul(hidden_state, recurrent_kernel) + bias
    i, f, g, o = tf.split(gates, 4, axis=1)
    cell_state = tf.sigmoid(f) * cell_state + tf.sigmoid(i) * tf.sigmoid(g)
    hidden_state = tf.sigmoid(o) * tf.tanh(cell_state)
    return hidden_state, cell_state
