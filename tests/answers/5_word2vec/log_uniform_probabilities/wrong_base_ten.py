# wrong: log10 below the line only
# caught by: sum to one
def log_uniform_probabilities(vocab_size):
    k = np.arange(vocab_size)
    return np.log((k + 2) / (k + 1)) / np.log10(vocab_size + 1)
