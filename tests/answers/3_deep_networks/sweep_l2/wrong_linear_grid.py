# wrong: evenly spaced on a linear scale
# caught by: evenly spaced in the logarithm
def sweep_l2(validation_accuracy, low, high, count):
    factors = np.linspace(low, high, count).tolist()
    accuracies = [validation_accuracy(factor) for factor in factors]
    return factors[int(np.argmax(accuracies))], factors, accuracies
