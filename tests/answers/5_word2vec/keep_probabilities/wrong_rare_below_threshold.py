# wrong: all or nothing at the threshold
# caught by: a frequent word
def keep_probabilities(counts, threshold):
    share = np.asarray(counts) / np.sum(counts)
    return np.where(share <= threshold, 1.0, threshold / share)
