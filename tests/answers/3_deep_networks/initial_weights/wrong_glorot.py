# wrong: the average of both fans
# caught by: mean and variance
def initial_weights(fan_in, fan_out, seed):
    rng = np.random.default_rng(seed)
    weights = rng.normal(scale=math.sqrt(2 / (fan_in + fan_out)), size=(fan_in, fan_out))
    return weights.astype(np.float32)
