# right: float32 draws, multiplied by the standard deviation
def initial_weights(fan_in, fan_out, seed):
    draws = np.random.default_rng(seed).standard_normal((fan_in, fan_out), dtype=np.float32)
    return draws * np.float32((2 / fan_in) ** 0.5)
