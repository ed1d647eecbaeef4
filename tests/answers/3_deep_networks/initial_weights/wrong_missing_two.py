# wrong: 1 / fan_in, which loses half the signal in each ReLU layer
# caught by: mean and variance
def initial_weights(fan_in, fan_out, seed):
    rng = np.random.default_rng(seed)
    weights = rng.normal(scale=math.sqrt(1 / fan_in), size=(fan_in, fan_out))
    return weights.astype(np.float32)
