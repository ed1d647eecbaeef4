# right: NumPy, float64
def decayed_learning_rate(step, initial_rate, decay_steps, decay_rate, staircase=False):
    periods = np.true_divide(step, decay_steps)
    return np.multiply(initial_rate, np.power(decay_rate, np.floor(periods) if staircase else periods))
