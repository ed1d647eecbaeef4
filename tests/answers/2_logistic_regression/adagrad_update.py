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
# caught by: epsilon under the root
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

# %% right numpy_words
# the two lines with NumPy's functions, keyword for the power
def adagrad_update(w, accumulator, gradient, learning_rate, epsilon=1e-7):
    new_sum = np.add(accumulator, np.power(gradient, 2))
    step = np.divide(np.multiply(learning_rate, gradient), np.sqrt(np.add(new_sum, epsilon)))
    return np.subtract(w, step), new_sum

# %% wrong epsilon_outside
# adds epsilon to the root, as many texts do
# caught by: epsilon under the root
def adagrad_update(w, accumulator, gradient, learning_rate, epsilon=1e-7):
    accumulator = accumulator + gradient**2
    return w - learning_rate * gradient / (np.sqrt(accumulator) + epsilon), accumulator

# %% wrong epsilon_ignored
# always takes 1e-7
# caught by: epsilon under the root
def adagrad_update(w, accumulator, gradient, learning_rate, epsilon=1e-7):
    accumulator = accumulator + gradient**2
    return w - learning_rate * gradient / np.sqrt(accumulator + 1e-7), accumulator

# %% wrong epsilon_as_floor
# takes epsilon for the least that the sum counts
# caught by: epsilon under the root
def adagrad_update(w, accumulator, gradient, learning_rate, epsilon=1e-7):
    accumulator = accumulator + gradient**2
    return w - learning_rate * gradient / np.sqrt(np.maximum(accumulator, epsilon)), accumulator

# %% wrong epsilon_accumulated
# adds epsilon to the sum that it returns
# caught by: epsilon under the root
def adagrad_update(w, accumulator, gradient, learning_rate, epsilon=1e-7):
    accumulator = accumulator + gradient**2 + epsilon
    return w - learning_rate * gradient / np.sqrt(accumulator), accumulator

# %% wrong in_place
# adds to the caller's accumulator
# caught by: the arguments stay as they are
def adagrad_update(w, accumulator, gradient, learning_rate, epsilon=1e-7):
    accumulator += gradient**2
    return w - learning_rate * gradient / np.sqrt(accumulator + epsilon), accumulator

# %% wrong weights_in_place
# moves the caller's weights
# caught by: the arguments stay as they are
def adagrad_update(w, accumulator, gradient, learning_rate, epsilon=1e-7):
    accumulator = accumulator + gradient**2
    w -= learning_rate * gradient / np.sqrt(accumulator + epsilon)
    return w, accumulator

# %% wrong fixed_rate
# the rate of the example
# caught by: equal to Keras's Adagrad
def adagrad_update(w, accumulator, gradient, learning_rate, epsilon=1e-7):
    accumulator = accumulator + gradient**2
    return w - 0.1 * gradient / np.sqrt(accumulator + epsilon), accumulator

# %% wrong sign_only
# divides by the gradient of this step alone
# caught by: two steps by hand
def adagrad_update(w, accumulator, gradient, learning_rate, epsilon=1e-7):
    return w - learning_rate * np.sign(gradient), accumulator + gradient**2

# %% wrong two_axes_only
# walks over rows and columns
# caught by: two steps by hand
def adagrad_update(w, accumulator, gradient, learning_rate, epsilon=1e-7):
    w, accumulator = np.array(w), np.array(accumulator)
    for i in range(w.shape[0]):
        for j in range(w.shape[1]):
            accumulator[i, j] += gradient[i, j] ** 2
            w[i, j] -= learning_rate * gradient[i, j] / np.sqrt(accumulator[i, j] + epsilon)
    return w, accumulator
