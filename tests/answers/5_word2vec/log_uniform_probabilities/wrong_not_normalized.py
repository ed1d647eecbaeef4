# wrong: does not divide at all
# caught by: sum to one
def log_uniform_probabilities(vocab_size):
    k = np.arange(vocab_size)
    return np.log((k + 2) / (k + 1))
