# wrong: takes the logarithm of the targets
# caught by: agrees with a trusted implementation
def cross_entropy(probabilities, targets, smallest=1e-7):
    logs = np.log(np.maximum(targets, smallest))
    return -np.mean(np.sum(np.asarray(probabilities) * logs, axis=1))
