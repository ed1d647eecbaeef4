# wrong: trains the best once more to choose
# caught by: each factor is trained once
def sweep_l2(validation_accuracy, low, high, count):
    factors = np.geomspace(low, high, count).tolist()
    best = max(factors, key=validation_accuracy)
    return best, factors, [validation_accuracy(factor) for factor in factors]
