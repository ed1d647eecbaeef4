# wrong: counts in bits
# caught by: half sure costs ln 2
def cross_entropy(probabilities, targets, smallest=1e-7):
    logs = np.log2(np.maximum(probabilities, smallest))
    return -np.mean(np.sum(np.asarray(targets) * logs, axis=1))
