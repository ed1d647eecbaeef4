# %% right branches
# number by number, with if
def relu(z):
    return np.vectorize(lambda value: value if value > 0 else 0.0, otypes=[float])(z)


def relu_gradient(z):
    return np.vectorize(lambda value: 1.0 if value > 0 else 0.0, otypes=[float])(z)

# %% right float32_copies
# sets entries of float32 copies
def relu(z):
    result = np.array(z, dtype=np.float32)
    result[result < 0] = 0
    return result


def relu_gradient(z):
    slope = np.zeros(np.shape(z), np.float32)
    slope[np.asarray(z) > 0] = 1
    return slope

# %% right product
# multiplies by the mask
def relu(z):
    return z * (z > 0)


def relu_gradient(z):
    return (z > 0).astype(np.float64)

# %% right tensorflow
# TensorFlow in float32
def relu(z):
    return tf.nn.relu(tf.cast(z, tf.float32))


def relu_gradient(z):
    return tf.cast(tf.cast(z, tf.float32) > 0, tf.float32)

# %% wrong absolute
# takes the absolute value
# caught by: five numbers
def relu(z):
    return np.abs(z)


def relu_gradient(z):
    return np.where(np.asarray(z) > 0, 1.0, 0.0)

# %% wrong clipped_above
# clips at 1 as well
# caught by: five numbers
def relu(z):
    return np.clip(z, 0, 1)


def relu_gradient(z):
    return np.where(np.asarray(z) > 0, 1.0, 0.0)

# %% wrong derivative_in_place
# the derivative is written into the caller's array
# caught by: the array stays as it is
def relu(z):
    return np.maximum(z, 0.0)


def relu_gradient(z):
    z[z > 0] = 1.0
    z[z <= 0] = 0.0
    return z

# %% wrong derivative_is_z
# returns z instead of 1 where it is open
# caught by: the derivative
def relu(z):
    return np.maximum(z, 0.0)


def relu_gradient(z):
    return np.where(np.asarray(z) > 0, z, 0.0)

# %% wrong derivative_one_at_zero
# the derivative at 0 is 1
# caught by: the derivative
def relu(z):
    return np.maximum(z, 0.0)


def relu_gradient(z):
    return np.where(np.asarray(z) >= 0, 1.0, 0.0)

# %% wrong in_place
# sets negative entries of the caller's array to 0
# caught by: the array stays as it is
def relu(z):
    z[z < 0] = 0
    return z


def relu_gradient(z):
    return np.where(np.asarray(z) > 0, 1.0, 0.0)

# %% wrong leaky
# leaks a hundredth on the left
# caught by: five numbers
def relu(z):
    return np.where(np.asarray(z) > 0, z, 0.01 * z)


def relu_gradient(z):
    return np.where(np.asarray(z) > 0, 1.0, 0.0)

# %% wrong rows_only
# loops over rows, so only tables work
# caught by: any shape
def relu(z):
    return np.array([[max(0.0, value) for value in np.atleast_1d(row)] for row in z]).reshape(np.shape(z))


def relu_gradient(z):
    return np.array([[1.0 if value > 0 else 0.0 for value in np.atleast_1d(row)] for row in z]).reshape(np.shape(z))

# %% wrong scalar_only
# maximum of the whole array
# caught by: any shape
def relu(z):
    return np.maximum(z, 0.0)


def relu_gradient(z):
    return np.array([1.0 if value > 0 else 0.0 for value in np.ravel(z)])

# %% wrong sign
# the derivative is -1 on the left
# caught by: the derivative
def relu(z):
    return np.maximum(z, 0.0)


def relu_gradient(z):
    return np.sign(z)

# %% wrong six_at_most
# clips at 6, as ReLU6 does
# caught by: any shape
def relu(z):
    return np.clip(z, 0.0, 6.0)


def relu_gradient(z):
    return np.where(np.asarray(z) > 0, 1.0, 0.0)

# %% wrong tolerance_at_zero
# takes small positive numbers for 0
# caught by: any shape
def relu(z):
    return np.maximum(z, 0.0)


def relu_gradient(z):
    return np.where(np.asarray(z) > 1e-6, 1.0, 0.0)

# %% [markdown] equivalent
# return np.where(np.asarray(z) > 0, 1.0, 0.0)  ->  return np.where(1.0, np.asarray(z) > 0, 0.0)
#     where 1.0 holds everywhere, so the comparison itself comes back, as 0.0 and 1.0
