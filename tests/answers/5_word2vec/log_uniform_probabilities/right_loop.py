# right: one id after the other
def log_uniform_probabilities(vocab_size):
    return np.array([(math.log(k + 2) - math.log(k + 1)) / math.log(vocab_size + 1) for k in range(vocab_size)])
