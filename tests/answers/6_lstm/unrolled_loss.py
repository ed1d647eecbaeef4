# %% right batch_first
# stacks on the time axis, batch first, one-hot labels
def unrolled_loss(parameters, state, window):
    kernel, recurrent_kernel, bias, out_kernel, out_bias = parameters
    h, c = state
    one_hot = tf.one_hot(window, 27)
    outputs = []
    for x in tf.unstack(one_hot[:, :-1], axis=1):
        h, c = cell(x, h, c, kernel, recurrent_kernel, bias)
        outputs.append(h)
    logits = tf.einsum("btu,us->bts", tf.stack(outputs, axis=1), out_kernel) + out_bias
    return tf.reduce_mean(tf.nn.softmax_cross_entropy_with_logits(one_hot[:, 1:], logits)), (h, c)

# %% right keras_layer
# rows of the kernel instead of one-hot products
def unrolled_loss(parameters, state, window):
    kernel, recurrent_kernel, bias, out_kernel, out_bias = parameters
    hidden_state, cell_state = state
    losses = []
    for t in range(window.shape[1] - 1):
        g = tf.gather(kernel, window[:, t]) + tf.matmul(hidden_state, recurrent_kernel) + bias
        i, f, z, o = tf.split(g, 4, axis=1)
        cell_state = tf.sigmoid(f) * cell_state + tf.sigmoid(i) * tf.tanh(z)
        hidden_state = tf.sigmoid(o) * tf.tanh(cell_state)
        logs = tf.nn.log_softmax(tf.matmul(hidden_state, out_kernel) + out_bias)
        losses.append(-tf.reduce_sum(logs * tf.one_hot(window[:, t + 1], 27), axis=1))
    return tf.reduce_mean(losses), (hidden_state, cell_state)

# %% right python_sum
# adds up the loss of each step, and divides at the end
def unrolled_loss(parameters, state, window):
    kernel, recurrent_kernel, bias, out_kernel, out_bias = parameters
    h, c = state
    steps = window.shape[1] - 1
    total = 0.0
    for t in range(steps):
        h, c = cell(tf.one_hot(window[:, t], 27), h, c, kernel, recurrent_kernel, bias)
        logs = tf.nn.log_softmax(h @ out_kernel + out_bias)
        total -= tf.reduce_mean(tf.reduce_sum(logs * tf.one_hot(window[:, t + 1], 27), axis=1))
    return total / steps, (h, c)

# %% right step_by_step
# a loss at each step
def unrolled_loss(parameters, state, window):
    kernel, recurrent_kernel, bias, out_kernel, out_bias = parameters
    hidden_state, cell_state = state
    inputs = tf.one_hot(window[:, :-1], 27, dtype=kernel.dtype)
    losses = []
    for t in range(window.shape[1] - 1):
        hidden_state, cell_state = cell(inputs[:, t], hidden_state, cell_state, kernel, recurrent_kernel, bias)
        logits = tf.matmul(hidden_state, out_kernel) + out_bias
        losses.append(tf.nn.sparse_softmax_cross_entropy_with_logits(labels=window[:, t + 1], logits=logits))
    return tf.reduce_mean(losses), (hidden_state, cell_state)

# %% wrong forgets_the_state
# starts from zero each time
# caught by: the state is carried
def unrolled_loss(parameters, state, window):
    kernel, recurrent_kernel, bias, out_kernel, out_bias = parameters
    hidden_state, cell_state = tf.zeros_like(state[0]), tf.zeros_like(state[1])
    inputs = tf.one_hot(window[:, :-1], 27, dtype=kernel.dtype)
    losses = []
    for t in range(window.shape[1] - 1):
        hidden_state, cell_state = cell(inputs[:, t], hidden_state, cell_state, kernel, recurrent_kernel, bias)
        logits = tf.matmul(hidden_state, out_kernel) + out_bias
        losses.append(tf.nn.sparse_softmax_cross_entropy_with_logits(labels=window[:, t + 1], logits=logits))
    return tf.reduce_mean(losses), (hidden_state, cell_state)

# %% wrong last_character_only
# the loss of the last step only
# caught by: loss and state agree with a trusted one
def unrolled_loss(parameters, state, window):
    kernel, recurrent_kernel, bias, out_kernel, out_bias = parameters
    h, c = state
    for t in range(window.shape[1] - 1):
        h, c = cell(tf.one_hot(window[:, t], 27), h, c, kernel, recurrent_kernel, bias)
    logits = tf.matmul(h, out_kernel) + out_bias
    losses = tf.nn.sparse_softmax_cross_entropy_with_logits(labels=window[:, -1], logits=logits)
    return tf.reduce_mean(losses), (h, c)

# %% wrong mixed_order
# labels flattened batch first
# caught by: loss and state agree with a trusted one
def unrolled_loss(parameters, state, window):
    kernel, recurrent_kernel, bias, out_kernel, out_bias = parameters
    hidden_state, cell_state = state
    inputs = tf.one_hot(window[:, :-1], 27)
    outs = []
    for t in range(window.shape[1] - 1):
        hidden_state, cell_state = cell(inputs[:, t], hidden_state, cell_state, kernel, recurrent_kernel, bias)
        outs.append(hidden_state)
    logits = tf.matmul(tf.concat(outs, 0), out_kernel) + out_bias
    labels = tf.reshape(window[:, 1:], [-1])
    return tf.reduce_mean(tf.nn.sparse_softmax_cross_entropy_with_logits(labels=labels, logits=logits)), (hidden_state, cell_state)

# %% wrong no_gradient
# cuts the gradient
# caught by: gradients for all parameters
def unrolled_loss(parameters, state, window):
    kernel, recurrent_kernel, bias, out_kernel, out_bias = parameters
    hidden_state, cell_state = state
    inputs = tf.one_hot(window[:, :-1], 27, dtype=kernel.dtype)
    losses = []
    for t in range(window.shape[1] - 1):
        hidden_state, cell_state = cell(inputs[:, t], hidden_state, cell_state, kernel, recurrent_kernel, bias)
        logits = tf.matmul(tf.stop_gradient(hidden_state), out_kernel) + out_bias
        losses.append(tf.nn.sparse_softmax_cross_entropy_with_logits(labels=window[:, t + 1], logits=logits))
    return tf.reduce_mean(losses), (hidden_state, cell_state)

# %% wrong old_state
# returns the state it was given
# caught by: the state is carried
def unrolled_loss(parameters, state, window):
    kernel, recurrent_kernel, bias, out_kernel, out_bias = parameters
    hidden_state, cell_state = state
    inputs = tf.one_hot(window[:, :-1], 27, dtype=kernel.dtype)
    losses = []
    for t in range(window.shape[1] - 1):
        hidden_state, cell_state = cell(inputs[:, t], hidden_state, cell_state, kernel, recurrent_kernel, bias)
        logits = tf.matmul(hidden_state, out_kernel) + out_bias
        losses.append(tf.nn.sparse_softmax_cross_entropy_with_logits(labels=window[:, t + 1], logits=logits))
    return tf.reduce_mean(losses), state

# %% wrong same_character
# guesses the character it just read
# caught by: loss and state agree with a trusted one
def unrolled_loss(parameters, state, window):
    kernel, recurrent_kernel, bias, out_kernel, out_bias = parameters
    hidden_state, cell_state = state
    inputs = tf.one_hot(window[:, :-1], 27, dtype=kernel.dtype)
    losses = []
    for t in range(window.shape[1] - 1):
        hidden_state, cell_state = cell(inputs[:, t], hidden_state, cell_state, kernel, recurrent_kernel, bias)
        logits = tf.matmul(hidden_state, out_kernel) + out_bias
        losses.append(tf.nn.sparse_softmax_cross_entropy_with_logits(labels=window[:, t], logits=logits))
    return tf.reduce_mean(losses), (hidden_state, cell_state)

# %% wrong shows_the_cell
# scores from the cell state
# caught by: loss and state agree with a trusted one
def unrolled_loss(parameters, state, window):
    kernel, recurrent_kernel, bias, out_kernel, out_bias = parameters
    hidden_state, cell_state = state
    inputs = tf.one_hot(window[:, :-1], 27, dtype=kernel.dtype)
    losses = []
    for t in range(window.shape[1] - 1):
        hidden_state, cell_state = cell(inputs[:, t], hidden_state, cell_state, kernel, recurrent_kernel, bias)
        logits = tf.matmul(cell_state, out_kernel) + out_bias
        losses.append(tf.nn.sparse_softmax_cross_entropy_with_logits(labels=window[:, t + 1], logits=logits))
    return tf.reduce_mean(losses), (hidden_state, cell_state)

# %% wrong sum
# adds the losses
# caught by: nothing learned yet
def unrolled_loss(parameters, state, window):
    kernel, recurrent_kernel, bias, out_kernel, out_bias = parameters
    hidden_state, cell_state = state
    inputs = tf.one_hot(window[:, :-1], 27, dtype=kernel.dtype)
    losses = []
    for t in range(window.shape[1] - 1):
        hidden_state, cell_state = cell(inputs[:, t], hidden_state, cell_state, kernel, recurrent_kernel, bias)
        logits = tf.matmul(hidden_state, out_kernel) + out_bias
        losses.append(tf.nn.sparse_softmax_cross_entropy_with_logits(labels=window[:, t + 1], logits=logits))
    return tf.reduce_sum(losses), (hidden_state, cell_state)

# %% wrong cut_between_steps
# the gradient ends at each step's beginning
# caught by: gradients for all parameters
def unrolled_loss(parameters, state, window):
    kernel, recurrent_kernel, bias, out_kernel, out_bias = parameters
    hidden_state, cell_state = state
    losses = []
    for t in range(window.shape[1] - 1):
        hidden_state, cell_state = map(tf.stop_gradient, (hidden_state, cell_state))
        x = tf.one_hot(window[:, t], 27)
        hidden_state, cell_state = cell(x, hidden_state, cell_state, kernel, recurrent_kernel, bias)
        logits = tf.matmul(hidden_state, out_kernel) + out_bias
        labels = window[:, t + 1]
        losses.append(tf.nn.sparse_softmax_cross_entropy_with_logits(labels=labels, logits=logits))
    return tf.reduce_mean(losses), (hidden_state, cell_state)

# %% [markdown] equivalent
# inputs = tf.one_hot(window[:, :-1], 27, dtype=kernel.dtype)  ->  inputs = tf.one_hot(window[:, :], 27, dtype=kernel.dtype)
#     the last input is never read: the loop has one step less
