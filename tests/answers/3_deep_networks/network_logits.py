# %% right flag
# applies ReLU at the start of every layer but the first
def network_logits(x, layers):
    for number, (W, b) in enumerate(layers):
        if number > 0:
            x = tf.nn.relu(x)
        x = tf.add(tf.matmul(x, W), b)
    return x

# %% right index
# counts the layers
def network_logits(x, layers):
    for i, (W, b) in enumerate(layers):
        x = tf.matmul(x, W) + b
        if i < len(layers) - 1:
            x = tf.maximum(x, 0.0)
    return x

# %% right recursive
# calls itself for the layers below
def network_logits(x, layers):
    *below, (W, b) = layers
    hidden = tf.nn.relu(network_logits(x, below)) if below else x
    return tf.nn.bias_add(hidden @ W, b)

# %% right reduce
# folds the hidden layers with functools.reduce
def network_logits(x, layers):
    from functools import reduce

    hidden = reduce(lambda h, layer: tf.maximum(h @ layer[0] + layer[1], 0.0), layers[:-1], x)
    return hidden @ layers[-1][0] + layers[-1][1]

# %% wrong detour_by_numpy
# returns a tensor, but the hidden layers are NumPy's
# caught by: a tape looks through it
def network_logits(x, layers):
    hidden = np.asarray(x)
    for W, b in layers[:-1]:
        hidden = np.maximum(hidden @ np.asarray(W) + np.asarray(b), 0)
    W, b = layers[-1]
    return tf.constant(hidden) @ W + b

# %% wrong in_double
# computes and returns float64
# caught by: a tape looks through it
def network_logits(x, layers):
    hidden = tf.cast(x, tf.float64)
    for i, (W, b) in enumerate(layers):
        hidden = hidden @ tf.cast(W, tf.float64) + tf.cast(b, tf.float64)
        if i < len(layers) - 1:
            hidden = tf.nn.relu(hidden)
    return hidden

# %% wrong no_biases
# leaves the biases out
# caught by: the example by hand
def network_logits(x, layers):
    hidden = x
    for W, _ in layers[:-1]:
        hidden = tf.nn.relu(hidden @ W)
    return hidden @ layers[-1][0]

# %% wrong no_relu
# no ReLU at all
# caught by: the example by hand
def network_logits(x, layers):
    hidden = x
    for W, b in layers[:-1]:
        hidden = hidden @ W + b
    W, b = layers[-1]
    return hidden @ W + b

# %% wrong numpy
# goes through NumPy, which cuts the tape
# caught by: a tape looks through it
def network_logits(x, layers):
    hidden = x
    for W, b in layers[:-1]:
        hidden = tf.nn.relu(hidden @ W + b)
    W, b = layers[-1]
    return np.array(hidden @ W + b)

# %% wrong pops_the_last
# takes the last layer out of the caller's list
# caught by: the list of layers stays
def network_logits(x, layers):
    W_out, b_out = layers.pop()
    for W, b in layers:
        x = tf.nn.relu(x @ W + b)
    return x @ W_out + b_out

# %% wrong relu_before_bias
# ReLU before the bias is added
# caught by: any depth
def network_logits(x, layers):
    hidden = x
    for W, b in layers[:-1]:
        hidden = tf.nn.relu(hidden @ W) + b
    W, b = layers[-1]
    return hidden @ W + b

# %% wrong relu_everywhere
# ReLU on the logits too
# caught by: the example by hand
def network_logits(x, layers):
    hidden = x
    for W, b in layers[:-1]:
        hidden = tf.nn.relu(hidden @ W + b)
    W, b = layers[-1]
    return tf.nn.relu(hidden @ W + b)

# %% wrong relu_on_input
# ReLU on the input
# caught by: no hidden layer at all
def network_logits(x, layers):
    hidden = tf.nn.relu(x)
    for W, b in layers[:-1]:
        hidden = tf.nn.relu(hidden @ W + b)
    W, b = layers[-1]
    return hidden @ W + b

# %% wrong relu_without_hidden
# ReLU on the only layer of a network without hidden ones
# caught by: no hidden layer at all
def network_logits(x, layers):
    hidden = x
    for W, b in layers[:-1]:
        hidden = tf.nn.relu(hidden @ W + b)
    W, b = layers[-1]
    return hidden @ W + b if len(layers) > 1 else tf.nn.relu(hidden @ W + b)

# %% wrong softmaxed
# returns probabilities
# caught by: the example by hand
def network_logits(x, layers):
    hidden = x
    for W, b in layers[:-1]:
        hidden = tf.nn.relu(hidden @ W + b)
    W, b = layers[-1]
    return tf.nn.softmax(hidden @ W + b)

# %% wrong two_layers_only
# uses only the first and the last layer
# caught by: any depth
def network_logits(x, layers):
    hidden = x
    for W, b in layers[:-1][:1]:
        hidden = tf.nn.relu(hidden @ W + b)
    W, b = layers[-1]
    return hidden @ W + b if hidden.shape[-1] == W.shape[0] else tf.zeros((len(x), W.shape[1]))
