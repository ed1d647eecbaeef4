# right: eight small products
def lstm_step(x, hidden_state, cell_state, kernel, recurrent_kernel, bias):
    parts = zip(*(tf.split(m, 4, axis=-1) for m in (kernel, recurrent_kernel, bias)))
    i, f, g, o = (tf.matmul(x, a) + tf.matmul(hidden_state, b) + d for a, b, d in parts)
    c = tf.sigmoid(f) * cell_state + tf.sigmoid(i) * tf.tanh(g)
    return tf.sigmoid(o) * tf.tanh(c), c
