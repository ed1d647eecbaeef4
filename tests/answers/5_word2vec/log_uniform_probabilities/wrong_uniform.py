# wrong: every id alike
# caught by: three ids
def log_uniform_probabilities(vocab_size):
    return np.full(vocab_size, 1 / vocab_size)
