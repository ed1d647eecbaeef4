# right: slices the gates out by hand
def lstm_step(x, hidden_state, cell_state, kernel, recurrent_kernel, bias):
    units = cell_state.shape[1]
    z = x @ kernel + hidden_state @ recurrent_kernel + bias
    enter = tf.nn.sigmoid(z[:, :units])
    stay = tf.nn.sigmoid(z[:, units : 2 * units])
    candidate = tf.nn.tanh(z[:, 2 * units : 3 * units])
    show = tf.nn.sigmoid(z[:, 3 * units :])
    new_cell = stay * cell_state + enter * candidate
    return show * tf.nn.tanh(new_cell), new_cell
