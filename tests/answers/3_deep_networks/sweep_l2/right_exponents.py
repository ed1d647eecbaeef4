# right: powers of ten on a linear grid of exponents, NumPy arrays
def sweep_l2(validation_accuracy, low, high, count):
    factors = 10.0 ** np.linspace(math.log10(low), math.log10(high), count)
    accuracies = np.array([validation_accuracy(float(factor)) for factor in factors])
    return factors[accuracies.argmax()], factors, accuracies
