# wrong: f / t instead of t / f
# caught by: a frequent word
def keep_probabilities(counts, threshold):
    share = np.asarray(counts) / np.sum(counts)
    return np.minimum(1, np.sqrt(share / threshold) + share / threshold)
