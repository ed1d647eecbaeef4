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

# %% wrong variance_as_scale
# takes the variance for the standard deviation
# caught by: mean and variance
def initial_weights(fan_in, fan_out, seed):
    rng = np.random.default_rng(seed)
    weights = rng.normal(scale=2 / fan_in, size=(fan_in, fan_out))
    return weights.astype(np.float32)
