# wrong: uniform between plus and minus the standard deviation
# caught by: mean and variance
def initial_weights(fan_in, fan_out, seed):
    rng = np.random.default_rng(seed)
    weights = rng.uniform(-math.sqrt(2 / fan_in), math.sqrt(2 / fan_in), size=(fan_in, fan_out))
    return weights.astype(np.float32)
