# right: multiplies its way up
def sweep_l2(validation_accuracy, low, high, count):
    ratio = (high / low) ** (1 / (count - 1))
    factors, accuracies, best = [], [], 0
    for i in range(count):
        factors.append(low * ratio**i)
        accuracies.append(validation_accuracy(factors[i]))
        if accuracies[i] > accuracies[best]:
            best = i
    return factors[best], factors, accuracies
