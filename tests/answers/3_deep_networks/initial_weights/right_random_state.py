# right: NumPy's older generator
def initial_weights(fan_in, fan_out, seed):
    generator = np.random.RandomState(seed)
    weights = generator.normal(0.0, np.sqrt(2.0 / fan_in), fan_in * fan_out)
    return weights.reshape(fan_in, fan_out).astype("float32")
