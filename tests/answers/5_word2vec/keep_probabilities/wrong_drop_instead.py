# wrong: gives the chance of being dropped
# caught by: a frequent word
def keep_probabilities(counts, threshold):
    f = np.asarray(counts) / np.sum(counts)
    return 1 - np.minimum(1, np.sqrt(threshold / f) + threshold / f)
