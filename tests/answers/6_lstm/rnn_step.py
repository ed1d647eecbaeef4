# %% right exponentials
# tanh by its formula, products by einsum
def rnn_step(x, hidden_state, W, U, b):
    total = np.einsum("bf,fu->bu", x, W) + np.einsum("bv,vu->bu", hidden_state, U) + b
    return 2 / (1 + np.exp(-2 * total)) - 1

# %% right numpy
# NumPy
def rnn_step(x, hidden_state, W, U, b):
    return np.tanh(np.asarray(x) @ W + np.asarray(hidden_state) @ U + b)

# %% right one_product
# one product of stacked matrices
def rnn_step(x, hidden_state, W, U, b):
    return tf.tanh(tf.matmul(tf.concat([x, hidden_state], 1), tf.concat([W, U], 0)) + b)

# %% right operators
# the @ operator on tensors, np.tanh's TensorFlow twin
def rnn_step(x, hidden_state, W, U, b):
    x, hidden_state = tf.convert_to_tensor(x), tf.convert_to_tensor(hidden_state)
    return tf.math.tanh(x @ W + hidden_state @ U + b)

# %% wrong no_bias
# forgets the bias
# caught by: a random step
def rnn_step(x, hidden_state, W, U, b):
    return tf.tanh(tf.matmul(x, W) + tf.matmul(hidden_state, U))

# %% wrong no_input
# ignores the input
# caught by: a random step
def rnn_step(x, hidden_state, W, U, b):
    return tf.tanh(tf.matmul(hidden_state, U) + b)

# %% wrong no_recurrence
# forgets the hidden state
# caught by: a memory of one half
def rnn_step(x, hidden_state, W, U, b):
    return tf.tanh(tf.matmul(x, W) + b)

# %% wrong no_tanh
# forgets tanh
# caught by: a memory of one half
def rnn_step(x, hidden_state, W, U, b):
    return tf.matmul(x, W) + tf.matmul(hidden_state, U) + b

# %% wrong sigmoid
# sigmoid
# caught by: a memory of one half
def rnn_step(x, hidden_state, W, U, b):
    return tf.sigmoid(tf.matmul(x, W) + tf.matmul(hidden_state, U) + b)

# %% wrong state_outside
# adds the state outside the tanh
# caught by: a memory of one half
def rnn_step(x, hidden_state, W, U, b):
    return hidden_state + tf.tanh(tf.matmul(x, W) + tf.matmul(hidden_state, U) + b)

# %% wrong transposed
# U transposed
# caught by: a random step
def rnn_step(x, hidden_state, W, U, b):
    return tf.tanh(tf.matmul(x, W) + tf.matmul(hidden_state, U, transpose_b=True) + b)

# %% wrong two_tanhs
# a tanh for each part
# caught by: a random step
def rnn_step(x, hidden_state, W, U, b):
    return tf.tanh(tf.matmul(x, W)) + tf.tanh(tf.matmul(hidden_state, U)) + b

# %% wrong arrays_only
# methods that only arrays have
# caught by: a random step
def rnn_step(x, hidden_state, W, U, b):
    return np.tanh(x.dot(W) + hidden_state.dot(U) + b)
