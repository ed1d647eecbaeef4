# %% right he_by_variance_scaling
# Keras's general initializer without the cut, by its variance
def initial_weights(fan_in, fan_out, seed):
    make = tf.keras.initializers.VarianceScaling(2.0, "fan_in", "untruncated_normal", seed=seed)
    return np.array(make(shape=(fan_in, fan_out)), order="F")

# %% right he_normal
# Keras's own, a normal cut at two standard deviations; a tensor
def initial_weights(fan_in, fan_out, seed):
    return tf.keras.initializers.HeNormal(seed)((fan_in, fan_out))

# %% right product
# float32 draws, multiplied by the standard deviation
def initial_weights(fan_in, fan_out, seed):
    draws = np.random.default_rng(seed).standard_normal((fan_in, fan_out), dtype=np.float32)
    return draws * np.float32((2 / fan_in) ** 0.5)

# %% right random_state
# NumPy's older generator
def initial_weights(fan_in, fan_out, seed):
    generator = np.random.RandomState(seed)
    weights = generator.normal(0.0, np.sqrt(2.0 / fan_in), fan_in * fan_out)
    return weights.reshape(fan_in, fan_out).astype("float32")

# %% right standard_normal
# scales a standard normal
def initial_weights(fan_in, fan_out, seed):
    draws = np.random.default_rng(seed).standard_normal((fan_in, fan_out))
    return np.float32(draws * np.sqrt(2.0 / fan_in))

# %% right stateless
# TensorFlow's stateless normal
def initial_weights(fan_in, fan_out, seed):
    stddev = (2.0 / fan_in) ** 0.5
    return tf.random.stateless_normal((fan_in, fan_out), [seed, 1], stddev=stddev).numpy()

# %% wrong double
# leaves float64
# caught by: shape and type
def initial_weights(fan_in, fan_out, seed):
    rng = np.random.default_rng(seed)
    weights = rng.normal(scale=math.sqrt(2 / fan_in), size=(fan_in, fan_out))
    return weights

# %% wrong fan_out
# uses the number of outputs
# caught by: mean and variance
def initial_weights(fan_in, fan_out, seed):
    rng = np.random.default_rng(seed)
    weights = rng.normal(scale=math.sqrt(2 / fan_out), size=(fan_in, fan_out))
    return weights.astype(np.float32)

# %% wrong fixed_seed
# always the same weights
# caught by: same seed, same weights
def initial_weights(fan_in, fan_out, seed):
    rng = np.random.default_rng(0)
    weights = rng.normal(scale=math.sqrt(2 / fan_in), size=(fan_in, fan_out))
    return weights.astype(np.float32)

# %% wrong global_generator
# draws from one generator, so the second call differs
# caught by: same seed, same weights
my_generator = np.random.default_rng(0)


def initial_weights(fan_in, fan_out, seed):
    weights = my_generator.normal(scale=math.sqrt(2 / fan_in), size=(fan_in, fan_out))
    return weights.astype(np.float32)

# %% wrong glorot
# the average of both fans
# caught by: mean and variance
def initial_weights(fan_in, fan_out, seed):
    rng = np.random.default_rng(seed)
    weights = rng.normal(scale=math.sqrt(2 / (fan_in + fan_out)), size=(fan_in, fan_out))
    return weights.astype(np.float32)

# %% wrong missing_two
# 1 / fan_in, which loses half the signal in each ReLU layer
# caught by: mean and variance
def initial_weights(fan_in, fan_out, seed):
    rng = np.random.default_rng(seed)
    weights = rng.normal(scale=math.sqrt(1 / fan_in), size=(fan_in, fan_out))
    return weights.astype(np.float32)

# %% wrong one_row_repeated
# draws one row and repeats it for every input
# caught by: a bell for each weight
def initial_weights(fan_in, fan_out, seed):
    row = np.random.default_rng(seed).normal(scale=math.sqrt(2 / fan_in), size=fan_out)
    return np.tile(row, (fan_in, 1)).astype(np.float32)

# %% wrong transposed
# one row per output
# caught by: shape and type
def initial_weights(fan_in, fan_out, seed):
    rng = np.random.default_rng(seed)
    weights = rng.normal(scale=math.sqrt(2 / fan_in), size=(fan_out, fan_in))
    return weights.astype(np.float32)

# %% wrong uniform
# uniform between plus and minus the standard deviation
# caught by: mean and variance
def initial_weights(fan_in, fan_out, seed):
    rng = np.random.default_rng(seed)
    weights = rng.uniform(-math.sqrt(2 / fan_in), math.sqrt(2 / fan_in), size=(fan_in, fan_out))
    return weights.astype(np.float32)

# %% wrong uniform_of_this_variance
# uniform, with the right variance
# caught by: a bell for each weight
def initial_weights(fan_in, fan_out, seed):
    limit = math.sqrt(6 / fan_in)
    rng = np.random.default_rng(seed)
    return rng.uniform(-limit, limit, size=(fan_in, fan_out)).astype(np.float32)

# %% wrong variance_as_scale
# takes the variance for the standard deviation
# caught by: mean and variance
def initial_weights(fan_in, fan_out, seed):
    rng = np.random.default_rng(seed)
    weights = rng.normal(scale=2 / fan_in, size=(fan_in, fan_out))
    return weights.astype(np.float32)
