# wrong: sums over the batch
# caught by: mean over the batch
def cross_entropy(probabilities, targets, smallest=1e-7):
    logs = np.log(np.maximum(probabilities, smallest))
    return -np.sum(np.sum(np.asarray(targets) * logs, axis=1))
