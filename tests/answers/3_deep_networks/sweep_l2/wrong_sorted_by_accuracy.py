# wrong: returns the lists in the order of accuracy
# caught by: the best is returned
def sweep_l2(validation_accuracy, low, high, count):
    factors = np.geomspace(low, high, count).tolist()
    pairs = sorted(((validation_accuracy(factor), factor) for factor in factors), reverse=True)
    return pairs[0][1], [factor for _, factor in pairs], [accuracy for accuracy, _ in pairs]
