# right: scales a standard normal
def initial_weights(fan_in, fan_out, seed):
    draws = np.random.default_rng(seed).standard_normal((fan_in, fan_out))
    return np.float32(draws * np.sqrt(2.0 / fan_in))
