# wrong: ignores `smallest` and clips at 1e-12
# caught by: never the logarithm of zero
def cross_entropy(probabilities, targets, smallest=1e-7):
    logs = np.log(np.maximum(probabilities, 1e-12))
    return -np.mean(np.sum(np.asarray(targets) * logs, axis=1))
