# wrong: takes the variance for the standard deviation
# caught by: mean and variance
def initial_weights(fan_in, fan_out, seed):
    rng = np.random.default_rng(seed)
    weights = rng.normal(scale=2 / fan_in, size=(fan_in, fan_out))
    return weights.astype(np.float32)
