# %% right float32
# everything in float32, the rate of each weight first
def adagrad_update(w, accumulator, gradient, learning_rate, epsilon=1e-7):
    w, a, g = (np.float32(value) for value in (w, accumulator, gradient))
    a = a + g * g
    rates = np.float32(learning_rate) / np.sqrt(a + np.float32(epsilon))
    return w - rates * g, a

# %% right in_place_copies
# works in place, on copies
def adagrad_update(w, accumulator, gradient, learning_rate, epsilon=1e-7):
    w, accumulator = np.array(w), np.array(accumulator)
    accumulator += np.square(gradient)
    w -= learning_rate * gradient * (accumulator + epsilon) ** -0.5
    return w, accumulator

# %% right loop
# element by element
def adagrad_update(w, accumulator, gradient, learning_rate, epsilon=1e-7):
    w, accumulator = np.array(w, float), np.array(accumulator, float)
    for i in np.ndindex(w.shape):
        accumulator[i] += float(gradient[i]) ** 2
        w[i] -= learning_rate * gradient[i] / math.sqrt(accumulator[i] + epsilon)
    return w, accumulator

# %% right tensorflow
# TensorFlow, reciprocal root
def adagrad_update(w, accumulator, gradient, learning_rate, epsilon=1e-7):
    w, a, g = (tf.cast(v, tf.float64) for v in (w, accumulator, gradient))
    a += tf.square(g)
    return w - learning_rate * g * tf.math.rsqrt(a + epsilon), a

# %% wrong decaying_mean
# a running mean of the squares, which is RMSprop
# caught by: two steps by hand
def adagrad_update(w, accumulator, gradient, learning_rate, epsilon=1e-7):
    accumulator = 0.9 * accumulator + 0.1 * gradient**2
    return w - learning_rate * gradient / np.sqrt(accumulator + epsilon), accumulator

# %% wrong forgets
# keeps only the last square
# caught by: two steps by hand
def adagrad_update(w, accumulator, gradient, learning_rate, epsilon=1e-7):
    accumulator = gradient**2
    return w - learning_rate * gradient / np.sqrt(accumulator + epsilon), accumulator

# %% wrong no_epsilon
# divides zero by zero
# caught by: a gradient of zero
def adagrad_update(w, accumulator, gradient, learning_rate, epsilon=1e-7):
    accumulator = accumulator + gradient**2
    return w - learning_rate * gradient / np.sqrt(accumulator), accumulator

# %% wrong no_root
# divides by the sum itself
# caught by: two steps by hand
def adagrad_update(w, accumulator, gradient, learning_rate, epsilon=1e-7):
    accumulator = accumulator + gradient**2
    return w - learning_rate * gradient / (accumulator + epsilon), accumulator

# %% wrong no_square
# adds up the gradients themselves
# caught by: two steps by hand
def adagrad_update(w, accumulator, gradient, learning_rate, epsilon=1e-7):
    accumulator = accumulator + gradient
    return w - learning_rate * gradient / np.sqrt(accumulator + epsilon), accumulator

# %% wrong old_accumulator
# divides by the sum before this gradient
# caught by: two steps by hand
def adagrad_update(w, accumulator, gradient, learning_rate, epsilon=1e-7):
    step = learning_rate * gradient / np.sqrt(accumulator + epsilon)
    return w - step, accumulator + gradient**2

# %% wrong old_sum_returned
# returns the accumulator as it was
# caught by: two steps by hand
def adagrad_update(w, accumulator, gradient, learning_rate, epsilon=1e-7):
    new = accumulator + gradient**2
    return w - learning_rate * gradient / np.sqrt(new + epsilon), accumulator

# %% wrong one_rate_for_all
# one accumulated number for all weights
# caught by: equal to Keras's Adagrad
def adagrad_update(w, accumulator, gradient, learning_rate, epsilon=1e-7):
    accumulator = accumulator + np.mean(gradient**2)
    return w - learning_rate * gradient / np.sqrt(accumulator + epsilon), accumulator

# %% wrong uphill
# adds the step: uphill
# caught by: two steps by hand
def adagrad_update(w, accumulator, gradient, learning_rate, epsilon=1e-7):
    accumulator = accumulator + gradient**2
    return w + learning_rate * gradient / np.sqrt(accumulator + epsilon), accumulator
