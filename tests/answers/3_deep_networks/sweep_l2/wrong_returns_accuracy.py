# wrong: returns the best accuracy, not its factor
# caught by: the best is returned
def sweep_l2(validation_accuracy, low, high, count):
    factors = np.geomspace(low, high, count).tolist()
    accuracies = [validation_accuracy(factor) for factor in factors]
    return max(accuracies), factors, accuracies
