# right: differences of logarithms
def log_uniform_probabilities(vocab_size):
    edges = np.log(np.arange(1, vocab_size + 2))
    return np.diff(edges) / edges[-1]
