# wrong: scales the result to sum to one
# caught by: a frequent word
def keep_probabilities(counts, threshold):
    ratio = threshold * np.sum(counts) / np.asarray(counts)
    keep = np.minimum(1, np.sqrt(ratio) + ratio)
    return keep / keep.sum()
