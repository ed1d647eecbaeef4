# %% right before_relu
# dropout before ReLU, which is the same thing
def dropout_logits(x, layers, rate, training):
    *below, last = layers
    for W, b in below:
        x = tf.maximum(dropout(x @ W + b, rate, training), 0.0)
    return x @ last[0] + last[1]

# %% right library
# tf.nn.dropout, counting layers
def dropout_logits(x, layers, rate, training):
    for i, (W, b) in enumerate(layers):
        x = tf.matmul(x, W) + b
        if i + 1 < len(layers):
            x = tf.nn.relu(x)
            x = tf.nn.dropout(x, rate) if training else x
    return x

# %% right rate_zero
# a rate of 0 in evaluation
def dropout_logits(x, layers, rate, training):
    *hidden_layers, (last_W, last_b) = layers
    for W, b in hidden_layers:
        x = tf.nn.dropout(tf.nn.relu(x @ W + b), rate if training else 0.0)
    return x @ last_W + last_b

# %% right reversed_condition
# goes through the layers, the last one apart, dropout by a mask of its own
def dropout_logits(x, layers, rate, training):
    def thin(hidden):
        keep = tf.cast(tf.random.uniform(tf.shape(hidden)) >= rate, tf.float32)
        return hidden * keep / (1 - rate) if training else hidden

    W, b = layers[0]
    for next_W, next_b in layers[1:]:
        x = thin(tf.nn.relu(tf.nn.bias_add(x @ W, b)))
        W, b = next_W, next_b
    return tf.nn.bias_add(x @ W, b)

# %% wrong always_half
# drops half, whatever the rate
# caught by: on each hidden layer, not on the input
def dropout_logits(x, layers, rate, training):
    hidden = x
    for W, b in layers[:-1]:
        hidden = tf.nn.relu(hidden @ W + b)
        hidden = tf.nn.dropout(hidden, 0.5) if training else hidden
    W, b = layers[-1]
    return hidden @ W + b

# %% wrong always_training
# ignores `training`
# caught by: whole in evaluation
def dropout_logits(x, layers, rate, training):
    hidden = x
    for W, b in layers[:-1]:
        hidden = dropout(tf.nn.relu(hidden @ W + b), rate, True)
    W, b = layers[-1]
    return hidden @ W + b

# %% wrong never_training
# never drops
# caught by: on each hidden layer, not on the input
def dropout_logits(x, layers, rate, training):
    hidden = x
    for W, b in layers[:-1]:
        hidden = dropout(tf.nn.relu(hidden @ W + b), rate, False)
    W, b = layers[-1]
    return hidden @ W + b

# %% wrong no_relu
# forgets ReLU
# caught by: whole in evaluation
def dropout_logits(x, layers, rate, training):
    hidden = x
    for W, b in layers[:-1]:
        hidden = dropout(hidden @ W + b, rate, training)
    W, b = layers[-1]
    return hidden @ W + b

# %% wrong numpy_hidden
# computes the hidden layers in NumPy, which cuts the tape
# caught by: a tape looks through the dropped network
def dropout_logits(x, layers, rate, training):
    hidden = np.asarray(x)
    for W, b in layers[:-1]:
        hidden = np.maximum(hidden @ np.asarray(W) + np.asarray(b), 0.0)
        if training:
            hidden = tf.nn.dropout(tf.constant(hidden), rate).numpy()
    W, b = layers[-1]
    return tf.constant(hidden) @ W + b

# %% wrong on_input
# drops input pixels too
# caught by: on each hidden layer, not on the input
def dropout_logits(x, layers, rate, training):
    hidden = dropout(x, rate, training)
    for W, b in layers[:-1]:
        hidden = dropout(tf.nn.relu(hidden @ W + b), rate, training)
    W, b = layers[-1]
    return hidden @ W + b

# %% wrong on_logits
# drops logits too
# caught by: never on the logits
def dropout_logits(x, layers, rate, training):
    hidden = x
    for W, b in layers[:-1]:
        hidden = dropout(tf.nn.relu(hidden @ W + b), rate, training)
    W, b = layers[-1]
    return dropout(hidden @ W + b, rate, training)

# %% wrong only_first_hidden
# drops in the first hidden layer only
# caught by: on each hidden layer, not on the input
def dropout_logits(x, layers, rate, training):
    hidden = x
    for i, (W, b) in enumerate(layers[:-1]):
        hidden = tf.nn.relu(hidden @ W + b)
        if i == 0:
            hidden = dropout(hidden, rate, training)
    W, b = layers[-1]
    return hidden @ W + b

# %% wrong only_last_hidden
# only on the last hidden layer
# caught by: on each hidden layer, not on the input
def dropout_logits(x, layers, rate, training):
    hidden = x
    for W, b in layers[:-1]:
        hidden = tf.nn.relu(hidden @ W + b)
    W, b = layers[-1]
    return (dropout(hidden, rate, training) if len(layers) > 1 else x) @ W + b

# %% wrong relu_on_logits
# ReLU on the logits too
# caught by: whole in evaluation
def dropout_logits(x, layers, rate, training):
    hidden = x
    for W, b in layers[:-1]:
        hidden = dropout(tf.nn.relu(hidden @ W + b), rate, training)
    W, b = layers[-1]
    return tf.nn.relu(hidden @ W + b)

# %% wrong fixed_mask
# the same units in every call
# caught by: on each hidden layer, not on the input
def dropout_logits(x, layers, rate, training):
    for number, (W, b) in enumerate(layers[:-1]):
        x = tf.nn.relu(x @ W + b)
        if training:
            keep = tf.random.stateless_uniform(tf.shape(x), seed=(number, 1)) >= rate
            x = tf.where(keep, x / (1 - rate), 0.0)
    W, b = layers[-1]
    return x @ W + b

# %% wrong one_mask_for_the_batch
# the same units for every example
# caught by: on each hidden layer, not on the input
def dropout_logits(x, layers, rate, training):
    for W, b in layers[:-1]:
        x = tf.nn.relu(x @ W + b)
        if training:
            x = tf.nn.dropout(x, rate, noise_shape=(1, x.shape[1]))
    W, b = layers[-1]
    return x @ W + b

# %% wrong not_scaled
# drops without scaling what is kept
# caught by: on each hidden layer, not on the input
def dropout_logits(x, layers, rate, training):
    for W, b in layers[:-1]:
        x = tf.nn.relu(x @ W + b)
        if training:
            x = tf.nn.dropout(x, rate) * (1 - rate)
    W, b = layers[-1]
    return x @ W + b
