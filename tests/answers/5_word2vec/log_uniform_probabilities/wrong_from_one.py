# wrong: counts k from 1
# caught by: three ids
def log_uniform_probabilities(vocab_size):
    k = np.arange(1, vocab_size + 1)
    return np.log((k + 2) / (k + 1)) / np.log(vocab_size + 1)
