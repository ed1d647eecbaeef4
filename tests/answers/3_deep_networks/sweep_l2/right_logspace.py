# right: np.logspace and a dictionary
def sweep_l2(validation_accuracy, low, high, count):
    factors = np.logspace(np.log10(low), np.log10(high), count)
    scores = {float(factor): validation_accuracy(float(factor)) for factor in factors}
    return max(scores, key=scores.get), list(scores), list(scores.values())
