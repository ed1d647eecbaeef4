# wrong: uses counts where shares belong
# caught by: a frequent word
def keep_probabilities(counts, threshold):
    f = np.asarray(counts)
    return np.minimum(1, np.sqrt(threshold / f) + threshold / f)
