# wrong: proportional to 1 / rank
# caught by: three ids
def log_uniform_probabilities(vocab_size):
    p = 1 / np.arange(1, vocab_size + 1)
    return p / p.sum()
