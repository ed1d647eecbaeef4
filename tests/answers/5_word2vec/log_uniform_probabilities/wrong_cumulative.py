# wrong: the probability of this id or a smaller one
# caught by: three ids
def log_uniform_probabilities(vocab_size):
    k = np.arange(vocab_size)
    return np.log(k + 2) / np.log(vocab_size + 1)
