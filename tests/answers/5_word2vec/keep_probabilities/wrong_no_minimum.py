# wrong: probabilities above one
# caught by: never more than one
def keep_probabilities(counts, threshold):
    f = np.asarray(counts) / np.sum(counts)
    return np.sqrt(threshold / f) + threshold / f
