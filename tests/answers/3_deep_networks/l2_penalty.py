# %% right concatenated
# one long vector of all weights
def l2_penalty(layers, l2_factor):
    everything = tf.concat([tf.reshape(W, [-1]) for W, _ in layers], axis=0)
    return l2_factor * tf.nn.l2_loss(everything)


def l2_gradients(layers, l2_factor):
    return [[l2_factor * W, np.zeros(len(b), np.float32)] for W, b in layers]

# %% right numpy_gradients
# the penalty in TensorFlow, its derivative in NumPy and float64
def l2_penalty(layers, l2_factor):
    return tf.reduce_sum([tf.norm(W) ** 2 for W, _ in layers]) * l2_factor / 2


def l2_gradients(layers, l2_factor):
    gradients = []
    for W, b in layers:
        gradients.append((l2_factor * np.asarray(W, float), np.zeros(b.shape)))
    return gradients

# %% right squares
# squares and sums
def l2_penalty(layers, l2_factor):
    total = 0.0
    for W, _ in layers:
        total = total + tf.reduce_sum(tf.square(W)) / 2
    return l2_factor * total


def l2_gradients(layers, l2_factor):
    return [(tf.multiply(W, l2_factor), 0.0 * b) for W, b in layers]

# %% right tape
# the gradient by the tape
def l2_penalty(layers, l2_factor):
    return sum(0.5 * l2_factor * tf.reduce_sum(W * W) for W, b in layers)


def l2_gradients(layers, l2_factor):
    gradients = []
    for W, b in layers:
        with tf.GradientTape() as tape:
            tape.watch(W)
            penalty = l2_penalty([(W, b)], l2_factor)
        gradients.append((tape.gradient(penalty, W), tf.zeros(b.shape)))
    return gradients

# %% wrong bias_gradient
# decays the biases too
# caught by: its derivative
def l2_penalty(layers, l2_factor):
    return l2_factor * tf.add_n([tf.nn.l2_loss(W) for W, _ in layers])


def l2_gradients(layers, l2_factor):
    return [(l2_factor * W, l2_factor * b) for W, b in layers]

# %% wrong constant_tensor
# wraps NumPy's number in a tensor, which has no gradient
# caught by: a tape looks through the penalty
def l2_penalty(layers, l2_factor):
    squares = sum(float(np.sum(np.square(W))) for W, _ in layers)
    return tf.constant(l2_factor * squares / 2, tf.float32)


def l2_gradients(layers, l2_factor):
    return [(l2_factor * W, tf.zeros_like(b)) for W, b in layers]

# %% wrong first_layer_only
# counts only the first layer
# caught by: all layers
def l2_penalty(layers, l2_factor):
    return l2_factor * tf.add_n([tf.nn.l2_loss(W) for W, _ in layers[:1]])


def l2_gradients(layers, l2_factor):
    return [(l2_factor * W, tf.zeros_like(b)) for W, b in layers]

# %% wrong gradient_doubled
# derivative 2 λ W, as without the half
# caught by: its derivative
def l2_penalty(layers, l2_factor):
    return l2_factor * tf.add_n([tf.nn.l2_loss(W) for W, _ in layers])


def l2_gradients(layers, l2_factor):
    return [(2 * l2_factor * W, tf.zeros_like(b)) for W, b in layers]

# %% wrong last_layer_left_out
# leaves out the last layer
# caught by: three and four
def l2_penalty(layers, l2_factor):
    return l2_factor * sum(tf.nn.l2_loss(W) for W, _ in layers[:-1])


def l2_gradients(layers, l2_factor):
    return [(l2_factor * W, tf.zeros_like(b)) for W, b in layers]

# %% wrong mean
# takes the mean of the squares
# caught by: three and four
def l2_penalty(layers, l2_factor):
    return l2_factor * tf.add_n([tf.reduce_mean(W**2) / 2 for W, _ in layers])


def l2_gradients(layers, l2_factor):
    return [(l2_factor * W, tf.zeros_like(b)) for W, b in layers]

# %% wrong no_half
# leaves out the half
# caught by: three and four
def l2_penalty(layers, l2_factor):
    return l2_factor * tf.add_n([tf.reduce_sum(W**2) for W, _ in layers])


def l2_gradients(layers, l2_factor):
    return [(l2_factor * W, tf.zeros_like(b)) for W, b in layers]

# %% wrong norm
# the norm, not its square
# caught by: three and four
def l2_penalty(layers, l2_factor):
    return l2_factor * tf.add_n([tf.norm(W) for W, _ in layers])


def l2_gradients(layers, l2_factor):
    return [(l2_factor * W, tf.zeros_like(b)) for W, b in layers]

# %% wrong numpy_penalty
# computes the penalty in NumPy, which cuts the tape
# caught by: a tape looks through the penalty
def l2_penalty(layers, l2_factor):
    return l2_factor / 2 * sum(np.sum(np.asarray(W, float) ** 2) for W, b in layers)


def l2_gradients(layers, l2_factor):
    return [(l2_factor * W, tf.zeros_like(b)) for W, b in layers]

# %% wrong plain_zero_for_biases
# one 0 in place of an array of zeros
# caught by: the derivative of the penalty
def l2_penalty(layers, l2_factor):
    return l2_factor * tf.add_n([tf.nn.l2_loss(W) for W, _ in layers])


def l2_gradients(layers, l2_factor):
    return [(l2_factor * W, 0.0) for W, b in layers]

# %% wrong with_biases
# counts the biases too
# caught by: three and four
def l2_penalty(layers, l2_factor):
    return l2_factor * tf.add_n([tf.nn.l2_loss(W) + tf.nn.l2_loss(b) for W, b in layers])


def l2_gradients(layers, l2_factor):
    return [(l2_factor * W, tf.zeros_like(b)) for W, b in layers]

# %% wrong zeros_like_weights
# zeros in the shape of the weights for the biases
# caught by: its derivative
def l2_penalty(layers, l2_factor):
    return l2_factor * tf.add_n([tf.nn.l2_loss(W) for W, _ in layers])


def l2_gradients(layers, l2_factor):
    return [(l2_factor * W, tf.zeros_like(W)) for W, b in layers]
