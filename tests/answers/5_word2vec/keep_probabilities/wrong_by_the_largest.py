# wrong: divides by the largest count
# caught by: a frequent word
def keep_probabilities(counts, threshold):
    f = np.asarray(counts) / np.max(counts)
    return np.minimum(1, np.sqrt(threshold / f) + threshold / f)
