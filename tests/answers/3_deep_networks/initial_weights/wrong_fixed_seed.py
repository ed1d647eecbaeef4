# wrong: always the same weights
# caught by: same seed, same weights
def initial_weights(fan_in, fan_out, seed):
    rng = np.random.default_rng(0)
    weights = rng.normal(scale=math.sqrt(2 / fan_in), size=(fan_in, fan_out))
    return weights.astype(np.float32)
