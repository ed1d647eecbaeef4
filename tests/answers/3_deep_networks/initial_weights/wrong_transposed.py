# wrong: one row per output
# caught by: shape and type
def initial_weights(fan_in, fan_out, seed):
    rng = np.random.default_rng(seed)
    weights = rng.normal(scale=math.sqrt(2 / fan_in), size=(fan_out, fan_in))
    return weights.astype(np.float32)
