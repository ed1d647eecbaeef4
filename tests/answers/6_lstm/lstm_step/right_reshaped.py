# right: gates on an axis of their own
def lstm_step(x, hidden_state, cell_state, kernel, recurrent_kernel, bias):
    z = tf.matmul(x, kernel) + tf.matmul(hidden_state, recurrent_kernel)
    z = tf.reshape(tf.nn.bias_add(z, bias), [tf.shape(z)[0], 4, -1])
    i, f, g, o = tf.unstack(z, axis=1)
    c = tf.add(tf.multiply(tf.sigmoid(f), cell_state), tf.multiply(tf.sigmoid(i), tf.tanh(g)))
    return tf.multiply(tf.sigmoid(o), tf.tanh(c)), c
