# %% right float32
# float32, the new w first
def momentum_update(w, velocity, gradient, learning_rate, momentum=0.9):
    w, v, g = (np.float32(value) for value in (w, velocity, gradient))
    new_w = w + momentum * v - learning_rate * g
    return new_w, momentum * v - learning_rate * g

# %% right in_place_copies
# in place on copies
def momentum_update(w, velocity, gradient, learning_rate, momentum=0.9):
    w, velocity = np.array(w), np.array(velocity)
    velocity *= momentum
    velocity -= learning_rate * gradient
    w += velocity
    return w, velocity

# %% right loop
# element by element
def momentum_update(w, velocity, gradient, learning_rate, momentum=0.9):
    new_w, new_v = np.array(w, float), np.array(velocity, float)
    for i in np.ndindex(new_w.shape):
        new_v[i] = momentum * new_v[i] - learning_rate * gradient[i]
        new_w[i] += new_v[i]
    return new_w, new_v

# %% right tensorflow
# TensorFlow in float64
def momentum_update(w, velocity, gradient, learning_rate, momentum=0.9):
    w, v, g = (tf.cast(a, tf.float64) for a in (w, velocity, gradient))
    v = tf.multiply(v, momentum) - tf.multiply(g, learning_rate)
    return w + v, v

# %% wrong averaged
# scales the gradient by 1 - momentum
# caught by: two steps by hand
def momentum_update(w, velocity, gradient, learning_rate, momentum=0.9):
    velocity = momentum * velocity - (1 - momentum) * learning_rate * gradient
    return w + velocity, velocity

# %% wrong fixed_momentum
# always uses 0.9
# caught by: no momentum is plain descent
def momentum_update(w, velocity, gradient, learning_rate, momentum=0.9):
    velocity = 0.9 * velocity - learning_rate * gradient
    return w + velocity, velocity

# %% wrong nesterov
# looks ahead as Nesterov does
# caught by: equal to Keras's SGD
def momentum_update(w, velocity, gradient, learning_rate, momentum=0.9):
    velocity = momentum * velocity - learning_rate * gradient
    return w + momentum * velocity - learning_rate * gradient, velocity

# %% wrong old_velocity
# moves by the velocity of the step before
# caught by: two steps by hand
def momentum_update(w, velocity, gradient, learning_rate, momentum=0.9):
    return w + velocity, momentum * velocity - learning_rate * gradient

# %% wrong plus_gradient
# adds the gradient to the velocity: uphill
# caught by: two steps by hand
def momentum_update(w, velocity, gradient, learning_rate, momentum=0.9):
    velocity = momentum * velocity + learning_rate * gradient
    return w + velocity, velocity

# %% wrong rate_at_the_move
# the learning rate scales the velocity once more
# caught by: two steps by hand
def momentum_update(w, velocity, gradient, learning_rate, momentum=0.9):
    velocity = momentum * velocity - learning_rate * gradient
    return w + learning_rate * velocity, velocity

# %% wrong swapped_results
# returns the velocity first
# caught by: two steps by hand
def momentum_update(w, velocity, gradient, learning_rate, momentum=0.9):
    velocity = momentum * velocity - learning_rate * gradient
    return velocity, w + velocity

# %% wrong velocity_not_returned
# returns the old velocity
# caught by: two steps by hand
def momentum_update(w, velocity, gradient, learning_rate, momentum=0.9):
    return w + momentum * velocity - learning_rate * gradient, velocity

# %% right numpy_words
# NumPy's functions, the step downhill as a number of its own
def momentum_update(w, velocity, gradient, learning_rate, momentum=0.9):
    downhill = np.multiply(-learning_rate, gradient)
    new_velocity = np.add(downhill, np.multiply(velocity, momentum))
    return np.add(w, new_velocity), new_velocity

# %% wrong in_place
# changes the arrays that it was given
# caught by: the arguments stay as they are
def momentum_update(w, velocity, gradient, learning_rate, momentum=0.9):
    velocity *= momentum
    velocity -= learning_rate * gradient
    w += velocity
    return w, velocity

# %% wrong weights_in_place
# a new velocity, but the caller's weights move
# caught by: the arguments stay as they are
def momentum_update(w, velocity, gradient, learning_rate, momentum=0.9):
    velocity = momentum * velocity - learning_rate * gradient
    w += velocity
    return w, velocity

# %% wrong gradient_scaled
# scales the gradient in place
# caught by: the arguments stay as they are
def momentum_update(w, velocity, gradient, learning_rate, momentum=0.9):
    gradient *= learning_rate
    velocity = momentum * velocity - gradient
    return w + velocity, velocity

# %% wrong fixed_rate
# the rate of the example
# caught by: equal to Keras's SGD
def momentum_update(w, velocity, gradient, learning_rate, momentum=0.9):
    velocity = momentum * velocity - 0.1 * gradient
    return w + velocity, velocity

# %% wrong other_convention
# the rate multiplies the whole velocity, as PyTorch has it
# caught by: two steps by hand
def momentum_update(w, velocity, gradient, learning_rate, momentum=0.9):
    velocity = momentum * velocity + gradient
    return w - learning_rate * velocity, velocity

# %% wrong always_from_rest
# starts each step without velocity
# caught by: two steps by hand
def momentum_update(w, velocity, gradient, learning_rate, momentum=0.9):
    velocity = -learning_rate * gradient
    return w + velocity, velocity

# %% wrong remembers_itself
# keeps the velocity in a variable of its own
# caught by: equal to Keras's SGD
past = {}

def momentum_update(w, velocity, gradient, learning_rate, momentum=0.9):
    last = past.get(np.shape(w), velocity)
    past[np.shape(w)] = momentum * last - learning_rate * gradient
    return w + past[np.shape(w)], past[np.shape(w)]
