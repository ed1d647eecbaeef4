# wrong: takes the logarithm of zero
# caught by: never the logarithm of zero
def cross_entropy(probabilities, targets, smallest=1e-7):
    logs = np.log(probabilities)
    return -np.mean(np.sum(np.asarray(targets) * logs, axis=1))
