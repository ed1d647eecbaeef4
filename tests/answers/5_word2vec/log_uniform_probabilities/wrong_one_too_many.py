# wrong: one probability too many
# caught by: three ids
def log_uniform_probabilities(vocab_size):
    k = np.arange(vocab_size + 1)
    return np.log((k + 2) / (k + 1)) / np.log(vocab_size + 1)
