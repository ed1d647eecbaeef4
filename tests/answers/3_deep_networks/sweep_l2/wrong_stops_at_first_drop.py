# wrong: stops at the first factor that is worse than the one before
# caught by: any curve
def sweep_l2(validation_accuracy, low, high, count):
    factors, accuracies = [], []
    for factor in np.geomspace(low, high, count).tolist():
        factors.append(factor)
        accuracies.append(validation_accuracy(factor))
        if len(accuracies) > 1 and accuracies[-1] < accuracies[-2]:
            break
    return factors[int(np.argmax(accuracies))], factors, accuracies
