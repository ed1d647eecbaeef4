# wrong: the formula of the paper, without t / f
# caught by: a frequent word
def keep_probabilities(counts, threshold):
    f = np.asarray(counts) / np.sum(counts)
    return np.minimum(1, np.sqrt(threshold / f))
