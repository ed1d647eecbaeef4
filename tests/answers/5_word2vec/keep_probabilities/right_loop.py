# right: word by word
def keep_probabilities(counts, threshold):
    total = float(np.sum(counts))
    return np.array([min(1.0, math.sqrt(threshold * total / c) + threshold * total / c) for c in counts])
