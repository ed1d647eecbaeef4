# %% right concat
# one product of stacked matrices
def lstm_step(x, hidden_state, cell_state, kernel, recurrent_kernel, bias):
    g = tf.matmul(tf.concat([x, hidden_state], 1), tf.concat([kernel, recurrent_kernel], 0)) + bias
    n = g.shape[1] // 4
    i, f, o = tf.sigmoid(g[:, :n]), tf.sigmoid(g[:, n : 2 * n]), tf.sigmoid(g[:, 3 * n :])
    c = f * cell_state + i * tf.tanh(g[:, 2 * n : 3 * n])
    return o * tf.tanh(c), c

# %% right four_products
# eight small products
def lstm_step(x, hidden_state, cell_state, kernel, recurrent_kernel, bias):
    parts = zip(*(tf.split(m, 4, axis=-1) for m in (kernel, recurrent_kernel, bias)))
    i, f, g, o = (tf.matmul(x, a) + tf.matmul(hidden_state, b) + d for a, b, d in parts)
    c = tf.sigmoid(f) * cell_state + tf.sigmoid(i) * tf.tanh(g)
    return tf.sigmoid(o) * tf.tanh(c), c

# %% right reshaped
# gates on an axis of their own
def lstm_step(x, hidden_state, cell_state, kernel, recurrent_kernel, bias):
    z = tf.matmul(x, kernel) + tf.matmul(hidden_state, recurrent_kernel)
    z = tf.reshape(tf.nn.bias_add(z, bias), [tf.shape(z)[0], 4, -1])
    i, f, g, o = tf.unstack(z, axis=1)
    c = tf.add(tf.multiply(tf.sigmoid(f), cell_state), tf.multiply(tf.sigmoid(i), tf.tanh(g)))
    return tf.multiply(tf.sigmoid(o), tf.tanh(c)), c

# %% right slices
# slices the gates out by hand
def lstm_step(x, hidden_state, cell_state, kernel, recurrent_kernel, bias):
    units = cell_state.shape[1]
    z = x @ kernel + hidden_state @ recurrent_kernel + bias
    enter = tf.nn.sigmoid(z[:, :units])
    stay = tf.nn.sigmoid(z[:, units : 2 * units])
    candidate = tf.nn.tanh(z[:, 2 * units : 3 * units])
    show = tf.nn.sigmoid(z[:, 3 * units :])
    new_cell = stay * cell_state + enter * candidate
    return show * tf.nn.tanh(new_cell), new_cell

# %% wrong candidate_sigmoid
# sigmoid for the candidate
# caught by: half-open gates
def lstm_step(x, hidden_state, cell_state, kernel, recurrent_kernel, bias):
    gates = tf.matmul(x, kernel) + tf.matmul(hidden_state, recurrent_kernel) + bias
    i, f, g, o = tf.split(gates, 4, axis=1)
    cell_state = tf.sigmoid(f) * cell_state + tf.sigmoid(i) * tf.sigmoid(g)
    hidden_state = tf.sigmoid(o) * tf.tanh(cell_state)
    return hidden_state, cell_state

# %% wrong coupled_gates
# forget gate is one minus input gate
# caught by: equal to Keras
def lstm_step(x, hidden_state, cell_state, kernel, recurrent_kernel, bias):
    gates = tf.matmul(x, kernel) + tf.matmul(hidden_state, recurrent_kernel) + bias
    i, f, g, o = tf.split(gates, 4, axis=1)
    cell_state = (1 - tf.sigmoid(i)) * cell_state + tf.sigmoid(i) * tf.tanh(g)
    hidden_state = tf.sigmoid(o) * tf.tanh(cell_state)
    return hidden_state, cell_state

# %% wrong forgets_nothing
# no forget gate
# caught by: half-open gates
def lstm_step(x, hidden_state, cell_state, kernel, recurrent_kernel, bias):
    gates = tf.matmul(x, kernel) + tf.matmul(hidden_state, recurrent_kernel) + bias
    i, f, g, o = tf.split(gates, 4, axis=1)
    cell_state = cell_state + tf.sigmoid(i) * tf.tanh(g)
    hidden_state = tf.sigmoid(o) * tf.tanh(cell_state)
    return hidden_state, cell_state

# %% wrong no_bias
# forgets the bias
# caught by: equal to Keras
def lstm_step(x, hidden_state, cell_state, kernel, recurrent_kernel, bias):
    gates = tf.matmul(x, kernel) + tf.matmul(hidden_state, recurrent_kernel)
    i, f, g, o = tf.split(gates, 4, axis=1)
    cell_state = tf.sigmoid(f) * cell_state + tf.sigmoid(i) * tf.tanh(g)
    return tf.sigmoid(o) * tf.tanh(cell_state), cell_state

# %% wrong no_tanh_on_cell
# shows the cell itself
# caught by: half-open gates
def lstm_step(x, hidden_state, cell_state, kernel, recurrent_kernel, bias):
    gates = tf.matmul(x, kernel) + tf.matmul(hidden_state, recurrent_kernel) + bias
    i, f, g, o = tf.split(gates, 4, axis=1)
    cell_state = tf.sigmoid(f) * cell_state + tf.sigmoid(i) * tf.tanh(g)
    hidden_state = tf.sigmoid(o) * cell_state
    return hidden_state, cell_state

# %% wrong numpy
# cuts the gradient
# caught by: gradients
def lstm_step(x, hidden_state, cell_state, kernel, recurrent_kernel, bias):
    import numpy
    z = lambda t: 1 / (1 + numpy.exp(-t))
    g4 = numpy.asarray(x) @ numpy.asarray(kernel) + numpy.asarray(hidden_state) @ numpy.asarray(recurrent_kernel) + numpy.asarray(bias)
    i, f, g, o = numpy.split(g4, 4, axis=1)
    c = z(f) * numpy.asarray(cell_state) + z(i) * numpy.tanh(g)
    return tf.constant(z(o) * numpy.tanh(c)), tf.constant(c)

# %% wrong other_order
# columns in the order i, g, f, o
# caught by: equal to Keras
def lstm_step(x, hidden_state, cell_state, kernel, recurrent_kernel, bias):
    gates = tf.matmul(x, kernel) + tf.matmul(hidden_state, recurrent_kernel) + bias
    i, g, f, o = tf.split(gates, 4, axis=1)
    cell_state = tf.sigmoid(f) * cell_state + tf.sigmoid(i) * tf.tanh(g)
    hidden_state = tf.sigmoid(o) * tf.tanh(cell_state)
    return hidden_state, cell_state

# %% wrong swapped_states
# returns cell state first
# caught by: half-open gates
def lstm_step(x, hidden_state, cell_state, kernel, recurrent_kernel, bias):
    gates = tf.matmul(x, kernel) + tf.matmul(hidden_state, recurrent_kernel) + bias
    i, f, g, o = tf.split(gates, 4, axis=1)
    cell_state = tf.sigmoid(f) * cell_state + tf.sigmoid(i) * tf.tanh(g)
    hidden_state = tf.sigmoid(o) * tf.tanh(cell_state)
    return cell_state, hidden_state

# %% wrong hidden_state_cut
# the gradient does not flow through the hidden state
# caught by: gradients
def lstm_step(x, hidden_state, cell_state, kernel, recurrent_kernel, bias):
    hidden_state = tf.stop_gradient(hidden_state)
    gates = tf.matmul(x, kernel) + tf.matmul(hidden_state, recurrent_kernel) + bias
    i, f, g, o = tf.split(gates, 4, axis=1)
    cell_state = tf.sigmoid(f) * cell_state + tf.sigmoid(i) * tf.tanh(g)
    return tf.sigmoid(o) * tf.tanh(cell_state), cell_state

# %% wrong cell_clipped
# keeps the cell between -10 and 10
# caught by: several steps
def lstm_step(x, hidden_state, cell_state, kernel, recurrent_kernel, bias):
    z = tf.matmul(x, kernel) + tf.matmul(hidden_state, recurrent_kernel) + bias
    i, f, g, o = tf.split(z, 4, axis=1)
    c = tf.sigmoid(f) * cell_state + tf.sigmoid(i) * tf.tanh(g)
    c = tf.clip_by_value(c, -10.0, 10.0)
    return tf.sigmoid(o) * tf.tanh(c), c

# %% wrong sigmoid_overflows
# exp / (1 + exp), which is infinity by infinity for a wide open gate
# caught by: several steps
def lstm_step(x, hidden_state, cell_state, kernel, recurrent_kernel, bias):
    gate = lambda scores: tf.exp(scores) / (1 + tf.exp(scores))
    z = tf.matmul(x, kernel) + tf.matmul(hidden_state, recurrent_kernel) + bias
    i, f, g, o = tf.split(z, 4, axis=1)
    c = gate(f) * cell_state + gate(i) * tf.tanh(g)
    return gate(o) * tf.tanh(c), c
