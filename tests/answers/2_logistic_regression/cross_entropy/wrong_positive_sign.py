# wrong: forgets the minus sign
# caught by: half sure costs ln 2
def cross_entropy(probabilities, targets, smallest=1e-7):
    logs = np.log(np.maximum(probabilities, smallest))
    return np.mean(np.sum(np.asarray(targets) * logs, axis=1))
